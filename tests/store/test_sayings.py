"""Quotations of the desk's documents, grouped by their words as documents come, change and go."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from onrecord.models import Record
from onrecord.store import Desk
from onrecord.store.sayings import SayingPage
from onrecord.text.words import folded_words
from tests.store.build import article

LONG = "We shall never lease the northern quay to strangers, and the council knows it"
HEAD = "We shall never lease the northern quay to strangers"


def told(words: str, name: str, who: str = "Ada Odlum", published: str = "1911-11-20", **more: Any) -> Record:
    picture = f"“[{words}],” {{{who}}} <said>."
    return article(
        picture, path=f"{name}.txt", title=f"Told by {name}", published=published, source=name, **more
    )


def at(desk: Desk, record: Record) -> SayingPage:
    return desk.sayings.at(record.document.id, record.document.text.index("“"))


def names(page: SayingPage) -> list[str | None]:
    return [row.document.source for row in page.versions]


def test_versions_of_a_quotation_are_grouped_as_they_come(desk: Desk) -> None:
    late, early, other = (
        told(LONG, "Late", published="1911-11-22"),
        told(HEAD, "Early"),
        told("The owls of the moor were counted by three botanists", "Other"),
    )
    for record in (late, early, other):
        desk.add(record)
    page = at(desk, late)
    assert names(page) == ["Early", "Late"]
    assert (page.saying.documents, page.saying.texts, page.saying.conflict) == (2, 2, False)
    assert names(at(desk, other)) == ["Other"]
    assert {row.documents for row in desk.sayings.of_document(early.document.id).values()} == {2}
    assert [names(page) for page in desk.sayings.most_run()] == [["Early", "Late"]]


def test_the_same_words_are_grouped_wherever_they_stand_in_the_text(desk: Desk) -> None:
    records = [
        article(f"{lead}“[{LONG}],” {{Ada Odlum}} <said>.", path=f"{n}.txt", published="1911-11-20")
        for n, lead in enumerate(("Rain fell all day. ", "", "Snow fell. "))
    ]
    for record in records:
        desk.add(record)
    assert at(desk, records[2]).saying.documents == 3


def test_a_quotation_with_two_speakers_is_flagged(desk: Desk) -> None:
    one, two = told(LONG, "One"), told(LONG, "Two", who="Otto Brell")
    desk.add(one)
    assert desk.sayings.conflicts() == []
    desk.add(two)
    (page,) = desk.sayings.conflicts()
    assert page.saying.conflict
    assert [row.conflict for row in page.versions] == [True, True]
    desk.forget(two.document.id)
    assert desk.sayings.conflicts() == []


def test_words_that_no_statement_carries_count_too(desk: Desk) -> None:
    bare = article(f"A banner read “{HEAD}” all day.", path="bare.txt", source="Bare", published="1911-11-21")
    desk.add(bare)
    desk.add(told(LONG, "One"))
    assert names(at(desk, bare)) == ["One", "Bare"]
    assert [row.version.statement is None for row in at(desk, bare).versions] == [False, True]


def test_what_one_document_held_together_falls_apart_without_it(desk: Desk) -> None:
    tail = "the whole council of Lowton knows it well enough"
    head, end, whole = told(HEAD, "Head"), told(tail, "Tail"), told(f"{HEAD}, and {tail}", "Whole")
    for record in (head, end, whole):
        desk.add(record)
    assert set(names(at(desk, head))) == {"Head", "Tail", "Whole"}
    desk.forget(whole.document.id)
    assert names(at(desk, head)) == ["Head"]
    assert names(at(desk, end)) == ["Tail"]


def test_a_document_read_anew_or_revised_is_not_there_twice(desk: Desk) -> None:
    desk.add(told(LONG, "One"))
    desk.add(told(LONG, "Two"))
    desk.add(told(LONG, "One", sides={"Ada Odlum": "lwt"}))
    assert set(names(at(desk, told(LONG, "Two")))) == {"One", "Two"}
    revised = told("The owls of the moor were counted by three botanists", "One")
    desk.add(revised)
    assert names(at(desk, revised)) == ["One"]
    assert names(at(desk, told(LONG, "Two"))) == ["Two"]


def test_forgetting_leaves_no_word_nor_gram(desk: Desk) -> None:
    record = told(LONG, "One")
    desk.add(record)
    desk.forget(record.document.id)
    with desk._db.reading() as connection:
        for table in ("saying", "version", "saying_gram"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    assert b"northern quay" not in Path(desk.path).read_bytes()


def test_what_is_not_there_raises(desk: Desk) -> None:
    with pytest.raises(KeyError):
        desk.sayings.of_document("none")
    record = told(LONG, "One")
    desk.add(record)
    with pytest.raises(KeyError):
        desk.sayings.at(record.document.id, 1)


def test_the_order_of_adding_does_not_matter_to_what_belongs_together(tmp_path: Path) -> None:
    records = [
        told(LONG, "A"),
        told(HEAD, "B"),
        told(LONG.replace("shall", "will"), "C"),
        told("never lease it", "D"),
    ]
    groups = []
    for number, order in enumerate(([0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2])):
        with Desk.open(tmp_path / f"{number}.sqlite") as desk:
            for i in order:
                desk.add(records[i])
            groups.append(set(names(at(desk, records[0]))))
    assert groups == [{"A", "B", "C"}] * 3


def drawn(seed: int, count: int = 40) -> list[Record]:
    """Records that run a few sayings cut, lengthened or changed by a word, some twice, under various names."""
    chance = random.Random(seed)
    words = [
        f"{a}{b}" for a in ("mar", "tol", "bren", "sif") for b in ("ket", "wick", "lund", "stead", "mere")
    ]
    sayings = [chance.choices(words, k=14) for _ in range(4)]
    records = []
    for number in range(count):
        run = list(chance.choice(sayings))
        run[chance.randrange(14)] = chance.choice(words)
        run = run[chance.choice((0, 0, 5)) : chance.choice((14, 14, 10))]
        other = chance.choice(sayings) if number % 3 else run
        lead = "Rain fell. " * chance.randrange(3)
        who = chance.choice(("Ada Odlum", "Ada Odlum", "Otto Brell", "Odlum"))
        picture = f"{lead}“[{' '.join(run)}],” {{{who}}} <said>. A banner read “{' '.join(other)}” all day."
        published = f"1911-11-{chance.randrange(10, 30)}"
        record = article(picture, path=f"{number}.txt", published=published, title=f"Day {number}")
        records.append(record)
    return records


def rows(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("saying", "version", "saying_gram", "story", "story_cluster", "story_document", "story_counts")
    with desk._db.reading() as connection:
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
            for name in tables
        }


@pytest.mark.parametrize("seed", range(3))
def test_adding_one_by_one_and_in_batches_gives_the_same_rows(tmp_path: Path, seed: int) -> None:
    found = []
    for batch in (None, 1, 7, 100):
        with Desk.open(tmp_path / f"{batch}.sqlite") as desk:
            if batch is None:
                for record in drawn(seed):
                    desk.add(record)
            else:
                list(desk.add_many(drawn(seed), batch=batch))
            found.append(rows(desk))
    assert len(found[0]["version"]) > len(found[0]["saying"]) > 1
    assert all(other == found[0] for other in found[1:])


@pytest.mark.parametrize("seed", (1, 2))
def test_the_counts_of_a_saying_are_those_of_its_versions(desk: Desk, seed: int) -> None:
    records = drawn(seed)
    list(desk.add_many(records))
    for record in records[::6]:
        desk.forget(record.document.id)
    pages = [
        desk.sayings.at(r.document.id, s)
        for r in records
        if r not in records[::6]
        for s in desk.sayings.of_document(r.document.id)
    ]
    assert any(page.saying.conflict for page in pages)
    for page in pages:
        versions = [row.version for row in page.versions]
        assert page.saying.documents == len({version.document for version in versions})
        assert page.saying.texts == len({tuple(folded_words(version.quote)) for version in versions})
        assert page.saying.conflict == any(row.conflict for row in page.versions)
