"""Dumps of pages in various forms, each a picture: the file with marks round what must be found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.errors import NoArticle
from onrecord.extract import extract
from onrecord.gather.files import Gathered, load
from onrecord.models import Document

DUMPS = sorted((Path(__file__).parent / "dumps").glob("*.txt"))
MARK = re.compile(r"⟦/?[a-z]+⟧")
MARKED = ("title", "byline", "section", "body")


def read(text: str) -> Document:
    return extract(Gathered("-", text.encode("utf-8"), "text"))


def picture(document: Document) -> str:
    """The document's text with marks round its parts."""
    marks = [(span.end, 0, f"⟦/{part}⟧") for part in MARKED for span in document.parts.get(part, ())]
    marks += [(span.start, 1, f"⟦{part}⟧") for part in MARKED for span in document.parts.get(part, ())]
    text = document.text
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


@pytest.mark.parametrize("file", DUMPS, ids=lambda file: file.stem)
def test_parts_of_a_dump(file: Path) -> None:
    expected = file.read_text("utf-8")
    assert picture(read(MARK.sub("", expected))) == expected


@pytest.mark.parametrize("file", DUMPS, ids=lambda file: file.stem)
def test_line_ends_and_a_byte_order_mark_are_kept_and_counted(file: Path) -> None:
    expected = "\ufeff" + file.read_text("utf-8").replace("\n", "\r\n")
    document = read(MARK.sub("", expected))
    assert document.text == MARK.sub("", expected)
    assert picture(document) == expected


def test_dates_of_a_dump() -> None:
    document = read(MARK.sub("", (DUMPS[0].parent / "local_daily.txt").read_text("utf-8")))
    assert document.published == "2024-03-03"


def test_an_updated_date_is_not_the_published_one() -> None:
    document = read(
        "Rail line to close\n\nPublished March 2, 2024\nUpdated March 5, 2024\n\n"
        "The line to the coast will close for good in the summer, the ministry said on Monday.\n"
    )
    assert (document.published, document.updated) == ("2024-03-02", "2024-03-05")


def test_a_name_under_a_by_of_its_own_line_signs_the_article() -> None:
    document = read(
        "Town\n\nRail line to close\n\nStaff Writer\n\nPublished\n\n12 hours ago\n\non\n\nMarch 2, 2024\n\nBy\n\n"
        "Ada Quill\n\nShare\n\nTweet\n\n"
        "The line to the coast will close for good in the summer, the ministry said on Monday.\n"
    )
    assert (document.byline, document.published) == ("Ada Quill", "2024-03-02")
    assert [span.exact[:8] for span in document.parts["body"]] == ["The line"]


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("HARBOR CITY (AP) — A court said that the strike may go on over the weekend.", "HARBOR CITY (AP)"),
        (
            "LISBON, June 5, 2024 — Ministers agreed on Sunday to meet again in the first days of June.",
            "LISBON, June 5, 2024",
        ),
        ("LISBON - Ministers agreed on Sunday to meet again in the first days of June.", "LISBON"),
        (
            "BERN, Switzerland (AP) -- Voters rejected the plan on Sunday by a wide margin.",
            "BERN, Switzerland (AP)",
        ),
        ("The minister — who was tired — said that she would not run for office again.", None),
    ],
)
def test_a_dateline_is_named_and_stays_in_the_body(opening: str, dateline: str | None) -> None:
    document = read(f"Headline of four words\n\n{opening}\n")
    found = document.parts.get("dateline", ())
    assert (found[0].exact if found else None) == dateline
    assert document.body == opening


def test_nothing_but_a_menu_is_no_article() -> None:
    with pytest.raises(NoArticle, match="menus"):
        read("Menu\nSearch\nLog in\nSubscribe\nContinue Reading\nTrending\n")


def test_a_language_needs_enough_words() -> None:
    long = (
        "Der Minister sagte am Montag, dass die Regierung das Gesetz noch in diesem Jahr ändern werde. " * 3
    )
    assert read(long).language == "de"
    assert read("Good morning.").language is None


def test_the_same_file_at_the_same_path_is_the_same_document(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(
        "Town votes to keep its clock\n\nThe town voted on Sunday to keep its old clock.\n", "utf-8"
    )
    first, second = extract(load(str(file))), extract(load(str(file)))
    assert first == second
    file.write_text(
        "Town votes to sell its clock\n\nThe town voted on Sunday to sell its old clock.\n", "utf-8"
    )
    revised = extract(load(str(file)))
    assert revised.id == first.id
    assert revised.text_id != first.text_id


@pytest.mark.corpus
def test_the_article_that_the_project_began_with(shared: Path) -> None:
    gold = json.loads((shared / "articles" / "good-meeting.gold.json").read_text("utf-8"))
    document = extract(load(str(shared / "articles" / "good-meeting.txt")))
    assert [(s.start, s.end) for s in document.parts["title"]] == [tuple(gold["title"])]
    assert [(s.start, s.end) for s in document.parts["body"]] == [tuple(gold["body"])]
    assert (document.section, document.byline) == (gold["section"], gold["byline"])


@pytest.mark.corpus
def test_no_words_of_a_plain_article_are_lost(shared: Path) -> None:
    """At least 99.5 % of the characters that annotators marked as somebody's words stay in title or body."""
    marked = kept = 0
    folder = shared / "data" / "polnear" / "dev"
    for notes in sorted((folder / "attributions").glob("*.ann")):
        document = extract(load(str(folder / "text" / f"{notes.stem.rsplit('_', 1)[0]}.txt")))
        covered = bytearray(len(document.text))
        for span in (*document.parts.get("title", ()), *document.parts["body"]):
            covered[span.start : span.end] = b"\x01" * len(span)
        for pieces in re.findall(r"^T\d+\tContent ([\d ;]+)\t", notes.read_text("utf-8"), re.M):
            for start, end in (map(int, piece.split()) for piece in pieces.split(";")):
                marked += end - start
                kept += sum(covered[start:end])
    assert kept >= 0.995 * marked > 0
