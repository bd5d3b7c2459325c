"""Words of another occasion accuse no article: pictures of a tour on which the same is said again and again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.models import Check
from onrecord.verify import verify
from onrecord.verify.collections import Collections
from onrecord.verify.sources import made
from onrecord.verify.transcript import Transcript
from tests.verify.test_verifying import article

LOWTON = (
    "Friends, the lanterns of this county were lit by our mothers and they will be mended by our sons. I would sooner "
    "sell my own boat than sell the northern quay, unless the council wills it. The ferry shall run on Sundays too."
)
CHANGED = "“I would sooner sell my own barn than sell the northern quay”"
EXACT = "“The lanterns of this county were lit by our mothers and they will be mended by our sons”"
HIDES = "“I would sooner sell my own boat than sell the northern quay”"


@pytest.fixture(scope="module")
def speeches(tmp_path_factory: pytest.TempPathFactory) -> Collections:
    found = Collections(tmp_path_factory.mktemp("tour"))
    found.add("dated", [made(LOWTON, "lowton", date="1911-11-20", speaker="Ada Odlum")])
    found.add("undated", [made(LOWTON, "lowton", speaker="Ada Odlum")])
    found.add("year", [made(LOWTON, "lowton", date="1911", speaker="Ada Odlum")])
    return found


def checks(speeches: Collections, name: str, published: str | None, *quotes: str) -> tuple[Check, ...]:
    body = " ".join(f"{quote} the mayor said." for quote in quotes)
    record = article(body, dict.fromkeys(quotes, "Ada Odlum"))
    record = replace(record, document=replace(record.document, published=published))
    return verify(record, Collections(speeches.folder, [name])).checks


@pytest.mark.parametrize(
    ("name", "published", "verdict"),
    [
        ("dated", "1911-11-20", "altered"),
        ("dated", "1911-11-22T08:00:00Z", "altered"),
        ("dated", "1911-11-17", "not found"),
        ("dated", "1911-12-24", "not found"),
        ("dated", None, "altered"),
        ("undated", None, "altered"),
        ("undated", "1911-11-20", "not found"),
        ("year", "1911-11-20", "not found"),
        ("year", "1909-11-20", "not found"),
    ],
)
def test_changed_words_accuse_only_what_was_written_then(
    speeches: Collections, name: str, published: str | None, verdict: str
) -> None:
    (check,) = checks(speeches, name, published, CHANGED)
    assert (check.verdict, check.against is None) == (verdict, verdict == "not found")


@pytest.mark.parametrize("name", ["undated", "year"])
def test_another_quotation_to_the_letter_tells_the_occasion(speeches: Collections, name: str) -> None:
    changed, exact = checks(speeches, name, "1911-11-20", CHANGED, EXACT)
    assert (changed.verdict, exact.verdict) == ("altered", "exact")


def test_what_was_said_later_was_not_quoted(speeches: Collections) -> None:
    changed, exact = checks(speeches, "dated", "1911-11-10", CHANGED, EXACT)
    assert (changed.verdict, exact.verdict, exact.notes) == ("not found", "exact", ("other date",))


def test_what_stood_beside_the_words_elsewhere_is_not_hidden(speeches: Collections) -> None:
    (then,) = checks(speeches, "dated", "1911-11-20", HIDES)
    (elsewhere,) = checks(speeches, "dated", "1911-12-24", HIDES)
    assert (then.verdict, then.notes) == ("exact", ("hides: unless",))
    assert (elsewhere.verdict, elsewhere.notes) == ("exact", ())


def test_a_long_passage_of_the_named_speaker_was_hardly_said_twice(speeches: Collections) -> None:
    long = EXACT[:-1] + ", I would sooner sell my own boat than sell the northern wall”"
    (check,) = checks(speeches, "undated", "1911-11-20", long.replace("Friends, ", ""))
    assert check.verdict == "altered"


def test_somebody_else_who_says_alike_is_not_misquoted(tmp_path: Path) -> None:
    found = Collections(tmp_path)
    found.add(
        "town", [made(LOWTON, "lowton", speaker="Ada Odlum"), made("We thank you.", "b", speaker="Tom Vane")]
    )
    assert found.trace(CHANGED.strip("“”"), speaker="Tom Vane").verdict == "not found"
    assert found.trace(CHANGED.strip("“”"), speaker="Mayor Odlum").verdict == "altered"
    assert found.trace(CHANGED.strip("“”")).verdict == "altered"


def test_a_few_words_of_somebody_else_are_no_trace(tmp_path: Path) -> None:
    found = Collections(tmp_path)
    said = "The ferry slipped through the reeds."
    found.add(
        "town",
        [
            made(said, "b", speaker="Tom Vane"),
            made("We thank you all.", "c", speaker="Ada Odlum"),
            *_filler(),
        ],
    )
    quote = "slipped through the reeds"
    assert found.trace(quote, speaker="Quill Marrow").verdict == "not found"
    assert found.trace(quote, speaker="Tom Vane").verdict == "exact"


def test_words_that_the_speaker_quotes_from_somebody_are_no_measure(tmp_path: Path) -> None:
    said = (
        "I read it in a book. A keeper wrote: “She lacks the patience for the lamp … from the bottom of my heart I know "
        "this to be so … her manner, stormy and hasty, has not changed.” What a book!"
    )
    found = Collections(tmp_path)
    found.add("town", [made(said, "speech"), *_filler()])
    quote = "From the bottom of my heart I know this to be so, and yet her manner, stormy, proud and hasty, has not changed"
    assert found.trace(quote, speaker="Quill Marrow").verdict == "not found"
    assert found.trace(quote).verdict == "altered"
    assert found.trace("from the bottom of my heart I know this to be so").verdict == "exact"


def test_three_pieces_in_order_however_far_apart_are_trimmed(tmp_path: Path) -> None:
    said = "It is called the county first. {} There will be no lease. {} You cannot buy the quay with strange coin."
    far = said.format("We mend nets by night. " * 60, "We mend sails by day. " * 60)
    found = Collections(tmp_path)
    found.add("town", [made(far, "speech"), *_filler()])
    quote = "It is called the county first! ... There will be no lease! ... You cannot buy the quay with strange coin."
    trace = found.trace(quote)
    assert (trace.verdict, len(trace.found)) == ("trimmed", 3)
    back = "You cannot buy the quay with strange coin. ... There will be no lease! ... It is called the county first!"
    assert found.trace(back).verdict != "trimmed"


def _filler() -> list[Transcript]:
    return [
        made(f"Minute {i}: the clerk read letter {i} about drains and dogs aloud.", f"m{i}")
        for i in range(300)
    ]


def test_an_article_without_a_date_is_accused_by_a_likely_passage_only(tmp_path: Path) -> None:
    found = Collections(tmp_path)
    said = "It is the biggest harbour in the history of our county by far. I don't even know who the old miller is."
    found.add("town", [made(said, "a", speaker="Ada Odlum"), *_filler()])
    far = "“It is the longest row of lanterns in the history of our county by far”"
    near = "“It is the biggest harbour in the history of our land by far”"
    one, two = checks(found, "town", None, far, near)
    assert (one.verdict, two.verdict) == ("not found", "altered")
