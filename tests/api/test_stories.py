"""Stories, their days and disagreements, copies and revisions in the API, as on the command line and the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.models import Record
from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.api.conftest import get, printed
from tests.dossier.build import Report
from tests.store.test_stories import COPY, record
from tests.stories.news import NEWS, article

FIRST = "The harbour board voted on Monday to close the old pier. “It is not safe,” Ada Lund said."
LATER = FIRST.replace("close the old pier", "mend the old pier").replace("not safe", "safe enough")


def told(report: str) -> Record:
    made = Report(report, "2031-04-02", title="The old pier", source="Quay Herald", path="pier.txt")
    made.actor("Ada Lund")
    made.says("Ada Lund", report[report.index("“") : report.rindex("”") + 1])
    return made.record


@pytest.fixture(scope="module")
def desk_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "stories.sqlite"
    with Desk.open(path) as desk:
        for record_ in (*map(record, (*NEWS, COPY)), told(FIRST), told(LATER)):
            desk.add(record_)
    return path


def test_stories_hold_what_the_command_line_says_of_them(client: TestClient, desk_path: Path) -> None:
    stories = get(client, "/stories")["data"]
    for row, one in zip(printed(desk_path, "stories"), stories, strict=True):
        assert row.items() <= one.items()


def test_the_days_of_a_story(client: TestClient, public: TestClient, desk_path: Path) -> None:
    for story in get(client, "/stories")["data"]:
        days = get(client, f"/stories/{story['id']}/timeline")["data"]
        assert days == printed(desk_path, "timeline", story["id"])
        assert len(get(public, f"/stories/{story['id']}/timeline")["data"]) <= 3
        for day in days:
            text = get(client, f"/documents/{day['document']}")["document"]["text"]
            assert text[day["start"] : day["end"]] == day["sentence"]


def test_where_reports_of_a_story_differ(tmp_path: Path) -> None:
    path = tmp_path / "apart.sqlite"
    bodies = (
        """Rescuers pulled 42 miners out of the Karsk shaft on Friday after the deepest mine of the Veld hills fell in.
        Families had waited at the gate through the night.""",
        """The deepest mine of the Veld hills fell in. By the next evening rescuers pulled 57 miners out of the Karsk
        shaft, said the mayor, who promised an inquiry.""",
    )
    with Desk.open(path) as desk:
        for n, body in enumerate(bodies):
            desk.add(
                record(
                    article(
                        f"mine{n}",
                        " ".join(body.split()),
                        "Miners out of the Karsk shaft",
                        "2031-02-01",
                        f"Paper {n}",
                    )
                )
            )
    with TestClient(make_app(path)) as client:
        (story,) = get(client, "/stories")["data"]
        (one,) = get(client, f"/stories/{story['id']}/contradictions")["data"]
        assert [one] == printed(path, "contradictions", story["id"])
        assert (one["kind"], one["clear"], one["development"]) == ("figure", True, False)
        assert sorted(side["value"]["exact"] for side in one["sides"]) == ["42", "57"]
        for side in one["sides"]:
            text = get(client, f"/documents/{side['document']}")["document"]["text"]
            for span in (side["value"], side["sentence"]):
                assert text[span["start"] : span["end"]] == span["exact"]


def test_who_ran_a_text_again(client: TestClient, public: TestClient, desk_path: Path) -> None:
    (copy,) = [d for d in get(client, "/documents", limit=200)["data"] if d["title"] == "Night of the flood"]
    group = get(client, f"/documents/{copy['id']}/copies")
    assert group["copies"][0]["document"]["id"] == copy["id"] and group["copies"][0]["headlined"]
    assert group["outlets"] == [group["first"]["source"], "Valley News"]
    assert get(public, f"/documents/{copy['id']}/copies")["withheld"]


def test_what_a_revision_changed(client: TestClient, public: TestClient, desk_path: Path) -> None:
    pier = told(LATER).document.id
    found = get(client, f"/documents/{pier}/revisions")
    (line,) = printed(desk_path, "revisions", pier)
    assert {key: found[key] for key in line} == line
    (change,) = found["changes"]
    assert ["-", "close "] in change["difference"] and change["statements"][0]["change"] == "reworded"
    hidden = get(public, f"/documents/{pier}/revisions")
    assert hidden["withheld"] and hidden["changes"][0]["difference"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/stories/none/timeline",
        "/stories/none/contradictions",
        "/documents/none/copies",
        "/documents/none/revisions",
    ],
)
def test_what_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 404 and answer.json()["error"]["kind"] == "not found"
