"""Hypothesis strategies: texts as news are written and as they should not be, and whole records over them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from onrecord.models import (
    Actor,
    ActorKind,
    Check,
    Document,
    Event,
    Passage,
    Position,
    Record,
    Span,
    Speaker,
    Statement,
    When,
    Where,
    make_id,
    text_id,
)

WORDS = st.sampled_from(
    [
        "the",
        "minister",
        "said",
        "that",
        "“we",
        "will",
        "not”",
        "go,",
        "Ana",
        "Ruiz",
        "—",
        '"never"',
        "'tis",
        "‘so’",
        "«oui»",
        "„ja“",
        "30-to-50",
        "%",
        "…",
        "[they]",
        "Zoë",
        "naïve",
        "𝔘nicode",
        "é",
        "\u202eabc",
        "中文",
        "\ufeff",
        "it’s",
        "Mr.",
        "O’Neil",
        "\xa0",
        "ﬁ",
        "ß",
        "İstanbul",
        "said:",
        "she",
        "told",
        "him",
        "``x''",
    ]
)
KINDS: st.SearchStrategy[ActorKind] = st.sampled_from(["person", "organisation", "country", "group"])
BREAKS = st.sampled_from([" ", " ", " ", "\n", "\n\n", "\r\n", "\u2028", "\t", ""])
MARKS = st.sampled_from(list("“”\"'‘’«»„‟‹›`´…—–[]()\u200b\u00ad\ufeff\U0001f600"))


@st.composite
def texts(draw: st.DrawFn, most: int = 60) -> str:
    """A text of words, odd marks and breaks; never empty of words."""
    pieces = draw(st.lists(st.tuples(st.one_of(WORDS, WORDS, MARKS), BREAKS), min_size=1, max_size=most))
    return "".join(word + gap for word, gap in pieces) or "word"


def spans_in(text: str) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
        lambda pair: Span.of(text, min(pair), max(pair))
    )


def _document(draw: st.DrawFn, text: str) -> Document:
    names = st.none() | st.text(min_size=1, max_size=12)
    some = st.lists(spans_in(text), max_size=2).map(tuple)
    path, source = draw(st.text(min_size=1, max_size=20)), draw(names)
    return Document(
        id=make_id("document", path, source), text_id=text_id(text), text=text, path=path, source=source,
        parts={"title": draw(some), "body": draw(some)}, title=draw(names), byline=draw(names),
        section=draw(names), published=draw(st.sampled_from([None, "2025-12-04", "2025-12"])),
        language=draw(st.sampled_from([None, "en"])), extractor="test@1",
        url=draw(st.none() | st.just("https://example.org/a")), notes=draw(st.sampled_from([(), ("specimen",)])),
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A whole record over one text, with every kind of thing in it, joined as the contract says."""
    text = draw(texts())
    span, some = spans_in(text), st.lists(spans_in(text), min_size=1, max_size=3).map(tuple)
    document = _document(draw, text)
    sure = st.floats(0, 1).map(lambda x: round(x, 4))
    when = st.none() | st.builds(When, st.sampled_from(["2025-12-02", "2025-12"]), span)
    where = st.none() | st.builds(
        Where, st.text(min_size=1, max_size=8), st.sampled_from([None, "rus"]), span
    )
    actors = tuple(
        Actor(make_id(document.id, n), name, kind, side, draw(some), draw(some), "test@1", draw(sure))
        for n, (name, kind, side) in enumerate(
            draw(st.lists(st.tuples(
                st.text(min_size=1, max_size=10),
                KINDS,
                st.sampled_from([None, "usa", "nato"]),
            ), max_size=3))
        )
    )  # fmt: skip
    few: Any = (
        st.lists(st.sampled_from(actors), max_size=2, unique_by=lambda a: a.id).map(tuple)
        if actors
        else st.just(())
    )
    speaker = st.builds(Speaker, some, few, few)
    statements = tuple(
        Statement(
            make_id(document.id, "s", n), draw(st.sampled_from(["direct", "indirect", "mixed"])),
            draw(st.sampled_from(["speech", "stance", "finding"])), draw(some), draw(some), draw(speaker),
            make_id(document.id, "s", n - 1) if n else None, draw(st.none() | span), draw(st.none() | span),
            draw(when), "test@1", draw(sure),
        )
        for n in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    events = tuple(
        Event(make_id(document.id, "e", n), "CONSULT", draw(st.sampled_from([None, "meet"])), "held", draw(few),
              draw(few), draw(when), draw(where), draw(some), "test@1", draw(sure))
        for n in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    positions = tuple(
        Position(make_id(document.id, "p", n), "ukr", draw(few), "rejects", "whole", "territory", draw(span),
                 None, "rus", draw(when), draw(some), None, "test@1", draw(sure))
        for n in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    checks = tuple(
        Check(draw(span), "trimmed", ("hides: reasonably",), draw(st.none() | st.builds(Passage, st.just("t"), span)),
              (("-", "reasonably"), ("=", "good")), statements[0].id if statements else None, "test@1", draw(sure))
        for _ in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    return Record(document, actors, statements, events, positions, checks)


def all_spans(record: Record) -> list[Span]:
    """Every span of a record that must hold in its own document's text."""
    out = [span for spans in record.document.parts.values() for span in spans]
    for actor in record.actors:
        out += [*actor.roles, *actor.mentions]
    for s in record.statements:
        out += [*s.content, *s.cue, *s.speaker.mention]
        out += [span for span in (s.addressee, s.occasion, s.date and s.date.span) if span]
    for e in record.events:
        out += [*e.evidence, *(x.span for x in (e.date, e.place) if x)]
    for p in record.positions:
        out += [*p.evidence, p.object, *(x for x in (p.condition, p.date and p.date.span) if x)]
    return out + [check.quote for check in record.checks]
