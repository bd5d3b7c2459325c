"""`onrecord dossier` and `onrecord brief`: what they print, in which formats, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from onrecord.cli import main
from onrecord.store import Desk
from tests.dossier import samples
from tests.dossier.build import Report

Run = Callable[..., Result]
ISSUES = """
about = ["Sound"]
[issues]
"fishing grounds" = ["fish*", "herring", "trawler*"]
"bridge toll" = ["toll*", "bridge"]
[people]
"Ulf Brandt" = "swe"
[parties]
nor = "Norland"
swe = "Sudmark"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk:
        list(desk.add_many(samples.records()))
    (tmp_path / "issues.toml").write_text(ISSUES, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_DESK", str(path))
    return lambda *words: CliRunner().invoke(main, words, catch_exceptions=False)


@pytest.fixture
def talks(run: Run) -> Run:
    made = run(
        "dossier",
        "new",
        "talks",
        "--parties",
        "NOR,SWE,FIN",
        "--issues",
        "issues.toml",
        "--title",
        "The Sound talks",
    )
    assert made.output == "talks: 3 parties, 2 issues, 5 positions in the desk\n"
    return run


def test_a_dossier_from_its_making_to_its_removal(talks: Run) -> None:
    assert (
        talks("dossier", "list").output == "talks  The Sound talks  (Norland, Sudmark, Finland; 2 issues)\n"
    )
    shown = talks("dossier", "show", "talks").output
    assert (
        "Sudmark (swe)\n    Ulf Brandt, 3 statements" in shown
        and "bridge toll (bridge-toll): toll*, bridge" in shown
    )
    assert json.loads(talks("dossier", "show", "talks", "--format", "json").output)["about"] == ["Sound"]
    assert talks("dossier", "remove", "talks", "--yes").exit_code == 0
    assert "no dossiers yet" in talks("dossier", "list").output


def test_the_board_in_each_format(talks: Run) -> None:
    text = talks("dossier", "board", "talks", "--since", "2025-03-04").output
    assert "fishing grounds: converging (a party has moved towards another)" in text
    assert "Sudmark  accepts on a condition: share the herring grounds [moved, was: rejects]" in text
    assert "2025-03-13 · Quay Herald" in text
    rows = list(csv.DictReader(io.StringIO(talks("dossier", "board", "talks", "--format", "csv").output)))
    assert [(r["issue"], r["party"], r["stance"]) for r in rows] == [
        ("fishing-grounds", "nor", "demands"), ("fishing-grounds", "swe", "conditions"),
        ("bridge-toll", "nor", "accepts"), ("bridge-toll", "swe", "offers"),
    ]  # fmt: skip
    shown = json.loads(talks("dossier", "board", "talks", "--format", "json").output)
    assert shown["issues"][0]["cells"]["nor"][0]["object"] == "sharing the herring grounds"
    markdown = talks("dossier", "board", "talks", "--format", "markdown").output
    assert "| Issue | Norland | Sudmark | Finland | State |" in markdown


def test_what_has_this_party_said_on_this_before(talks: Run) -> None:
    text = talks("dossier", "history", "talks", "--issue", "fishing-grounds", "--party", "SWE").output
    assert re.findall(r"^(\S+)  (\w+ \w+)", text, re.M) == [
        ("2025-03-13", "Sudmark accepts"),
        ("2025-03-03", "Sudmark rejects"),
    ]
    for form in ("csv", "json", "markdown"):
        assert (
            "a demand that Sudmark rejects" in talks("dossier", "history", "talks", "--format", form).output
        )


def test_the_calendar_in_each_format(talks: Run, tmp_path: Path) -> None:
    text = talks("dossier", "calendar", "talks").output
    assert "2025-03-12  meeting, held: Ana Ruud, Ulf Brandt, Mika Laine · Borgholm" in text
    assert talks("dossier", "calendar", "talks", "--since", "2025-03-10").output.count("meeting, held") == 1
    assert talks("dossier", "calendar", "talks", "--places").output.startswith("Borgholm (SWE): 1 meeting\n")
    assert len(json.loads(talks("dossier", "calendar", "talks", "--format", "json").output)) == 2
    assert talks("dossier", "calendar", "talks", "--format", "csv").output.startswith("when,kind,status,who")
    assert talks("dossier", "calendar", "talks", "-o", "talks.ics").exit_code == 0
    assert len(Calendar.from_ical((tmp_path / "talks.ics").read_bytes()).walk("VEVENT")) == 2


def test_a_side_that_nothing_in_the_desk_has_is_told_with_what_may_be_meant(run: Run) -> None:
    words = ("--issues", "issues.toml", "--person", "Eva Holm=OST")
    done = run("dossier", "new", "more", "--parties", "NOR,SWE+NRO,TUR,OST", *words)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "NRO: no document of this desk has that side; did you mean NOR?",
        "TUR: no document of this desk has that side",
    ]


def test_meetings_without_a_day_are_told_where_the_file_leaves_them_out(talks: Run, tmp_path: Path) -> None:
    made = Report("The Sound: talks of Ana Ruud and Eva Holm.", "2025-07-01")
    made.actor("Ana Ruud", "nor")
    made.actor("Eva Holm", "swe")
    made.happens("CONSULT", "talks of Ana Ruud and Eva Holm", "Ana Ruud", "Eva Holm")
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        desk.add(made.record)
    done = talks("dossier", "calendar", "talks", "--format", "ics")
    assert done.stdout.count("BEGIN:VEVENT") == 2
    assert done.stderr == "onrecord: 1 entry left out: not even the month is known\n"
    heads = re.findall(r"^(\S+|day not known)  meeting", talks("dossier", "calendar", "talks").stdout, re.M)
    assert heads == ["2025-03-12", "2025-03-02", "day not known"]


def test_a_correction_and_its_undoing(talks: Run) -> None:
    id = samples.first().positions[1].id
    done = talks("dossier", "judge", "talks", "stance", id, "accepts").output
    assert "stance: swe rejects → accepts · a demand that Sudmark rejects" in done
    at = ("dossier", "board", "talks", "--at", "2025-03-03")
    assert "Sudmark  accepts: sharing the herring grounds (corrected)" in talks(*at).output
    assert talks("dossier", "judgements", "talks").output == done
    assert "undone" in talks("dossier", "undo", done.split()[0]).output
    assert "Sudmark  rejects: sharing the herring grounds" in talks(*at).output
    assert talks("dossier", "judge", "talks", "side", "Ulf Brandt", "FIN").exit_code == 0
    one, two = samples.first().events[0].id, samples.first().events[1].id
    assert talks("dossier", "judge", "talks", "different", one, two).exit_code == 0
    assert talks("dossier", "judge", "talks", "status", one, "called off").exit_code == 0
    assert talks("dossier", "calendar", "talks").output.count("(corrected)") == 2


def test_the_brief_in_each_format(talks: Run, tmp_path: Path) -> None:
    text = talks("brief", "talks", "--since", "2025-03-04").output
    assert "Sudmark on fishing grounds: accepts on a condition (was: rejects)" in text
    for form, words in (
        ("markdown", "## Meetings held"),
        ("html", "<h2>Meetings held</h2>"),
        ("eml", "Subject: The Sound talks"),
        ("json", '"held"'),
    ):
        assert words in talks("brief", "talks", "--since", "2025-03-04", "--format", form).output
    assert (
        talks("brief", "talks", "--since", "2025-03-04", "-o", "brief.eml", "--to", "a@b.example").exit_code
        == 0
    )
    assert "To: a@b.example" in (tmp_path / "brief.eml").read_text()
    assert "Nothing new." in talks("brief", "talks").output


REFUSED = [
    (("dossier", "board", "none"), "no dossier none; there are: talks"),
    (("dossier", "new", "talks", "--parties", "NOR,SWE", "--issues", "issues.toml"), "there is a dossier talks already"),
    (("dossier", "new", "Bad Name", "--parties", "NOR,SWE", "--issues", "issues.toml"), "no name for a dossier"),
    (("dossier", "new", "t", "--parties", ",", "--issues", "issues.toml"), "is no party here"),
    (("dossier", "new", "t", "--parties", "NOR", "--issues", "none.toml"), "none.toml: cannot be read"),
    (("dossier", "new", "t", "--parties", "NOR", "--issues", "issues.toml"), "Ulf Brandt is of swe, which is no party here: nor"),
    (("dossier", "new", "t", "--parties", "NOR,SWE,NOR", "--issues", "issues.toml"), "the party nor is there twice"),
    (("dossier", "new", "t", "--parties", "NOR,SWE", "--issues", "issues.toml", "--person", "x"), "x is not NAME=SIDE"),
    (("dossier", "history", "talks", "--issue", "cotton"), "no issue cotton; it has: fishing-grounds, bridge-toll"),
    (("dossier", "history", "talks", "--party", "usa"), "no party usa; it has: nor, swe, fin"),
    (("dossier", "board", "talks", "--since", "soon"), "soon is no date"),
    (("dossier", "judge", "talks", "stance", "none", "accepts"), "nothing in the desk has the id none"),
    (("dossier", "judge", "talks", "side", "Ulf Brandt", "usa"), "usa is none of this dossier's"),
    (("dossier", "judge", "talks", "stance", samples.first().positions[1].id, "likes"), "likes is no stance"),
    (("dossier", "judge", "talks", "same", samples.first().events[0].id, samples.first().events[0].id), "one and the same report"),
    (("dossier", "undo", "none"), "no correction has the id none"),
    (("brief", "none"), "no dossier none"),
    (("dossier", "calendar", "talks", "-o", "talks.docx"), "names no format"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[said for _, said in REFUSED])
def test_a_refusal_is_one_line_that_says_what_to_do(talks: Run, words: tuple[str, ...], said: str) -> None:
    done = talks(*words)
    assert done.exit_code == 2 and said in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("territory = [", "is not TOML"),
        ("territory = 3", "must be a list"),
        ("[issues]\nx = ['a']\n[things]\n", "things is no part of an issues file"),
        ("issues = 3", "issues must be a table"),
        ("about = 3\nx = ['y']", "about must be a list"),
        ("x = ['--']", "has no word that marks it"),
        ("", "at least one party and one issue"),
    ],
)
def test_an_issues_file_that_cannot_be_used(run: Run, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bad.toml").write_text(text)
    done = run("dossier", "new", "t", "--parties", "NOR,SWE", "--issues", "bad.toml")
    assert done.exit_code == 2 and said in done.stderr and done.stderr.count("\n") == 1
