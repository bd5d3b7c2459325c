"""One person across documents: merged only when sure, joined and split by hand, undoably."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import DeskError
from onrecord.models import Record
from onrecord.store import Desk
from onrecord.store.names import fold_name
from tests.store.build import article


def says(
    name: str, words: str = "we will go", *, path: str = "a.txt", side: str | None = None, **more: Any
) -> Record:
    """A document in which somebody says something."""
    sides = {name: side} if side else {}
    return article(f"{{{name}}} <said> “[{words}]”.", path=path, sides=sides, **more)


def entities(desk: Desk) -> list[tuple[str, tuple[str, ...], int]]:
    """(name, sides, documents) of all, sorted."""
    return sorted((e.name, e.sides, e.documents) for e in desk.people(kind=None, limit=1000))


SURE = [
    ("the same name", ("Ana Ruiz", None), ("Ana Ruiz", None), True),
    ("accents and case", ("Zoë O’Neil", None), ("ZOE O'NEIL", None), True),
    ("a side is known in one only", ("Ana Ruiz", "esp"), ("Ana Ruiz", None), True),
    ("two sides", ("Ana Ruiz", "esp"), ("Ana Ruiz", "usa"), False),
    ("a surname alone", ("Ruiz", "esp"), ("Ruiz", "esp"), False),
    ("a title is no name", ("President Ruiz", "esp"), ("President Ruiz", "esp"), False),
    ("an initial is no name", ("A. Ruiz", None), ("A. Ruiz", None), False),
    ("a middle initial may be another", ("Jon B. Lee", None), ("Jon C. Lee", None), False),
    ("another first name", ("Ana Ruiz", None), ("Eva Ruiz", None), False),
]


@pytest.mark.parametrize(("why", "one", "two", "merged"), SURE, ids=[case[0] for case in SURE])
def test_two_are_one_only_when_it_is_sure(
    desk: Desk, why: str, one: tuple[str, str | None], two: tuple[str, str | None], merged: bool
) -> None:
    desk.add(says(one[0], side=one[1], path="a.txt"))
    desk.add(says(two[0], side=two[1], path="b.txt"))
    assert len(desk.people(kind=None)) == (1 if merged else 2)


def holds(name: str, role: str, *, path: str, side: str = "usa", year: int = 2020) -> Record:
    """A document in which somebody with that role says something."""
    return article(
        f"{role} {{{name}}} <said> “[we will go on {path}]”.", path=path, published=f"{year}-05-01",
        sides={name: side}, roles={name: role},
    )  # fmt: skip


OFFICES = [
    ("a president in office", "Obama", "President", "usa", 2014, True),
    ("with the country before it", "Obama", "U.S. President", "usa", 2014, True),
    ("a president of the past", "Obama", "former President", "usa", 2014, False),
    ("not in office then", "Obama", "President", "usa", 2020, False),
    ("of another side", "Obama", "President", "ken", 2014, False),
    ("another office", "Obama", "Senator", "usa", 2014, False),
    ("another office of that sound", "Obama", "Vice President", "usa", 2014, False),
]


@pytest.mark.parametrize(
    ("why", "name", "role", "side", "year", "merged"), OFFICES, ids=[case[0] for case in OFFICES]
)
def test_a_surname_with_an_office_of_the_day_is_its_holder(
    desk: Desk, why: str, name: str, role: str, side: str, year: int, merged: bool
) -> None:
    desk.add(holds("Barack Obama", "President", path="a.txt", year=2013))
    desk.add(holds(name, role, path="b.txt", side=side, year=year))
    assert [(e.name, e.documents) for e in desk.people(kind=None)] == (
        [("Barack Obama", 2)] if merged else [("Barack Obama", 1), (name, 1)]
    )


LIKE = [
    ("a nickname", ("Robert Lind", "senator"), ("Bob Lind", "senator"), True),
    ("a spelling", ("Olena Zelenska", "minister"), ("Olena Zelenskaya", "minister"), True),
    ("an initial and the same role", ("Ruth Calloway", "senator"), ("R. J. Calloway", "senator"), False),
    ("a married name", ("Olga Maren", "minister"), ("Olga Maren-Dahl", "minister"), True),
    ("other work", ("Robert Lind", "senator"), ("Bob Lind", "goalkeeper"), False),
    ("another first name", ("Robert Lind", "senator"), ("Roberta Lind", "senator"), False),
]


@pytest.mark.parametrize(("why", "one", "two", "merged"), LIKE, ids=[case[0] for case in LIKE])
def test_people_of_like_names_are_one_where_side_and_work_agree(
    desk: Desk, why: str, one: tuple[str, str], two: tuple[str, str], merged: bool
) -> None:
    side = "ukr" if "Zelensk" in one[0] else "usa"
    desk.add(holds(*one, path="a.txt", side=side))
    desk.add(holds(*two, path="b.txt", side=side))
    assert len(desk.people()) == (1 if merged else 2)


def test_who_is_like_two_that_are_not_alike_is_open_whatever_the_order(desk: Desk) -> None:
    records = [
        holds("Robert James Lind", "senator", path="a.txt"),
        holds("Robert Carl Lind", "senator", path="b.txt"),
        holds("Bob Lind", "senator", path="c.txt"),
    ]
    desk.add(records[0])
    desk.add(records[2])
    assert [p.documents for p in desk.people()] == [2]
    desk.add(records[1])
    assert [p.documents for p in desk.people()] == [1, 1, 1]
    desk.forget("b.txt")
    assert [p.documents for p in desk.people()] == [2]


def test_likeness_is_parted_by_hand_and_joined_by_undoing(desk: Desk) -> None:
    desk.add(holds("Robert Lind", "senator", path="a.txt"))
    desk.add(holds("Bob Lind", "senator", path="b.txt"))
    (one,) = desk.people()
    left, right = (next(iter(desk.entities(d.id))) for d in desk.documents())
    documents = [d.id for d in desk.documents()]
    judged = desk.judge_different(f"{documents[0]}/{left}", f"{documents[1]}/{right}")
    assert [p.documents for p in desk.people()] == [1, 1]
    desk.add(holds("Bob Lind", "senator", path="b.txt", year=2021))
    assert [p.documents for p in desk.people()] == [1, 1], "re-reading keeps them apart"
    desk.undo(judged.id)
    assert [(p.id, p.documents) for p in desk.people()] == [(one.id, 2)]


def test_a_role_learnt_later_tells_two_apart_and_forgetting_it_joins_them_again(desk: Desk) -> None:
    desk.add(holds("Robert Lind", "senator", path="a.txt"))
    desk.add(holds("Bob Lind", "", path="b.txt"))
    assert [p.documents for p in desk.people()] == [2]
    desk.add(holds("Bob Lind", "goalkeeper", path="c.txt"))
    assert sorted(p.documents for p in desk.people()) == [1, 2]
    desk.forget("c.txt")
    assert [p.documents for p in desk.people()] == [2]


OTHERS = [
    ("country", "Spain", "esp", True),
    ("organisation", "Harbour Trust", None, True),
    ("organisation", "Ministry of Defence", None, False),
    ("organisation", "Ministry of Defence", "esp", True),
    ("organisation", "Parliament", None, False),
    ("organisation", "Parliament", "parliament", False),
    ("organisation", "NATO", "nato", True),
    ("organisation", "U.N.", None, True),
    ("group", "protesters", "esp", False),
]


@pytest.mark.parametrize(("kind", "name", "side", "merged"), OTHERS)
def test_bodies_and_countries(desk: Desk, kind: Any, name: str, side: str | None, merged: bool) -> None:
    for path in ("a.txt", "b.txt"):
        desk.add(says(name, side=side, path=path, kinds={name: kind}))
    assert len(desk.people(kind=kind)) == (1 if merged else 2)
    assert desk.people(kind="person") == []


def test_a_second_side_takes_the_sideless_one_out_again_whatever_the_order(desk: Desk) -> None:
    desk.add(says("Ana Ruiz", path="a.txt"))
    desk.add(says("Ana Ruiz", path="b.txt", side="esp"))
    spain = desk.people()[0]
    assert (spain.sides, spain.documents) == (("esp",), 2)
    desk.add(says("Ana Ruiz", path="c.txt", side="usa"))
    assert entities(desk) == [("Ana Ruiz", (), 1), ("Ana Ruiz", ("esp",), 1), ("Ana Ruiz", ("usa",), 1)]
    assert desk.person(spain.id).entity.sides == ("esp",)
    desk.forget("c.txt")
    assert entities(desk) == [("Ana Ruiz", ("esp",), 2)]


def test_two_of_one_name_in_one_document_are_two(desk: Desk) -> None:
    one = says("Ana Ruiz")
    twin = one.actors[0].__class__(
        "other", "Ana Ruiz", "person", None, (), one.actors[0].mentions, "test@1", 0.9
    )
    from dataclasses import replace

    desk.add(replace(one, actors=(*one.actors, twin)))
    assert len(desk.people()) == 2


def test_a_persons_page_has_the_newest_first_in_pages(desk: Desk) -> None:
    for day in (3, 1, 2):
        record = article(
            f"{{Ana Ruiz}} <said> “[one on day {day}]”.\n{{Ruiz}} <said> “[two on day {day}]”.",
            path=f"{day}.txt", published=f"2025-01-0{day}", roles={"Ana Ruiz": "Ana"},
        )  # fmt: skip
        desk.add(record)
    id = desk.people()[0].id
    page = desk.person(id, limit=4)
    assert [s.said for s in page.statements] == [
        "one on day 3",
        "two on day 3",
        "one on day 2",
        "two on day 2",
    ]
    assert page.statements[0].document.published == "2025-01-03"
    assert page.entity.statements == 6
    assert page.next is not None
    rest = desk.person(id, limit=4, before=page.next)
    assert [s.said for s in rest.statements] == ["one on day 1", "two on day 1"]
    assert rest.next is None
    assert [(role.role, role.published) for role in page.roles] == [("Ana", "2025-01-03")]
    with pytest.raises(ValueError, match="not a cursor"):
        desk.person(id, before="nonsense")


def test_other_spellings_are_listed(desk: Desk) -> None:
    for n, name in enumerate(["Zoë Lind", "Zoë Lind", "ZOE LIND"]):
        desk.add(says(name, path=f"{n}.txt"))
    page = desk.person(desk.people()[0].id)
    assert (page.entity.name, page.other_names) == ("Zoë Lind", ("ZOE LIND",))


def test_people_are_asked_for_by_words_of_the_name_and_by_side(desk: Desk) -> None:
    desk.add(says("Zoë Lind", side="swe", path="a.txt"))
    desk.add(says("Ana Ruiz", side="esp", path="b.txt"))
    assert [p.name for p in desk.people(name="lind zoe")] == ["Zoë Lind"]
    assert [p.name for p in desk.people(name="Li")] == ["Zoë Lind"]
    assert desk.people(name="ind") == []
    assert desk.people(name="%") == desk.people()
    assert [p.name for p in desk.people(side="esp")] == ["Ana Ruiz"]
    assert [p.name for p in desk.people(limit=1, offset=1)] == [desk.people()[1].name]


def test_an_unknown_id_is_a_key_error(desk: Desk) -> None:
    for ask in (
        desk.person,
        desk.entities,
        desk.undo,
        desk.document,
        desk.statement,
        desk.forget,
        desk.source,
    ):
        with pytest.raises(KeyError):
            ask("nobody")


# Judgements


def two(desk: Desk) -> tuple[str, str]:
    """Zelensky and Zelenskyy, as two papers spell one man."""
    desk.add(says("Vol Zelensky", path="a.txt"))
    desk.add(says("Vol Zelenskyy", path="b.txt"))
    a, b = sorted(desk.people(), key=lambda e: e.name)
    return a.id, b.id


def test_two_are_joined_by_hand_and_parted_by_undoing(desk: Desk) -> None:
    a, b = two(desk)
    before = desk.people()
    judged = desk.judge_same(a, b, quotation="Zelenskyy, also spelt Zelensky")
    assert (judged.verdict, judged.left_name, judged.right_name) == ("same", "Vol Zelensky", "Vol Zelenskyy")
    assert [(p.statements, p.documents) for p in desk.people()] == [(2, 2)]
    assert desk.person(a).entity == desk.person(b).entity
    assert {s.document.path for s in desk.person(a).statements} == {"a.txt", "b.txt"}
    undone = desk.undo(judged.id)
    assert undone.undone is not None
    assert desk.people() == before
    assert desk.judgements() == [undone]


def test_a_judgement_outlives_a_re_reading_and_meets_new_documents(desk: Desk) -> None:
    a, b = two(desk)
    desk.judge_same(a, b)
    desk.add(says("Vol Zelenskyy", "another word", path="b.txt"))
    desk.add(says("Vol Zelensky", path="c.txt"))
    assert [(p.statements, p.documents) for p in desk.people()] == [(3, 3)]


@pytest.mark.parametrize("word", ["different", "unsure"])
def test_namesakes_are_parted_by_hand_and_joined_by_undoing(desk: Desk, word: str) -> None:
    records = [says("Ana Ruiz", path=f"{n}.txt") for n in range(3)]
    list(desk.add_many(records))
    (one,) = desk.people()
    split = f"{records[1].document.id}/{records[1].actors[0].id}"
    judge = desk.judge_different if word == "different" else desk.judge_unsure
    judged = judge(one.id, split)
    assert sorted(p.documents for p in desk.people()) == [1, 2]
    apart = desk.entities(records[1].document.id)[records[1].actors[0].id]
    assert apart.id != one.id
    assert desk.person(one.id).entity.documents == 2
    desk.add(says("Ana Ruiz", "another word", path="1.txt"))
    assert sorted(p.documents for p in desk.people()) == [1, 2], "re-reading keeps them apart"
    desk.undo(judged.id)
    assert [(p.id, p.documents) for p in desk.people()] == [(one.id, 3)]


def test_a_word_of_different_blocks_a_later_same_until_it_is_undone(desk: Desk) -> None:
    a, b = two(desk)
    desk.add(says("V. V. Zelensky", path="c.txt"))
    c = next(p.id for p in desk.people() if p.name.startswith("V. V."))
    apart = desk.judge_different(a, c)
    desk.judge_same(a, b)
    with pytest.raises(DeskError, match=r"keeps Vol Zelenskyy and V\. V\. Zelensky apart"):
        desk.judge_same(b, c)
    assert len(desk.judgements()) == 2, "what was refused is not in the ledger"
    desk.undo(apart.id)
    desk.judge_same(b, c)
    assert [p.documents for p in desk.people()] == [3]


def test_the_last_word_on_the_same_two_counts(desk: Desk) -> None:
    a, b = two(desk)
    desk.judge_different(a, b)
    desk.judge_same(a, b)
    assert len(desk.people()) == 1
    assert [j.verdict for j in desk.judgements(a)] == ["same", "different"]


def test_one_id_cannot_be_parted_from_itself(desk: Desk) -> None:
    a, _ = two(desk)
    with pytest.raises(ValueError, match="one and the same"):
        desk.judge_different(a, a)
    with pytest.raises(KeyError):
        desk.judge_same(a, "nobody")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë  O’Neil-Lind", "zoe oneil lind"),
        ("İbrahim", "ibrahim"),
        ("Straße", "strasse"),
        ("习近平", "习近平"),
        ("…", ""),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded
