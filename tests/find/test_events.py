"""Events as pictures: `[actor] {the words that tell it} <recipient>`, with type and status beside the passage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.dates import find_dates
from onrecord.find.events import find_events
from onrecord.find.findings import FoundEvent, FoundStatement
from onrecord.find.names import find_names
from onrecord.find.parse import Parse
from onrecord.find.places import find_places
from onrecord.models import Span
from tests.find.pictures import document_of

SIGNS = "[]{}<>"


def events_of(text: str, statements: tuple[FoundStatement, ...] = ()) -> tuple[FoundEvent, ...]:
    document = replace(document_of(text), published="2025-12-04")
    names = find_names(document, Parse(document))
    return find_events(document, names, find_dates(document), find_places(document, names), statements)


def drawn(text: str, event: FoundEvent) -> str:
    signs: list[tuple[int, int, str]] = []
    for spans, pair in ((event.actors, "[]"), ((event.anchor,), "{}"), (event.recipients, "<>")):
        for span in spans:
            signs += [(span.start, 1, pair[0]), (span.end, 0, pair[1])]
    out, at = "", 0
    for place, _, sign in sorted(signs):
        out += text[at:place] + sign
        at = place
    return out + text[at:]


PICTURES = [
    ("CONSULT held", "[Anna Berg] {met} <Emil Roth> on Monday."),
    ("CONSULT held", "[President Anna Berg] {held talks} with <the Danish prime minister> in Oslo."),
    ("CONSULT planned", "[Norwegian envoys] will {meet} with <European leaders> in Brussels."),
    ("CONSULT planned", "[Anna Berg] is expected to {meet} <Emil Roth> next week."),
    ("CONSULT proposed", "[Anna Berg] {invited} <Emil Roth> to Geneva for more talks."),
    ("CONSULT denied", "[Anna Berg] did not {meet} <Emil Roth>."),
    ("CONSULT denied", "A clerk denied that [Anna Berg] had {met} <Emil Roth>."),
    ("CONSULT denied", "A clerk denied that {talks} with <Denmark> had been planned for Friday."),
    ("CONSULT denied", "Anna Berg ruled out {talks} with <Denmark>."),
    ("CONSULT proposed", "Anna Berg is open to {talks} with <Denmark>."),
    ("CONSULT planned", "[Two ministers] agreed to {meet} again in Oslo on Friday."),
    ("AGREE held", "[Norway and Denmark] {agreed} to share the costs of the bridge."),
    ("SUPPORT held", "[Norway] {signed a trade deal} with <Denmark> on Friday."),
    ("ACCUSE held", "[Norway] {accused} <Denmark> of breaking the truce."),
    ("ACCUSE held", "<The mayor> was {criticised} by [the opposition]."),
    ("REJECT held", "[Denmark] has consistently {rejected} <the demand>."),
    ("REQUEST held", "[Norway] {urged} <Denmark> to open the port."),
    ("THREATEN held", "[The rebels] {threatened} <the government> with war."),
    ("COERCE held", "[Police] {arrested} <two protesters> in Oslo on Friday."),
    ("PROTEST held", "[Workers] {demonstrated} on Friday."),
    ("ACCUSE held", "[Anna Berg] {attacked} <her critics> on Friday."),
    ("ACCUSE held", "The tone of the {attacks} on <Emil Roth> was shrill."),
    ("ASSAULT held", "[The rebels] {attacked} <the army> on Friday."),
    ("REQUEST held", "[Norway] {called for} banning all trawlers."),
    ("AGREE held", "[Norway] {agreed} that the port should close."),
    ("ACCUSE held", "<Norwegian mayor> {criticised} for late trams"),
    ("ASSAULT held", "<Two workers> were {killed} in the strikes and shelling in Norway."),
    ("COERCE held", "[The United States] {imposed sanctions} on <Iran>."),
    ("ASSAULT held", "[Rebels] {attacked} <an army post> near Kampala."),
    ("ASSAULT held", "<Two soldiers> were {killed} in Kabul."),
    ("RETREAT held", "[The army] {withdrew} from <Kherson>."),
    ("RETREAT held", "[The junta] {released} <three journalists> on Sunday."),
    ("PROTEST held", "[Thousands of workers] {protested} against <the government> in Paris."),
    ("AID held", "[Sweden] {sent humanitarian aid} to <Sudan>."),
    ("SANCTION held", "[Mali] {expelled} <the French ambassador>."),
    ("MOBILIZE held", "[Belarus] {deployed troops} near the border."),
    ("CONSULT held", "[Emil Roth], who leads the party, {met} <Anna Berg> in Vienna."),
    ("REJECT held", "Anna Berg said [Denmark] would not {accept} <the plan>."),
]  # fmt: skip


@pytest.mark.parametrize(("told", "picture"), PICTURES, ids=lambda cell: str(cell)[:44])
def test_an_event(told: str, picture: str) -> None:
    text = "".join(c for c in picture if c not in SIGNS)
    found = [e for e in events_of(text) if f"{e.type} {e.status}" == told]
    assert [drawn(text, event) for event in found] == [picture]


QUIET = [
    "Anna Berg has sought to win the port.",
    "“Is it late?” Anna Berg asked.",
    "Anna Berg asked why the port was closed.",
    "Anna Berg pleaded guilty.",
    "Norway is fine.",
    "Norway recognised early that the port was lost.",
    "Norway demonstrated its strength.",
    "Anna Berg returned on Monday.",
    "Anna Berg shared a draft of the plan.",
    "Denmark listed Norway’s considerable faults.",
    "The bridge meets the needs of the town.",
    "If Anna Berg met Emil Roth, the deal would fall.",
    "Will Anna Berg meet Emil Roth?",
    "I met them in the rain.",
    "Anna Berg released her tax plan on Monday.",
    "Emil Roth, who did not attend talks, spoke to nobody.",
    "The meeting room was cold.",
    "Norway must be part of any talks with Denmark.",
    "Norway will meet the target.",
    "Norway offered a second opinion.",
    "Norway agreed that the port is small.",
    "Norway returned fire.",
    "Norway declined to comment.",
    "Norway declined to speculate about the port.",
    "Norway has committed crimes.",
    "Norway demonstrated considerable restraint.",
    "Police stations in Norway are old.",
    "Norwegian aid groups left the port.",
    "The Norwegian sanctions bill is long.",
    "Anna Berg faces assault charges against children.",
    "Anna Berg sought to attack Denmark.",
    "Both Norway and Denmark sought to win the port.",
    "Norway declined to give a figure.",
    "Norwegian partners, people with long memories, left the port.",
    "Some Norwegians signed up for a course.",
    "Norway insists that the port is small.",
    "Norway is pressing its advantage.",
    "The Norway-backed crews left.",
    "The port hired workers willing to wait.",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_is_no_event(text: str) -> None:
    assert [drawn(text, event) for event in events_of(text)] == []


def test_talks_that_are_not_ruled_out_are_no_talks() -> None:
    found = events_of("Anna Berg did not rule out talks with Denmark.")
    assert [(e.type, e.status) for e in found] == [("REJECT", "denied")]


def test_who_spoke_by_phone_had_a_call() -> None:
    (event,) = events_of("Anna Berg spoke with Emil Roth by phone on Sunday.")
    assert (event.type, event.mode, event.date and event.date.value) == ("CONSULT", "phone", "2025-11-30")


def test_a_noun_with_place_and_those_who_were_there() -> None:
    text = "The meeting, held at the Kremlin in Moscow, ended the war."
    (event,) = events_of(text)
    assert (event.type, event.status, event.definite) == ("CONSULT", "held", True)
    assert event.place is not None
    assert (event.place.name, event.place.country) == ("Kremlin, Moscow", "rus")


def test_each_date_and_place_goes_to_its_own_event() -> None:
    text = "Anna Berg met Emil Roth in Oslo on Monday, and Norway accused Denmark of spying on Tuesday."
    first, second = events_of(text)
    assert first.date is not None and first.place is not None and second.date is not None
    assert (first.date.value, first.place.name, second.date.value) == ("2025-12-01", "Oslo", "2025-12-02")
    assert second.place is None


def test_what_is_spoken_about_gives_a_demand_no_place() -> None:
    (event,) = events_of("Norway called for free elections in Chad.")
    assert event.place is None
    (event,) = events_of("In Oslo, Norway called for free elections.")
    assert event.place is not None and event.place.country == "nor"


def test_a_deadline_is_not_the_day_of_the_demand() -> None:
    (event,) = events_of("Norway asked Denmark for answers no later than May 10.")
    assert event.date is None


def test_a_visit_that_is_to_be_blocked_is_no_visit() -> None:
    found = events_of("Norwegian lawmakers want to block Emil Roth’s visit to Norway.")
    assert "CONSULT" not in {event.type for event in found}


def test_meetings_that_are_called_off_or_only_planned() -> None:
    cancelled, planned = events_of(
        "Norway cancelled a meeting with Denmark. A summit between Norway and Denmark is scheduled for Friday."
    )
    assert (cancelled.type, cancelled.status) == ("CONSULT", "called off")
    assert (planned.type, planned.status) == ("CONSULT", "planned")
    assert planned.date is not None
    assert planned.date.value == "2025-12-05"


def test_an_event_inside_a_statement_points_to_it() -> None:
    text = "Anna Berg said Norway attacked Denmark."
    content = (Span.of(text, 15, len(text) - 1),)
    told = FoundStatement(content, (), (), "indirect", "speech", None, None, None, "test/1", 0.9)
    (event,) = [e for e in events_of(text, (told,)) if e.type == "ASSAULT"]
    assert event.within == 0


@given(st.text(alphabet="Anna Berg met, “talks” with Emil’s the\n.;()-—ÅØ é", max_size=120))
def test_any_text_gives_spans_that_hold(text: str) -> None:
    for event in events_of(text):
        spans = (event.anchor, event.evidence, *event.actors, *event.recipients)
        assert all(span.holds_in(text) for span in spans)
        assert event.evidence.covers(event.anchor)
