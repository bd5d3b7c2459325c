"""Whose the words are that were found: of the person whom the article names, of another, or of nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.text.words import folded_words
from onrecord.verify.belief import USUAL_PRIOR, looks_like_captions
from onrecord.verify.dates import far_apart
from onrecord.verify.index.candidates import Likely
from onrecord.verify.index.segment import Segment
from onrecord.verify.names import may_be_same, name_words
from onrecord.verify.tokens import Quote
from onrecord.verify.traces import Hit, Query
from onrecord.verify.turns import label_end
from onrecord.verify.verdict import RANK

NEARLY_WHOLE = 0.8
_MANY, _NEARLY_ALL = 10, 0.85
_LEAST_OF_OTHERS = 40.0
_REPORTED_WITHIN = 50
_PARAGRAPH = 1500
"""Code points before a passage in which a quotation mark may have opened that is not closed yet."""
_REPORTED = re.compile(
    r"[\"“‘:]\s*$|\b(?:said|says|say|saying|called|calls|calling|told|tells|quote|quoted|asked|asks)\b[^.?!]*$",
    re.I,
)


class Attribution:
    """Weighs speakers against the names that articles give, with what all segments know of who speaks."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._known: dict[str, bool] = {}
        self._days: dict[str, tuple[str | None, ...]] = {}

    def is_another(self, query: Query, hit: Hit) -> bool:
        """Whether it can be said that somebody else said these words: the person whom the article names
        speaks in the same transcript, or in another while this one has one speaker and the very words; and
        the words are not themselves quoted there, nor captions, whose speakers are guessed. Who speaks in the
        article's time may use old words; an article that names who said them gives them to nobody else."""
        if hit.comparison.share < NEARLY_WHOLE or _is_reported(hit):
            return False
        beside = {word.removesuffix("'s") for word in folded_words(query.context)}
        if beside.intersection(name_words(hit.speaker or "")[-1:]):
            return False
        if looks_like_captions(hit.text):
            return False
        here = hit.source.segment.speakers_of(hit.document)
        if any(may_be_same(query.speaker, speaker) for speaker in here):
            return True
        if len(here) != 1 or RANK[hit.comparison.verdict] > RANK["trimmed"]:
            return False
        old = far_apart(query.published, hit.date) and self._speaks_near(query.speaker or "", query.published)
        return not old and self._speaks(query.speaker or "")

    def is_somebody_elses(self, query: Query, hit: Hit, quote: Quote) -> bool:
        """Whether the words differ and are no words of the person whom the article names: those whom the
        speaker quotes, or another speaker's, unless nearly all of many stand in a transcript of both."""
        if RANK[hit.comparison.verdict] <= RANK["trimmed"]:
            return False
        same = may_be_same(query.speaker, hit.speaker)
        if same is not False:
            of_an_article = bool(query.speaker or query.context or query.published)
            return of_an_article and same is None and _in_marks(hit)
        many = len(quote.words) >= _MANY and hit.comparison.share >= _NEARLY_ALL
        return not (many and self.is_another(query, hit))

    def is_by_chance(self, query: Query, hit: Hit, likely: Likely) -> bool:
        """Whether a few plain words stand with somebody else, who has nothing to do with the article."""
        if not query.speaker or may_be_same(query.speaker, hit.speaker) is not False:
            return False
        scale = min(1.0, likely.prior / USUAL_PRIOR)
        evidence = likely.evidence(hit.comparison.kept)
        return evidence < scale * _LEAST_OF_OTHERS and not self.is_another(query, hit)

    def _speaks(self, name: str) -> bool:
        if name not in self._known:
            known = (speaker for segment in self._segments for speaker in segment.speakers)
            self._known[name] = any(may_be_same(name, speaker) for speaker in known)
        return self._known[name]

    def _speaks_near(self, name: str, published: str | None) -> bool:
        """Whether somebody of that name speaks in a transcript of that time."""
        if name not in self._days:
            self._days[name] = tuple(
                segment.metadata(n).get("date")
                for segment in self._segments
                if any(may_be_same(name, speaker) for speaker in segment.speakers)
                for n in range(segment.document_count)
                if any(may_be_same(name, speaker) for speaker in segment.speakers_of(n))
            )
        return any(day and not far_apart(published, day) for day in self._days[name])


def of_two_speakers(hit: Hit) -> bool:
    """Whether words that would be joined stand on both sides of a change of speakers: then nobody said
    them together, and few of them were meant."""
    if hit.comparison.verdict != "stitched":
        return False
    segment = hit.source.segment
    first = segment.turn_at(hit.candidate.start + hit.comparison.start)
    last = segment.turn_at(hit.candidate.start + hit.comparison.end - 1)
    return len({segment.speaker(turn) for turn in range(first, last + 1)}) > 1


def _is_reported(hit: Hit) -> bool:
    """Whether the passage stands in quotation marks, or right after a verb of saying."""
    segment = hit.source.segment
    start = hit.candidate.start + hit.comparison.start
    turn = int(segment.turns[0, segment.turn_at(start)])
    near = max(turn, start - 4 * _REPORTED_WITHIN)
    head = segment.text(near, start)
    before = head[label_end(head, 0) if near == turn else 0 :][-_REPORTED_WITHIN:]
    return bool(_REPORTED.search(before))


def _in_marks(hit: Hit) -> bool:
    """Whether the passage begins inside quotation marks: words of somebody whom the speaker quotes."""
    start = hit.candidate.start + hit.comparison.start
    before = hit.source.segment.text(max(hit.base, start - _PARAGRAPH), start).rpartition("\n\n")[2]
    if "“" in before or "”" in before:
        return before.count("“") > before.count("”")
    return before.count('"') % 2 == 1
