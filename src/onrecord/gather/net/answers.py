"""What a server answered, and the document to be read that it makes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.gather.clock import iso
from onrecord.gather.files import Gathered, Media, Metadata, media_of
from onrecord.gather.net.headers import media_type

_TEXT = frozenset(("text/plain",))
_MARKDOWN = frozenset(("text/markdown", "text/x-markdown"))


def media_sent(kind: str, data: bytes) -> Media:
    """What a body is, by the media type that it was sent with, and by itself where that says too little."""
    if kind in _TEXT:
        return media_of("page.txt", data)
    return media_of("page.md" if kind in _MARKDOWN else "page.html", data)


@dataclass(frozen=True, slots=True)
class Answer:
    """`url` was asked, `final_url` answered; `moved_to` is where redirects that last lead.

    `raw` is the body as it was sent, `data` the same without content encoding; `at` is when, in seconds.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    at: float
    raw: bytes
    data: bytes
    moved_to: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    def gathered(self, said: Metadata | None = None) -> Gathered:
        """The document in it, to be read."""
        return Gathered(
            path=self.url,
            data=self.data,
            media=media_sent(media_type(self.header("content-type")), self.data),
            url=self.url,
            final_url=self.final_url,
            status=self.status,
            headers=self.headers,
            fetched=iso(self.at),
            said=said,
        )
