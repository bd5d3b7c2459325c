"""Every address: what it answers, with which headers, and what it says when it cannot."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from onrecord.contract import from_json
from onrecord.errors import NotADesk
from onrecord.models import Record
from onrecord.site.app import make_app
from onrecord.site.security import HEADERS
from onrecord.store import Desk
from tests.site import samples
from tests.site.html_check import Page

BRIDGE = samples.bridge().document.id


def crawl(client: TestClient) -> dict[str, Page]:
    """Every page that links lead to from the front page."""
    pages: dict[str, Page] = {}
    waiting = deque(
        ["/", "/search?q=bridge", "/search?q=said&what=articles", "/people?kind=organisation", "/nowhere"]
    )
    while waiting:
        path = waiting.popleft().partition("#")[0]
        if (
            path in pages
            or path.partition("?")[0].endswith((".json", ".atom", ".rss"))
            or not path.startswith("/")
        ):
            continue
        answer = client.get(path)
        assert answer.status_code == (404 if path == "/nowhere" else 200), path
        pages[path] = Page(answer.text)
        waiting.extend(pages[path].links)
    return pages


def test_every_page_that_can_be_reached_is_sound(client: TestClient) -> None:
    pages = crawl(client)
    assert {path: page.faults for path, page in pages.items() if page.faults} == {}
    kinds = {path.split("/")[1].partition("?")[0] for path in pages}
    assert kinds == {
        "",
        "section",
        "stories",
        "trends",
        "document",
        "statement",
        "person",
        "dossiers",
        "people",
        "source",
        "sources",
        "collections",
        "search",
        "read",
        "connect",
        "following",
        "live",
        "about",
        "nowhere",
    }


def test_a_link_to_a_place_in_another_page_finds_it(client: TestClient) -> None:
    pages = crawl(client)
    targets = {link for page in pages.values() for link in page.links if link.startswith("/") and "#" in link}
    assert targets
    for link in targets:
        path, _, place = link.partition("#")
        assert place in pages[path].ids or unquote(place) in pages[path].ids, link


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/document/{BRIDGE}",
        "/nowhere",
        "/search?page=x",
        "/static/none",
        f"/document/{BRIDGE}.json",
        "/healthz",
    ],
)
def test_every_answer_carries_the_headers_that_keep_others_out(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy and "*" not in policy and "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/document/{BRIDGE}")
    again = client.get(f"/document/{BRIDGE}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_static_files_are_named_by_their_content_and_kept(client: TestClient) -> None:
    front = client.get("/").text
    address = front.partition('rel="stylesheet" href="')[2].partition('"')[0]
    answer = client.get(address)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/site.css").status_code == 404
    assert client.get("/static/..%2Fapp.py").status_code == 404


def test_the_json_of_a_document_is_its_record(client: TestClient) -> None:
    answer = client.get(f"/document/{BRIDGE}.json")
    assert answer.headers["content-type"].startswith("application/json")
    assert from_json(answer.json()) == samples.bridge()


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "no page at this address"),
        ("/document/none", 404, "No document"),
        ("/statement/none", 404, "No statement"),
        ("/person/none", 404, "Nobody"),
        ("/source/none", 404, "No source"),
        ("/section/none", 404, "No section"),
        ("/search?q=a&page=0", 400, "page is a number"),
        ("/search?q=a&page=9999999999999999999999", 400, "page is a number"),
        ("/search?what=everything", 400, "what is one of"),
        ("/search?q=" + "x" * 400, 400, "longer than 300"),
        ("/people?kind=dog", 400, "kind is one of"),
        ("/people?page=-1", 400, "page is a number"),
        ("/section/town?before=x", 400, "not made by this desk"),
        ("/source/The%20Quay%20Herald?before=x", 400, "not made by this desk"),
        ("/document/%00", 404, "No document"),
        ("/document/%ff", 404, "No document"),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_page_like_any_other(
    client: TestClient, path: str, status: int, words: str
) -> None:
    answer = client.get(path)
    page = Page(answer.text)
    assert (answer.status_code, page.faults) == (status, [])
    assert words in page.words and str(status) in page.title
    assert answer.headers["cache-control"] == "no-store"


def test_an_error_of_json_is_json(client: TestClient) -> None:
    answer = client.get("/document/none.json")
    assert (answer.status_code, set(answer.json())) == (404, {"error"})
    assert set(answer.json()["error"]) == {"kind", "message"}


def test_a_person_that_does_not_know_the_cursor_is_a_bad_request(client: TestClient) -> None:
    person = next(link for link in Page(client.get("/people").text).links if link.startswith("/person/"))
    assert client.get(f"{person}?before=nonsense").status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/", f"/document/{BRIDGE}", "/search", "/people"])
def test_nothing_can_be_written(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405 and "nothing can be written" in answer.text


def test_head_answers_as_get_without_a_body(client: TestClient) -> None:
    answer = client.head(f"/document/{BRIDGE}")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_fault_is_told_in_the_same_envelope(desk_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Desk) -> None:
        raise RuntimeError("secret /path/of/the/machine")

    monkeypatch.setattr(Desk, "info", broken)
    with TestClient(make_app(desk_path), raise_server_exceptions=False) as client:
        answer = client.get("/about")
    assert (answer.status_code, Page(answer.text).faults) == (500, [])
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_only_the_names_of_this_machine_are_answered(desk_path: Path) -> None:
    with TestClient(make_app(desk_path, hosts=("localhost", "127.0.0.1", "[::1]"))) as client:
        for good in ("localhost", "localhost:8765", "127.0.0.1:1", "[::1]:8765", "LOCALHOST"):
            assert client.get("/healthz", headers={"Host": good}).status_code == 200, good
        for bad in ("evil.example", "localhost.evil.example", "evil.example:8765", "", "[::2]"):
            assert client.get("/healthz", headers={"Host": bad}).status_code == 400, bad


def test_a_desk_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(NotADesk):
        make_app(tmp_path / "none.desk")


def test_an_empty_desk_has_all_its_pages(tmp_path: Path) -> None:
    Desk.open(tmp_path / "empty.desk").close()
    with TestClient(make_app(tmp_path / "empty.desk")) as client:
        for path in ("/", "/people", "/sources", "/search?q=x", "/about", "/read"):
            assert Page(client.get(path).text).faults == []


# What the pages say


def words(client: TestClient, path: str) -> str:
    return " ".join(Page(client.get(path).text).words.split())


def test_the_front_page_has_its_sections_newest_first(client: TestClient) -> None:
    front = words(client, "/")
    assert (
        front.index("Town") < front.index("Harbour dues to rise") < front.index("Mayor calls bridge repair")
    )
    assert "Other news" in front
    assert "Specimen" in front


def test_a_desk_of_many_sections_opens_with_the_largest(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "many.desk") as desk:
        for n in range(15):
            for copy in range(1 + (n == 14)):
                word = chr(ord("a") + n) * 5 + chr(ord("k") + copy) * 3
                title, text = f"{word}ing {word}ers", (f"{word}est {word}ly {word}ful.",)
                desk.add(Record(samples.document(title, text, id=f"{n}-{copy}", section=f"Part {n:02}")))
    with TestClient(make_app(tmp_path / "many.desk")) as client:
        front = words(client, "/")
        assert (
            front.index("Part 14")
            < front.index("Part 00")
            < front.index("More sections")
            < front.index("Part 13")
        )
        assert sum(link.startswith("/document/") for link in Page(client.get("/").text).links) == 13


def test_a_person_page_has_what_that_person_said_and_nothing_else(client: TestClient) -> None:
    quill = next(iter(find_links(client, "/people", "Ada Quill")))
    page = words(client, quill)
    assert "4 statements in 1 document" in page
    assert "“We have the stone,” … “and we have the hands.”" in page
    assert "fairy tale" not in page
    reed = words(client, next(iter(find_links(client, "/people", "Tom Reed"))))
    assert "with Nora Blythe" in reed and "leader of the opposition" in reed


def find_links(client: TestClient, path: str, words: str) -> Iterator[str]:
    source = client.get(path).text
    for piece in source.split('<a href="')[1:]:
        if words in piece.partition("</a>")[0]:
            yield piece.partition('"')[0]


def test_a_statement_has_a_page_of_its_own(client: TestClient) -> None:
    told = samples.bridge().statements[3]
    page = words(client, f"/statement/{told.id}")
    assert "Statement 5 of 12" in page and "the council" in page
    assert "statement 4, Ada Quill" in page
    assert "“We have the stone,” Quill said" in page
    assert "Nora Blythe" not in page


def test_search_marks_the_words_and_narrows_by_speaker(client: TestClient) -> None:
    both = client.get("/search?q=spring").text
    assert "<mark>spring</mark>" in both and "Harbour dues" in both and "Tom Reed" in both
    narrowed = client.get("/search?q=spring&speaker=Reed&what=statements").text
    assert "Every <mark>spring</mark>" in narrowed and "Harbour dues" not in narrowed
    assert "Nothing in this desk" in client.get("/search?q=zzzz").text
    assert client.get("/search?q=%22unbalanced+AND+%28*").status_code == 200


def test_search_has_pages(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "many.desk") as desk:
        for n in range(45):
            desk.add(Record(samples.document(f"Report {n} on herring", ("Herring again.",))))
    with TestClient(make_app(tmp_path / "many.desk")) as client:
        seen: list[str] = []
        path: str | None = "/search?q=herring&what=articles"
        while path:
            page = Page(client.get(path).text)
            seen += [link for link in page.links if link.startswith("/document/")]
            path = next(
                (
                    link
                    for link in page.links
                    if link.startswith("/search?") and f"page={len(seen) // 20 + 1}" in link
                ),
                None,
            )
        assert len(seen) == len(set(seen)) == 45
        listed: list[str] = []
        path = "/section/other-news"
        while path:
            page = Page(client.get(path).text)
            listed += [link for link in page.links if link.startswith("/document/")]
            path = next((link for link in page.links if "before=" in link), None)
        assert len(listed) == len(set(listed)) == 45


def test_a_source_with_any_name_has_a_page(client: TestClient) -> None:
    for link in find_links(client, "/sources", ""):
        if link.startswith("/source/"):
            assert client.get(link).status_code == 200, link
            assert urlsplit(link).path.count("/") == 2


def test_the_sites_own_words_for_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "documents": 4}
