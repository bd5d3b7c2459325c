"""Saved searches and followed people: what is new is what came in later."""

from __future__ import annotations

import pytest

from onrecord.store import Desk
from tests.store.build import article


def add(desk: Desk, name: str, words: str, path: str) -> None:
    desk.add(article(f"{{{name}}} <said> “[{words}]”.", path=path))


def test_what_came_in_later_is_new_until_it_is_seen(desk: Desk) -> None:
    add(desk, "Ana Ruiz", "the ferry will sail", "1.txt")
    kept = desk.saved.follow_search("ferry")
    assert kept.fresh == 0
    add(desk, "Tom Lee", "no ferry ever sails", "2.txt")
    add(desk, "Tom Lee", "the bus will run", "3.txt")
    assert [row.fresh for row in desk.saved.all()] == [1]
    assert desk.saved.get(kept.id).fresh == 1
    with pytest.raises(KeyError):
        desk.saved.get("nothing")
    assert [row.said for row in desk.saved.fresh(kept.id)] == ["no ferry ever sails"]
    desk.saved.seen(kept.id)
    assert desk.saved.fresh(kept.id) == []


def test_reading_a_document_again_makes_nothing_new(desk: Desk) -> None:
    add(desk, "Ana Ruiz", "the ferry will sail", "1.txt")
    kept = desk.saved.follow_search("ferry")
    desk.add(article("{Ana Ruiz} <said> “[the ferry will sail]”.\nIt was late.", path="1.txt"))
    assert desk.saved.fresh(kept.id) == []


def test_a_person_is_followed_through_a_merge(desk: Desk) -> None:
    add(desk, "Ana Ruiz", "one", "1.txt")
    add(desk, "Anna Ruíz-Lopez", "two", "2.txt")
    ana, anna = (next(p.id for p in desk.people() if p.name == n) for n in ("Ana Ruiz", "Anna Ruíz-Lopez"))
    kept = desk.saved.follow_person(ana)
    desk.judge_same(ana, anna)
    add(desk, "Anna Ruíz-Lopez", "three", "3.txt")
    assert [row.said for row in desk.saved.fresh(kept.id)] == ["three"]


def test_a_search_by_speaker_counts_that_speaker_only(desk: Desk) -> None:
    kept = desk.saved.follow_search("ferry", "Lee")
    add(desk, "Ana Ruiz", "the ferry will sail", "1.txt")
    add(desk, "Tom Lee", "no ferry ever sails", "2.txt")
    assert kept.name == "ferry · Lee"
    assert [row.said for row in desk.saved.fresh(kept.id)] == ["no ferry ever sails"]


def test_the_same_is_kept_once_and_let_go(desk: Desk) -> None:
    kept = desk.saved.follow_search("ferry")
    assert desk.saved.follow_search(" ferry ").id == kept.id
    desk.saved.unfollow(kept.id)
    assert desk.saved.all() == []
    for act in (desk.saved.unfollow, desk.saved.seen, desk.saved.fresh, desk.saved.follow_person):
        with pytest.raises(KeyError):
            act(kept.id)


def test_a_search_for_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueError, match="words or a speaker"):
        desk.saved.follow_search("  ")
    empty = desk.saved.follow_search("?!")
    add(desk, "Ana Ruiz", "anything", "1.txt")
    assert desk.saved.fresh(empty.id) == []


def test_forgetting_a_document_takes_its_statements_from_what_is_new(desk: Desk) -> None:
    kept = desk.saved.follow_search("ferry")
    add(desk, "Tom Lee", "no ferry ever sails", "2.txt")
    desk.forget("2.txt")
    assert desk.saved.fresh(kept.id) == []
