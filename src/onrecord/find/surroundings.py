"""To whom and on what occasion something was said, read from the words round a statement without a parse."""

from __future__ import annotations

import re
from functools import cache

from onrecord.find.cues import cues_of
from onrecord.models import Span, Spans

_REACH = 220
_NEAR = 40
_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])")
_HEARER = re.compile(
    r"(?:told|tells?|telling|reminded|reminds|assured|assures|informed|informs|warned|warns|notified|asked)\s+"
    r"(?P<who>(?:(?!(?:that|to|of|about|in|on|at|during|if|whether|how|what|why|not)\b)[\w’'.&-]+\s*){1,6})"
)
_TO = re.compile(
    r"(?:said|wrote|spoke|explained|complained|announced|admitted|remarked)\s+to\s+"
    r"(?P<who>(?:(?!(?:that|to|of|about|in|on|at|during)\b)[\w’'.&-]+\s*){1,5})"
)


def addressee_of(text: str, content: Spans, cue: Spans) -> Span | None:
    """Who is told, between the cue's first word and the content: "reporters" in "told reporters that …"."""
    if not cue:
        return None
    stops = [span.start for span in content if span.start >= cue[-1].end]
    stop = min([*stops, cue[-1].end + 60])
    stop = min(stop, _line_end(text, cue[-1].end))
    window = text[cue[0].start : stop]
    match = _HEARER.match(window) or _TO.match(window)
    if match is None:
        return None
    who = match.group("who").rstrip(" \t.'’&-")
    start = cue[0].start + match.start("who")
    return Span(start, start + len(who), who) if who else None


def occasion_of(text: str, content: Spans, cue: Spans, language: str | None = "en") -> Span | None:
    """The phrase of the cue's sentence that names the occasion, outside content and cue.

    It opens the sentence, or comes straight behind the cue.
    """
    if not cue:
        return None
    start, end = sentence_round(text, cue[0].start)
    for match in _occasion(language).finditer(text, start, end):
        span = Span.of(text, match.start("phrase"), match.end("phrase"))
        near = span.start == start or 0 <= span.start - cue[-1].end <= _NEAR
        if near and not any(span.overlaps(other) for other in (*content, *cue)):
            return span
    return None


@cache
def _occasion(language: str | None) -> re.Pattern[str]:
    cues = cues_of(language)
    nouns = "|".join(
        re.escape(noun) + "s?" for noun in sorted(cues.occasion_nouns, key=lambda n: (-len(n), n))
    )
    leads = "|".join(sorted(cues.occasion_prepositions))
    word = r"(?:(?!(?:that|who|which|where|when|while|and|but|said|says)\b)[\w’'&-]+)"
    joint = r"\s+(?:to|with|at|in|on|for|from|by|of|before|outside|after)"
    stop = rf"(?=[,.;:]|{joint}\b|\s+(?:that|who|which|where|when|while|and|but)\b|$)"
    tail = rf"(?:{joint}\s+{word}(?:\s+{word}){{0,4}}?{stop}){{0,3}}"
    phrase = rf"\b(?P<phrase>(?:{leads})\s+(?:{word}\s+){{0,4}}?(?:{nouns})\b{tail})"
    return re.compile(phrase, re.IGNORECASE)


def sentence_round(text: str, at: int) -> tuple[int, int]:
    """The sentence that holds the place `at`, as far as its line and punctuation tell."""
    start = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    for match in _END.finditer(text, start, at + 1):
        start = match.end()
    stop = min(_line_end(text, at), at + _REACH)
    after = _END.search(text, at, stop + 1)
    return start, min(stop, after.start() + 1) if after else stop


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
