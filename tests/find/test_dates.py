"""Dates as pictures: `[words|value]` in a passage published on Thursday, 4 December 2025."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.date_grammar import PATTERN, dates_in
from onrecord.find.dates import find_dates, find_times
from onrecord.models import When
from tests.find.pictures import document_of


def dates_of(text: str, published: str | None = "2025-12-04") -> tuple[When, ...]:
    return find_dates(replace(document_of(text), published=published))


def drawn(text: str, dates: tuple[When, ...]) -> str:
    out, at = [], 0
    for when in dates:
        out += [text[at : when.span.start], f"[{when.span.exact}|{when.value}]"]
        at = when.span.end
    return "".join([*out, text[at:]])


PICTURES = [
    "The envoy said [Tuesday|2025-12-02] that the bridge was safe.",
    "The envoy will visit the bridge on [Tuesday|2025-12-09].",
    "The court meets [next Friday|2025-12-12], a clerk said.",
    "They met on [Dec. 2|2025-12-02] and on [14 March 2024|2024-03-14].",
    "They met on [Sunday, March 3, 2024|2024-03-03], in the rain.",
    "The talks ran from [Sept. 3-5, 2025|2025-09-03/2025-09-05].",
    "In [December 2024|2024-12] the mill closed; in [October|2025-10] it opened.",
    "The port closed in [early 2024|2024] after the storms of [the 1990s|199].",
    "He resigned [two days ago|2025-12-02], [last week|2025-W48] or [last month|2025-11].",
    "The vote is due [next month|2026-01]; the plan is for [next year|2026].",
    "[Yesterday|2025-12-03] it rained; [today|2025-12-04] it is dry; [tomorrow|2025-12-05] is the vote.",
    "He served from [1998-2004|1998/2004] and died in [the summer of 2019|2019-SU].",
    "Sales rose in [the first quarter of 2023|2023-Q1].",
    "It may rain, and 2000 people may march to room 2014.5 for $1999.",
    "A strike is planned for [January 15|2026-01-15].",
    "Parliament passed the law on [January 15|2025-01-15].",
    "The minister left in [May|2025-05]; she may return.",
    "The envoy spoke with her by phone on [Sunday|2025-11-30], and must be back by [Sunday|2025-12-07].",
    "The two agreed to meet again on [December 17|2025-12-17]; one proposed a summit in [December|2025-12].",
    "The file says [2024-02-29|2024-02-29], not 2023-02-30.",
]


@pytest.mark.parametrize("picture", PICTURES)
def test_dates_with_values(picture: str) -> None:
    text = re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", picture)
    assert drawn(text, dates_of(text)) == picture


TIMES = [
    "They spoke for [nearly four years|P4Y] and met at [2:45 p.m.|2025-12-04T14:45] on [Monday night|2025-12-01TNI].",
    "[Every 72 minutes|PT72M] a bus leaves; the fare rose in [the past three decades|P30Y].",
    "It lasted [several days|PXD], [two-decade|P20Y] plans and [30-second|PT30S] spots.",
    "He waited for [years|PXY] and spent [months|PXM] there, [over the past few days|PXD] most of all.",
    "The vote is on [Election Day|2025-11-04]; the shops close on [Christmas Day|2025-12-25].",
    "It rained over [the weekend|2025-W48-WE], in an [18th-century|17] hall, as [weekly|P1W] papers said.",
    "In [2016|2016] she left; [that year|2016] the mill closed.",
    "He is 80 years old, and his 34-year-old son came second.",
    "[Tomorrow night|2025-12-05TNI] is free, [this morning|2025-12-04TMO] was not.",
]  # fmt: skip


@pytest.mark.parametrize("picture", TIMES)
def test_times_durations_and_frequencies(picture: str) -> None:
    text = re.sub(r"\[([^|\]]+)\|[^\]]+\]", r"\1", picture)
    document = replace(document_of(text), published="2025-12-04")
    assert drawn(text, find_times(document)) == picture


def test_a_date_is_never_finer_than_a_day() -> None:
    assert drawn(
        "On Monday night, at 3 p.m., for two weeks.", dates_of("On Monday night, at 3 p.m., for two weeks.")
    ) == ("On [Monday night|2025-12-01], at [3 p.m.|2025-12-04], for two weeks.")


def test_without_a_publication_date_only_absolute_dates_have_values() -> None:
    text = "On Monday, two days ago and last week; on Dec. 2, in May, and on 2 December 2025, in 1999."
    assert [when.value for when in dates_of(text, None)] == ["2025-12-02", "1999"]


def test_a_publication_year_gives_months_their_year() -> None:
    assert [when.value for when in dates_of("They met in October.", "2021")] == ["2021-10"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Feb. 31",
                "Monday",
                "the 1990s",
                "99 years ago",
                "last",
                "week",
                "31/12/99",
                "May",
                "1999-",
                "’90s",
                "\n",
            ]
        )
        | st.text(max_size=6),
        max_size=12,
    )
)
def test_spans_hold_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    dates = dates_of(text)
    assert all(when.span.holds_in(text) and when.value for when in dates)
    assert all(a.span.end <= b.span.start for a, b in pairwise(dates))


SENTENCES = [
    "more than a couple of years ago", "on Monday, March 3, 2025", "in the early nineties", "the last week",
    "May I ask", "2019–21", "’90s", "1 May", "tonight", "earlier this year", "no date at all stands here",
    "Labor Day", "up to three weeks", "every day", "spent days", "9/11", "the fall of 2015", "mid-March", "at least an hour",
    "Over the weekend", "that same year", "weekly", "10:30 a.m.", "Sept. 11 attacks", "the third quarter", "21st century",
    "The Fourth of July", "a dozen years", "nearly 2,000 days", "Valentine’s Day", "late Sunday night", "two-year",
]  # fmt: skip


@given(st.lists(st.sampled_from(SENTENCES), max_size=12), st.integers(0, 90))
def test_no_date_is_lost_by_looking_near_words_of_time_first(parts: list[str], gap: int) -> None:
    text = (" x" * gap + ". ").join(parts)
    near = [match.span() for match in dates_in(text, 0, len(text))]
    assert near == [match.span() for match in PATTERN.finditer(text)]
