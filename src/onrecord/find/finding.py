"""Finding, put together: statements, names, dates, places and events of one document."""

from __future__ import annotations

from onrecord.find import Only
from onrecord.find.dates import find_dates
from onrecord.find.events import find_events
from onrecord.find.findings import Findings, StatementFinder
from onrecord.find.namer import spacy_names
from onrecord.find.names import find_names
from onrecord.find.parse import Parse
from onrecord.find.places import find_places
from onrecord.find.positions import find_positions
from onrecord.find.sessions import session_events
from onrecord.models import Document

_PARSED = frozenset({"en", None})


def find(document: Document, finder: StatementFinder | None = None, only: Only | None = None) -> Findings:
    """All that stands in `document`, or `only` a part of it.

    `finder` finds the statements, the rules where it is None.

    A document in another language than English keeps what its finder tells from marks alone; names, dates
    and places need English words and stay empty.
    """
    parse = Parse(document)
    if finder is None:
        from onrecord.find.rules import RuleFinder

        finder = RuleFinder()
    statements = finder.find(document, parse)
    if not is_english(document):
        return Findings(statements=statements)
    names = find_names(document, parse, namer=getattr(finder, "namer", spacy_names))
    dates, places = find_dates(document, parse), find_places(document, names)
    if only == "statements":
        return Findings(statements, names, dates, places)
    events = find_events(document, names, dates, places, statements)
    events = tuple(sorted((*events, *session_events(document, events)), key=lambda e: (e.anchor, e.type)))
    return Findings(
        statements, names, dates, places, events=events, positions=find_positions(document, statements)
    )


def is_english(document: Document) -> bool:
    """Whether the English lists and weights apply: the document says `en`, `en-…` or nothing."""
    language = document.language
    return language in _PARSED or (language or "").lower().split("-")[0] == "en"
