"""The verdicts, each as a picture: a quotation, what was said, the verdict and its notes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.verify.verdict import Terms, compare

SAID = (
    "Let me begin with the harbour. We will never weaken the rules that keep the river clean, and unless we "
    "change policies, the five mills will close by spring. That is, you know, the plain truth, and I—I stand by "
    "it. The new bridge cost $15,000 last year (APPLAUSE) and it's okay with Katy Doyle. We don't want a fight. "
    "I do not think the council should raise the toll. Some progress was made. Almost everybody in town organised "
    'a petition for twenty-five thousand dollars. He said "no" twice. The ferry runs on Sundays.'
)

PICTURES = [
    # the speaker's words
    ("We will never weaken the rules that keep the river clean", "exact", ("hides: unless",)),
    ("“We will never weaken the rules”", "exact", ()),
    ('"We will never weaken the rules"', "exact", ()),
    ("The ferry runs on Sundays,", "exact", ()),
    ("the ferry runs on Sundays.”", "exact", ()),
    ("the plain truth, and I-I stand by it", "exact", ()),
    ("He said ‘no’ twice", "exact", ()),
    # the same words by transcript convention
    ("That is the plain truth, and I stand by it", "same words", ()),
    ("the 5 mills will close by spring", "same words", ()),
    ("last year and it’s OK with Katie Doyle", "same words", ()),
    ("We do not want a fight", "same words", ()),
    ("organized a petition for $25,000", "same words", ()),
    ("The new bridge cost fifteen thousand dollars last year", "same words", ()),
    ("unless we change policies the five mills will close by spring", "same words", ()),
    # cut at a mark
    (
        "We will never weaken the rules … and unless we change policies, the five mills will close",
        "trimmed",
        (),
    ),
    (
        "We will never weaken the rules... and unless we change policies, the five mills will close",
        "trimmed",
        (),
    ),
    ("We will never weaken the rules [that protect us]", "trimmed", ()),
    ("[The city] will never weaken the rules", "trimmed", ()),
    ("The new [railway] bridge cost $15,000", "trimmed", ()),
    (
        "We will never weaken the rules that keep the river clean … the five mills will close",
        "trimmed",
        ("hides: unless",),
    ),
    ("I do … think the council should raise the toll", "trimmed", ("hides: not",)),
    # altered
    ("We will never destroy the rules that keep the river", "altered", ()),
    ("We will weaken the rules that keep the river", "altered", ("negation changed",)),
    ("The new bridge cost $18,000 last year", "altered", ("figure changed",)),
    ("the nine mills will close by spring", "altered", ("figure changed",)),
    ("I do think the council should raise the toll", "altered", ("negation changed",)),
    ("The ferry runs often on Sundays", "altered", ()),
    ("The fery runs on Sundays", "altered", ()),
    ("We want a fight", "altered", ("negation changed",)),
    ("Everybody in town organised a paid petition", "altered", ("hides: almost",)),
    # joined from two places
    ("Let me begin with the harbour. We don't want a fight.", "stitched", ()),
    ("Let me begin with the harbour. The five mills will close by spring.", "stitched", ()),
    # stops or starts where it matters
    ("the council should raise the toll", "exact", ()),
    ("progress was made", "exact", ()),
    ("think the council should raise the toll", "exact", ("hides: not",)),
    ("weaken the rules that keep the river", "exact", ("hides: never",)),
    # something else
    ("The moon is made of green cheese", "not found", ()),
    ("Our council must keep its promise that no river will be spoiled", "not found", ()),
]


@pytest.mark.parametrize(("quote", "verdict", "notes"), PICTURES, ids=[row[0] for row in PICTURES])
def test_verdict(quote: str, verdict: str, notes: tuple[str, ...]) -> None:
    found = compare(quote, SAID)
    assert (found.verdict, found.notes) == (verdict, notes)


DIFFERENCES = [
    (
        "We will never destroy the rules",
        (("=", "We will never"), ("-", "weaken"), ("+", "destroy"), ("=", "the rules")),
    ),
    ("We will weaken the rules", (("=", "We will"), ("-", "never"), ("=", "weaken the rules"))),
    ("The ferry often runs", (("=", "The ferry"), ("+", "often"), ("=", "runs"))),
    ("That is the plain truth", (("=", "That is"), ("-", "you know"), ("=", "the plain truth"))),
    ("The ferry runs", (("=", "The ferry runs"),)),
]


@pytest.mark.parametrize(("quote", "difference"), DIFFERENCES)
def test_difference(quote: str, difference: tuple[tuple[str, str], ...]) -> None:
    assert compare(quote, SAID).difference == difference


def test_a_quotation_that_stops_right_before_its_condition_hides_it() -> None:
    said = "We will open the gates and unless the water falls we will close them again."
    assert compare("We will open the gates", said).notes == ("hides: unless",)
    assert compare("I will sign the paper", "I will sign the paper if the mayor signs first.").notes == (
        "hides: if",
    )
    assert compare("I do not know", "I do not know if it rains.").notes == ()


def test_what_the_article_says_itself_is_not_hidden() -> None:
    said = "I am not proud of that day."
    assert compare("proud of that day", said).notes == ("hides: not",)
    assert compare("proud of that day", said, Terms(context="She said she was not")).notes == ()


def test_captions_without_punctuation_hold_the_same_words() -> None:
    said = "well i want to thank the people of this town because you know they never gave up on us"
    found = compare("I want to thank the people of this town, because they never gave up on us.", said)
    assert found.verdict == "same words"


def test_a_slurred_filler_may_be_left_out_wherever_it_stands() -> None:
    said = "The mill, y'know, will not close in the spring, y'know"
    assert compare("The mill will not close in the spring", said).verdict == "same words"
    assert compare("The mill will not open in the spring", said).verdict == "altered"


def test_a_false_start_may_be_left_out() -> None:
    said = "And so we have — we have to build it. I was — I am glad that it's, it's done."
    assert compare("we have to build it", said).verdict == "exact"
    assert compare("And so we have to build it", said).verdict == "same words"
    assert compare("I am glad that it's done", said).verdict == "same words"


def test_of_a_headline_less_than_the_quotation_is_trimmed() -> None:
    found = compare("Good Meeting", "reasonably good meeting", Terms(headline=True, less=True))
    assert (found.verdict, found.notes) == ("trimmed", ("hides: reasonably",))
    assert found.difference == (("-", "reasonably"), ("=", "good meeting"))
    assert compare("Good Meeting", "good meeting", Terms(headline=True, less=True)).verdict == "exact"


def test_a_translation_accuses_nobody() -> None:
    found = compare("We will never destroy the rules", SAID, Terms(translated=True))
    assert (found.verdict, found.notes) == ("same words", ("translation",))


def test_the_passage_stands_where_it_says() -> None:
    found = compare("the 5 mills will close", SAID)
    assert SAID[found.start : found.end] == "the five mills will close"


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_two_texts_can_be_compared(quote: str, said: str) -> None:
    found = compare(quote, said)
    assert 0 <= found.start <= found.end <= len(said)
    assert found == compare(quote, said)


@given(
    st.lists(
        st.sampled_from(("river", "rules", "mills", "bridge", "toll", "never", "keep", "the", "of")),
        min_size=4,
    )
)
def test_what_was_said_is_exact(words: list[str]) -> None:
    said = " ".join(words)
    assert compare(said, f"Before it. {said}. After it.").verdict == "exact"


@pytest.mark.parametrize(
    ("quote", "said", "verdict", "notes"),
    [
        ("Why did he go? I think he knew", "Why did he go? And I think he knew", "same words", ()),
        ("Why did he go? And so it ends", "Why did he go? So it ends", "same words", ()),
        ("The bread and wine were good", "The bread wine were good", "altered", ()),
        ("I wasn't satisfied with the roof at all", "I was unsatisfied with the roof at all", "altered", ()),
        ("I was satisfied with the roof at all", "I was unsatisfied with the roof at all", "altered", ("negation changed",)),
        ("no man – not me, not Ned – was ever more ready", "no man was ever more ready", "altered", ()),
    ],
)  # fmt: skip
def test_what_changes_no_meaning_is_not_told_as_if_it_did(
    quote: str, said: str, verdict: str, notes: tuple[str, ...]
) -> None:
    found = compare(quote, said)
    assert (found.verdict, found.notes) == (verdict, notes)


def test_an_apostrophe_that_a_transcriber_put_in_changes_nothing() -> None:
    assert compare(
        "living in hell because it's so dangerous", "living in he’ll because it’s so dangerous"
    ).verdict == ("same words")
