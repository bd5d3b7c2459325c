"""Two watches on one desk share the work; what a dead one had taken is done by the next."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import pairwise

from onrecord.gather.clock import SkippingClock
from onrecord.store.following_rows import Asked, Fetched, NewItem, PageJob, SourceJob
from onrecord.watching.starting import watching
from onrecord.watching.watch import Settings, Tally
from tests.gather.pages import article, rss
from tests.gather.server import Server
from tests.watching.valley import Valley


def dead(process: str) -> bool:
    return False


def alive(process: str) -> bool:
    return True


def test_two_watches_fetch_nothing_twice_and_ask_no_host_at_once(valley: Valley, server: Server) -> None:
    hosts = [server.host(f"post{n}.test") for n in range(6)]
    for n, host in enumerate(hosts):
        name = f"post{n}.test"
        server.host(name, {f"/story-number-{k}-here": article(f"{name} {k}") for k in range(3)})
        server.host(name, {"/feed": rss([(f"{host}/story-number-{k}-here", "S") for k in range(3)])})
    valley.follow(*(f"{host}/feed" for host in hosts))
    before = len(server.log)

    async def main() -> tuple[Tally, Tally]:
        clock = SkippingClock(valley.now)
        server._now = clock.now
        skipping = asyncio.create_task(clock.run())

        async def one() -> Tally:
            with valley.desk() as desk:
                settings = Settings(finder="rules", revisit=(), hosts=4)
                watched = watching(
                    desk, valley.manners, settings, pool=valley.pool, clock=clock, resolve=server.resolve
                )
                async with watched as watch:
                    return await watch.run(once=True)

        done = await asyncio.gather(one(), one())
        skipping.cancel()
        with suppress(asyncio.CancelledError):
            await skipping
        return done

    tallies = asyncio.run(main())
    assert sum(tally.added for tally in tallies) == 18
    assert all(tally.added for tally in tallies)
    asked = [(request.host, request.path) for request in server.log[before:]]
    assert len(asked) == len(set(asked)) == 24
    assert set(server.most_at_once.values()) == {1}
    for n in range(6):
        times = [request.at for request in server.log[before:] if request.host == f"post{n}.test"]
        assert all(later - earlier >= 2.0 for earlier, later in pairwise(times))


def test_what_a_dead_run_had_taken_is_free_again(valley: Valley) -> None:
    with valley.desk() as desk:
        following = desk.following
        following.follow("http://post.test/feed", kind="feed", now=0.0)
        following.begin("first", machine="here", process="1", is_alive=alive, now=1.0)
        assert following.take_hosts("first", now=1.0, limit=5) == ["post.test"]
        assert isinstance(following.next_job("first", "post.test", now=1.0), SourceJob)
        following.begin("second", machine="here", process="2", is_alive=alive, now=2.0)
        assert following.take_hosts("second", now=2.0, limit=5) == []
        assert following.next_job("second", "post.test", now=2.0) is None
        following.begin("third", machine="here", process="3", is_alive=dead, now=3.0)
        assert following.take_hosts("third", now=3.0, limit=5) == ["post.test"]
        assert isinstance(following.next_job("third", "post.test", now=3.0), SourceJob)


def test_a_run_elsewhere_is_dead_when_it_has_been_silent_for_long(valley: Valley) -> None:
    with valley.desk() as desk:
        following = desk.following
        following.follow("http://post.test/feed", kind="feed", now=0.0)
        following.begin("far", machine="there", process="1", is_alive=dead, now=1.0)
        following.take_hosts("far", now=1.0, limit=5)
        following.begin("near", machine="here", process="1", is_alive=dead, now=200.0)
        assert following.take_hosts("near", now=200.0, limit=5) == []
        assert following.beat("near", machine="here", is_alive=alive, now=400.0)
        assert following.take_hosts("near", now=400.0, limit=5) == ["post.test"]
        assert not following.beat("far", machine="there", is_alive=alive, now=401.0)


def test_a_run_that_was_taken_for_dead_can_note_nothing(valley: Valley) -> None:
    item = NewItem("key", "http://post.test/a", "post.test")
    with valley.desk() as desk:
        following = desk.following
        row, _ = following.follow("http://post.test/feed", kind="feed", now=0.0)
        following.begin("slow", machine="here", process="1", is_alive=alive, now=1.0)
        following.take_hosts("slow", now=1.0, limit=5)
        following.next_job("slow", "post.test", now=1.0)
        assert following.note_asked("slow", row.id, Asked(600.0, 600.0, items=[item]), now=2.0) == 1
        page = following.next_job("slow", "post.test", now=3.0)
        assert isinstance(page, PageJob)
        following.begin(
            "quick", machine="here", process="2", is_alive=lambda process: process != "1", now=4.0
        )
        assert following.note_asked("slow", row.id, Asked(0.0, 60.0, items=[item]), now=5.0) == 0
        assert following.note_fetched("slow", [Fetched(page, "stored")], now=5.0) == [None]
        assert following.take_hosts("quick", now=6.0, limit=5) == ["post.test"]
        again = following.next_job("quick", "post.test", now=6.0)
        assert isinstance(again, PageJob)
        assert again.seq == page.seq


def test_what_is_forgotten_is_not_fetched_again_and_its_address_is_nowhere(
    valley: Valley, server: Server
) -> None:
    post = server.host("post.test")
    feed = rss([(f"{post}/the-secret-story", "A very secret story")])
    server.host("post.test", {"/feed": feed, "/the-secret-story": article("Secret")})
    valley.follow(f"{post}/feed")
    valley.fetch()
    with valley.desk() as desk:
        desk.forget(f"{post}/the-secret-story")
    assert b"secret-story" not in valley.path.read_bytes()
    assert b"very secret" not in valley.path.read_bytes()
    server.host("post.test", {"/feed": feed + " "})
    valley.now += 86_400
    assert valley.fetch().found == 0
    assert valley.titles() == []
