"""Names of persons, organisations, places and groups, each with the role phrases tied to it right there."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.find.findings import FoundName
from onrecord.find.lines import Line, Name, lines_of
from onrecord.find.name_spans import correct
from onrecord.find.namer import Namer, spacy_names
from onrecord.find.parse import Parse
from onrecord.find.roles import Role, roles_of
from onrecord.find.rolewords import MODIFIERS
from onrecord.models import Document, Span

MADE_BY = "names/1"
_CONFIDENCE = {"person": 0.93, "organisation": 0.85, "place": 0.9, "group": 0.9}


def find_names(
    document: Document, parse: Parse | None = None, *, namer: Namer = spacy_names
) -> tuple[FoundName, ...]:
    """The names in title and body, in the order of the text.

    `namer` gives spans and labels from `parse`; rules correct them, add what follows from the rest of the
    document, and tie roles to persons. Without a parse only titles and the shipped tables find names.
    """
    lines = list(lines_of(document))
    correct(lines, namer(document, parse) if parse is not None else [])
    return tuple(found for line in lines for found in _found(document, line))


def _found(document: Document, line: Line) -> Iterator[FoundName]:
    tied = roles_of(line, document.text)
    for index, (name, roles) in enumerate(zip(line.names, tied, strict=True)):
        if _is_scrap(line, name, tied[index + 1] if index + 1 < len(tied) else []):
            continue
        relation = next((role.relation for role in roles if role.relation is not None), None)
        yield FoundName(
            _span(document, line, (name.first, name.last)),
            name.label,
            tuple(_role_span(document, line, role) for role in roles),
            None if relation is None else _span(document, line, relation),
            MADE_BY,
            _CONFIDENCE[name.label],
        )


def _is_scrap(line: Line, name: Name, following: list[Role]) -> bool:
    """Whether a one-word organisation is only the end of the next name's role: `State` of a secretary."""
    if name.label != "organisation" or name.last - name.first > 1 or name.first == 0:
        return False
    if any(role.first <= name.first and name.last < role.last for role in following):
        return line.tokens[name.first].lower in MODIFIERS
    tied = any(role.first < name.first and name.last == role.last for role in following)
    return tied and line.tokens[name.first - 1].lower in {"of", "for"}


def _span(document: Document, line: Line, place: tuple[int, int]) -> Span:
    first, last = place
    return document.span(line.tokens[first].start, line.tokens[last - 1].end)


def _role_span(document: Document, line: Line, role: Role) -> Span:
    return _span(document, line, (role.first, role.last))
