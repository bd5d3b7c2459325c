"""On what occasion something was said, and to whom: phrases between a statement's own parts.

Both work on the text alone, so they serve any finder that gives content, cue and source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.find.cues import Cues, cues_of, lemmas_of
from onrecord.models import Span, Spans

_STOP = re.compile(r"[.!?…][\"”’')\]]*(?=\s)")
_FAR = 400
_LONGEST = 160


def occasion_of(
    text: str, start: int, end: int, content: Spans, cue: Spans, source: Spans, language: str | None = "en"
) -> Span | None:
    """The words that name the occasion ("In remarks to reporters at the Oval Office"); None where none do.

    `start` and `end` bound the paragraph of the cue. The phrase stands in the cue's own sentence,
    outside content, cue and source: at its start, or right behind cue, source or addressee.
    """
    if not cue and not source:
        return None
    pattern = _occasion_pattern(language)
    for gap_start, gap_end in _gaps(text, start, end, content, cue, source):
        match = pattern.match(text, gap_start, gap_end)
        if match and len(match.group("phrase")) <= _LONGEST:
            return Span.of(text, *_without_tail(text, *match.span("phrase")))
    return None


def addressee_of(
    text: str, start: int, end: int, content: Spans, cue: Spans, source: Spans, language: str | None = "en"
) -> Span | None:
    """Who is told: "reporters" in "told reporters that …", "the board" in "said to the board …"; else None.

    `start` and `end` bound the paragraph of the cue.
    """
    cues = cues_of(language)
    for gap_start, gap_end in _gaps(text, start, end, content, cue, source):
        before = next((span for span in cue if span.end == gap_start), None)
        if before is None:
            continue
        match = _addressee_pattern(language).match(text, gap_start, gap_end)
        if match is None:
            continue
        first = match.group("whom").split()[0]
        named = first[0].isupper() or first.lower() in cues.addressee_starts
        if named if match.group("to") else _tells(before.exact, cues):
            return Span.of(text, *_without_tail(text, *match.span("whom")))
    return None


def _tells(cue_text: str, cues: Cues) -> bool:
    words = re.findall(r"[^\W\d_]+", cue_text.lower())
    known = (cues.verbs[lemma] for word in words for lemma in lemmas_of(word, cues) if lemma in cues.verbs)
    return any("addressee" in cue.takes for cue in known)


def _gaps(
    text: str, start: int, end: int, content: Spans, cue: Spans, source: Spans
) -> Iterator[tuple[int, int]]:
    """What stands between the statement's parts in the sentence of cue and source, in order."""
    anchors = [span for span in (*cue, *source) if start <= span.start and span.end <= end]
    if not anchors:
        return
    parts = sorted(span for span in (*content, *cue, *source) if start <= span.start and span.end <= end)
    at = max(start, min(span.start for span in anchors) - _FAR)
    for stop in _STOP.finditer(text, at, min(span.start for span in anchors)):
        if not any(span.start < stop.start() < span.end for span in content):
            at = stop.end()
    behind = max(span.end for span in anchors)
    last_stop = _STOP.search(text, behind, min(end, behind + _FAR))
    last = last_stop.start() if last_stop else min(end, behind + _FAR)
    for span in (*parts, None):
        until = last if span is None else min(span.start, last)
        if at < until:
            yield at, until
        at = max(at, span.end if span is not None else at)


_LEAD = r"[\s,—–-]*"
_INSIDE = r"[^,;:“”\"«»„—–\n]"


@cache
def _occasion_pattern(language: str | None) -> re.Pattern[str]:
    cues = cues_of(language)
    prepositions = "|".join(map(re.escape, sorted(cues.occasion_prepositions)))
    nouns = "|".join(map(re.escape, sorted(cues.occasion_nouns, key=lambda noun: (-len(noun), noun))))
    return re.compile(
        rf"{_LEAD}(?:(?!(?:who|which|that|whose)\b)[\w’'.-]+\s+){{0,4}}?(?P<phrase>\b(?:{prepositions})\s(?:(?!\b(?:who|which|that)\b){_INSIDE})*?"
        rf"\b(?:{nouns})(?:e?s)?\b(?:(?!\b(?:who|which|that)\b){_INSIDE})*)",
        re.IGNORECASE,
    )


@cache
def _addressee_pattern(language: str | None) -> re.Pattern[str]:
    cues = cues_of(language)
    ends = "|".join(map(re.escape, sorted(cues.addressee_ends)))
    to = "|".join(map(re.escape, sorted(cues.addressee_prepositions)))
    return re.compile(
        rf"\s+(?P<to>(?:{to})\s+)?(?!(?:{ends})\b)"
        rf"(?P<whom>[\w’'.&$-]+(?:\s+(?!(?:{ends})\b)[\w’'.&$-]+){{0,7}})(?=\s+(?:{ends})\b|\s*[,:;.“\"—]|\s*$)",
        re.IGNORECASE,
    )


def _without_tail(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ")%":
        end -= 1
    return start, end
