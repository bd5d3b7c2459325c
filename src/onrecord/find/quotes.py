"""The quotation-mark automaton: where words stand between quotation marks, paragraph by paragraph.

It tells opening from closing marks by what stands beside them, apostrophes and inches from marks, and
follows a quotation over paragraphs that each open but of which only the last closes. A mark that is
missing or odd costs at most its own paragraph. The work is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.find.marks import Marks, marks_of
from onrecord.models import Span
from onrecord.text.paragraphs import paragraphs

_DEEPEST = 6
_OPENING_SIDE = frozenset("([{<—–-/=:;,…")
_CLOSING_SIDE = frozenset(".,;:!?)]}>—–-/…&")
_CLOSING_POINT = frozenset(".,;:!?)]}>")
_MEASURE = re.compile(r"\d['’′] ?\d{1,2}(?:\.\d+)?(?P<inches>[\"”]|''|’’)|\d(?P<feet>['’])(?=\s?\d)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, or the piece of it that stands in one paragraph.

    `span` has the marks, `inner` has not; `level` is 1 for the outermost. `closed` is False where no
    closing mark was found: the span then ends with the paragraph, or before the next quotation.
    `continued` says that it goes on with the quotation that the paragraph before left open.
    """

    span: Span
    inner: Span
    level: int
    closed: bool
    continued: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    glyph: str
    single: bool
    opens: bool  # by what stands beside it
    closes: bool
    weak: bool  # an apostrophe or inch mark could stand like this


@dataclass(slots=True)
class _Open:
    mark: _Mark
    inner_singles: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    inner_start: int
    inner_end: int
    glyph: str
    closed: bool


def quotations(
    text: str, start: int = 0, end: int | None = None, language: str | None = "en"
) -> tuple[Quotation, ...]:
    """Every quotation in `text[start:end]`, nested ones too, ordered by start, outer before inner.

    `language` is an ISO 639-1 code; a language without data of its own gets the generic marks.
    """
    marks = marks_of(language)
    found: list[Quotation] = []
    unclosed: str | None = None
    for first, last in paragraphs(text, start, end):
        pieces = _pieces(text, first, last, marks)
        levels = _with_levels(text, pieces)
        goes_on = bool(pieces) and pieces[0].start == first and unclosed is not None
        if goes_on and (
            pieces[0].glyph in (unclosed, "»") or unclosed in marks.closers.get(pieces[0].glyph, ())
        ):
            levels[0] = replace(levels[0], continued=True)
        found += levels
        outer = [piece for piece, quotation in zip(pieces, levels, strict=True) if quotation.level == 1]
        unclosed = outer[-1].glyph if outer and not outer[-1].closed and outer[-1].end == last else None
    return tuple(found)


def outermost(found: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that stand in no other."""
    return tuple(quotation for quotation in found if quotation.level == 1)


def _with_levels(text: str, pieces: list[_Piece]) -> list[Quotation]:
    levels: list[Quotation] = []
    ends: list[int] = []
    for piece in pieces:
        while ends and ends[-1] <= piece.start:
            ends.pop()
        ends.append(piece.end)
        levels.append(
            Quotation(
                Span.of(text, piece.start, piece.end),
                Span.of(text, piece.inner_start, piece.inner_end),
                len(ends),
                piece.closed,
                continued=False,
            )
        )
    return levels


def _pieces(text: str, first: int, last: int, marks: Marks) -> list[_Piece]:
    """The quotations of one paragraph, by a stack of open marks."""
    seen = _marks_in(text, first, last, marks)
    closable = _closable_later(seen)
    stack: list[_Mark] = []
    done: list[_Piece] = []
    for i, mark in enumerate(seen):
        at = _closes_which(mark, stack, marks)
        if at is not None and mark.weak and closable[i]:
            continue
        if at is not None:
            done.append(_piece(text, stack[at], mark))
            del stack[at:]
        elif _may_open(mark, stack, marks, closable[i]):
            while stack and stack[-1].glyph == mark.glyph and mark.glyph in marks.closers.get(mark.glyph, ()):
                _give_up(text, stack.pop(), mark.start, done)
            if len(stack) < _DEEPEST:
                stack.append(mark)
    _leave_open(text, stack, last, done)
    return sorted(_disjoint(done), key=lambda piece: (piece.start, -piece.end))


def _closes_which(mark: _Mark, stack: list[_Mark], marks: Marks) -> int | None:
    """The place in the stack of the mark that this one closes; None where it closes none."""
    if mark.opens and not mark.closes and mark.glyph in marks.closers:
        return None
    for at in range(len(stack) - 1, -1, -1):
        if mark.end - stack[at].end < 1 or stack[at].end == mark.start:
            continue
        if mark.glyph in marks.closers.get(stack[at].glyph, ()):
            return at
        if (
            mark.closes
            and not mark.opens
            and mark.single == stack[at].single
            and mark.glyph == stack[at].glyph
        ):
            return at
    return None


def _may_open(mark: _Mark, stack: list[_Mark], marks: Marks, closable: bool) -> bool:
    if mark.single and (not mark.opens or not closable):
        return mark.opens and mark.glyph == "‘" and not mark.weak and not stack
    if mark.glyph in marks.closers and mark.glyph not in marks.closers[mark.glyph]:
        return mark.opens or not mark.closes
    return mark.opens and not (mark.closes and stack)


def _closable_later(seen: list[_Mark]) -> list[bool]:
    """For each mark, whether a sure closing mark of its family comes before the next sure opening one."""
    later = {True: False, False: False}
    answer = [False] * len(seen)
    for i in range(len(seen) - 1, -1, -1):
        mark = seen[i]
        answer[i] = later[mark.single]
        if mark.closes and not mark.opens and not mark.weak:
            later[mark.single] = True
        elif mark.opens and not mark.closes:
            later[mark.single] = False
    return answer


def _piece(text: str, opening: _Mark, closing: _Mark) -> _Piece:
    return _Piece(
        opening.start, closing.end, *_inside(text, opening.end, closing.start), opening.glyph, closed=True
    )


def _give_up(text: str, opening: _Mark, before: int, done: list[_Piece]) -> None:
    """An opening mark whose closing mark is missing: it reaches to the next opening mark."""
    if opening.single:
        return
    end = before
    while end > opening.end and text[end - 1].isspace():
        end -= 1
    if end > opening.end:
        done.append(_Piece(opening.start, end, *_inside(text, opening.end, end), opening.glyph, closed=False))


def _leave_open(text: str, stack: list[_Mark], last: int, done: list[_Piece]) -> None:
    """What is still open at the end of the paragraph: the lowest reaches to it, or to the next quotation."""
    for opening in stack:
        if opening.single and opening is not stack[0]:
            continue
        following = [
            piece.start for piece in done if piece.start > opening.start and piece.glyph == opening.glyph
        ]
        following += [
            mark.start for mark in stack if mark.start > opening.start and mark.glyph == opening.glyph
        ]
        if following:
            _give_up(text, opening, min(following), done)
        elif last > opening.end:
            done.append(
                _Piece(opening.start, last, *_inside(text, opening.end, last), opening.glyph, closed=False)
            )


def _disjoint(pieces: list[_Piece]) -> list[_Piece]:
    """Pieces that nest or stand apart: one that crosses an earlier one is left out."""
    kept: list[_Piece] = []
    ends: list[int] = []
    for piece in sorted(pieces, key=lambda p: (p.start, -p.end)):
        while ends and ends[-1] <= piece.start:
            ends.pop()
        if piece.inner_start < piece.inner_end and (not ends or piece.end <= ends[-1]):
            kept.append(piece)
            ends.append(piece.end)
    return kept


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The words between the marks, without the (thin) spaces that French sets inside them."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _marks_in(text: str, first: int, last: int, marks: Marks) -> list[_Mark]:
    """Every mark of the paragraph that is not an apostrophe inside a word nor a sign of feet or inches."""
    measures = {
        match.start(group)
        for match in _MEASURE.finditer(text, first, last)
        for group in ("inches", "feet")
        if match.group(group)
    }
    found = marks.pattern.finditer(text, first, last)
    return [
        mark
        for match in found
        if match.start() not in measures
        and (mark := _read(text, match.start(), match.end(), first, last, marks)) is not None
    ]


def _read(text: str, start: int, end: int, first: int, last: int, marks: Marks) -> _Mark | None:
    glyph = text[start:end]
    before = text[start - 1] if start > first else " "
    after = text[end] if end < last else " "
    single = marks.family[glyph] == "single"
    if glyph in marks.apostrophes and before.isalnum() and after.isalnum():
        return None
    opens = _open_side(before, marks) and not after.isspace()
    closes = not before.isspace() and _closed_side(after, marks)
    if not closes and (not opens or after in _CLOSING_POINT):
        opens = closes = before.isspace()  # spaced like « oui », so the marks that are open decide
    weak = False
    if glyph in marks.apostrophes:
        word = re.compile(r"\w+").match(text, end, last)
        if word and opens and (word.group()[0].isdigit() or word.group().lower() in marks.elisions):
            return None
        weak = closes and (before in "sSzx" or before.isdigit()) and after.isspace()
    elif glyph in ('"', "''") and closes and before.isdigit() and after.isspace():
        weak = True
    return _Mark(start, end, glyph, single, opens, closes, weak)


def _open_side(before: str, marks: Marks) -> bool:
    return before.isspace() or before in _OPENING_SIDE or before in marks.closers


def _closed_side(after: str, marks: Marks) -> bool:
    return after.isspace() or after in _CLOSING_SIDE or after in marks.family
