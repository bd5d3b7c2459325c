"""What the commands on dossiers share: the dossier asked for, days in words, writing out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import Command, fail, open_desk, plain

if TYPE_CHECKING:
    from onrecord.store import Desk
    from onrecord.store.dossier_rows import Dossier

_AGO = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?)(?:\s+ago)?", re.A)

output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it there."
)


def form_option(formats: Sequence[str]) -> Callable[[Command], Command]:
    """`--format`, by which the output file's name goes where it is not given."""
    return click.option(
        "--format", "form", type=click.Choice(formats), help="Text without it, or as FILE's name says."
    )


class Day(click.ParamType[str]):
    """An ISO date, `today`, `yesterday`, or so many days or weeks ago (`7d`, `2 weeks`)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from onrecord.dossier.days import bounds

        words = str(value).strip().lower()
        today = date.today()
        if words in ("today", "yesterday"):
            return (today - timedelta(days=words == "yesterday")).isoformat()
        if ago := _AGO.fullmatch(words):
            return (today - timedelta(days=int(ago[1]) * (7 if ago[2].startswith("w") else 1))).isoformat()
        found = bounds(str(value).strip().upper())
        if found is None or len(words) > 10:
            self.fail(f"{value} is no date; write 2025-12-04, 2025-12, yesterday or 7d", param, ctx)
        return found[0].isoformat()


DAY = Day()


@contextmanager
def dossier_of(desk_path: Path | None, name: str, *, write: bool = False) -> Iterator[tuple[Desk, Dossier]]:
    """The desk and its dossier of that name; ends the command in one line where there is none."""
    with open_desk(desk_path, read_only=not write) as desk:
        try:
            dossier = desk.dossiers.get(name)
        except KeyError:
            there = ", ".join(d.name for d in desk.dossiers.all())
            hint = f"there are: {there}" if there else "`onrecord dossier new` makes one"
            fail(f"{desk.path}: no dossier {name}; {hint}")
        yield desk, dossier


def deliver(text: str, output: Path | None) -> None:
    """Print it, or write it to a file in whole."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from onrecord.export.atomic import atomic_path

    with atomic_path(output) as path:
        path.write_text(text, "utf-8", "replace", newline="")


def as_csv(lines: Iterable[dict[str, Any]], columns: Iterable[str]) -> str:
    """Lines as a table that a spreadsheet can open safely; several values of a cell are parted by `; `."""
    from onrecord.export.csv import guard

    names = list(columns)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(names)
    for line in lines:
        values = ("; ".join(v) if isinstance(v := line.get(name), list) else v for name in names)
        writer.writerow([guard("" if value is None else str(value)) for value in values])
    return stream.getvalue()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def shown(*words: str | None) -> str:
    """Words of others on one line of a terminal."""
    return plain(" · ".join(word for word in words if word))
