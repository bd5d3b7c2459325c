"""The dossier pages: what each shows, where its links lead, and what only who may write can do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from onrecord.site.app import make_app
from onrecord.store import Desk
from tests.dossier import samples
from tests.dossier.build import Report
from tests.site.html_check import Page

TOKEN = "a-token-that-nobody-knows-1234567"
BOARD = "/dossier/sound-talks"
FISH = f"{BOARD}/history/fishing-grounds/swe"
PAGES = (
    "/dossiers", "/dossiers/new", BOARD, f"{BOARD}?since=2025-03-04&at=2025-03-13", FISH, f"{BOARD}/calendar",
    f"{BOARD}/brief", f"{BOARD}/people", f"{BOARD}/figures", f"{BOARD}/corrections",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Desk.open(tmp_path / "talks.desk") as desk:
        list(desk.add_many(samples.records()))
        desk.dossiers.new(samples.dossier())
    return tmp_path / "talks.desk"


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(make_app(path, write_token=TOKEN)) as client:
        yield client


def enter(client: TestClient) -> str:
    client.get("/write", params={"token": TOKEN})
    return client.get("/write").text.partition('name="form_token" value="')[2].partition('"')[0]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound_for_a_reader_and_for_a_writer(client: TestClient, address: str) -> None:
    for _ in range(2):
        answer = client.get(address)
        assert (answer.status_code, Page(answer.text).faults) == (200, [])
        enter(client)


def test_every_link_of_a_dossier_leads_somewhere(client: TestClient) -> None:
    for address in PAGES:
        for link in Page(client.get(address).text).links:
            if link.startswith("/"):
                place, _, anchor = link.partition("#")
                page = Page(client.get(place).text) if not place.endswith(".ics") else None
                assert client.get(place).status_code == 200, link
                assert page is None or not anchor or anchor in page.ids, link


def test_the_board_shows_each_position_and_what_changed(client: TestClient) -> None:
    words = " ".join(Page(client.get(BOARD, params={"since": "2025-03-04"}).text).words.split())
    assert "fishing grounds converging a party has moved towards another" in words
    assert "accepts on a condition moved, was: rejects" in words and "2 positions changed" in words
    earlier = " ".join(Page(client.get(BOARD, params={"at": "2025-03-03"}).text).words.split())
    assert "apart demand against rejection" in earlier
    against = "Sudmark rejects sharing the herring grounds, on fishing grounds, against Norland"
    assert against in earlier


def test_a_cell_opens_to_the_sentence_that_carries_it(client: TestClient) -> None:
    answer = client.get(FISH)
    assert (
        "<mark>Sudmark would share the herring grounds if trawlers stayed out in May</mark>." in answer.text
    )
    assert "Brandt said that" in answer.text
    target = re.search(r'href="(/document/[^"#]+)#(p-\d+)"', answer.text)
    assert target is not None
    paragraph = client.get(target[1]).text.partition(f'id="{target[2]}"')[2].partition("</p>")[0]
    assert "Sudmark would share" in re.sub("<[^>]+>", "", paragraph)


def test_the_calendar_and_its_file(client: TestClient) -> None:
    words = Page(client.get(f"{BOARD}/calendar").text).words
    assert words.index("12 March 2025: meeting, held") < words.index("2 March 2025: meeting, held")
    file = client.get(f"{BOARD}/calendar.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    assert len(Calendar.from_ical(file.content).walk("VEVENT")) == 2


def test_figures_say_the_same_in_words_and_in_a_table(client: TestClient) -> None:
    text = client.get(f"{BOARD}/figures").text
    page = Page(text)
    assert "4 statements: Norland 1, Sudmark 3." in page.words
    assert text.count('<svg class="drawing" role="img"') == 3 and text.count("<table") == 3
    assert "<title>3 March 2025, Norland: 1</title>" in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dossier/none", 404), (f"{BOARD}/history/none/swe", 404), (f"{BOARD}/history/bridge-toll/usa", 404),
        (f"{BOARD}?since=soon", 400), (f"{BOARD}/calendar?page=0", 400), ("/dossier/none/calendar.ics", 404),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, Page(answer.text).faults) == (status, [])


def test_a_correction_is_made_shown_and_undone(client: TestClient) -> None:
    token = enter(client)
    rejects = samples.first().positions[1]
    form = {
        "form_token": token,
        "about": "stance",
        "subject": f"{samples.first().document.id}/{rejects.id}",
        "verdict": "accepts",
    }
    answer = client.post(f"{BOARD}/corrections", data=form)
    assert answer.url.path == f"{BOARD}/corrections" and "a demand that Sudmark rejects" in answer.text
    assert "corrected" in client.get(BOARD, params={"at": "2025-03-03"}).text
    judgement = answer.text.partition('name="judgement" value="')[2].partition('"')[0]
    undone = client.post(f"{BOARD}/corrections/undo", data={"form_token": token, "judgement": judgement})
    assert "undone" in undone.text and 'name="judgement"' not in undone.text
    assert "corrected" not in client.get(BOARD, params={"at": "2025-03-03"}).text


FORMS: list[tuple[dict[str, str], str]] = [
    ({"about": "side", "subject": "Ulf Brandt", "verdict": "fin"}, "Ulf Brandt"),
    ({"about": "status", "subject": samples.first().events[0].id, "verdict": "called off"}, "called off"),
    ({"about": "meeting", "subject": samples.first().events[0].id, "other": samples.second().events[0].id, "verdict": "different"}, "different"),
    ({"about": "issue", "subject": samples.first().positions[2].id, "verdict": "fishing-grounds"}, "fishing grounds"),
    ({"about": "holder", "subject": samples.first().positions[2].id, "verdict": "none"}, "none"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "shown"), FORMS)
def test_anything_can_be_corrected(client: TestClient, form: dict[str, str], shown: str) -> None:
    answer = client.post(f"{BOARD}/corrections", data=form | {"form_token": enter(client)})
    assert answer.status_code == 200 and shown in Page(answer.text).words


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"about": "stance", "subject": "none", "verdict": "accepts"}, 404),
        ({"about": "stance", "subject": samples.first().positions[1].id, "verdict": "likes"}, 400),
        ({"about": "colour", "subject": "x", "verdict": "y"}, 400),
        ({"about": "meeting", "subject": "x", "verdict": "perhaps"}, 400),
        ({}, 400),
    ],
)
def test_a_form_that_says_nothing_is_refused(client: TestClient, form: dict[str, str], status: int) -> None:
    answer = client.post(f"{BOARD}/corrections", data=form | {"form_token": enter(client)})
    assert (answer.status_code, Page(answer.text).faults) == (status, [])


def test_a_reader_changes_nothing(client: TestClient, path: Path) -> None:
    for address in (f"{BOARD}/corrections", f"{BOARD}/corrections/undo", "/dossiers/new"):
        assert (
            client.post(
                address, data={"about": "side", "subject": "Ulf Brandt", "verdict": "fin"}
            ).status_code
            == 403
        )
    assert not any(
        "<form" in client.get(page).text and 'method="post"' in client.get(page).text for page in PAGES
    )
    with Desk.open(path, read_only=True) as desk:
        assert desk.judgements() == [] and len(desk.dossiers.all()) == 1


def test_a_judgement_of_another_dossier_cannot_be_undone_here(client: TestClient) -> None:
    token = enter(client)
    assert (
        client.post(f"{BOARD}/corrections/undo", data={"form_token": token, "judgement": "none"}).status_code
        == 404
    )


def test_a_dossier_is_made_on_the_site(client: TestClient) -> None:
    form = {
        "form_token": enter(client), "name": "toll", "title": "The toll", "parties": "NOR, SWE", "about": "Sound",
        "issues": "bridge toll: toll*, bridge\r\n\r\nfishing: herring", "people": "Ulf Brandt = SWE",
    }  # fmt: skip
    answer = client.post("/dossiers/new", data=form)
    assert answer.url.path == "/dossier/toll" and "lower the bridge toll" in answer.text
    again = client.post("/dossiers/new", data=form)
    assert again.status_code == 400 and "There is a dossier toll already" in again.text
    assert Page(again.text).faults == [] and "bridge toll: toll*, bridge" in again.text
    bad = client.post("/dossiers/new", data=form | {"name": "x", "issues": "no colon here"})
    assert bad.status_code == 400 and "is not a name" in bad.text


def test_a_public_desk_shows_short_quotations_only(path: Path) -> None:
    long = "the toll " + "and the bridge over the cold water " * 20 + "altogether"
    report = Report(f"Ostia opposes {long} in the Sound. It said nothing else of note.", "2025-04-01")
    report.wants("fin", "opposes", long, f"Ostia opposes {long}")
    with Desk.open(path) as desk:
        desk.add(report.record)
    with TestClient(make_app(path, public=True)) as client:
        for address in (BOARD, f"{BOARD}/history/bridge-toll/fin", f"{BOARD}/brief"):
            text = client.get(address).text
            assert "altogether" not in text and "nothing else of note" not in text, address


def test_what_others_wrote_stays_words(path: Path) -> None:
    evil = "<script>alert(1)</script>"
    report = Report(
        f"Ostia opposes the toll {evil} in the Sound.",
        "2025-04-01",
        title=evil,
        source=evil,
        url="javascript:alert(1)",
    )
    report.actor("Ostia", "fin", "country")
    report.wants("fin", "opposes", f"the toll {evil}", f"Ostia opposes the toll {evil}")
    report.happens("CONSULT", f"Ostia opposes the toll {evil}", "Ostia")
    with Desk.open(path) as desk:
        desk.add(report.record)
    with TestClient(make_app(path, write_token=TOKEN)) as client:
        enter(client)
        for address in (*PAGES, f"{BOARD}/history/bridge-toll/fin"):
            page = Page(client.get(address).text)
            assert page.faults == [] and page.scripts == [], address
            assert not any(link.startswith("javascript") for link in page.links)
