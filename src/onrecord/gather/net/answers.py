"""What a server answered, and the document to be read that it makes."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.gather.clock import iso
from onrecord.gather.files import Gathered, Metadata, media_of
from onrecord.gather.net.headers import media_type

_TEXT = frozenset(("text/plain",))
_MARKDOWN = frozenset(("text/markdown", "text/x-markdown"))


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
        kind = media_type(self.header("content-type"))
        if kind in _TEXT:
            media = media_of("page.txt", self.data)
        elif kind in _MARKDOWN:
            media = media_of("page.md", self.data)
        else:
            media = media_of("page.html", self.data)
        return Gathered(
            path=self.url,
            data=self.data,
            media=media,
            url=self.url,
            final_url=self.final_url,
            status=self.status,
            headers=self.headers,
            fetched=iso(self.at),
            said=said,
        )
