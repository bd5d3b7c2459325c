"""The fields of a form that was sent, within bounds."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST_FIELDS = 60
LONGEST_FIELD = 300


async def fields_of(request: Request, most: int, *, long: tuple[str, ...] = ("text",)) -> dict[str, str]:
    """The form's fields, each once; a 413 as soon as more than `most` bytes were sent.

    Fields are stripped and cut at 300 characters, except those named in `long`, which stay whole.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"The form is longer than {most // 1000} kB.")
    try:
        fields = parse_qs(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace"
        )
    except ValueError as error:
        raise HTTPException(400, "The form was not sent as a form is sent.") from error
    plain = {name: values[0].replace("\r\n", "\n") for name, values in fields.items()}
    return {name: value if name in long else value.strip()[:LONGEST_FIELD] for name, value in plain.items()}
