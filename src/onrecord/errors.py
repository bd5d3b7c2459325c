"""Everything onrecord raises on purpose.

OnrecordError
├── InputError            something given cannot be used; costs only itself (exit status 2)
│   ├── NotFound          a path or pattern that names nothing
│   ├── Unreadable        a file that is there but cannot be read (permission, I/O)
│   ├── NotText           binary, or bytes in no known encoding
│   ├── TooLarge          over the size limit
│   └── NoArticle         readable, but without an article: empty, no body, login wall, index
├── FetchError            an address could not be fetched; costs only itself
│   ├── Refused           not an address that may be fetched: not http(s), private, too many redirects
│   ├── Disallowed        the site's robots.txt asks for it to be left alone
│   ├── Unreachable       no such host, no connection, or too slow
│   └── BadAnswer         the answer breaks the protocol, or is not what was asked for
├── DeskError             the desk file cannot be used
│   ├── NotADesk          the file is something else
│   ├── NewerDesk         written by a later version of onrecord
│   ├── DeskFull          no space left; what was there before is whole
│   └── BadRecord         a record that does not hold in its own text; it costs only itself
├── DossierError           a dossier that cannot be made, or a correction that says nothing
├── OutputError           the output cannot be written; what was there before is whole
└── ModelError            a model file is missing or is not the one that its card names
"""

from __future__ import annotations

from typing import Any


class OnrecordError(Exception):
    """Root of the tree. `message` says what is wrong and what to do; `path` names the file, if any."""

    kind = "error"

    def __init__(self, message: str, *, path: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.message, self.path)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def _rebuild(cls: type[OnrecordError], message: str, path: str | None) -> OnrecordError:
    return cls(message, path=path)


class InputError(OnrecordError):
    kind = "input"


class NotFound(InputError):
    kind = "not found"


class Unreadable(InputError):
    kind = "unreadable"


class NotText(InputError):
    kind = "not text"


class TooLarge(InputError):
    kind = "too large"


class NoArticle(InputError):
    """`kind` says what stands in the article's place, where that was recognised."""

    kind = "no article"

    def __init__(self, message: str, *, path: str | None = None, kind: str = "no article") -> None:
        super().__init__(message, path=path)
        self.kind = kind

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild_no_article, (self.message, self.path, self.kind)


def _rebuild_no_article(message: str, path: str | None, kind: str) -> NoArticle:
    return NoArticle(message, path=path, kind=kind)


class FetchError(OnrecordError):
    kind = "fetch"


class Refused(FetchError):
    kind = "refused"


class Disallowed(FetchError):
    kind = "disallowed"


class Unreachable(FetchError):
    kind = "unreachable"


class BadAnswer(FetchError):
    kind = "bad answer"


class DeskError(OnrecordError):
    kind = "desk"


class NotADesk(DeskError):
    kind = "not a desk"


class NewerDesk(DeskError):
    kind = "newer desk"


class DeskFull(DeskError):
    kind = "desk full"


class BadRecord(DeskError):
    kind = "bad record"


class DossierError(OnrecordError):
    kind = "dossier"


class OutputError(OnrecordError):
    kind = "output"


class ModelError(OnrecordError):
    kind = "model"
