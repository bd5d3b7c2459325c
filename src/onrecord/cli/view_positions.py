"""Positions on a terminal: by holder, each with its stance, object, condition and whom it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from onrecord.cli.lines import flat
from onrecord.models import Position, Record

if TYPE_CHECKING:
    from rich.console import Console


def print_positions(record: Record, console: Console) -> None:
    """A line for each position, those of one holder together; nothing where there are none."""
    if not record.positions:
        return
    console.print(Text("Positions", style="bold underline"))
    groups: dict[str, list[Position]] = {}
    for position in record.positions:
        groups.setdefault(holder_of(position), []).append(position)
    for who, positions in groups.items():
        console.print(Padding(Text(flat(who), style="bold"), (0, 0, 0, 2)))
        for position in positions:
            console.print(Padding(_line(position), (0, 0, 0, 4)))
    console.print()


def holder_of(position: Position) -> str:
    """Who holds it, by name, with the side where that is another word."""
    names = " and ".join(actor.name for actor in position.actors)
    if not names:
        return position.side or "(nobody named)"
    return f"{names} ({position.side})" if position.side else names


def _line(position: Position) -> Text:
    part = " in part" if position.degree == "part" else ""
    line = Text(f"{position.stance}{part} ", style="italic")
    line.append(flat(position.object.exact))
    if position.condition is not None:
        line.append(f", {flat(position.condition.exact)}", style="dim")
    facts = [position.issue or "", f"to {position.counterparty}" if position.counterparty else ""]
    facts += [position.date.value if position.date else ""]
    facts += [f"{position.evidence[0].start}–{position.evidence[-1].end}", f"{position.confidence:.2f}"]
    line.append(f"  [{' · '.join(flat(fact) for fact in facts if fact)}]", style="dim")
    return line
