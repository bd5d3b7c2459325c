"""Dossiers, events and positions in the API: the same as the command line says, with nothing withheld leaking."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.api.conftest import get, printed
from tests.dossier import samples
from tests.dossier.build import Report

TALKS = "/dossiers/sound-talks"


@pytest.fixture(scope="module")
def desk_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "talks.sqlite"
    with Desk.open(path) as desk:
        list(desk.add_many(samples.records()))
        desk.dossiers.new(samples.dossier())
    return path


def test_dossiers_are_those_of_the_command_line(client: TestClient, desk_path: Path) -> None:
    assert get(client, "/dossiers")["data"] == printed(desk_path, "dossier", "list")
    whole = get(client, TALKS)
    assert whole == printed(desk_path, "dossier", "show", "sound-talks")
    assert [one["name"] for one in whole["people"]["swe"]] == ["Ulf Brandt"]


def test_the_board_of_a_day_marks_what_moved_since_another(client: TestClient, desk_path: Path) -> None:
    board = get(client, f"{TALKS}/board", since="2025-03-10")
    assert board == printed(desk_path, "dossier", "board", "sound-talks", "--since", "2025-03-10")
    fish = next(row for row in board["issues"] if row["issue"] == "fishing-grounds")
    assert fish["cells"]["swe"][0]["change"] == "moved" and fish["cells"]["swe"][0]["was"] == "rejects"
    before = get(client, f"{TALKS}/board", at="2025-03-03")
    assert before["issues"][0]["cells"]["swe"][0]["stance"] == "rejects"
    assert (
        get(client, f"{TALKS}/board", at="2025-03")["issues"][0]["cells"]["swe"][0]["stance"] == "conditions"
    )


def test_what_a_party_said_before_on_an_issue_page_by_page(client: TestClient, desk_path: Path) -> None:
    asked = ("dossier", "history", "sound-talks", "--party", "SWE", "--issue", "fishing-grounds")
    whole = get(client, f"{TALKS}/history", party="SWE", issue="fishing-grounds")
    assert whole == {"data": printed(desk_path, *asked), "next": None}
    first = get(client, f"{TALKS}/history", party="swe", issue="fishing-grounds", limit=1)
    rest = get(client, f"{TALKS}/history", party="swe", issue="fishing-grounds", offset=first["next"])
    assert first["data"] + rest["data"] == whole["data"] and len(whole["data"]) == 2


def test_the_calendar_of_a_month(client: TestClient, desk_path: Path) -> None:
    entries = get(client, f"{TALKS}/calendar")["data"]
    assert entries == printed(desk_path, "dossier", "calendar", "sound-talks")
    assert [(e["when"], e["where"], e["status"]) for e in entries] == [
        ("2025-03-02", "Skagen", "held"), ("2025-03-12", "Borgholm", "held"),
    ]  # fmt: skip
    assert get(client, f"{TALKS}/calendar", since="2025-03-03", until="2025-03")["data"] == entries[1:]
    assert get(client, f"{TALKS}/calendar", limit=1)["next"] == "1"


def test_the_brief_holds_sentences_of_its_documents(client: TestClient, desk_path: Path) -> None:
    brief = get(client, f"{TALKS}/brief", since="2025-03-10")
    assert brief == printed(desk_path, "brief", "sound-talks", "--since", "2025-03-10")
    passages = [p["told"] for p in brief["positions"]] + [m for e in brief["held"] for m in e["told"]]
    assert passages
    for passage in passages:
        text = get(client, f"/documents/{passage['document']}")["document"]["text"]
        assert text[passage["start"] : passage["end"]] == passage["exact"]


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/dossiers/none", 404, "/dossiers lists them"),
        ("/dossiers/none/board", 404, "no dossier"),
        (f"{TALKS}/history?party=usa", 400, "party: this dossier has nor, swe, fin"),
        (f"{TALKS}/history?issue=oil", 400, "issue: this dossier has fishing-grounds, bridge-toll"),
        (f"{TALKS}/brief", 400, "since"),
        (f"{TALKS}/brief?since=yesterday", 400, "since"),
        (f"{TALKS}/board?at=2025-13-40", 400, "at: 2025-13-40 is no date"),
        ("/events?document=none", 404, "no document"),
        ("/positions?stance=shrugs", 400, "stance"),
    ],
)
def test_what_is_not_there_is_refused(client: TestClient, path: str, status: int, says: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status and says in answer.json()["error"]["message"]


def test_events_are_narrowed_and_paged(client: TestClient) -> None:
    events = get(client, "/events")["data"]
    assert [e["date"] for e in events if e["date"]] == sorted(
        (e["date"] for e in events if e["date"]), reverse=True
    )
    for event in events:
        text = get(client, f"/documents/{event['document']}")["document"]["text"]
        assert all(text[s["start"] : s["end"]] == s["exact"] for s in event["evidence"])
    planned = get(client, "/events", status="planned")["data"]
    assert [(e["place"]["name"], e["status"]) for e in planned] == [("Borgholm", "planned")]
    (cotton,) = get(client, "/events", side="EGY")["data"]
    assert {who["name"] for who in cotton["actors"]} == {"Norland", "Egypt"}
    ruud = next(who["person"] for who in events[0]["actors"] if who["name"] == "Ana Ruud")
    hers = get(client, "/events", person=ruud, until="2025-03-10")["data"]
    assert [e["place"]["name"] for e in hers] == ["Skagen"]
    assert get(client, "/events", type="consult", source="Sound Post")["data"] == [
        e for e in events if e["source"] == "Sound Post"
    ]
    first = get(client, "/events", limit=2)
    assert first["data"] + get(client, "/events", offset=first["next"])["data"] == events
    assert get(client, "/events", document=cotton["document"])["data"] == [cotton]


def test_positions_are_narrowed_and_paged(client: TestClient) -> None:
    positions = get(client, "/positions")["data"]
    assert len(positions) == 6
    for one in positions:
        text = get(client, f"/documents/{one['document']}")["document"]["text"]
        assert text[one["object"]["start"] : one["object"]["end"]] == one["object"]["exact"]
    (rejects,) = get(client, "/positions", side="swe", stance="rejects", counterparty="nor")["data"]
    assert rejects["object"]["exact"] == "sharing the herring grounds"
    (brandt,) = get(client, "/positions", since="2025-03-13")["data"]
    assert brandt["holders"] == ["Ulf Brandt"] and brandt["condition"] == "if trawlers stayed out in May"
    first = get(client, "/positions", limit=4)
    assert first["data"] + get(client, "/positions", offset=first["next"])["data"] == positions


def test_a_public_desk_shortens_the_words_of_others(tmp_path: Path) -> None:
    filler = " and " + " ".join(f"word{n}" for n in range(80))
    report = Report(
        f"Norland demands the herring grounds{filler}. Ana Ruud met Ulf Brandt over the Sound{filler}.",
        "2025-03-03", source="Quay Herald",
    )  # fmt: skip
    report.actor("Ana Ruud", "nor")
    report.actor("Ulf Brandt", "swe")
    text = report.document.text
    report.wants(
        "nor", "demands", f"the herring grounds{filler}", f"Norland demands the herring grounds{filler}"
    )
    report.happens("CONSULT", f"Ana Ruud met Ulf Brandt over the Sound{filler}", "Ana Ruud", "Ulf Brandt")
    report.says("Ana Ruud", f"the Sound{filler}", cue="met")
    path = tmp_path / "public.sqlite"
    with Desk.open(path) as desk:
        desk.add(report.record)
        desk.dossiers.new(samples.dossier())
    asked = ("/board", "/history", "/calendar", "/brief?since=2025-03-01")
    with TestClient(make_app(path)) as whole, TestClient(make_app(path, public=True)) as public:
        for address in (*(f"{TALKS}{part}" for part in asked), "/events", "/positions"):
            assert "word79" in whole.get(f"/api/v1{address}").text, address
            answer = public.get(f"/api/v1{address}")
            assert answer.status_code == 200 and "word79" not in answer.text, address
        assert text not in public.get(f"/api/v1/documents/{report.document.id}").text
