"""What stories are made of: an article as the streams and the desk give it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One document for grouping. `date` is ISO 8601, as coarse as known; `text` is the body alone."""

    id: str
    text: str
    title: str = ""
    date: str | None = None
    source: str | None = None
