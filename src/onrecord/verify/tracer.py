"""Trace a quotation: likely places from the index, the best of them by verdict, with who said it and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice

from onrecord.verify.attribution import NEARLY_WHOLE, Attribution, of_two_speakers
from onrecord.verify.belief import (
    LEAST_CHANGED,
    USUAL_PRIOR,
    Fit,
    believable,
    looks_like_captions,
    sure,
    unmatched,
)
from onrecord.verify.dates import days_apart, far_apart, is_after
from onrecord.verify.index.candidates import Candidate, Likely, candidates
from onrecord.verify.names import may_be_same
from onrecord.verify.pieces import Pieces, at_marks, in_pieces
from onrecord.verify.tokens import Quote, Said, quote_words, said_words
from onrecord.verify.traces import Hit, Place, Query, Source, Trace
from onrecord.verify.turns import label_end
from onrecord.verify.verdict import RANK, Terms, judge

FEWEST_WORDS = 4
BATCH = 128
_LEAST_SCORE = 0.3
_WORTH_ALIGNING = 0.5
_PIECE = 4
_PIECE_SCORE = 0.25
_NEAR_DAYS = 14
_BESIDE = 80
"""Code points before a quotation that may carry a limit which it seems to hide."""
_COPIES = 3
"""So many collections may hold one speech."""
_SHOWN = 5
_CONFIDENT = 0.99
_CAPTIONS_SURE = 0.6
_OUTER = " \t\r\n.,;:!?\"'“”‘’«»"
_AROUND = 40
"""Code points that are read on both sides of a quotation that stands there letter for letter."""


class Tracer:
    """Traces in the segments of one or more collections, which stay open."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self._segments = [source.segment for source in self.sources]
        self._whose = Attribution(self._segments)

    def trace(self, query: Query) -> Trace:
        return next(self.trace_all([query]))

    def trace_all(self, queries: Iterable[Query]) -> Iterator[Trace]:
        """A trace for each query, in order; queries are taken a batch at a time."""
        waiting = iter(queries)
        while batch := list(islice(waiting, BATCH)):
            likely = candidates([query.quote for query in batch], self._segments)
            for query, found in zip(batch, likely, strict=True):
                yield self._trace(query, found)

    def _trace(self, query: Query, likely: Likely) -> Trace:
        quote = quote_words(query.quote)
        if sum(not free for free in quote.free) < FEWEST_WORDS:
            return Trace("too short")
        hits = self._hits(query, quote, likely)
        best = min(hits, key=lambda hit: self._preference(hit, query), default=None)
        if pieced := self._pieced(query, quote, likely, best):
            return pieced
        if best is None:
            return Trace("not found")
        if self._whose.is_somebody_elses(query, best, quote) or of_two_speakers(best):
            return Trace("not found")
        word = believable(best.comparison, likely, self._fit(query, best))
        if word in ("altered", "stitched") and self._set_phrase(query, best, hits, likely):
            word = "not found"
        if word in ("exact", "same words") and self._whose.is_by_chance(query, best, likely):
            word = "not found"
        if word != best.comparison.verdict or word == "not found":
            return Trace(word)
        equal = [hit for hit in hits if hit.comparison.verdict == best.comparison.verdict and hit is not best]
        good = best.comparison.verdict in ("exact", "same words")
        return self._told(query, best, equal if good else [], likely.evidence(best.comparison.kept))

    def _fit(self, query: Query, hit: Hit) -> Fit:
        """What is known of the place beside the words."""
        same = may_be_same(query.speaker, hit.speaker) if query.speaker else None
        if same is not None:
            return "named" if same else "other"
        said = hit.date
        days = days_apart(query.date or query.published, said)
        return "of the day" if days is not None and days <= _NEAR_DAYS else "open"

    def _set_phrase(self, query: Query, best: Hit, hits: Sequence[Hit], likely: Likely) -> bool:
        """Whether the words that stand there are as much anybody else's: a saying, a title, a name."""
        if self._fit(query, best) == "named" or likely.evidence(best.comparison.kept) >= 2 * likely.prior:
            return False
        alike = [hit for hit in hits if hit.comparison.share >= best.comparison.share]
        if len({(hit.candidate.segment, hit.document) for hit in alike}) > _COPIES:
            return True
        names = {name for hit in alike if (name := hit.speaker)}
        return any(may_be_same(one, other) is False for one, other in combinations(names, 2))

    def _hits(self, query: Query, quote: Quote, likely: Likely) -> list[Hit]:
        """Verdicts on the candidates that can still matter, likeliest first."""
        hits: list[Hit] = []
        best = likely.candidates[0].score if likely.candidates else 0.0
        whole = likely.evidence([(0, len(query.quote))])
        least = LEAST_CHANGED if whole > 2 * LEAST_CHANGED and likely.prior > USUAL_PRIOR else 0.0
        for candidate in likely.candidates:
            if likely.at_most(candidate) < least or candidate.score < max(
                _LEAST_SCORE, best * _WORTH_ALIGNING
            ):
                break
            good = any(RANK[hit.comparison.verdict] <= RANK["same words"] for hit in hits)
            near = any(hit.comparison.share > NEARLY_WHOLE for hit in hits)
            if candidate.score < best * (0.97 if good else 0.8 if near else 0.0):
                break
            hits.append(self.compare(query, quote, candidate))
        return hits

    def compare(self, query: Query, quote: Quote, candidate: Candidate) -> Hit:
        """The verdict on the quotation there, in the better of the documents that the stretch touches."""
        segment = self.sources[candidate.segment].segment
        documents = range(segment.document_at(candidate.place), segment.document_at(candidate.end) + 1)
        hits = [self._in_document(query, quote, candidate, document) for document in documents]
        return hits[0] if len(hits) == 1 else min(hits, key=lambda hit: hit.comparison.rank)

    def _in_document(self, query: Query, quote: Quote, candidate: Candidate, document: int) -> Hit:
        source = self.sources[candidate.segment]
        first, last = source.segment.bounds(document)
        clipped = replace(candidate, start=max(first, candidate.start), end=min(last, candidate.end))
        said = self.said(source, clipped, quote)
        terms = Terms(translated=source.translated, context=query.context[-_BESIDE:])
        return Hit(source, document, first, clipped, judge(quote, said, terms))

    def said(self, source: Source, stretch: Candidate, quote: Quote) -> Said:
        """The words there; the names that turns begin with are no words of the speaker's."""
        segment = source.segment
        text = segment.text(stretch.start, stretch.end)
        turns = range(segment.turn_at(stretch.start) + 1, segment.turn_at(stretch.end) + 1)
        starts = [int(segment.turns[0, turn]) - stretch.start for turn in turns]
        labels = [(start, label_end(text, start)) for start in starts]
        at = text.find(quote.text.strip(_OUTER))
        if at < 0:
            return said_words(text, labels=labels)
        first, last = max(0, at - _AROUND), min(len(text), at + len(quote.text) + _AROUND)
        return said_words(text, _word_start(text, first), _word_start(text, last), labels)

    def text(self, candidate: Candidate) -> str:
        return self.sources[candidate.segment].segment.text(candidate.start, candidate.end)

    def _preference(self, hit: Hit, query: Query) -> tuple[float, ...]:
        """Smaller is better: the verdict, then the right speaker, the right date, the score, the order."""
        speaker = may_be_same(query.speaker, hit.speaker) if query.speaker else None
        date = _other_date(query, hit)
        rank, changed, share = hit.comparison.rank
        return (
            rank, changed, speaker is False, speaker is None, date, len(hit.comparison.notes), share,
            -hit.candidate.score, hit.candidate.segment, hit.candidate.start,
        )  # fmt: skip

    def place(self, hit: Hit) -> Place:
        facts = hit.source.segment.metadata(hit.document)
        start, end = hit.candidate.start + hit.comparison.start, hit.candidate.start + hit.comparison.end
        return Place(
            hit.source.collection, facts["id"], facts["text_id"], facts.get("title"), start - hit.base,
            end - hit.base, hit.source.segment.text(start, end), hit.speaker, facts.get("date"),
        )  # fmt: skip

    def _told(self, query: Query, best: Hit, equal: Sequence[Hit], evidence: float) -> Trace:
        places = [self.place(best), *(self.place(hit) for hit in equal[: _SHOWN - 1])]
        verdict = best.comparison.verdict
        notes = [*best.comparison.notes, *self._about(query, best, places)]
        confidence = _CONFIDENT if verdict in ("exact", "same words") else sure(evidence)
        if verdict in ("altered", "stitched") and looks_like_captions(best.text):
            notes.append("captions")
            confidence *= _CAPTIONS_SURE
        found = tuple(dict.fromkeys(notes)), tuple(places)
        return Trace(verdict, *found, best.comparison.difference, round(confidence, 2))

    def _about(self, query: Query, hit: Hit, places: Sequence[Place]) -> list[str]:
        notes = []
        if (
            query.speaker
            and may_be_same(query.speaker, places[0].speaker) is False
            and self._whose.is_another(query, hit)
        ):
            notes.append("other speaker")
        if _other_date(query, hit):
            notes.append("other date")
        if len({(place.collection, place.document) for place in places}) > 1:
            notes.append("several places")
        return notes

    def _pieced(self, query: Query, quote: Quote, likely: Likely, best: Hit | None) -> Trace | None:
        """The quotation in pieces from separate places, where that tells more than the best place does."""
        found: Pieces | None = None
        if best is not None and quote.omissions and RANK[best.comparison.verdict] > RANK["trimmed"]:
            found = at_marks(self, query, quote, best)
        top = likely.candidates[0].score if likely.candidates else 0.0
        if (
            found is None
            and top >= _PIECE_SCORE
            and (best is None or unmatched(best.comparison, quote) >= _PIECE)
        ):
            found = in_pieces(self, query, quote, likely, best)
        return None if found is None else self._told_in_pieces(query, found)

    def _told_in_pieces(self, query: Query, found: Pieces) -> Trace:
        verdict, hits, difference = found
        places = [self.place(hit) for hit in hits]
        notes = [note for hit in hits for note in hit.comparison.notes]
        about = [note for note in self._about(query, hits[0], places) if note != "several places"]
        return Trace(verdict, tuple(dict.fromkeys([*notes, *about])), tuple(places), difference, 0.85)


def _other_date(query: Query, hit: Hit) -> bool:
    """Whether it was said long before or after the date that the article names, or after the article."""
    if not (query.date or query.published):
        return False
    date = hit.date
    return bool(query.date and far_apart(query.date, date)) or is_after(date, query.published)


def _word_start(text: str, at: int) -> int:
    """The nearest place from `at` on where no word is cut."""
    while 0 < at < len(text) and not text[at - 1].isspace():
        at += 1
    return at
