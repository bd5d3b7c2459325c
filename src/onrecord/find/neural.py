"""The trained statement finder: one encoder reads the text, a decoder makes statements of its scores.

`accurate` and `fast` are two sizes of the same thing. Neither needs the parse.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from onrecord.find.cues import act_of
from onrecord.find.encoder import load_model
from onrecord.find.findings import FoundStatement
from onrecord.find.kinds import kind_of
from onrecord.find.layout import paragraphs_of
from onrecord.find.namer import Namer, RawName
from onrecord.find.nested import inner
from onrecord.find.parse import Parse
from onrecord.find.quotes import Quotation, quotations
from onrecord.find.reported import Place, Reported, reported
from onrecord.find.surroundings import addressee_of, occasion_of
from onrecord.find.tagger import NamePlace, name_places
from onrecord.find.topics import is_a_joint_act, is_only_a_topic
from onrecord.find.trailing import parted
from onrecord.models import Document, Span, Spans

_LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one run of a model over a text gives, each in the order of the text."""

    statements: tuple[Reported, ...]
    names: tuple[NamePlace, ...]


@dataclass(frozen=True, slots=True)
class NeuralFinder:
    """A statement finder over a trained model, `accurate` or `fast`."""

    model: str = "accurate"

    @property
    def made_by(self) -> str:
        return f"{self.model}@1"

    @property
    def namer(self) -> Namer:
        """The finder of names to go with it: the encoder's own, which has read the text already."""
        return self._own_names

    def _own_names(self, document: Document, parse: Parse) -> list[RawName]:
        names = read_places(self.model, document.text, places_of(document)).names
        return [RawName(*name) for name in names]

    def find(self, document: Document, parse: Parse) -> tuple[FoundStatement, ...]:
        """Statements in the document's title and body, ordered by first content character.

        The weights know English. In another language only quotations are found, by their marks.
        """
        language = (document.language or "en").split("-")[0].lower()
        marks = sorted(
            (
                quotation
                for part in ("title", "body")
                for span in document.parts.get(part, ())
                for quotation in quotations(document.text, span.start, span.end, language)
                if quotation.level == 1
            ),
            key=lambda quotation: quotation.span,
        )
        if language != "en":
            return tuple(_bare(document, marks, self.made_by))
        found = read_places(self.model, document.text, places_of(document)).statements
        quoted = _Quoted(marks)
        statements = (_statement(document, one, quoted, self.made_by) for one in found)
        return _with_parents(tuple(one for one in statements if _says_something(document.text, one)))


def places_of(document: Document) -> tuple[Place, ...]:
    """The paragraphs of title and body, in the order of the text."""
    return tuple(sorted(paragraphs_of(document)))


@lru_cache(maxsize=1)
def read_places(name: str, text: str, places: tuple[Place, ...]) -> Reading:
    """What the model of that name finds in the paragraphs at `places`; raises ModelError.

    The last reading is kept, for the finder of names that comes after the finder of statements.
    """
    model = load_model(name)
    statements: list[Reported] = []
    names: list[NamePlace] = []
    for encoded in model.encode(text, places):
        if len(encoded.pieces):
            statements += reported(encoded, model)
            names += name_places(encoded)
    statements = [part for one in statements for part in parted(text, one)]
    statements += inner(text, statements, model)
    return Reading(tuple(sorted(statements)), tuple(names))


class _Quoted:
    """The outermost quotations of a text, which stand apart, looked up by place."""

    def __init__(self, marks: Sequence[Quotation]) -> None:
        self.marks = marks
        self.starts = [mark.span.start for mark in marks]
        self.ends = [mark.span.end for mark in marks]

    def near(self, content: Spans) -> list[Quotation]:
        """Those that overlap the content's spans."""
        out: list[Quotation] = []
        for span in content:
            out += self.marks[bisect_right(self.ends, span.start) : bisect_left(self.starts, span.end)]
        return list(dict.fromkeys(out)) if len(content) > 1 else out


def _statement(document: Document, one: Reported, quoted: _Quoted, made_by: str) -> FoundStatement:
    content, cue, source = (
        tuple(document.span(*place) for place in places) for places in (one.content, one.cue, one.source)
    )
    return FoundStatement(
        content, cue, source,
        kind=kind_of(document.text, content, quoted.near(content)),
        act=act_of(_words(cue), "en", _words(source)),
        parent=None,
        addressee=addressee_of(document.text, content, cue),
        occasion=occasion_of(document.text, content, cue),
        made_by=made_by,
        confidence=one.confidence,
    )  # fmt: skip


def _says_something(text: str, one: FoundStatement) -> bool:
    """Whether it carries words or a view: not a bare topic, and not what parties agreed to do."""
    return not (
        is_only_a_topic(text, one.content, one.cue) or is_a_joint_act(text, one.content, one.cue, one.source)
    )


def _words(spans: Spans) -> str:
    return " ".join(span.exact for span in spans)


def _with_parents(found: tuple[FoundStatement, ...]) -> tuple[FoundStatement, ...]:
    """Each statement with the index of the smallest one whose content holds its content and cue.

    They come by their first content character, so a holder is looked for backwards, as far as any reaches.
    """
    starts = [one.content[0].start for one in found]
    reach = list(accumulate((one.content[-1].end for one in found), max))
    out = []
    for one in found:
        inside = [*one.content, *one.cue]
        first, last = min(span.start for span in inside), max(span.end for span in inside)
        holders = []
        i = bisect_right(starts, first) - 1
        while i >= 0 and reach[i] >= last:
            other = found[i]
            if other.content[-1].end >= last and _holds(other, one, inside):
                holders.append((sum(map(len, other.content)), i))
            i -= 1
        out.append(replace(one, parent=min(holders)[1]) if holders else one)
    return tuple(out)


def _holds(other: FoundStatement, one: FoundStatement, inside: Sequence[Span]) -> bool:
    if other is one or other.content == one.content:
        return False
    return all(any(span.covers(mine) for span in other.content) for mine in inside)


def _bare(document: Document, marks: Sequence[Quotation], made_by: str) -> list[FoundStatement]:
    """Quotations of some length as statements of nobody in particular."""
    out = []
    for mark in marks:
        if len(mark.inner.exact.split()) >= _LEAST_WORDS:
            content: tuple[Span, ...] = (mark.span,)
            out.append(FoundStatement(content, (), (), "direct", "speech", None, None, None, made_by, 0.3))
    return out
