"""Events in the clear view of a record: what, who with whom, when, where, and the words that say so."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.lines import flat
from onrecord.models import Actor, Event, Record

_STYLES = {"held": "green", "planned": "cyan", "proposed": "cyan", "called off": "red", "denied": "red"}


def print_events(record: Record, console: Console) -> None:
    """Each event on a line of its own, with its evidence below; nothing where there are none."""
    if not record.events:
        return
    console.print(Text("Events", style="bold underline"))
    for event in record.events:
        console.print(Padding(_head(event), (0, 0, 0, 2)))
        for span in event.evidence[:3]:
            console.print(Padding(Text(flat(f"“{span.exact}”"), style="dim"), (0, 0, 0, 4)))
        if len(event.evidence) > 3:
            console.print(Padding(Text(f"and {len(event.evidence) - 3} more", style="dim"), (0, 0, 0, 4)))
    console.print()


def _head(event: Event) -> Text:
    line = Text(event.type, style="bold")
    line.append(f" {event.mode}" if event.mode else "")
    line.append(f"  {event.status}", style=_STYLES[event.status])
    who = _names(event.actors)
    whom = _names(event.recipients)
    line.append("  " + " → ".join(part for part in (who, whom) if part), style="bold" if who else "")
    facts = [event.date.value if event.date else "", flat(event.place.name) if event.place else ""]
    line.append("  " + ", ".join(fact for fact in facts if fact))
    line.append(f"  [{event.confidence:.2f}]", style="dim")
    return line


def _names(actors: Sequence[Actor]) -> str:
    return ", ".join(flat(actor.name) for actor in actors)
