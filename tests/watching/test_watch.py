"""The watch against a real server: what is published arrives, once, and hosts are treated politely."""

from __future__ import annotations

from itertools import pairwise

from click.testing import CliRunner
from starlette.testclient import TestClient

from onrecord.cli import main
from onrecord.site.app import make_app
from onrecord.store.following_rows import FollowedRow
from tests.gather.pages import article, atom, rss, sitemap
from tests.gather.server import Answering, Reply, Request, Server, once, unless_known
from tests.watching.valley import MANNERS, Valley

FEED = "application/rss+xml"
Pages = dict[str, Answering]


def one_source(valley: Valley) -> FollowedRow:
    with valley.desk() as desk:
        (row,) = desk.following.sources()
    return row


def test_what_a_feed_lists_is_read_once(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    feed = rss(
        [(f"{post}/road-to-the-mill", "Road"), (f"{post}/bridge-is-open-again?utm_source=rss", "Bridge")]
    )
    pages: Pages = {
        "/feed": Reply(feed, kind=FEED),
        "/road-to-the-mill": article("The road to the mill"),
        "/bridge-is-open-again": Reply(article("The bridge is open")).packed("br"),
    }
    server.host("post.test", pages)
    assert valley.follow(f"{post}/feed") == [f"{post}/feed"]
    tally = valley.fetch()
    assert (tally.asked, tally.found, tally.added, tally.failed) == (1, 2, 2, 0)
    assert valley.titles() == ["The bridge is open", "The road to the mill"]
    valley.now += 86_400
    again = valley.fetch()
    assert (again.asked, again.found, again.fetched) == (1, 0, 0)
    assert server.asked().count("/road-to-the-mill") == 1


def test_hosts_are_asked_one_request_at_a_time_and_with_a_pause(valley: Valley, server: Server) -> None:
    slow, quick = server.host("slow.test"), server.host("quick.test")
    for host, name, delay in ((slow, "slow.test", 7), (quick, "quick.test", 1)):
        server.host(name, {f"/story-number-{n}-here": article(f"Story {n} at {name}") for n in range(5)})
        links = [(f"{host}/story-number-{n}-here", f"Story {n}") for n in range(5)]
        server.host(name, {"/feed": rss(links), "/robots.txt": Reply(f"User-agent: *\nCrawl-delay: {delay}")})
    valley.follow(f"{slow}/feed", f"{quick}/feed")
    assert valley.fetch().added == 10
    for name, least in (("slow.test", 7.0), ("quick.test", MANNERS.delay)):
        times = [request.at for request in server.log if request.host == name]
        assert min(later - earlier for earlier, later in pairwise(times)) >= least
        assert server.most_at_once[name] == 1
    agents = {request.headers["user-agent"] for request in server.log}
    assert len(agents) == 1
    assert "onrecord/" in (agent := agents.pop())
    assert "desk@example.org" in agent


def test_robots_are_obeyed(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    links = [(f"{post}/private/the-secret-story", "Secret"), (f"{post}/the-open-story-here", "Open")]
    rules = "User-agent: onrecord\nDisallow: /private/\n"
    pages: Pages = {
        "/robots.txt": rules,
        "/feed": rss(links),
        "/the-open-story-here": article("The open story"),
    }
    server.host("post.test", pages)
    valley.follow(f"{post}/feed")
    tally = valley.fetch()
    assert (tally.added, tally.refused) == (1, 1)
    assert "/private/the-secret-story" not in server.asked()
    assert server.asked().count("/robots.txt") == 1


def test_a_site_whose_robots_cannot_be_had_is_left_alone_for_now(valley: Valley, server: Server) -> None:
    post = server.host(
        "post.test", {"/feed": rss([]), "/robots.txt": once(Reply(status=200), Reply(status=500))}
    )
    valley.follow(f"{post}/feed")
    valley.now += 2 * 86_400
    server.host("post.test", {"/robots.txt": Reply(status=500)})
    with valley.desk() as desk:
        desk.following.put_robots(f"{post}", "", closed=True, until=0.0)
    assert valley.fetch().errors == 1
    assert "robots" in (one_source(valley).error or "")


def test_a_feed_that_has_not_changed_costs_one_small_request(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    answer = unless_known(rss([(f"{post}/a-b-c-story", "One")]), etag='"v1"')
    server.host("post.test", {"/feed": answer, "/a-b-c-story": article("One")})
    valley.follow(f"{post}/feed")
    valley.fetch()
    before = one_source(valley).interval
    valley.now += 86_400
    assert valley.fetch().errors == 0
    assert server.log[-1].headers["if-none-match"] == '"v1"'
    assert one_source(valley).interval > before


def test_an_old_item_with_a_new_date_or_number_is_no_new_article(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    links = [(f"{post}/the-first-story", "First"), (f"{post}/the-second-story", "Second")]
    later = [(f"{post}/the-second-story/", "Second!"), (f"{post}/the-first-story?utm_medium=rss", "First")]
    answers = once(
        Reply(rss(links, ids="a"), kind=FEED),
        Reply(rss(links, ids="a"), kind=FEED),
        Reply(rss(later, ids="b", when=valley.now + 80_000), kind=FEED),
    )
    pages: Pages = {
        "/feed": answers,
        "/the-first-story": article("First"),
        "/the-second-story": article("Second"),
    }
    server.host("post.test", pages)
    valley.follow(f"{post}/feed")
    assert valley.fetch().added == 2
    valley.now += 86_400
    tally = valley.fetch()
    assert (tally.asked, tally.found, tally.added) == (1, 0, 0)
    assert valley.titles() == ["First", "Second"]


def test_an_item_whose_address_changes_but_not_its_number_is_known(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    first, second = (
        rss([(f"{post}/a-slug-misspelt", "A")], ids="n"),
        rss([(f"{post}/a-slug-mended", "A")], ids="n"),
    )
    server.host("post.test", {"/feed": once(first, first, second), "/a-slug-misspelt": article("A")})
    valley.follow(f"{post}/feed")
    valley.fetch()
    valley.now += 86_400
    assert valley.fetch().found == 0


def test_a_revision_that_a_feed_tells_of_is_fetched_and_kept_beside_the_old_text(
    valley: Valley, server: Server
) -> None:
    post = server.host("post.test")
    link = f"{post}/the-bridge-story"
    feeds = [atom([(link, "Bridge", f"2025-12-04T{hour}:00:00Z")]) for hour in ("09", "09", "15")]
    pages = once(article("Bridge"), article("Bridge", said="We will close the road at once"))
    server.host("post.test", {"/feed": once(*feeds), "/the-bridge-story": pages})
    valley.follow(f"{post}/feed")
    valley.fetch()
    valley.now += 86_400
    assert valley.fetch().revised == 1
    with valley.desk() as desk:
        (row,) = desk.documents()
        assert [revision.number for revision in desk.revisions(row.id)] == [1, 2]


def test_an_article_is_looked_at_again_after_a_while(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    link = f"{post}/the-bridge-story"
    pages = once(article("Bridge"), article("Bridge", said="We will close the road at once"))
    server.host("post.test", {"/feed": rss([(link, "Bridge")]), "/the-bridge-story": pages})
    valley.follow(f"{post}/feed")
    valley.revisit = (3_600.0,)
    assert valley.watch(2 * 3_600).revised == 1
    assert server.asked().count("/the-bridge-story") == 2


def test_a_revision_that_a_feed_tells_of_is_not_put_off_until_the_next_look(
    valley: Valley, server: Server
) -> None:
    post = server.host("post.test")
    link = f"{post}/the-bridge-story"
    feeds = [atom([(link, "Bridge", f"2025-12-04T{hour}:00:00Z")]) for hour in ("09", "11")]
    pages = once(article("Bridge"), article("Bridge", said="We will close the road at once"))
    server.host("post.test", {"/feed": once(feeds[0], *feeds), "/the-bridge-story": pages})
    valley.follow(f"{post}/feed")
    valley.revisit = (7 * 86_400.0,)
    valley.fetch()
    with valley.desk() as desk:
        (source,) = desk.following.sources()
        valley.now = source.due + 1
    assert source.waiting == 0, "nothing is to be fetched for the first time"
    assert valley.fetch().revised == 1


def test_an_article_that_is_taken_down_is_shown_so_until_it_is_back(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    link = f"{post}/the-bridge-story"
    answers = article("Bridge"), Reply(status=404), Reply(status=403), article("Bridge")
    server.host("post.test", {"/feed": rss([(link, "Bridge")]), "/the-bridge-story": once(*answers)})
    valley.follow(f"{post}/feed")
    valley.revisit = (3_600.0, 7_200.0, 10_800.0)
    began = valley.now
    valley.watch(1_800)
    with valley.desk() as desk:
        (row,) = desk.documents()
        assert desk.following.missing(row.id) is None
    for hours, reason in ((1.5, "the server answers 404"), (2.5, "the server answers 403")):
        valley.watch(began + hours * 3_600 - valley.now)
        with valley.desk() as desk:
            missing = desk.following.missing(row.id)
            assert missing is not None
            assert missing.reason == reason
            assert 3_600 <= missing.since - began < 3_700, "since it was first away"
        told = CliRunner().invoke(main, ["revisions", row.id, "--desk", str(valley.path)]).stdout
        assert "not at its address any more, as seen first 2025-12-04T13:00:" in told and reason in told
        with TestClient(make_app(valley.path)) as client:
            page = client.get(f"/document/{row.id}").text
        assert "Not at its address any more, as seen first" in page and reason in page
    valley.watch(3_600)
    with valley.desk() as desk:
        assert desk.following.missing(row.id) is None
        assert [r.number for r in desk.revisions(row.id)] == [1]
    assert server.asked().count("/the-bridge-story") == 4


def test_a_feed_that_becomes_a_page_is_not_well(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    sold = "<html><body><h1>This domain is for sale</h1><a href='/buy-it-now-today'>Buy</a></body></html>"
    feed = once(rss([(f"{post}/the-bridge-story", "Bridge")]), Reply(sold, kind="text/html"))
    server.host("post.test", {"/feed": feed})
    valley.follow(f"{post}/feed")
    valley.fetch()
    row = one_source(valley)
    assert (row.health, row.kind, row.error) == ("failing", "feed", "is a page, and no feed any more")
    assert "/buy-it-now-today" not in server.asked()


def test_a_source_of_which_nothing_is_to_be_had_says_why(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    rules = "User-agent: *\nDisallow: /private\n"
    feed = rss([(f"{post}/private/the-secret-story", "Secret")])
    server.host("post.test", {"/feed": feed, "/robots.txt": rules})
    valley.follow(f"{post}/feed")
    valley.fetch()
    row = one_source(valley)
    assert (row.stored, row.waiting, row.refused) == (0, 0, 1)
    assert "robots.txt" in (row.refusal or "")


def test_a_page_that_is_set_aside_has_its_address(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    link = f"{post}/nothing-on-this-page"
    page = "<html><body>Hello</body></html>"
    server.host("post.test", {"/feed": rss([(link, "Nothing")]), "/nothing-on-this-page": page})
    valley.follow(f"{post}/feed")
    valley.fetch()
    with valley.desk() as desk:
        assert [count.host for count in desk.aside.counts()] == ["post.test"]


def test_a_server_that_asks_for_patience_gets_it(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    busy = Reply(status=429, headers={"Retry-After": "1800"})
    links = [(f"{post}/the-first-story", "First"), (f"{post}/the-second-story", "Second")]
    pages: Pages = {
        "/feed": rss(links),
        "/the-first-story": once(busy, article("First")),
        "/the-second-story": article("Second"),
    }
    server.host("post.test", pages)
    valley.follow(f"{post}/feed")
    assert valley.fetch().added == 0
    asked = len(server.log)
    began = server.log[-1].at
    assert valley.watch(3_600).added == 2
    assert server.log[asked].at - began >= 1_800


def test_a_failing_source_is_asked_less_and_less_often_and_shown(valley: Valley, server: Server) -> None:
    post = server.host("post.test", {"/feed": once(rss([]), Reply(status=500))})
    valley.follow(f"{post}/feed")
    valley.watch(6 * 3_600)
    times = [request.at for request in server.log if request.path == "/feed"][1:]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps == sorted(gaps)
    assert len(gaps) < 10
    row = one_source(valley)
    assert (row.health, row.error) == ("dead", "the server answers 500")


def test_gone_and_moved_sources(valley: Valley, server: Server) -> None:
    old, new = server.host("old.test"), server.host("new.test")
    moved = Reply(status=301, headers={"Location": f"{new}/feed"})
    server.host("old.test", {"/feed": once(rss([]), moved), "/gone": once(rss([]), Reply(status=410))})
    server.host("new.test", {"/feed": rss([])})
    valley.follow(f"{old}/feed", f"{old}/gone")
    valley.fetch()
    with valley.desk() as desk:
        rows = {row.url: row.health for row in desk.following.sources()}
    assert rows == {f"{new}/feed": "well", f"{old}/gone": "gone"}


def test_two_addresses_of_one_article_are_one_document(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    page = article("Bridge", canonical=f"{post}/2025/the-bridge-story")
    links = [(f"{post}/2025/the-bridge-story", "Bridge"), (f"{post}/mobile/the-bridge-story", "Bridge")]
    feed = rss([*links, (f"{post}/print/the-bridge-story", "Bridge")])
    server.host("post.test", {"/feed": feed, **{link.removeprefix(post): page for link, _ in links}})
    server.host("post.test", {"/print/the-bridge-story": page})
    valley.follow(f"{post}/feed")
    assert valley.fetch().added == 1
    assert valley.titles() == ["Bridge"]


def test_a_sitemap_is_followed_from_now_on(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    dated = [
        (f"{post}/the-old-story-here", "2025-01-01"),
        (f"{post}/the-new-story-here", "2025-12-04T11:00:00Z"),
    ]
    answer = Reply(sitemap(dated), kind="application/xml")
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{post}/news.xml</loc></sitemap></sitemapindex>"
    )
    pages: Pages = {
        "/index.xml": index,
        "/news.xml": answer.packed("gzip"),
        "/the-new-story-here": article("New"),
    }
    server.host("post.test", pages)
    valley.follow(f"{post}/index.xml")
    assert valley.fetch().added == 1
    assert "/the-old-story-here" not in server.asked()


def test_pages_that_are_not_to_be_had_are_noted_and_cost_nothing_else(valley: Valley, server: Server) -> None:
    post = server.host("post.test")
    paths: Pages = {
        "/not-there-any-more": Reply(status=410),
        "/for-members-only-now": Reply(status=403),
        "/a-film-of-the-day": Reply(b"\x00\x01", kind="video/mp4"),
        "/nothing-on-this-page": "<html><body>Hello</body></html>",
        "/a-story-after-all": article("A story after all"),
    }
    server.host("post.test", {"/feed": rss([(post + path, path) for path in paths]), **paths})
    valley.follow(f"{post}/feed")
    tally = valley.watch(600)
    assert (tally.added, tally.failed, tally.refused) == (1, 2, 2)


def test_a_source_that_publishes_much_is_asked_often(valley: Valley, server: Server) -> None:
    began = valley.now

    def feed(request: Request) -> Reply:
        host = f"http://{request.host}:{server.port}"
        newest = began + (int((request.at - began) // 600) * 600 if request.host == "busy.test" else 0)
        items = [(f"{host}/the-story-of-{int(newest) - 600 * n}", "S") for n in range(3)]
        return Reply(rss(items, when=newest), kind=FEED)

    busy, calm = server.host("busy.test", {"/feed": feed}), server.host("calm.test", {"/feed": feed})
    server.anything = lambda request: article(request.path) if "story" in request.path else None
    valley.follow(f"{busy}/feed", f"{calm}/feed")
    valley.watch(7_200)
    times = {name: server.asked(name).count("/feed") for name in ("busy.test", "calm.test")}
    assert times["busy.test"] > 1.5 * times["calm.test"]
