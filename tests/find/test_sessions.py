"""Meetings told with their days: `name | start/end | place`."""

from __future__ import annotations

import pytest

from onrecord.find.sessions import find_sessions, session_events
from onrecord.models import Document, Span, text_id


def document(text: str) -> Document:
    return Document("d", text_id(text), text, {"body": (Span.of(text, 0, len(text)),)})


@pytest.mark.parametrize(
    ("text", "days", "place"),
    [
        (
            "The ninth congress took place in Turin, Italy, from 1-12 December 2003.",
            "2003-12-01/2003-12-12",
            "Turin",
        ),
        ("It met from 28 November to 10 December 2005 in Bonn.", "2005-11-28/2005-12-10", "Bonn"),
        ("The council was held in Oslo from May 3-5, 2011.", "2011-05-03/2011-05-05", "Oslo"),
        ("The board met in Cairo from 29 December to 2 January 2010.", "2009-12-29/2010-01-02", "Cairo"),
    ],
)
def test_days_and_place(text: str, days: str, place: str) -> None:
    [found] = find_sessions(document(text))
    assert f"{found.start}/{found.end}" == days
    assert found.place is not None
    assert found.place.exact == place


def test_a_session_is_a_consultation_with_date_and_place() -> None:
    text = "The next session will be held from 3-14 June 2013 in Bonn, Germany."
    [event] = session_events(document(text), ())
    assert (event.type, event.status) == ("CONSULT", "planned")
    assert event.date is not None and event.date.value == "2013-06-03/2013-06-14"
    assert event.place is not None and (event.place.name, event.place.country) == ("Bonn", "deu")
    assert event.evidence.holds_in(text)
    assert session_events(document(text), (event,)) == ()


def test_days_without_a_meeting_tell_none() -> None:
    assert find_sessions(document("Sales rose from 3-14 June 2013 in Bonn.")) == ()
