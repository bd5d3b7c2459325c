"""What a revision of a document changed: its words, and its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.models import Difference, Record, Statement
from onrecord.text.difference import Piece, difference
from onrecord.text.words import folded_words

Change = Literal["appeared", "vanished", "reworded", "given to another"]
_LEAST_ALIKE = 55.0
_ALIKE_ANYWAY = 80.0
_MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that a revision changed: `old` in the earlier text, `new` in the later one.

    `difference` is of its words, for one that was reworded; `-` stands only in the earlier text.
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
    """Statements that vanished, were reworded or given to another speaker, or appeared; in that text's order.

    The same words by the same speaker are no change, wherever they stand. Nor is what was only read
    otherwise: a statement whose paragraph stands in the other text as it was.
    """
    left, right = list(old.statements), list(new.statements)
    changes: list[StatementChange] = []
    for _ in _taken(left, right, lambda a, b: _words(a) == _words(b) and _same_speaker(a, b)):
        pass
    for a, b in _taken(left, right, lambda a, b: _words(a) == _words(b)):
        changes.append(StatementChange("given to another", a, b))
    for a, b in _alike(left, right):
        steps = difference(_said(a), _said(b))
        changes.append(StatementChange("reworded", a, b, tuple((s.sign, s.exact.strip()) for s in steps)))
    changes += [StatementChange("vanished", a, None) for a in left]
    changes += [StatementChange("appeared", None, b) for b in right]
    before, after = _Lines.of(old), _Lines.of(new)
    real = [one for one in changes if _is_new(one.old, before, after) or _is_new(one.new, after, before)]
    return tuple(sorted(real, key=_place))


@dataclass(frozen=True, slots=True)
class _Lines:
    """A text with its paragraphs, folded to their words."""

    text: str
    folded: frozenset[str]

    @classmethod
    def of(cls, record: Record) -> _Lines:
        text = record.document.text
        return cls(text, frozenset(" ".join(folded_words(line)) for line in text.split("\n")))


def _is_new(statement: Statement | None, own: _Lines, other: _Lines) -> bool:
    """Whether a paragraph that the statement stands in is not in the other text."""
    if statement is None:
        return False
    for span in (*statement.content, *statement.cue, *statement.speaker.mention):
        start = own.text.rfind("\n", 0, span.start) + 1
        end = own.text.find("\n", span.end)
        lines = own.text[start : end if end >= 0 else len(own.text)].split("\n")
        if any(" ".join(folded_words(line)) not in other.folded for line in lines):
            return True
    return False


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


def _place(change: StatementChange) -> tuple[int, int]:
    spans = change.statement.content
    return (spans[0].start if spans else 0), change.new is None


def _said(statement: Statement) -> str:
    return " … ".join(" ".join(span.exact.split()) for span in statement.content)


def _words(statement: Statement) -> tuple[str, ...]:
    return tuple(folded_words(_said(statement)))


def _same_speaker(a: Statement, b: Statement) -> bool:
    return _speaker(a) == _speaker(b)


def _speaker(statement: Statement) -> frozenset[str]:
    """Who speaks, by name; by the words that name the speaker where that is open."""
    names = frozenset(" ".join(folded_words(actor.name)) for actor in statement.speaker.actors)
    return names or frozenset(" ".join(folded_words(span.exact)) for span in statement.speaker.mention)


def _when(record: Record) -> str | None:
    document = record.document
    return document.updated or document.fetched or document.published
