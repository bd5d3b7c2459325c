"""Words that could be anybody's are no quotation's source: pictures of plain talk and of set phrases."""

from __future__ import annotations

from pathlib import Path

from onrecord.verify.collections import Collections
from onrecord.verify.sources import made
from onrecord.verify.traces import Query
from onrecord.verify.transcript import Transcript

PLAIN = "So the thing is that we can do it. Then is that what they do?"
QUOTE = "the thing is that we can do it"


def _talk() -> list[Transcript]:
    lines = "The clerk knows that we can go. The thing is done: is that so? What can do, we can do, and they do it."
    return [made(f"Minute {i}. {lines} Letter {i} was read.", f"m{i}") for i in range(60)]


def _verdict(found: Collections, query: Query) -> str:
    (trace,) = found.trace_all([query])
    return trace.verdict


def test_plain_words_are_traced_only_where_something_else_speaks_for_the_place(tmp_path: Path) -> None:
    found = Collections(tmp_path)
    found.add("town", [made(PLAIN, "plain", date="1911-11-20", speaker="Tom Vane"), *_talk()])
    assert _verdict(found, Query(QUOTE)) == "too short"
    assert _verdict(found, Query(QUOTE, speaker="Tom Vane")) == "exact"
    assert _verdict(found, Query(QUOTE, published="1911-11-22")) == "exact"
    assert _verdict(found, Query(QUOTE, published="1912-05-01")) == "too short"


def test_a_title_that_many_people_say_is_nobodys_changed_quotation(tmp_path: Path) -> None:
    quote = "Quill, the keeper of the northern lamp"
    speakers = ("Ada Odlum", "Tom Vane", "Otto Brell", "Karin Vantorp")
    said = [
        made(
            f"I thank the keeper of the northern lamp for gift {i}. "
            + "We mend nets and sails by night. " * 9,
            f"s{i}",
            speaker=speaker,
        )
        for i, speaker in enumerate(speakers)
    ]
    one, many = Collections(tmp_path / "one"), Collections(tmp_path / "many")
    one.add("town", [said[0], *_talk()])
    many.add("town", [*said, *_talk()])
    assert _verdict(one, Query(quote)) == "altered"
    assert _verdict(many, Query(quote)) == "not found"
    assert _verdict(many, Query(quote, speaker="Tom Vane")) == "altered"


def test_a_proverb_that_somebody_used_years_before_was_not_said_by_another_speaker(tmp_path: Path) -> None:
    proverb = "No lantern is lit before the last wick of the last house is trimmed and dry"
    found = Collections(tmp_path)
    found.add(
        "town",
        [
            made(f"{proverb}.", "old", date="1902-05-01", speaker="Tom Vane"),
            made("We thank the clerk.", "new", date="1911-11-20", speaker="Ada Odlum"),
            *_talk(),
        ],
    )
    for published, notes in (("1902-05-03", ("other speaker",)), ("1911-11-22", ())):
        (trace,) = found.trace_all([Query(proverb, speaker="Ada Odlum", published=published)])
        assert (trace.verdict, trace.notes) == ("exact", notes)


def test_an_article_that_names_who_asked_does_not_give_the_question_to_who_was_asked(tmp_path: Path) -> None:
    question = "Does that not speak to the way in which you choose the keepers of the lamp"
    debate = f"MR. BRELL: {question}?\nMS. VANTORP: I thank the clerk for his letter.\nMR. BRELL: Thank you."
    found = Collections(tmp_path)
    found.add("town", [made(debate, "debate"), *_talk()])
    for context, notes in (
        ("Brell would not let go and spoke of Vantorp's lamp. ", ()),
        ("She spoke. ", ("other speaker",)),
    ):
        (trace,) = found.trace_all([Query(question, speaker="Karin Vantorp", context=context)])
        assert (trace.verdict, trace.notes) == ("exact", notes)
