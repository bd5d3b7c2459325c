"""Quotation marks: ⟦outermost⟧, ⟪nested⟫; `…⟧` closed, `…⟧?` not; `+⟦` goes on from the paragraph before."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.quotes import Quotation, outermost, quotations
from onrecord.text.paragraphs import paragraphs

SIGNS = "⟦⟧⟪⟫"


def draw(text: str, found: tuple[Quotation, ...]) -> str:
    signs: list[tuple[int, int, int, str]] = []
    for quotation in found:
        opening, closing = ("⟦", "⟧") if quotation.level == 1 else ("⟪", "⟫")
        opening = "+" * quotation.continued + opening
        closing += "" if quotation.closed else "?"
        signs.append((quotation.span.start, 1, quotation.level, opening))
        signs.append((quotation.span.end, 0, -quotation.level, closing))
    pieces, at = [], 0
    for place, _, _, sign in sorted(signs):
        pieces += [text[at:place], sign]
        at = place
    return "".join([*pieces, text[at:]])


def undrawn(picture: str) -> str:
    text = picture.replace("+⟦", "⟦").replace("⟧?", "⟧").replace("⟫?", "⟫")
    return "".join(sign for sign in text if sign not in SIGNS)


ENGLISH = [
    '⟦"It rained,"⟧ Mara said. ⟦"A lot."⟧',
    "⟦“It rained,”⟧ Mara said.",
    "⟦``It rained,''⟧ Mara said.",
    "⟦''It rained,''⟧ Mara said. ⟦''A lot.''⟧",
    "⟦‘‘It rained,’’⟧ Mara said.",
    "⟦‘It rained,’⟧ Mara said. ⟦‘A lot.’⟧",
    "⟦'It rained,'⟧ Mara said. ⟦'A lot.'⟧",
    "⟦`It rained,'⟧ Mara said.",
    "⟦“He told me ⟪‘no’⟫ twice,”⟧ Mara said.",
    "⟦\"He told me ⟪'no'⟫ twice,\"⟧ Mara said.",
    "⟦‘He told me ⟪“no”⟫ twice,’⟧ Mara said.",
    "⟦“He said ⟪‘she said ⟪“go”⟫ once’⟫ again.”⟧",
    "⟦“She called it a ⟪“trap”⟫ and left.”⟧",
    # apostrophes
    "⟦‘The miners’ pay isn’t ours,’⟧ Mara said.",
    "⟦'The miners' pay isn't ours,'⟧ Mara said.",
    "The miners' pay isn't ours, nor the smiths' tools.",
    "⟦“’Tis the miners’ day,”⟧ Mara said.",
    "⟦\"'Tis the miners' day,\"⟧ Mara said.",
    "Rock 'n' roll of the '60s and the ’70s, not 'em.",
    "Don’t tell the Joneses’ boys.",
    # feet, inches, minutes, primes
    'He stands 6\'2" tall and owns a 30" saw.',
    '⟦"He stands 6\'2" tall,"⟧ Mara said.',
    '⟦"The 30" saw is mine,"⟧ Mara said.',
    "It is 12′ 6″ wide and took 4' 33\" to cross.",
    "⟦“He is 5’11” and fast,”⟧ Mara said.",
    # scare quotes, titles, hyphens, brackets
    "The ⟦“plan”⟧ failed.",
    'A ⟦"quick"⟧-ish (⟦"very quick"⟧) fix—⟦"so to speak"⟧—failed.',
    "She read ⟦“The Long Night”⟧ to them.",
    "⟦“[I] want this … now,”⟧ Mara said.",
    # one odd mark
    '⟦"This one never closes, she said.⟧?\n+⟦"This one does,"⟧ she said.',
    '⟦"It never closes, she said. And⟧? ⟦"this is fine,"⟧ he said.',
    "⟦“It never closes, she said.⟧?\n\nNo marks here.\n\n⟦“Fine,”⟧ he said.",
    "This one never opens,” she said.\n⟦“Fine,”⟧ he said.",
    "⟦“Wrong at the end,“⟧ she said.",
    "⟦” … wrong at the start,”⟧ she said.",
    '⟦“Mixed,"⟧ she said. ⟦"Mixed,”⟧ he said.',
    '⟦" spaced "⟧ he said.',
    # over paragraphs: each opens, the last closes
    "⟦“First part.⟧?\n\n+⟦“Second part.⟧?\n\n+⟦“The end,”⟧ Mara said.",
    '⟦"First part.⟧?\n+⟦"The end,"⟧ Mara said. ⟦"More."⟧',
    "⟦“First part.”⟧\n\n⟦“Another,”⟧ Mara said.",
    # foreign marks in English text
    "⟦„Ja“⟧, said Jost, and ⟦«oui»⟧, said Yves.",
]
GERMAN = [
    "⟦„Es regnet“⟧, sagte Mara. ⟦„Sehr.“⟧",
    "⟦»Es regnet«⟧, sagte Mara.",
    "⟦«Es regnet»⟧, sagte Mara.",
    "⟦„Er rief ⟪‚nein‘⟫ und ging“⟧, sagte Mara.",
    "⟦»Er rief ⟪›nein‹⟫ und ging«⟧, sagte Mara.",
    '⟦„Es regnet"⟧, sagte Mara.',
    "⟦,,Es regnet''⟧, sagte Mara.",
    "⟦„Erster Teil.⟧?\n\n+⟦„Zweiter Teil“⟧, sagte Mara.",
    "⟦„Wie geht’s?“⟧, fragte Mara.",
]
FRENCH = [
    "⟦« Il pleut »⟧, dit Mara. ⟦« Beaucoup. »⟧",
    "⟦«\u202fIl pleut\u202f»⟧, dit Mara.",
    "⟦«\xa0Il m’a dit ⟪“non”⟫ deux fois\xa0»⟧, dit Mara.",
    "⟦“Il pleut”⟧, dit Mara.",
    "⟦« Premier point.⟧?\n\n+⟦« Second point »⟧, dit Mara.",
]
OTHER = [
    "⟦”Det regnar”⟧, sade Mara.",
    "⟦»Det regner»⟧, sa Mara.",
    "⟦「雨だ」⟧とマラは言った。",
    "⟦„Pada“⟧, rekla je Mara.",
]
CASES = (
    [("en", picture) for picture in ENGLISH]
    + [("de", picture) for picture in GERMAN]
    + [("fr", picture) for picture in FRENCH]
    + [("xx", picture) for picture in OTHER]
)


@pytest.mark.parametrize(("language", "picture"), CASES)
def test_quotations(language: str, picture: str) -> None:
    text = undrawn(picture)
    assert draw(text, quotations(text, language=language)) == picture


def test_inner_is_without_marks_and_spaces() -> None:
    (quotation,) = quotations("Il dit « oui ».", language="fr")
    assert (quotation.span.exact, quotation.inner.exact) == ("« oui »", "oui")


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "“One,” he said. “Two,” she said."
    assert [q.span.exact for q in quotations(text, text.index("“Two"))] == ["“Two,”"]


def test_a_language_with_a_region_or_in_capitals() -> None:
    assert quotations("„Ja“", language="de-AT") == quotations("„Ja“", language="DE")


MARKS = "\"'“”‘’„‟‚«»‹›`′″,."
NOISE = st.text(st.sampled_from(MARKS + "aB s5\n \xa0—("), max_size=120)


@given(text=NOISE, language=st.sampled_from(["en", "de", "fr", "xx", None]))
def test_spans_hold_nest_and_stay_in_their_paragraph(text: str, language: str | None) -> None:
    found = quotations(text, language=language)
    places = list(paragraphs(text))
    for quotation in found:
        assert quotation.span.holds_in(text) and quotation.inner.holds_in(text)
        assert (
            quotation.span.covers(quotation.inner)
            and quotation.inner.exact.strip() == quotation.inner.exact != ""
        )
        assert any(start <= quotation.span.start and quotation.span.end <= end for start, end in places)
    assert list(found) == sorted(found, key=lambda q: (q.span.start, -q.span.end))
    top = outermost(found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(top))
    for a in found:
        for b in found:
            crossing = a.span.start < b.span.start < a.span.end < b.span.end
            assert not crossing


@given(first=NOISE.filter(lambda text: "\n" not in text), odd=st.sampled_from(MARKS))
def test_an_odd_mark_costs_only_its_paragraph(first: str, odd: str) -> None:
    rest = "\n\nNobody spoke here.\n\n“It rained,” Mara said. “A lot.”"
    at = len(first) + 1
    found = [q for q in quotations(first + odd + rest) if q.span.start >= at]
    assert [q.span.exact for q in found if q.span.start > at] == ["“It rained,”", "“A lot.”"]


@pytest.mark.parametrize(
    "unit", ["“", "”", '"', "'", "’ ", "a' ", '" ', "“a ", "‘a ", "'a ", "5' ", "'' ", "«a»"]
)
def test_the_work_grows_with_the_length_only(unit: str) -> None:
    assert lines_run(unit * 4_000) < 12 * lines_run(unit * 500)


def lines_run(text: str) -> int:
    """How many lines of Python the automaton runs: its work, whatever the machine does beside it."""
    monitoring, tool, count = sys.monitoring, 4, 0

    def line(code: object, number: int) -> None:
        nonlocal count
        count += 1

    monitoring.use_tool_id(tool, "lines")
    try:
        monitoring.register_callback(tool, monitoring.events.LINE, line)
        monitoring.set_events(tool, monitoring.events.LINE)
        quotations(text)
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)
    return count
