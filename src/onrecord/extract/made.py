"""What every form of document shares: its ids, its language, its dateline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from onrecord.gather.files import Gathered
from onrecord.gather.urls import canonical, url_key
from onrecord.models import Document, Span, Spans, make_id, text_id

if TYPE_CHECKING:
    from onrecord.gather.decode import Decoded

_DATELINE = re.compile(
    r"\s*(?P<line>(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+|U\.[NKS]\.)"
    r"(?:[ ,/]+(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]*|and|of|de))*"
    r"(?:,\s+(?:[A-Z][\w.]*)(?:\s[A-Z][\w.]*){0,2})?"
    r"(?:,?\s+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?)?"
    r"(?:\s+\([A-Z][\w .,/&-]{1,30}\))?)\s*(?:—|–|--|-)\s"
)
_LEAST_WORDS = 20
_LANGUAGE_SAMPLE = 3000
_ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "that", "was", "for", "is", "with", "as", "he", "by", "his", "at", "from",
        "are", "this", "be", "had", "not", "have", "were", "which", "or", "who", "said",
    }
)  # fmt: skip
_SURELY = 0.14
"""The share of these words that no text in another language comes near; English prose has a third of them."""


@cache
def component(name: str, *packages: str) -> str:
    """`name@version`, with the versions of the packages that shape what it makes."""
    made = f"{name}@{version('onrecord')}"
    return " ".join([made, *(f"{package}@{version(package)}" for package in packages)])


def document_of(
    page: Gathered,
    text: str,
    parts: Mapping[str, Spans],
    *,
    extractor: str,
    notes: tuple[str, ...],
    **known: Any,
) -> Document:
    """The document with its ids: named by its address, variants being one; else by path or text, and source.

    What a file says of its own address is not known to be true: there the source tells two apart as well.
    """
    name = text_id(text)
    source = known.pop("source", None) or page.source
    own = page.final_url or page.url
    if own:
        address = known.get("canonical_url") or canonical(own) or own
        known["canonical_url"] = address
        made = make_id("document", url_key(address))
    else:
        made = make_id("document", known.get("canonical_url") or page.id_path or name, source)
    return Document(
        id=made,
        text_id=name,
        text=text,
        parts={part: spans for part, spans in parts.items() if spans or part == "body"},
        path=page.path,
        url=page.url,
        fetched=page.fetched,
        source=source,
        extractor=extractor,
        notes=(*page.notes, *notes),
        **known,
    )


def dateline_in(text: str, start: int, end: int) -> Span | None:
    """ "MIAMI (AP) —" at the start of a body: its words, without the dash. It stays part of the body."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    return None if match is None else Span.of(text, match.start("line"), match.end("line"))


def language_of(body: str) -> str | None:
    """ISO 639-1 of `body`, or None where it is too short to tell."""
    sample = body[:_LANGUAGE_SAMPLE]
    words = sample.lower().split()
    if len(words) < _LEAST_WORDS and sum(char >= "\u2e80" for char in sample) < 2 * _LEAST_WORDS:
        return None
    if sum(word in _ENGLISH for word in words) > _SURELY * len(words) and len(words) >= 2 * _LEAST_WORDS:
        return "en"
    import py3langid

    code = py3langid.classify(sample)[0]
    return str(code) if isinstance(code, str) and len(code) == 2 else None


def notes_of(decoded: Decoded, *more: str) -> tuple[str, ...]:
    return (*decoded.notes, *more)
