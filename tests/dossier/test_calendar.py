"""One meeting is one entry with all its reports; its status follows what was reported last."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from onrecord.dossier.brief import brief
from onrecord.dossier.calendar import Entry, calendar, listed, places
from onrecord.dossier.contradictions import contradictions
from onrecord.dossier.ics import ics
from onrecord.models import EventStatus
from onrecord.store import Desk
from tests.dossier import samples
from tests.dossier.build import Report

DOSSIER = samples.dossier()


def entries(desk: Desk) -> list[Entry]:
    return calendar(DOSSIER, *desk.dossiers.events(DOSSIER))


def lines(desk: Desk) -> list[str]:
    return [
        f"{e.when} {e.kind} {e.status} {e.where}: {', '.join(w.name for w in e.who)} ({len(e.reports)})"
        for e in entries(desk)
    ]


def test_reports_of_one_meeting_are_one_entry_and_a_held_one_is_no_longer_planned(desk: Desk) -> None:
    assert lines(desk) == [
        "2025-03-02 meeting held Skagen: Ana Ruud, Ulf Brandt, Norland, Sudmark (2)",
        "2025-03-12 meeting held Borgholm: Ana Ruud, Ulf Brandt, Mika Laine (2)",
    ]
    one, two = entries(desk)
    assert one.outlets == ("Quay Herald", "Sound Post") and one.parties == ("nor", "swe")
    assert [r.status for r in two.reports] == ["planned", "held"]


def test_a_meeting_on_something_else_is_not_in_the_calendar(desk: Desk) -> None:
    assert not any("Egypt" in line for line in lines(desk))


def report(desk: Desk, day: str, *, status: EventStatus = "held", date: str | None = None, place: str | None = None,
           names: tuple[tuple[str, str], ...] = (("Ana Ruud", "nor"), ("Ulf Brandt", "swe")), mode: str | None = None,
           type: str = "CONSULT", words: str = "talks", source: str = "Third Paper") -> Report:  # fmt: skip
    who = " and ".join(name for name, _ in names)
    body = f"On the Sound: {words}{f' of {who}' if who else ''}{f' in {place}' if place else ''}{f' on {date}' if date else ''}."
    made = Report(body, day, source=source)
    for name, side in names:
        made.actor(name, side, "country" if name in ("Norland", "Sudmark", "Ostia") else "person")
    made.happens(
        type, body.removesuffix("."), *(name for name, _ in names), status=status, mode=mode,
        date=(date, date) if date else None, place=(place, None) if place else None,
    )  # fmt: skip
    desk.add(made.record)
    return made


def test_a_meeting_that_names_nobody_is_listed_by_its_day_and_place(desk: Desk) -> None:
    report(desk, "2025-03-20", date="2025-04-02", place="Malmo", names=(), status="planned")
    report(desk, "2025-03-21", place="Malmo", names=(), status="planned")
    assert lines(desk)[-1] == "2025-04-02 meeting planned Malmo:  (1)" and len(lines(desk)) == 3


def test_a_report_that_names_nobody_joins_the_meeting_of_its_day_and_place(desk: Desk) -> None:
    report(desk, "2025-03-03", date="2025-03-02", place="Skagen", names=())
    assert lines(desk)[0] == "2025-03-02 meeting held Skagen: Ana Ruud, Ulf Brandt, Norland, Sudmark (3)"


JOINED: list[tuple[str, dict[str, Any], bool]] = [
    ("the same people and day", {"day": "2025-03-03", "date": "2025-03-02"}, True),
    ("the same people, no day, reported near", {"day": "2025-03-04"}, True),
    ("the same people, no day, reported weeks later", {"day": "2025-04-20"}, False),
    ("another day", {"day": "2025-03-06", "date": "2025-03-05"}, False),
    ("another place", {"day": "2025-03-03", "date": "2025-03-02", "place": "Oslo"}, False),
    ("the place in more words", {"day": "2025-03-03", "date": "2025-03-02", "place": "Skagen harbour"}, True),
    ("a call is no meeting", {"day": "2025-03-03", "date": "2025-03-02", "mode": "phone"}, False),
    ("a visit may be the same", {"day": "2025-03-03", "date": "2025-03-02", "mode": "visit"}, True),
    ("a month that holds the day", {"day": "2025-03-20", "date": "2025-03", "place": "Skagen"}, True),
    ("sides alone", {"day": "2025-03-03", "date": "2025-03-02", "names": (("Norland", "nor"), ("Sudmark", "swe"))}, True),
    ("others of the same sides", {"day": "2025-03-03", "date": "2025-03-02", "names": (("Per Dahl", "nor"), ("Eva Holm", "swe"))}, False),
]  # fmt: skip


@pytest.mark.parametrize(("why", "fields", "joined"), JOINED, ids=[case[0] for case in JOINED])
def test_what_is_one_meeting(desk: Desk, why: str, fields: dict[str, Any], joined: bool) -> None:
    report(desk, **fields)
    assert sorted(len(e.reports) for e in entries(desk)) == ([2, 3] if joined else [1, 2, 2])


STATUS: list[tuple[list[tuple[str, EventStatus]], EventStatus]] = [
    ([("2025-05-01", "proposed"), ("2025-05-03", "planned")], "planned"),
    ([("2025-05-01", "planned"), ("2025-05-11", "held")], "held"),
    ([("2025-05-01", "planned"), ("2025-05-09", "called off")], "called off"),
    ([("2025-05-01", "planned"), ("2025-05-09", "called off"), ("2025-05-11", "held")], "held"),
    ([("2025-05-11", "held"), ("2025-05-12", "planned")], "held"),
    ([("2025-05-11", "held"), ("2025-05-12", "denied")], "denied"),
]


@pytest.mark.parametrize(("told", "status"), STATUS)
def test_the_status_follows_the_reports(
    desk: Desk, told: list[tuple[str, EventStatus]], status: EventStatus
) -> None:
    for day, said in told:
        report(desk, day, status=said, date="2025-05-10", place="Visby")
    (entry,) = [e for e in entries(desk) if e.where == "Visby"]
    assert (entry.status, len(entry.reports)) == (status, len(told))


def test_an_undated_report_does_not_chain_two_meetings(desk: Desk) -> None:
    report(desk, "2025-05-01", date="2025-05-01", place="Visby")
    report(desk, "2025-05-02", place="Visby")
    report(desk, "2025-05-03", date="2025-05-03", place="Visby")
    assert sorted(len(e.reports) for e in entries(desk) if e.where == "Visby") == [1, 2]


def test_a_person_says_that_two_are_one_or_that_one_is_two(desk: Desk) -> None:
    made = report(desk, "2025-03-06", date="2025-03-05")
    one = samples.first().events[0]
    joined = desk.dossiers.judge_meetings(one.id, made.events[0].id, "same")
    assert sorted(len(e.reports) for e in entries(desk)) == [2, 3]
    assert [e.judged for e in entries(desk)] == [True, False]
    desk.undo(joined.id)
    assert sorted(len(e.reports) for e in entries(desk)) == [1, 2, 2]
    desk.dossiers.judge_meetings(one.id, samples.second().events[0].id, "different")
    assert sorted(len(e.reports) for e in entries(desk)) == [1, 1, 1, 2]


@pytest.mark.parametrize(("verdict", "left"), [("called off", ["called off", "held"]), ("none", ["held"])])
def test_a_person_says_whether_it_took_place(desk: Desk, verdict: str, left: list[str]) -> None:
    desk.dossiers.judge_status(samples.first().events[0].id, verdict)
    if verdict == "none":
        desk.dossiers.judge_status(samples.second().events[0].id, verdict)
    assert [e.status for e in entries(desk)] == left
    record = samples.first()
    desk.add(
        replace(record, events=tuple(replace(e, id=e.id[::-1], made_by="other@2") for e in record.events))
    )
    assert [e.status for e in entries(desk)] == left


def test_signings_and_deadlines(desk: Desk) -> None:
    report(desk, "2025-06-01", date="2025-06-01", type="AGREE", words="signing of a pact")
    report(desk, "2025-06-02", date="2025-07-01", type="REQUEST", status="planned", words="a deadline")
    report(desk, "2025-06-02", date="2025-07-01", type="ACCUSE", words="blame")
    assert [e.kind for e in entries(desk)][2:] == ["signing", "deadline"]


def test_places_have_their_meetings(desk: Desk) -> None:
    report(desk, "2025-05-02", date="2025-05-01", place="Skagen")
    assert [(place, len(group)) for place, _, group in places(entries(desk))] == [
        ("Skagen", 2),
        ("Borgholm", 1),
    ]


def test_reports_that_tell_it_differently(desk: Desk) -> None:
    assert contradictions(entries(desk)) == []
    report(desk, "2025-03-03", date="2025-03-02", words="three-hour talks", source="A")
    report(desk, "2025-03-03", date="2025-03-02", words="five hours of talks", source="B")
    report(desk, "2025-03-05", date="2025-03-02", status="denied", source="C")
    late = report(desk, "2025-03-06", date="2025-03-05", place="Oslo", source="D")
    desk.dossiers.judge_meetings(samples.first().events[0].id, late.events[0].id, "same")
    found = {c.on: [value for value, _ in c.sides] for c in contradictions(entries(desk))}
    assert found == {
        "figure": ["3 hour", "5 hour"], "whether": ["held", "denied"], "where": ["Skagen", "Oslo"],
        "when": ["2025-03-02", "2025-03-05"],
    }  # fmt: skip


def test_who_attended_differs_where_nobody_of_a_side_is_in_both(desk: Desk) -> None:
    other = report(desk, "2025-03-03", date="2025-03-02", names=(("Per Dahl", "nor"), ("Ulf Brandt", "swe")))
    assert other
    assert [(c.on, [v for v, _ in c.sides]) for c in contradictions(entries(desk))] == [
        ("who", ["Ana Ruud", "Per Dahl"])
    ]


def test_what_is_to_come_is_listed_first_and_what_has_no_day_last(desk: Desk) -> None:
    report(desk, "2025-05-01", status="planned", date="2025-04-20", place="Never told of again")
    report(desk, "2025-05-01", status="planned", date="2025-06-10", place="Visby")
    report(desk, "2025-05-01", status="proposed", date="2025-05-20", place="Oslo")
    report(desk, "2025-05-01", status="called off", date="2025-06-01", place="Skagen")
    report(desk, "2025-05-01", names=(("Eva Holm", "swe"), ("Per Dahl", "nor")))
    assert [f"{e.when} {e.status}" for e in listed(entries(desk))] == [
        "2025-05-20 proposed", "2025-06-10 planned", "2025-06-01 called off", "2025-04-20 planned",
        "2025-03-12 held", "2025-03-02 held", "None held",
    ]  # fmt: skip
    statuses = {
        str(e["LOCATION"]): str(e["STATUS"])
        for e in Calendar.from_ical(ics("x", entries(desk))).walk("VEVENT")
    }
    assert (statuses["Oslo"], statuses["Visby"], statuses["Skagen"]) == (
        "TENTATIVE",
        "CONFIRMED",
        "CANCELLED",
    )


def test_it_opens_in_a_calendar_program(desk: Desk) -> None:
    report(desk, "2025-05-01", status="proposed", date="2025-06", place="Visby; “Old, town”\\harbour")
    report(desk, "2025-05-01", names=(("Eva Holm", "swe"), ("Per Dahl", "nor")))
    text = ics(DOSSIER.title, entries(desk))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events = list(Calendar.from_ical(text).walk("VEVENT"))
    assert [str(e["SUMMARY"]) for e in events[:2]] == [
        "Meeting: Ana Ruud, Ulf Brandt, Norland, Sudmark",
        "Meeting: Ana Ruud, Ulf Brandt, Mika Laine",
    ]
    assert [str(e["STATUS"]) for e in events] == ["CONFIRMED", "CONFIRMED", "TENTATIVE"]
    assert (str(events[0].decoded("DTSTART")), str(events[0].decoded("DTEND")), str(events[0]["URL"])) == (
        "2025-03-02",
        "2025-03-03",
        "https://quay.example/1",
    )
    assert str(events[2]["LOCATION"]) == "Visby; “Old, town”\\harbour"
    assert "Ana Ruud of Norland met Ulf Brandt in Skagen on 2 March (Quay Herald, 2025-03-03)" in str(
        events[0]["DESCRIPTION"]
    )
    assert len({str(e["UID"]) for e in events}) == 3
    assert ics(DOSSIER.title, entries(desk)) == text


def test_of_several_places_that_carry_a_meeting_the_fullest_is_shown(desk: Desk) -> None:
    made = Report(
        "Ana Ruud met Eva Holm in Visby over the Sound. It rained. The talks went well.", "2025-06-01"
    )
    made.actor("Ana Ruud", "nor")
    made.actor("Eva Holm", "swe")
    made.happens("CONSULT", "Ana Ruud met Eva Holm in Visby over the Sound", "Ana Ruud", "Eva Holm")
    made.events[0] = replace(made.events[0], evidence=(*made.events[0].evidence, made.span("The talks")))
    desk.add(made.record)
    found = brief(desk, DOSSIER, "2025-06-01")
    assert [m.told[0].span.exact for m in found.held] == ["Ana Ruud met Eva Holm in Visby over the Sound."]
    judged = desk.dossiers.judge_status(made.events[0].id, "denied")
    assert judged.left_name == "Ana Ruud met Eva Holm in Visby over the Sound"
    assert entries(desk)[-1].status == "denied"
