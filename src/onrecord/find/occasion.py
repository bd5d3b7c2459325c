"""Where or on what occasion something was said, and to whom: phrases of the cue's own sentence."""

from __future__ import annotations

from typing import Any

from onrecord.find.cues import cues_of
from onrecord.models import Span, Spans


def occasion_of(
    sentence: Any, start: int, content: Spans, cue: Spans, language: str | None = "en"
) -> Span | None:
    """The phrase that names the occasion ("In remarks to reporters at the Oval Office"), outside content and cue.

    `sentence` is the parsed sentence of the cue, `start` the offset of its paragraph in the text.
    """
    cues = cues_of(language)
    for token in sentence:
        if token.dep_ != "prep" or token.lower_ not in cues.occasion_prepositions:
            continue
        noun = next((c for c in token.children if c.dep_ == "pobj"), None)
        if noun is None or noun.lemma_.lower() not in cues.occasion_nouns:
            continue
        span = _span(token.left_edge, token.right_edge, start)
        if not any(span.overlaps(other) for other in (*content, *cue)):
            return span
    return None


_HEARERS = frozenset(["tell", "remind", "assure", "inform", "ask", "warn", "notify", "advise", "caution"])
_SPOKEN_TO = frozenset(["say", "speak", "talk", "explain", "suggest", "write", "complain", "announce", "admit"])


def addressee_of(sentence: Any, start: int, cue: Spans) -> Span | None:
    """Who is told: "reporters" in "told reporters that …", "the board" in "said to the board".

    `sentence` is the parsed sentence of the cue, `start` the offset of its paragraph in the text.
    """
    for token in sentence:
        at = token.idx + start
        if token.pos_ != "VERB" or not any(span.start <= at < span.end for span in cue):
            continue
        lemma = token.lemma_.lower()
        for child in token.children:
            if child.i < token.i:
                continue
            if lemma in _HEARERS and child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN", "PRON"):
                return _span(child.left_edge, child.right_edge, start)
            if lemma in _SPOKEN_TO and child.dep_ in ("prep", "dative") and child.lower_ == "to":
                noun = next((c for c in child.children if c.dep_ == "pobj"), None)
                if noun is not None and noun.pos_ in ("NOUN", "PROPN", "PRON"):
                    return _span(noun.left_edge, noun.right_edge, start)
    return None


def _span(first: Any, last: Any, start: int) -> Span:
    document = first.doc
    begin, end = first.idx, last.idx + len(last)
    return Span(begin + start, end + start, document.text[begin:end])
