"""Whether a transcript can be of the very occasion that an article quotes.

People say nearly the same again and again, at every stop of a tour. Words that differ accuse an article
only where the transcript is of the occasion: its date is that of the quotation, or other quotations of the
article stand in it to the letter. A transcript of a later day was never quoted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from onrecord.text.words import folded_words
from onrecord.verify.dates import is_after, span_of
from onrecord.verify.names import may_be_same
from onrecord.verify.traces import Place, Query, Trace

Timing = Literal["then", "not then", "unknown"]
_FRESH = 4
"""How many days after something was said an article may quote it as news."""
_ZONES = 1
_ANCHOR_WORDS = 6
_SOME, _MANY, _LONG = 8, 10, 18
_MOST, _NEARLY_ALL = 0.8, 0.85
_NOTES_OF_AN_OCCASION = ("hides", "figure changed", "negation changed")
_CHANGED = ("altered", "stitched")


def of_the_occasion(queries: Sequence[Query], traces: Sequence[Trace]) -> list[Trace]:
    """The traces of one article's quotations, without what accuses it by the words of another occasion.

    Then words that differ are not found in these sources, and words that stand there hide nothing.
    """
    anchors = _anchors(queries, traces)
    return [
        _of_its_occasion(query, trace, anchors[number])
        for number, (query, trace) in enumerate(zip(queries, traces, strict=True))
    ]


def _of_its_occasion(query: Query, trace: Trace, anchors: Counter[tuple[str, str]]) -> Trace:
    if trace.found and is_after(trace.found[0].date, query.published):
        return _of_a_later_day(query, trace)
    return trace if _supported(query, trace, anchors) else _cleared(trace)


def timing(query: Query, place: Place) -> Timing:
    """Whether by its date the transcript is of the time that the article speaks of."""
    said = span_of(place.date or "")
    told, published = span_of(query.date or ""), span_of(query.published or "")
    if said is None or (told is None and published is None):
        return "unknown"
    near: Timing = "then" if said[0] == said[1] else "unknown"
    if told is not None and told[0] == told[1]:
        gap = max((said[0] - told[1]).days, (told[0] - said[1]).days)
        return "not then" if gap > _ZONES else near
    first, last = published or told or said
    ahead, behind = (said[0] - last).days, (first - said[1]).days
    return "not then" if ahead > _ZONES or behind > _FRESH else near


def _anchors(queries: Sequence[Query], traces: Sequence[Trace]) -> list[Counter[tuple[str, str]]]:
    """For each quotation, how many others of the article stand, to the letter, in each transcript."""
    mine = [
        {
            (place.collection, place.document)
            for place in trace.found
            if not is_after(place.date, query.published)
        }
        if trace.verdict in ("exact", "same words", "trimmed")
        and len(folded_words(query.quote)) >= _ANCHOR_WORDS
        else set()
        for query, trace in zip(queries, traces, strict=True)
    ]
    everything = Counter(key for keys in mine for key in keys)
    return [everything - Counter(keys) for keys in mine]


def _supported(query: Query, trace: Trace, anchors: Counter[tuple[str, str]]) -> bool:
    if not trace.found or not _accuses(trace):
        return True
    place = trace.found[0]
    others = anchors[place.collection, place.document]
    if query.published is None and query.date is None:
        return others >= 1 or _likely(query, trace)
    then = timing(query, place)
    if then == "then":
        return True
    if then == "not then":
        return others >= 2
    return others >= 1 or (place.date is None and _surely(query, trace))


def _accuses(trace: Trace) -> bool:
    """Whether the verdict would accuse by what only that occasion can bear out; who said the very words
    can be told from any."""
    return trace.verdict in _CHANGED or any(note.startswith(_NOTES_OF_AN_OCCASION) for note in trace.notes)


def _surely(query: Query, trace: Trace) -> bool:
    """Whether so many words stand, with the speaker named, that the same was hardly said twice."""
    size, share = _kept(query, trace)
    return _named(query, trace) and size >= _LONG and share >= _NEARLY_ALL


def _likely(query: Query, trace: Trace) -> bool:
    """Whether an article without a date is likely to quote just this: most words stand, with the speaker
    named, or nearly all of many."""
    size, share = _kept(query, trace)
    if _named(query, trace):
        return size >= _SOME and share >= _MOST
    return size >= _MANY and share >= _NEARLY_ALL


def _named(query: Query, trace: Trace) -> bool:
    return may_be_same(query.speaker, trace.found[0].speaker) is True


def _kept(query: Query, trace: Trace) -> tuple[int, float]:
    """How many words the quotation has, and which share of them stands in the passage."""
    kept = sum(len(folded_words(words)) for sign, words in trace.difference if sign == "=")
    size = len(folded_words(query.quote))
    return size, kept / size if size else 0.0


def _cleared(trace: Trace) -> Trace:
    if trace.verdict in _CHANGED:
        return Trace("not found")
    kept = tuple(note for note in trace.notes if not note.startswith(_NOTES_OF_AN_OCCASION))
    return replace(trace, notes=kept)


def _of_a_later_day(query: Query, trace: Trace) -> Trace:
    """What was said after the article was published: that the same person says so, no more."""
    if may_be_same(query.speaker, trace.found[0].speaker) is not True:
        return Trace("not found")
    return _cleared(trace)
