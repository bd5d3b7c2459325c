"""Collections, transcripts with a passage marked, and a quotation with every version of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.models import Record, Span
from onrecord.site.app import make_app
from onrecord.site.transcripts import CONTEXT, excerpt, stage_notes, whole
from onrecord.verify.sources import made
from tests.site.html_check import Page
from tests.site.test_routes import crawl
from tests.site.transcripts import CHANGED, ID, MEETINGS, PROMISE, SECRET, make_desk, meeting

TRANSCRIPT = "/transcript/town%20meetings/2024%2F03%20meeting"


@pytest.fixture(scope="module")
def desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("transcripts") / "town.desk"


@pytest.fixture(scope="module")
def records(desk_file: Path) -> dict[str, Record]:
    return make_desk(desk_file)


@pytest.fixture
def client(desk_file: Path, records: dict[str, Record]) -> Iterator[TestClient]:
    with TestClient(make_app(desk_file)) as client:
        yield client


@pytest.fixture
def public(desk_file: Path, records: dict[str, Record]) -> Iterator[TestClient]:
    with TestClient(make_app(desk_file, public=True)) as client:
        yield client


def article(client: TestClient, records: dict[str, Record], title: str) -> Page:
    return Page(client.get(f"/document/{records[title].document.id}").text)


def links(page: Page, beginning: str) -> list[str]:
    return [link for link in page.links if link.startswith(beginning)]


def plain(source: str) -> str:
    """A page's words, its white space folded."""
    return " ".join(Page(source).words.split())


def test_every_page_is_sound_and_each_is_reached(client: TestClient, public: TestClient) -> None:
    for site, wanted in ((client, 3), (public, 2)):
        pages = crawl(site)
        assert {path: page.faults for path, page in pages.items() if page.faults} == {}
        kinds = {path.split("/")[1].partition("?")[0] for path in pages}
        assert {"collections", "collection", "transcript", "quotation"} <= kinds
        assert len([path for path in pages if path.startswith("/transcript/")]) >= wanted


def test_a_verdict_leads_to_its_passage(client: TestClient, records: dict[str, Record]) -> None:
    (link,) = links(article(client, records, "Reed has heard it before"), TRANSCRIPT)
    assert link.endswith("#passage")
    source = client.get(link).text
    assert re.findall(r'<mark id="passage">([^<]+)</mark>', source) == [
        "I have heard that promise before, in four different winters, from four different mayors"
    ]
    page = Page(source)
    assert page.faults == [] and "passage" in page.ids
    assert any(back.startswith("/document/") and "#s-" in back for back in page.links)


def test_a_transcript_names_its_speakers_and_sets_stage_notes_apart(client: TestClient) -> None:
    source = client.get(TRANSCRIPT).text
    turns = re.findall(r'<p class="text turn"><bdi>([^<]+)</bdi></p>', source)
    assert turns == ["Ms. Quill", "Mr. Reed", "Ms. Quill", "Mr. Reed", "Ms. Quill"]
    assert re.findall(r'<span class="stage">([^<]+)</span>', source) == ["(Applause.)", "[Laughter]"]
    assert "MR. REED:" not in source
    assert "<mark" not in source
    assert "Town meeting &amp; &lt;questions&gt;" in source and "<script>alert" not in source


def test_the_collection_tells_its_size_period_and_speakers(client: TestClient) -> None:
    assert "town meetings 2 transcripts" in plain(client.get("/collections").text)
    words = plain(client.get("/collection/town%20meetings").text)
    assert "2 transcripts" in words and "1998 to 2 March 2024" in words
    assert "Ira Moss · Mr. Reed · Ms. Quill" in words
    assert links(Page(client.get("/collection/town%20meetings").text), "/transcript/") == [
        TRANSCRIPT,
        "/transcript/town%20meetings/speech",
    ]


def test_a_quotation_shows_each_version_with_its_difference_oldest_first(
    client: TestClient, records: dict[str, Record]
) -> None:
    page = article(client, records, "Reed has heard it before")
    source = client.get(links(page, "/quotation/")[0]).text
    words = plain(source)
    assert "Run by 2 articles of this desk" in words
    titles = re.findall(r'<h3><a href="[^"]+"><bdi>([^<]+)</bdi>', source)
    assert titles == ["Nine winters of promises", "Reed has heard it before"]
    assert words.index("First · given to Tom Reed") < words.index("this quotation · given to Tom Reed")
    difference = source[source.index('<span class="diff">') :]
    assert difference.index("dropped: </span>four") < difference.index("added: </span>nine")
    assert "altered, figure changed" in words
    assert CHANGED in words and PROMISE in words


def test_what_was_not_found_says_no_more_than_that(client: TestClient, records: dict[str, Record]) -> None:
    page = article(client, records, "Reed has heard it before")
    words = plain(client.get(list(dict.fromkeys(links(page, "/quotation/")))[1]).text)
    assert "Not in these sources." in words and "Run by 1 article of this desk" in words


def test_both_pages_show_the_same_version_from_either_side(
    client: TestClient, records: dict[str, Record]
) -> None:
    for title in ("Reed has heard it before", "Nine winters of promises"):
        page = article(client, records, title)
        assert "Run by 2 articles" in plain(client.get(links(page, "/quotation/")[0]).text)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/collection/none", "No collection"),
        ("/collection/...", "No collection"),
        ("/collection/%00", "No collection"),
        ("/transcript/none/x", "No collection"),
        ("/transcript/town%20meetings/none", "No transcript"),
        (TRANSCRIPT + "?quotation=none", "No quotation"),
        (TRANSCRIPT + "?quotation=at.1", "No quotation"),
        (TRANSCRIPT + "?quotation=at.1&document=none", "No quotation"),
        ("/quotation/none", "No quotation"),
        ("/quotation/at.1", "No quotation"),
        ("/quotation/at.1?document=none", "No quotation"),
        ("/quotation/at.x?document=none", "No quotation"),
        ("/collection/town%20meetings?page=0", "page is a number"),
    ],
)
def test_what_is_not_there_is_said(client: TestClient, path: str, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert words in Page(answer.text).words


def test_a_quotation_of_another_transcript_leads_nowhere(
    client: TestClient, records: dict[str, Record]
) -> None:
    (link,) = links(article(client, records, "Reed has heard it before"), TRANSCRIPT)
    other = link.replace("2024%2F03%20meeting", "speech").partition("#")[0]
    assert client.get(other).status_code == 404


def test_a_public_desk_shows_the_passage_with_a_few_words_round_it(
    public: TestClient, records: dict[str, Record]
) -> None:
    (link,) = links(article(public, records, "Reed has heard it before"), TRANSCRIPT)
    source = public.get(link).text
    assert '<mark id="passage">I have heard that promise before' in source
    shown = re.findall(r'<p class="text para"[^>]*>(.*?)</p>', source, re.S)
    around = re.sub(r"<mark.*</mark>", " ", " ".join(shown))
    assert 20 <= len(re.sub(r"<[^>]+>", " ", around).split()) <= 2 * CONTEXT


def test_a_public_desk_shows_an_open_collection_whole(public: TestClient, desk_file: Path) -> None:
    from onrecord.store import Desk

    with Desk.open(desk_file) as desk:
        desk.collections().add("town meetings", [], open=True)
    try:
        page = Page(public.get("/collection/town%20meetings").text)
        link = next(link for link in links(page, "/transcript/") if "2024%2F03%20meeting" in link)
        source = public.get(link).text
        assert all(words in source for words in SECRET)
        assert "<script>alert" not in source
    finally:
        with Desk.open(desk_file) as desk:
            desk.collections().add("town meetings", [], open=False)


def test_a_public_desk_never_shows_the_rest(public: TestClient) -> None:
    pages = {path: public.get(path).text for path in crawl(public)}
    pages[TRANSCRIPT] = public.get(TRANSCRIPT).text
    assert "not shown on this public desk" in pages[TRANSCRIPT]
    for path, source in pages.items():
        assert not any(words in source for words in SECRET), path
    assert not links(Page(public.get("/collection/town%20meetings").text), "/transcript/")


@pytest.mark.parametrize(("words", "notes"), [
    ("Thank you. (Applause.) Well [crosstalk] then", ["(Applause.)", "[crosstalk]"]),
    ("He said (and I quote) no", []),
    ("00:14 Good evening", ["00:14"]),
    ("nothing here", []),
])  # fmt: skip
def test_only_what_nobody_said_is_a_stage_note(words: str, notes: list[str]) -> None:
    found = list(stage_notes(words, 0, len(words)))
    assert [span.exact for span in found] == notes
    assert all(span.holds_in(words) for span in found)


def test_the_whole_transcript_loses_no_word() -> None:
    one = meeting()
    shown = " ".join(run.words for row in whole(one, None) for run in row.runs)
    labels = ("MS. QUILL:", "MR. REED:")
    assert shown.split() == re.sub("|".join(labels), "", one.text).split()


def test_a_passage_over_two_paragraphs_opens_once() -> None:
    one = made("First a line of words.\nThen a second line.\n", "x", title="T")
    rows = whole(one, Span.of(one.text, 8, 32))
    assert [run.opens for row in rows for run in row.runs if run.passage] == [True, False]
    assert [row.opens for row in rows] == [True, False]


@pytest.mark.parametrize("at", [0, 40, 170, 198])
def test_an_excerpt_is_bounded_at_both_ends(at: int) -> None:
    text = " ".join(f"word{n}" for n in range(200))
    start = text.index(f"word{at}")
    rows = excerpt(made(text, "x"), Span.of(text, start, start + len(f"word{at}")))
    runs = [run for row in rows for run in row.runs]
    assert [run.words for run in runs if run.passage] == [f"word{at}"]
    outside = " ".join(run.words for run in runs if not run.passage).split()
    assert len(outside) == min(CONTEXT, at) + min(CONTEXT, 199 - at)


def test_the_id_of_a_transcript_may_hold_anything() -> None:
    assert TRANSCRIPT.endswith(ID.replace("/", "%2F").replace(" ", "%20")) and MEETINGS == "town meetings"
