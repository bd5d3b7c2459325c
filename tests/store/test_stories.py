"""The desk's stories: grouped as documents come, corrected by hand, undone, grouped anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.models import Document, Record, Span, make_id, text_id
from onrecord.store import Desk
from onrecord.store.story_outlets import outlet_of
from onrecord.stories.article import Article
from onrecord.stories.shelf import Memory
from onrecord.stories.stream import Stream
from tests.stories.news import FLOOD, FLOOD_OTHER, NEWS, article


def record(a: Article) -> Record:
    text = f"{a.title}\n\n{a.text}"
    start = len(a.title) + 2
    parts = {"title": (Span.of(text, 0, len(a.title)),), "body": (Span.of(text, start, len(text)),)}
    document = Document(
        make_id("document", a.id), text_id(text), text, parts, path=f"/news/{a.id}.txt", title=a.title,
        source=a.source, published=a.date,
    )  # fmt: skip
    return Record(document)


def key(a: Article) -> str:
    return make_id("document", a.id)


COPY = article("copy", FLOOD.replace("140", "140"), "Night of the flood", "2031-05-06", "Valley News")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk.sqlite") as opened:
        for a in (*NEWS, COPY):
            opened.add(record(a))
        yield opened


def shown(desk: Desk) -> dict[str, set[str]]:
    """The paths' stems of each story, by its headline."""
    found = {}
    for row in desk.stories.listed():
        texts = desk.stories.documents(row.id)
        rows = [r for text in texts for r in (text.document, *text.copies)]
        found[row.headline] = {Path(r.path or "").stem for r in rows}
    return found


def groups(desk: Desk) -> set[frozenset[str]]:
    return {frozenset(group) for group in shown(desk).values()}


APART = {frozenset({"flood-1", "flood-2", "copy"}), frozenset({"vote-1", "vote-2"}), frozenset({"cup-1"})}


def test_documents_are_grouped_as_they_come(desk: Desk) -> None:
    assert groups(desk) == APART
    flood = desk.stories.of_document(key(NEWS[0]))
    assert flood is not None
    assert (flood.documents, flood.texts, flood.sources) == (3, 2, 2)
    assert (flood.first, flood.last) == ("2031-05-06", "2031-05-07")
    assert flood.headline in {NEWS[0].title, NEWS[2].title}


def test_memory_and_desk_group_alike(desk: Desk) -> None:
    stream = Stream(shelf := Memory())
    for number, a in enumerate((*NEWS, COPY)):
        stream.add(number, a)
    found: dict[int, set[str]] = {}
    for number, a in enumerate((*NEWS, COPY)):
        found.setdefault(shelf.cluster(number), set()).add(a.id)
    assert groups(desk) == {frozenset(group) for group in found.values()}


def test_copies_name_who_ran_the_text_first(desk: Desk) -> None:
    group = desk.stories.copies(key(COPY))
    assert group.outlets == ("Oln Herald", "Valley News")
    assert (group.copies[0].share, group.copies[0].headlined) == (1.0, True)
    assert group.copies[0].cut == group.copies[0].added == ()


@pytest.mark.parametrize(
    ("url", "source", "outlet"),
    [
        ("https://www.quay.co.uk/a", "The Quay", "quay.co.uk"),
        ("https://m.quay.co.uk/news/a", "Quay News", "quay.co.uk"),
        (None, "quay.co.uk", "quay.co.uk"),
        (None, "The  Quay", "the quay"),
        ("https://web.archive.org/web/2024/https://www.quay.co.uk/a", "The Quay", "quay.co.uk"),
        ("https://tide.example/a?from=https://www.quay.co.uk/", "Tide", "tide.example"),
        (None, None, ""),
    ],
)
def test_an_outlet_is_told_by_its_domain_or_else_its_name(
    url: str | None, source: str | None, outlet: str
) -> None:
    assert outlet_of(url, source) == outlet


def test_one_outlet_under_three_names_counts_once_and_has_one_name(tmp_path: Path) -> None:
    given = [
        ("quay.co.uk", "https://www.quay.co.uk/a"), ("The Quay", "https://m.quay.co.uk/b"),
        ("The Quay", "https://quay.co.uk/c"), ("Quay News", "https://news.quay.co.uk/d"), ("Tide", None),
    ]  # fmt: skip
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk:
        for n, (source, url) in enumerate(given):
            words = FLOOD_OTHER.split(" ")
            text = " ".join(word if at % 3 else f"{word} {'abcde'[n] * 3}" for at, word in enumerate(words))
            one = record(article(f"q{n}", text, f"Flood in Varsk {n}", "2031-05-06", source))
            desk.add(replace(one, document=replace(one.document, url=url)))
        (row,) = desk.stories.listed()
        assert (row.documents, row.texts, row.sources) == (5, 5, 2)
        assert desk.stories.outlets([row.id])[row.id].names == ("The Quay", "Tide")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP INDEX story_document_outlet")
        raw.execute("ALTER TABLE story_document DROP COLUMN outlet")
        raw.execute("ALTER TABLE found DROP COLUMN missing")
        raw.execute("UPDATE story SET sources = 4")
        raw.execute("UPDATE alembic_version SET version_num = '0009'")
        raw.execute("PRAGMA user_version = 9")
    with Desk.open(path) as desk:
        assert [one.sources for one in desk.stories.listed()] == [2]


def test_an_address_that_a_saved_page_states_tells_its_outlet_too(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        one = record(article("q", FLOOD_OTHER, "Flood in Varsk", "2031-05-06", "The Quay"))
        stated = replace(one.document, url=None, canonical_url="https://www.quay.co.uk/a")
        desk.add(replace(one, document=stated))
        (row,) = desk.stories.listed()
        outlets = desk.stories.outlets([row.id])[row.id]
        assert outlets.keys == ("quay.co.uk",)
        assert outlets.besides(outlet_of(row.document.url, row.document.source)) == []


def test_breadth_goes_before_a_lone_report(desk: Desk) -> None:
    rows = desk.stories.listed(now="2031-05-07T12:00:00")
    assert [row.sources for row in rows] == [2, 2]
    assert desk.stories.listed(least=2, now="2031-05-20") == desk.stories.listed(now="2031-05-20")[1:]


def test_years_later_the_newest_story_still_comes_first(desk: Desk) -> None:
    rows = desk.stories.listed(now="2041-05-07")
    assert [row.last for row in rows] == sorted((row.last for row in rows), reverse=True)
    assert rows[0].rank > rows[-1].rank


def test_stories_are_merged_by_hand_and_the_judgement_undone(desk: Desk) -> None:
    flood, vote = (desk.stories.of_document(key(NEWS[n])) for n in (0, 1))
    assert flood and vote
    judgement = desk.stories.merge(flood.id, vote.id)
    assert groups(desk) == {
        frozenset({"flood-1", "flood-2", "copy", "vote-1", "vote-2"}),
        frozenset({"cup-1"}),
    }
    assert desk.stories.story(vote.id) == desk.stories.story(flood.id)
    assert desk.stories.judgements(flood.id) == [judgement]
    assert desk.stories.undo(judgement.id).undone
    assert groups(desk) == APART


def test_a_story_is_split_by_hand_and_stays_so_in_a_rerun(desk: Desk) -> None:
    flood = desk.stories.of_document(key(NEWS[0]))
    assert flood
    told = desk.stories.split(flood.id, [key(NEWS[2])])
    apart = {
        frozenset({"flood-1", "copy"}),
        frozenset({"flood-2"}),
        *(APART - {frozenset({"flood-1", "flood-2", "copy"})}),
    }
    assert groups(desk) == apart
    assert desk.stories.group(again=True) == 6
    assert groups(desk) == apart
    desk.stories.undo(told[0].id)
    assert groups(desk) == APART


def test_a_rerun_gives_the_same_stories(desk: Desk) -> None:
    before = desk.stories.listed()
    desk.stories.group(again=True)
    assert desk.stories.listed() == before


def test_a_split_names_part_of_a_story(desk: Desk) -> None:
    flood = desk.stories.of_document(key(NEWS[0]))
    assert flood
    with pytest.raises(ValueError, match="some of the story"):
        desk.stories.split(flood.id, [key(NEWS[1])])
    with pytest.raises(KeyError):
        desk.stories.story("nothing")


def test_a_forgotten_document_leaves_its_story(desk: Desk) -> None:
    desk.forget(key(NEWS[0]))
    flood = desk.stories.of_document(key(COPY))
    assert flood
    assert (flood.documents, flood.texts) == (2, 2)
    assert desk.stories.copies(key(COPY)).copies == ()
    desk.forget(key(NEWS[2]))
    desk.forget(key(COPY))
    assert groups(desk) == APART - {frozenset({"flood-1", "flood-2", "copy"})}
    with desk._db.reading() as connection:
        left = connection.exec_driver_sql("SELECT count(DISTINCT document) FROM story_term").scalar_one()
    assert left == 3


def test_a_revised_document_stays_in_its_story(desk: Desk) -> None:
    revised = article(
        "flood-2", f"{NEWS[2].text}\n\nThree people are missing.", NEWS[2].title, "2031-05-07", "Globe"
    )
    desk.add(record(revised))
    assert groups(desk) == APART


def test_what_an_earlier_version_left_is_grouped_some_at_a_time(desk: Desk, tmp_path: Path) -> None:
    forget_stories(desk)
    assert desk.stories.waiting() == len(NEWS) + 1
    seen: list[int] = []
    assert desk.stories.group(most=1, progress=seen.append) == seen[-1]
    desk.stories.group()
    assert desk.stories.waiting() == 0
    assert groups(desk) == APART


def test_a_broken_off_grouping_goes_on_with_the_same_stories(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.store.stories._BATCH", 2)
    forget_stories(desk)

    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.stories.group(progress=stop)
    assert desk.stories.waiting() == len(NEWS) + 1 - 2
    desk.stories.group()
    assert groups(desk) == APART


def forget_stories(desk: Desk) -> None:
    """Leave the desk as one that was filled before there were stories."""
    with closing(sqlite3.connect(desk.path)) as sql, sql:
        for table in (
            "story",
            "story_cluster",
            "story_document",
            "story_term",
            "story_print",
            "story_counts",
        ):
            sql.execute(f"DELETE FROM {table}")
