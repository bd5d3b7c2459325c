"""What a revision of a document changed: its words, and its statements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.models import Difference, Record, Span, Statement
from onrecord.text.difference import Piece, difference
from onrecord.text.words import folded_words

Change = Literal["appeared", "vanished", "reworded", "told otherwise", "given to another"]
_LEAST_ALIKE = 55.0
_ALIKE_ANYWAY = 80.0
_MOST_PAIRS = 250_000
_LEAST_HELD = 3
_END = re.compile(r"\n+|(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that a revision changed: `old` in the earlier text, `new` in the later one.

    `difference` is of its words, for one that was reworded; before them stand the words by which it is told,
    as `denied` and `confirmed`, where these differ. `-` stands only in the earlier text.
    """

    change: Change
    old: Statement | None
    new: Statement | None
    difference: Difference = ()

    @property
    def statement(self) -> Statement:
        """The later one where there is one."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Revised:
    """What revision `number` changed of the text before it.

    `pieces` are both texts in one, word by word; `title` tells that the headline was changed. `since` and
    `when` are when the two texts were fetched, or said to be updated, as far as known.
    """

    number: int
    since: str | None
    when: str | None
    title: bool
    pieces: tuple[Piece, ...]
    statements: tuple[StatementChange, ...]

    @property
    def struck(self) -> int:
        """How many words were taken out."""
        return sum(len(piece.exact.split()) for piece in self.pieces if piece.sign == "-")

    @property
    def put_in(self) -> int:
        """How many words were put in."""
        return sum(len(piece.exact.split()) for piece in self.pieces if piece.sign == "+")

    def count(self, change: Change) -> int:
        return sum(one.change == change for one in self.statements)


def change_json(change: Revised) -> dict[str, Any]:
    """A change as the command line and the API print it."""
    return {
        "revision": change.number,
        "since": change.since,
        "when": change.when,
        "title_changed": change.title,
        "difference": [[piece.sign, piece.exact] for piece in change.pieces],
        "statements": [
            {
                "change": one.change, "old": _statement_json(one.old), "new": _statement_json(one.new),
                "difference": [list(step) for step in one.difference],
            }
            for one in change.statements
        ],
    }  # fmt: skip


def _statement_json(statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    return {"id": statement.id, "speaker": speaker_words(statement), "words": said_words(statement)}


def said_words(statement: Statement) -> str:
    """What was said, on one line."""
    return " … ".join(" ".join(span.exact.split()) for span in statement.content)


def speaker_words(statement: Statement) -> str:
    """Who said it: names, else the words that stand for the speaker."""
    named = [actor.name for actor in statement.speaker.actors]
    return " and ".join(named or [span.exact for span in statement.speaker.mention]) or "speaker open"


def revised(old: Record, new: Record, number: int) -> Revised:
    """What `new` changed of `old`: two records of one document."""
    return Revised(
        number=number,
        since=_when(old),
        when=_when(new),
        title=(old.document.title or "") != (new.document.title or ""),
        pieces=difference(old.document.text, new.document.text),
        statements=statement_changes(old, new),
    )


def statement_changes(old: Record, new: Record) -> tuple[StatementChange, ...]:
    """Statements that vanished, were reworded, told otherwise or given to another, or appeared; in order.

    The same words by the same speaker, told by the same verb, are no change, wherever they stand. Nor is what
    was only read otherwise: a statement whose sentence stands in the other text as it was.
    """
    left, right = list(old.statements), list(new.statements)
    changes: list[StatementChange] = []
    for _ in _taken(left, right, _same):
        pass
    for a, b in _taken(left, right, lambda a, b: _words(a) == _words(b) and _same_speaker(a, b)):
        if cues := _cues(a, b):
            changes.append(StatementChange("told otherwise", a, b, (*cues, ("=", said_words(b)))))
    for a, b in _taken(left, right, lambda a, b: _words(a) == _words(b)):
        changes.append(StatementChange("given to another", a, b))
    for a, b in _alike(left, right):
        steps = tuple((step.sign, step.exact.strip()) for step in difference(said_words(a), said_words(b)))
        changes.append(StatementChange("reworded", a, b, _cues(a, b) + steps))
    changes += [StatementChange("vanished", a, None) for a in left]
    changes += [StatementChange("appeared", None, b) for b in right]
    before, after = _Sentences.of(old), _Sentences.of(new)
    real = [one for one in changes if _is_new(one.old, before, after) or _is_new(one.new, after, before)]
    return tuple(sorted(real, key=_place))


@dataclass(frozen=True, slots=True)
class _Sentences:
    """A text's sentences: where each ends, and its words, folded."""

    ends: tuple[int, ...]
    folded: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> _Sentences:
        text = record.document.text
        ends = (*(match.end() for match in _END.finditer(text)), len(text))
        starts = (0, *ends)
        folded = tuple(" ".join(folded_words(text[a:b])) for a, b in zip(starts, ends, strict=False))
        return cls(ends, folded, frozenset(folded))

    def at(self, span: Span) -> tuple[str, ...]:
        """The sentences that the span touches."""
        first, last = bisect_right(self.ends, span.start), bisect_left(self.ends, span.end)
        return self.folded[first : last + 1]


def _is_new(statement: Statement | None, own: _Sentences, other: _Sentences) -> bool:
    """Whether a sentence that the statement stands in is not in the other text."""
    if statement is None:
        return False
    spans = (*statement.content, *statement.cue, *statement.speaker.mention)
    return any(sentence not in other.known for span in spans for sentence in own.at(span))


def _taken(
    left: list[Statement], right: list[Statement], same: Callable[[Statement, Statement], bool]
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that are the same, taken out of both lists."""
    for a in tuple(left):
        b = next((other for other in right if same(a, other)), None)
        if b is not None:
            left.remove(a)
            right.remove(b)
            yield a, b


def _alike(left: list[Statement], right: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that are worded alike, the most alike first, taken out of both lists."""
    from rapidfuzz.fuzz import ratio

    if len(left) * len(right) > _MOST_PAIRS:
        return
    pairs = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            least = _LEAST_ALIKE if _same_speaker(a, b) else _ALIKE_ANYWAY
            alike = ratio(_words(a), _words(b), score_cutoff=least)
            if not alike and _same_speaker(a, b) and _holds(a, b):
                alike = least
            if alike:
                pairs.append((-alike, i, j))
    firsts, seconds = set[int](), set[int]()
    found = []
    for _, i, j in sorted(pairs):
        if i not in firsts and j not in seconds:
            firsts.add(i)
            seconds.add(j)
            found.append((left[i], right[j]))
    for a, b in found:
        left.remove(a)
        right.remove(b)
    yield from found


def _holds(a: Statement, b: Statement) -> bool:
    """Whether one of them is the other, cut shorter."""
    short, long = sorted((" ".join(_words(a)), " ".join(_words(b))), key=len)
    return short.count(" ") >= _LEAST_HELD and f" {short} " in f" {long} "


def _same(a: Statement, b: Statement) -> bool:
    return _words(a) == _words(b) and _same_speaker(a, b) and _cue(a) == _cue(b)


def _cue(statement: Statement) -> str:
    """The words by which it is told, as `said`; empty where there are none."""
    return " ".join(word for span in statement.cue for word in folded_words(span.exact))


def _cues(a: Statement, b: Statement) -> Difference:
    """The words by which they are told, where both have some and these differ."""
    old, new = _cue(a), _cue(b)
    return (("-", old), ("+", new)) if old and new and old != new else ()


def _place(change: StatementChange) -> tuple[int, int]:
    spans = change.statement.content
    return (spans[0].start if spans else 0), change.new is None


def _words(statement: Statement) -> tuple[str, ...]:
    return tuple(folded_words(said_words(statement)))


def _same_speaker(a: Statement, b: Statement) -> bool:
    return _speaker(a) == _speaker(b)


def _speaker(statement: Statement) -> frozenset[str]:
    """Who speaks, by name; by the words that name the speaker where that is open."""
    names = frozenset(" ".join(folded_words(actor.name)) for actor in statement.speaker.actors)
    return names or frozenset(" ".join(folded_words(span.exact)) for span in statement.speaker.mention)


def _when(record: Record) -> str | None:
    document = record.document
    return document.updated or document.fetched or document.published
