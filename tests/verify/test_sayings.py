"""One quotation in several articles: which versions belong together, who ran it first, whose it is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.verify.sayings import Saying, Sayings, grams, saying_of
from onrecord.verify.versions import Version, two_speakers

SAID = "We shall never lease the northern quay to strangers, and the council knows it"


def version(
    quote: str, document: str, speaker: str | None = "Ada Odlum", date: str | None = "1911-11-20"
) -> Version:
    return Version(document, 0, quote, speaker=speaker, date=date)


def grouped(*versions: Version) -> list[set[str]]:
    sayings = Sayings()
    for one in versions:
        sayings.add(one)
    return [{one.document for one in saying.versions} for saying in sayings]


VARIANTS = [
    SAID,
    "We shall never lease the northern quay to strangers,",
    "never lease the northern quay",
    "We will never lease the northern quay to strangers, and the council knows that",
    "We shall never lease the [old] quay to strangers … and the council knows it",
    "we shall, uh, never lease the northern quay to strangers",
]
OTHERS = [
    "We shall never be the last to say it",
    "The northern quay was built by strangers",
    "We shall never lease the southern mill to our own cousins",
    "and the miller knows it",
]


@pytest.mark.parametrize("other", VARIANTS[1:])
def test_versions_of_one_quotation_are_one_saying(other: str) -> None:
    assert grouped(version(SAID, "a"), version(other, "b")) == [{"a", "b"}]
    assert grouped(version(other, "b"), version(SAID, "a")) == [{"a", "b"}]


@pytest.mark.parametrize("other", OTHERS)
def test_other_words_are_another_saying(other: str) -> None:
    assert grouped(version(SAID, "a"), version(other, "b")) == [{"a"}, {"b"}]


def test_a_figure_that_changed_is_a_version_of_the_same() -> None:
    one = "The dredging of the channel cost forty thousand crowns last autumn"
    assert grouped(version(one, "a"), version(one.replace("forty", "sixty"), "b")) == [{"a", "b"}]


def test_two_halves_are_joined_by_the_whole() -> None:
    head, tail = (
        "We shall never lease the northern quay to strangers",
        "the whole council of Lowton knows it well",
    )
    whole = f"{head}, and {tail}"
    assert grouped(version(head, "a"), version(tail, "b")) == [{"a"}, {"b"}]
    assert grouped(version(head, "a"), version(tail, "b"), version(whole, "c")) == [{"a", "b", "c"}]


def test_few_words_that_anybody_says_join_nothing() -> None:
    assert Sayings().add(version("we will", "a")) is None
    assert grouped(version("I don't know what to say", "a"), version("I don't know what to say", "b")) == [
        {"a"},
        {"b"},
    ]


def test_a_saw_of_another_year_or_speaker_needs_more_words() -> None:
    short = "lease the northern quay"
    assert grouped(version(SAID, "a"), version(short, "b", date="1935-02-01")) == [{"a"}, {"b"}]
    assert grouped(version(SAID, "a"), version(short, "b", speaker="Otto Brell")) == [{"a"}, {"b"}]
    assert grouped(version(SAID, "a"), version(SAID, "b", speaker="Otto Brell")) == [{"a", "b"}]


def test_one_quotation_with_two_speakers_is_flagged() -> None:
    ada, otto = version(SAID, "a"), version(VARIANTS[3], "b", speaker="Otto Brell")
    open_who, again = version(SAID, "c", speaker=None), version(SAID, "d", speaker="Mayor Odlum")
    assert two_speakers(ada, otto)
    saying = saying_of([otto, ada, open_who, again])
    assert [(one.document, other.document) for one, other in saying.conflicts] == [("a", "b"), ("b", "d")]
    assert saying_of([ada, open_who, again]).conflicts == ()


def test_the_first_one_run_comes_first_and_undated_ones_last() -> None:
    late, early, undated = (
        version(SAID, "a", date="1911-11-22"),
        version(SAID, "b", date="1911-11-20T09:00"),
        version(SAID, "c", date=None),
    )
    assert [one.document for one in saying_of([late, undated, early]).versions] == ["b", "a", "c"]


def test_the_index_holds_a_saying_once_however_often_it_ran() -> None:
    sayings = Sayings()
    for number in range(300):
        sayings.add(version(SAID, f"d{number}"))
    (saying,) = sayings
    assert len(saying.versions) == 300
    assert len(list(sayings.sharing(grams(SAID)))) == len(grams(SAID))


@given(st.permutations(range(len(VARIANTS))))
@settings(max_examples=30, deadline=None)
def test_order_does_not_matter_to_what_belongs_together(order: list[int]) -> None:
    given_versions = [version(VARIANTS[i], str(i)) for i in order]
    assert grouped(*given_versions) == [{str(i) for i in order}]


def test_grams_are_alike_in_every_process() -> None:
    assert grams("The ferry runs on Sundays") == (grams("the ferry, uh, runs on Sundays!"))
    assert min(grams("The ferry runs on Sundays")) >= 0
    assert max(grams("The ferry runs on Sundays")) < 1 << 63


def test_many_sayings_stay_apart() -> None:
    draw = random.Random(4)
    words = [
        "harbour",
        "lantern",
        "council",
        "timber",
        "widow",
        "gale",
        "beacon",
        "net",
        "oar",
        "roof",
        "coin",
    ]
    quotes = [" ".join(draw.choices(words, k=9)) for _ in range(200)]
    sayings = Sayings()
    for number, quote in enumerate(quotes):
        sayings.add(version(quote, str(number)))
    assert len(sayings) >= 190
    assert all(isinstance(saying, Saying) for saying in sayings)
