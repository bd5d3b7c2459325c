"""A transcript as it is shown: paragraphs with who takes the word, stage notes apart, one passage marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.models import Span
from onrecord.site.segments import cut
from onrecord.site.speech_pages import Run, Spoken
from onrecord.text.paragraphs import paragraphs
from onrecord.verify.tokens import said_words
from onrecord.verify.transcript import Transcript
from onrecord.verify.turns import label_end

CONTEXT = 30
"""Words that a public desk shows on either side of a passage."""
LONGEST_PASSAGE = 600
_WRAPPED = 100
_PASSAGE, _STAGE = 1, 2


def whole(transcript: Transcript, passage: Span | None) -> tuple[Spoken, ...]:
    """All of the transcript, with the passage marked."""
    return _spoken(transcript, 0, len(transcript.text), passage)


def excerpt(transcript: Transcript, passage: Span) -> tuple[Spoken, ...]:
    """The passage with at most `CONTEXT` words on either side; a long passage only at its beginning."""
    text = transcript.text
    end = min(passage.end, passage.start + LONGEST_PASSAGE)
    before = text[: passage.start].split()[-CONTEXT:] if passage.start else []
    after = text[end : end + 20 * CONTEXT * 10].split()[:CONTEXT]
    start = _back(text, passage.start, before)
    stop = _forth(text, end, after)
    return _spoken(transcript, start, stop, Span.of(text, passage.start, end))


def _back(text: str, at: int, words: list[str]) -> int:
    for word in reversed(words):
        at = text.rindex(word, 0, at)
    return at


def _forth(text: str, at: int, words: list[str]) -> int:
    for word in words:
        at = text.index(word, at) + len(word)
    return at


def _spoken(transcript: Transcript, start: int, end: int, passage: Span | None) -> tuple[Spoken, ...]:
    text = transcript.text
    lines = text.splitlines()
    wrapped = len(lines) > 2 and max(map(len, lines)) <= _WRAPPED
    marks = {_PASSAGE: (passage,)} if passage else {}
    seen: set[int] = set()
    rows: list[Spoken] = []
    last: str | None = None
    for first, until, speaker in _turns(transcript, start, end):
        labelled = label_end(text, first) if speaker else first
        for left, right in paragraphs(text, max(first, min(labelled, until)), until, blank_line=wrapped):
            inside = {**marks, _STAGE: tuple(stage_notes(text, left, right))}
            runs = tuple(
                Run(piece.text, _PASSAGE in piece.marks, _PASSAGE in piece.opens, _STAGE in piece.marks)
                for piece in cut(text, left, right, inside, seen)
            )
            seen.discard(_STAGE)
            opens = any(run.opens for run in runs)
            rows.append(Spoken(speaker if speaker != last else None, runs, opens))
            last = speaker
    return tuple(rows)


def _turns(transcript: Transcript, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """The turns in `[start, end)`; what stands before the first is its speaker's who speaks throughout."""
    borders = [(turn.start, turn.speaker) for turn in transcript.turns]
    if not borders or borders[0][0] > 0:
        borders.insert(0, (0, transcript.speaker))
    borders.append((len(transcript.text), None))
    for (first, speaker), (until, _) in pairwise(borders):
        if first < end and start < until:
            yield max(first, start), min(until, end), speaker


def stage_notes(text: str, start: int, end: int) -> Iterator[Span]:
    """What nobody said: notes such as (Applause) and time stamps, in `text[start:end]`."""
    part = text[start:end]
    if any(sign in part for sign in "([:"):
        yield from (Span.of(text, start + a, start + b) for a, b in sorted(said_words(part).notes))
