"""The filters that `search` and `export` share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from onrecord.models import Kind, Record, Statement

if TYPE_CHECKING:
    from onrecord.store import Desk

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?", re.A)


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _DATE.fullmatch(value):
        raise click.BadParameter("give a date as 2025, 2025-12 or 2025-12-04")
    return value


_OPTIONS = (
    click.option("--speaker", metavar="NAME", help="Only what this speaker said; any part of the name."),
    click.option("--kind", type=click.Choice(["direct", "indirect", "mixed"]), help="Only such statements."),
    click.option("--source", metavar="NAME", help="Only documents of this source."),
    click.option("--since", metavar="DATE", callback=_date, help="Published then or later: 2025-12-04."),
    click.option("--until", metavar="DATE", callback=_date, help="Published then or before: 2025-12."),
    click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="0-1",
                 help="Leave out less sure statements."),
)  # fmt: skip


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options; they come as speaker, kind, source, since, until and min_confidence."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for; None and 0 leave nothing out."""

    speaker: str | None = None
    kind: Kind | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    min_confidence: float = 0.0

    @property
    def of_statements(self) -> bool:
        return self.speaker is not None or self.kind is not None or self.min_confidence > 0

    def records(self, desk: Desk) -> Iterator[Record]:
        """The desk's records in the order of adding, with only the statements asked for."""
        for record in desk.records(source=self.source, since=self.since, until=self.until):
            if not self.of_statements:
                yield record
            elif (kept := self._narrow(record)).statements:
                yield kept

    def _narrow(self, record: Record) -> Record:
        sure = record.surer_than(self.min_confidence)
        kept = tuple(s for s in sure.statements if self._wants(s))
        ids = {s.id for s in kept}
        checks = tuple(c for c in sure.checks if c.statement is None or c.statement in ids)
        return replace(sure, statements=kept, checks=checks)

    def _wants(self, statement: Statement) -> bool:
        if self.kind is not None and statement.kind != self.kind:
            return False
        if self.speaker is None:
            return True
        from onrecord.store.names import fold_name

        speaker = statement.speaker
        names = [actor.name for actor in speaker.actors] + [span.exact for span in speaker.mention]
        words = set(fold_name(" ".join(names)).split())
        asked = fold_name(self.speaker).split()
        return bool(asked) and all(word in words for word in asked)
