"""onrecord turns the news into a checked record: who said what, tied to the exact words that carry it.

import onrecord

doc = onrecord.read("article.html")
doc.statements[0].speaker.actors[0].name
doc.statements[0].content[0].exact
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.models import (
    Actor,
    Check,
    Document,
    Event,
    Failure,
    Passage,
    Position,
    Record,
    Span,
    Speaker,
    Statement,
    When,
    Where,
)

if TYPE_CHECKING:
    from onrecord.reading import read, read_many, read_text
    from onrecord.store import Desk

__all__ = [
    "Actor",
    "Check",
    "Desk",
    "Document",
    "Event",
    "Failure",
    "OnrecordError",
    "Passage",
    "Position",
    "Record",
    "Span",
    "Speaker",
    "Statement",
    "When",
    "Where",
    "__version__",
    "read",
    "read_many",
    "read_text",
]

_LAZY = {"read": "reading", "read_many": "reading", "read_text": "reading", "Desk": "store"}


def __getattr__(name: str) -> Any:
    """`read` and `Desk` are imported at first use: importing onrecord itself stays cheap."""
    if name in _LAZY:
        return getattr(import_module(f"onrecord.{_LAZY[name]}"), name)
    if name == "__version__":
        from importlib.metadata import version

        return version("onrecord")
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
