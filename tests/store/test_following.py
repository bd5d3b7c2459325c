"""The queue of articles: what a source lists goes in once, however long the list and whatever it repeats."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store import Desk
from onrecord.store.following import Following
from onrecord.store.following_rows import Asked, NewItem, PageJob

NOON = 1_764_849_600.0
HOUR = 3_600.0


class Queue:
    """A desk that follows two feeds of one host."""

    def __init__(self, following: Following) -> None:
        self.following = following
        self.ids = [
            following.follow(f"https://paper.example/{name}", kind="feed", now=NOON)[0].id for name in "ab"
        ]
        following.begin("run", machine="here", process="1", is_alive=lambda _: True, now=NOON)
        self.now = NOON

    def lists(self, *items: NewItem, source: int = 0) -> int:
        """The source is asked and lists these; how many are new."""
        self.now += HOUR
        self.following.take_hosts("run", now=self.now, limit=1)
        for _ in self.ids:
            self.following.next_job("run", "paper.example", now=self.now)
        asked = Asked(self.now + HOUR / 2, HOUR, items=items)
        new = self.following.note_asked("run", self.ids[source], asked, now=self.now)
        other = Asked(self.now + HOUR / 2, HOUR)
        self.following.note_asked("run", self.ids[1 - source], other, now=self.now)
        return new

    def waiting(self) -> list[str]:
        """Keys of the articles that are to be fetched, taken one after the other."""
        self.following.take_hosts("run", now=self.now, limit=1)
        found = []
        while isinstance(job := self.following.next_job("run", "paper.example", now=self.now), PageJob):
            found.append(job.key)
        return sorted(found)


def item(number: int, guid: str | None = None, updated: float | None = None) -> NewItem:
    url = f"https://paper.example/{number}"
    return NewItem(f"key {number}", url, "paper.example", guid=guid, published=NOON, updated=updated)


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        yield Queue(desk.following)


def test_a_long_list_goes_in_once(queue: Queue) -> None:
    many = [item(number, guid=f"guid {number}") for number in range(450)]
    assert queue.lists(*many) == 450
    assert queue.lists(*many, item(450)) == 1
    assert len(queue.waiting()) == 451


def test_an_article_at_a_new_address_is_known_by_its_source_s_own_id(queue: Queue) -> None:
    assert queue.lists(item(1, guid="one")) == 1
    assert queue.lists(item(2, guid="one")) == 0
    assert queue.lists(item(3, guid="one"), source=1) == 1
    assert queue.waiting() == ["key 1", "key 3"]


def test_what_a_list_repeats_is_one_article(queue: Queue) -> None:
    assert queue.lists(item(1), item(1), item(2, guid="two"), item(3, guid="two")) == 2
    assert queue.waiting() == ["key 1", "key 2"]


def test_a_date_that_changes_within_a_list_makes_no_second_article(queue: Queue) -> None:
    assert queue.lists(item(1, updated=NOON)) == 1
    assert queue.lists(item(1, updated=NOON + HOUR), item(1, updated=NOON + 2 * HOUR)) == 0
    assert queue.waiting() == ["key 1"]


def test_work_on_a_host_that_an_earlier_version_did_not_note_is_found(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        queue = Queue(desk.following)
        elsewhere = NewItem("key 1", "https://other.example/1", "other.example", published=NOON)
        assert queue.lists(elsewhere) == 1
        desk.following.end("run")
        with sqlite3.connect(tmp_path / "desk.sqlite") as connection:
            connection.execute("DELETE FROM host WHERE name = 'other.example'")
        connection.close()
        desk.following.begin("new", machine="here", process="2", is_alive=lambda _: True, now=queue.now)
        assert desk.following.next_due(queue.now) == queue.now
        assert desk.following.take_hosts("new", now=queue.now, limit=9) == ["other.example"]


def test_a_host_that_rests_or_is_taken_is_not_due(queue: Queue) -> None:
    queue.lists(item(1))
    following, now = queue.following, queue.now
    assert following.next_due(now) is None, "the run holds the only host"
    following.free_host("run", "paper.example")
    assert following.next_due(now) == now
    following.rest_host("paper.example", now + 90)
    assert following.next_due(now) == now + 90
    assert following.take_hosts("run", now=now + 89, limit=9) == []
    assert following.take_hosts("run", now=now + 90, limit=9) == ["paper.example"]


def test_a_host_is_free_again_soon_after_the_run_that_was_at_it_has_died(queue: Queue) -> None:
    following, now, longest = queue.following, queue.now + HOUR, 60.0
    assert following.take_hosts("run", now=now, limit=9) == ["paper.example"]
    assert following.reserve("paper.example", now=now, until=now + longest + 2.0) == 0.0
    assert following.reserve("paper.example", now=now + 9, until=0.0) == 53.0, "a request is under way"
    following.begin(
        "next", machine="here", process="2", is_alive=lambda process: process != "1", now=now + 10,
        longest=longest,
    )  # fmt: skip
    assert following.take_hosts("next", now=now + 10, limit=9) == ["paper.example"]
    assert following.reserve("paper.example", now=now + 11, until=0.0) == 1.0, "two seconds after the death"
    assert following.reserve("paper.example", now=now + 12, until=now + 99) == 0.0


def test_a_dead_run_does_not_shorten_a_pause_that_the_site_asks_for(queue: Queue) -> None:
    following, now, longest, delay = queue.following, queue.now + HOUR, 60.0, 30.0
    following.take_hosts("run", now=now, limit=9)
    following.reserve("paper.example", now=now, until=now + longest + delay)
    following.begin(
        "next", machine="here", process="2", is_alive=lambda process: process != "1", now=now + 1,
        longest=longest,
    )  # fmt: skip
    assert following.reserve("paper.example", now=now + 1, until=0.0) == delay - 1
