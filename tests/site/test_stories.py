"""Stories on the site: one happening once, who has it, who copied whom, and corrections by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.models import ActorKind, Record
from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.site.html_check import Page
from tests.store.build import article
from tests.stories.news import FLOOD

TOKEN = "a-third-token-that-nobody-knows-4711"
FERRY = (
    "The night ferry Aurora ran aground off Skerry Point with ninety passengers aboard on Monday.\n"
    "{Captain Ines Hall} <said> “[the rudder failed us in the narrows]”.\n"
    "Lifeboats from Skerry Point brought the passengers of the Aurora ashore before dawn, the harbour office told reporters.\n"
    "The ferry Aurora lies on the rocks, and divers will look at its rudder on Tuesday."
)
AGAIN = (
    "Divers looked at the rudder of the ferry Aurora, which ran aground off Skerry Point on Monday with ninety aboard.\n"
    "{Captain Ines Hall} <said> “[the rudder failed us in the narrows]”.\n"
    "The harbour office at Skerry Point expects the night ferry Aurora to be towed off the rocks."
)
CHESS = "{Olga Brandt} <said> “[my knight was lost early]”.\nThe chess final in Graz went to a ninth game."


def report(picture: str, title: str, source: str, day: str) -> Record:
    return article(picture, title=title, path=f"{source}.txt", source=source, published=day)


@pytest.fixture
def desk_path(tmp_path: Path) -> Path:
    path = tmp_path / "news.desk"
    with Desk.open(path) as desk:
        desk.add(report(FERRY, "Ferry Aurora runs aground off Skerry Point", "The Wire", "2024-03-04"))
        desk.add(report(FERRY, "Ninety saved from ferry", "The Quay Herald", "2024-03-04"))
        desk.add(report(AGAIN, "Divers look at ferry Aurora off Skerry Point", "The Tide", "2024-03-05"))
        desk.add(report(CHESS, "Brandt loses the ninth game", "The Board", "2024-03-05"))
    return path


@pytest.fixture
def site(desk_path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(desk_path, write_token=TOKEN)) as client:
        client.get(f"/write?token={TOKEN}")
        yield client


def ferry(path: Path) -> str:
    with Desk.open(path, read_only=True) as desk:
        return next(row.id for row in desk.stories.listed() if row.documents > 1)


def reports(page: str) -> str:
    """The part of a story's page that lists its reports."""
    return page.partition('aria-labelledby="reports"')[2].partition("</section>")[0]


def form_token(page: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_front_page_has_each_happening_once(site: TestClient) -> None:
    page = Page(site.get("/").text)
    assert page.faults == []
    stories = [link for link in page.links if link.startswith("/story/")]
    assert len(stories) == 1 and "Brandt loses the ninth game" in page.words
    assert "also in" in page.words


def test_a_story_has_its_reports_its_copy_and_its_quotation_once(site: TestClient, desk_path: Path) -> None:
    text = site.get(f"/story/{ferry(desk_path)}").text
    page = Page(text)
    assert page.faults == []
    assert "3 reports of 2 independent outlets" in page.words
    assert text.count('<blockquote dir="auto">the rudder failed us in the narrows') == 1
    assert "in 2 reports" in page.words
    assert "Captain Ines Hall" in page.words or "Ines Hall" in page.words
    (copies,) = [link for link in page.links if link.startswith("/copies/")]
    shown = Page(site.get(copies).text)
    assert shown.faults == [] and "The Quay Herald" in shown.words and "another headline" in shown.words


def test_an_article_leads_to_its_story_and_its_copies(site: TestClient, desk_path: Path) -> None:
    with Desk.open(desk_path, read_only=True) as desk:
        wire = next(row.id for row in desk.documents() if row.source == "The Wire")
    links = Page(site.get(f"/document/{wire}").text).links
    assert f"/story/{ferry(desk_path)}" in links and f"/copies/{wire}" in links


def test_a_report_is_split_off_and_the_word_taken_back(site: TestClient, desk_path: Path) -> None:
    story = ferry(desk_path)
    with Desk.open(desk_path, read_only=True) as desk:
        tide = next(row.id for row in desk.documents() if row.source == "The Tide")
    token = form_token(site.get(f"/story/{story}").text)
    after = site.post(f"/story/{story}", data={"do": "split", f"document.{tide}": "1", "form_token": token})
    assert after.status_code == 200 and "Divers look at" not in reports(after.text)
    assert "tell different stories" in after.text
    judgement = re.search(r'name="judgement" value="([^"]+)"', after.text)
    assert judgement is not None
    back = site.post(
        f"/story/{story}",
        data={"do": "undo", "judgement": judgement[1], "form_token": form_token(after.text)},
    )
    assert "Divers look at" in reports(back.text)


def test_two_stories_are_joined(site: TestClient, desk_path: Path) -> None:
    story = ferry(desk_path)
    with Desk.open(desk_path, read_only=True) as desk:
        chess = next(row.id for row in desk.stories.listed() if row.documents == 1)
    token = form_token(site.get(f"/story/{story}").text)
    address = f"http://testserver/story/{chess}"
    after = site.post(f"/story/{story}", data={"do": "merge", "story": address, "form_token": token})
    assert "Brandt loses the ninth game" in after.text and "4 reports" in after.text


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"do": "merge", "story": "none"}, 404),
        ({"do": "split"}, 400),
        ({"do": "sing"}, 400),
        ({"do": "undo", "judgement": "none"}, 404),
    ],
)
def test_what_cannot_be_corrected(
    site: TestClient, desk_path: Path, data: dict[str, str], status: int
) -> None:
    story = ferry(desk_path)
    token = form_token(site.get(f"/story/{story}").text)
    assert site.post(f"/story/{story}", data={**data, "form_token": token}).status_code == status
    assert site.get("/story/none").status_code == site.get("/copies/none").status_code == 404


def test_a_public_desk_gives_no_text_of_a_story(desk_path: Path) -> None:
    with TestClient(make_app(desk_path, public=True)) as reader:
        for path in ("/", "/stories", f"/story/{ferry(desk_path)}"):
            assert "ran aground off Skerry Point with" not in reader.get(path).text


def test_sections_of_stories(site: TestClient) -> None:
    assert site.get("/stories?section=Nowhere").status_code == 404
    assert Page(site.get("/stories").text).faults == []


def test_a_trend_is_named_by_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "b.desk"
    days = [("Mara Stone", f"2024-02-{n % 28 + 1:02}") for n in range(28)]
    days += [("Mara Stone", "2024-03-01")] * 3 + [("Norway", "2024-03-01")] * 4
    with Desk.open(path) as desk:
        for n, (name, day) in enumerate(days):
            words = " ".join(f"{part}{n}" for part in ("amber", "birch", "cedar", "delta", "ember"))
            kinds: dict[str, ActorKind] = {"Norway": "country"}
            one = article(
                f"{{{name}}} <said> “[{words}]”.",
                path=f"{n}",
                title=words,
                kinds=kinds,
                published=day,
                source=f"S{n}",
            )
            desk.add(one)
        (entity,) = [row.entity for row in desk.trends.named(["country"])]
    with TestClient(make_app(path)) as site:
        assert "country · 4 reports" in Page(site.get("/trends").text).words
        (trend,) = site.get("/api/v1/trends").json()["places"]
        assert (trend["kind"], trend["entity"]) == ("country", entity) and "person" not in trend


def test_the_api_has_the_story_once_with_its_outlets(site: TestClient, desk_path: Path) -> None:
    rows = site.get("/api/v1/stories").json()["data"]
    (row,) = [row for row in rows if row["documents"] > 1]
    assert row["outlets"] == ["The Wire", "The Quay Herald", "The Tide"] and row["sources"] == 2
    whole = site.get(f"/api/v1/stories/{row['id']}").json()
    assert [len(report["copies"]) for report in whole["reports"]] == [0, 1]
    assert whole["story"] == row
    assert site.get("/api/v1/stories/none").status_code == 404
    assert site.get("/api/v1/trends").json()["date"] == "2024-03-05"
    assert site.get("/api/v1/trends?date=2024-13-45").json()["error"]["kind"] == "bad request"


def test_a_story_is_followed_in_a_feed(site: TestClient, desk_path: Path) -> None:
    import feedparser

    read = feedparser.parse(site.get(f"/story/{ferry(desk_path)}/feed.atom").content)
    assert read.entries[0].title == "Divers look at ferry Aurora off Skerry Point"
    assert len(read.entries) == 2


def test_a_story_shows_its_days_and_where_reports_disagree(tmp_path: Path) -> None:
    other = (
        "The lower streets of Varsk were under water after the dam above the town burst on Tuesday. "
        "Rescue crews in boats brought 310 people from their roofs before dawn, officials said."
    )
    path = tmp_path / "flood.desk"
    with Desk.open(path) as desk:
        desk.add(report(FLOOD, "Dam bursts above Varsk", "The Wire", "2031-05-07"))
        desk.add(report(other, "Varsk under water as dam above the town bursts", "The Tide", "2031-05-07"))
        stories = desk.stories.listed()
        if len(stories) > 1:
            desk.stories.merge(*(row.id for row in stories))
        (row,) = desk.stories.listed()
    with TestClient(make_app(path)) as reader:
        page = Page(reader.get(f"/story/{row.id}").text)
    assert page.faults == []
    apart = page.words.partition("Where reports disagree")[2].partition("Timeline")[0]
    assert "140 people" in apart and "310 people" in apart
    assert "The Wire, 2031-05-07" in apart and "The Tide, 2031-05-07" in apart
    assert "6 May 2031" in page.words.partition("Timeline")[2]
