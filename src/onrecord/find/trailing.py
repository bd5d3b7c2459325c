"""Statements that a trailing report runs together: “…,” affirming the need for more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.find.cues import cues_of, lemmas_of
from onrecord.find.reported import Place, Reported

_PARTICIPLE = re.compile(r"[\s,;—–-]*(?P<word>[a-z]+ing)\s+(?:that\s+)?")
_CLOSED = re.compile(r"[,.!?…][”\"](?=[\s,;—–-]+[a-z]+ing\s)")


def parted(text: str, one: Reported) -> Iterator[Reported]:
    """The statement, cut where nothing but a reporting participle parts two pieces of its content.

    What follows is another statement of the same source, with the participle for its cue. A piece that goes
    on over a closed quotation and such a participle is two.
    """
    one = replace(one, content=tuple(part for place in one.content for part in _behind_marks(text, place)))
    start = 0
    for i in range(1, len(one.content)):
        cue = _participle(text, one.content[i - 1][1], one.content[i][0])
        if cue is not None:
            yield replace(one, content=one.content[start:i])
            one, start = replace(one, cue=(cue,)), i
    yield replace(one, content=one.content[start:])


def _behind_marks(text: str, place: Place) -> Iterator[Place]:
    """The piece of content, cut before and behind each reporting participle that follows closing marks."""
    start, end = place
    for closed in _CLOSED.finditer(text, start, end):
        match = _PARTICIPLE.match(text, closed.end(), end)
        if match is not None and match.end() < end and _participle(text, *match.span()) is not None:
            yield start, closed.end()
            start = match.end()
    yield start, end


def _participle(text: str, start: int, end: int) -> Place | None:
    match = _PARTICIPLE.fullmatch(text, start, end)
    if match is None:
        return None
    cues = cues_of("en")
    known = any(lemma in cues.verbs for lemma in lemmas_of(match.group("word"), cues))
    return match.span("word") if known else None
