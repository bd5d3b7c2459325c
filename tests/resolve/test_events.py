"""Events resolved: whose they are, and which mentions tell one happening."""

from __future__ import annotations

from dataclasses import replace

from onrecord.find.dates import find_dates
from onrecord.find.events import find_events
from onrecord.find.findings import Findings
from onrecord.find.names import find_names
from onrecord.find.parse import Parse
from onrecord.find.places import find_places
from onrecord.models import Event, Record, Span
from onrecord.resolve import resolve
from tests.find.pictures import document_of


def read(text: str) -> Record:
    document = replace(document_of(text), published="2025-12-04")
    names = find_names(document, Parse(document))
    dates, places = find_dates(document), find_places(document, names)
    events = find_events(document, names, dates, places)
    return resolve(document, Findings((), names, dates, places, events=events))


def drawn(event: Event) -> str:
    """`TYPE status: actors > recipients`, with sides."""
    who, whom = (
        " + ".join(f"{actor.name} ({actor.side})" for actor in actors)
        for actors in (event.actors, event.recipients)
    )
    return f"{event.type} {event.status}: {who} > {whom}"


def test_mentions_of_one_meeting_are_one_event() -> None:
    record = read(
        "Norwegian envoy Anna Berg and Norwegian adviser Emil Roth had a “good meeting” with Danish President Nils Holm"
        " on December 2, 2025. The meeting, held at the Amalienborg in Copenhagen, lasted an hour.\n\n"
        "During the meeting, which also included Danish adviser Lars Juul, Berg and Roth held long talks with Holm."
    )
    (event,) = record.events
    assert drawn(event) == (
        "CONSULT held: Anna Berg (nor) + Emil Roth (nor) + Lars Juul (dnk) > Nils Holm (dnk)"
    )
    assert event.date is not None and event.place is not None
    assert event.date.value == "2025-12-02"
    assert event.place.country == "dnk"
    assert len(event.evidence) >= 3


def test_two_groups_under_one_noun() -> None:
    (event,) = read("Both Norwegian and Danish negotiators agreed to keep the talks secret.").events
    assert drawn(event) == "AGREE held: Norwegian negotiators (nor) + Danish negotiators (dnk) > "


def test_what_stands_in_no_relation_stays_apart() -> None:
    record = read(
        "Anna Berg met Emil Roth in Oslo on Monday. Anna Berg met Emil Roth in Paris on Tuesday."
        " Anna Berg will meet Emil Roth on Friday."
    )
    assert [event.status for event in record.events] == ["held", "held", "planned"]
    assert [event.date.value for event in record.events if event.date] == [
        "2025-12-01",
        "2025-12-02",
        "2025-12-05",
    ]


def test_meetings_with_others_stay_apart() -> None:
    record = read(
        "Norwegian envoy Anna Berg met Danish President Nils Holm in Oslo."
        " In May, Berg’s meeting with Chilean President Emil Roth had failed."
    )
    assert [drawn(event) for event in record.events] == [
        "CONSULT held: Anna Berg (nor) > Nils Holm (dnk)",
        "CONSULT held: Anna Berg (nor) > Emil Roth (chl)",
    ]


def test_attacks_are_not_the_blame_of_somebody_else() -> None:
    record = read("Anna Berg blasted Emil Roth. The tone of his attacks on Emil Roth was shrill.")
    assert all(len(event.evidence) == 1 for event in record.events)


def test_the_meeting_is_no_habit_and_no_visit() -> None:
    record = read("Anna Berg frequently meets with Emil Roth. The meeting lasted an hour.")
    assert [len(event.evidence) for event in record.events] == [1]
    record = read("Anna Berg visited Denmark. The meeting lasted an hour.")
    assert [len(event.evidence) for event in record.events] == [1]


def test_the_meeting_far_from_two_meetings_stays_open() -> None:
    two = "Anna Berg met Emil Roth in Oslo on Monday. Lars Juul met Nils Holm in Paris on Tuesday."
    near = read(two + " The meeting lasted an hour.")
    assert [len(event.evidence) for event in near.events] == [1, 2]
    far = read(two + " The harbour was quiet in those days." * 30 + " The meeting lasted an hour.")
    assert [len(event.evidence) for event in far.events] == [1, 1]
    one = read(
        "Anna Berg met Emil Roth in Oslo on Monday." + " It was quiet." * 60 + " The meeting lasted an hour."
    )
    assert [len(event.evidence) for event in one.events] == [2]


def test_a_thing_is_no_actor_but_its_owner_may_be() -> None:
    (event,) = read("Norway condemned Denmark’s blockade of the port.").events
    assert drawn(event) == "ACCUSE held: Norway (nor) > Denmark (dnk)"
    (event,) = read("Norway rejected the new timetable.").events
    assert drawn(event) == "REJECT held: Norway (nor) > "


def test_ids_are_made_from_content() -> None:
    text = "Norway accused Denmark of spying. Denmark rejected the claim."
    first, again = read(text), read(text)
    assert first.events == again.events
    assert len({event.id for event in first.events}) == len(first.events) == 2


def test_the_day_of_a_dateline_dates_no_event() -> None:
    text = "OSLO, Dec. 4, 2025 — Norwegian envoy Anna Berg met Danish envoy Lars Juul on Tuesday."
    document = document_of(text)
    document = replace(
        document, published="2025-12-04", parts={**document.parts, "dateline": (Span.of(text, 0, 18),)}
    )
    names, dates = find_names(document, Parse(document)), find_dates(document)
    (event,) = find_events(document, names, dates, find_places(document, names))
    assert event.date is not None and event.date.value == "2025-12-02"
