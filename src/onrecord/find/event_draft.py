"""An event in one sentence, as ranges of its tokens."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.find.event_lexicon import Frame
from onrecord.find.event_phrases import Range
from onrecord.models import EventStatus


@dataclass(frozen=True, slots=True)
class Draft:
    """`anchor` states the event; `first` is where its noun phrase or verb begins, `stop` where its words end.

    `definite` tells a noun that may point back to an event told before: `the meeting`.
    """

    frame: Frame
    status: EventStatus
    anchor: Range
    first: int
    actor: Range | None
    recipient: Range | None
    stop: int
    definite: bool = False
