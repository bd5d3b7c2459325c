"""What the commands share: options, the console, one-line errors, progress and the summary at the end."""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from onrecord.errors import OnrecordError
from onrecord.find import DEFAULT_FINDER, FINDERS
from onrecord.models import Failure, Record

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.store import Desk

FAILED = 2
_SHOWN = 20
_EVERY = 0.2

Command = Callable[..., Any]

desk_option = click.option(
    "--desk",
    "desk_path",
    type=click.Path(path_type=Path),
    envvar="ONRECORD_DESK",
    metavar="FILE",
    help="The desk's file; without it $ONRECORD_DESK, or the one in your data folder.",
)
finder_option = click.option(
    "--finder",
    type=click.Choice(FINDERS),
    default=DEFAULT_FINDER,
    show_default=True,
    help="What finds statements.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes read.",
)

confidence_option = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="0-1",
    help="Leave out what is less sure.",
)


def errors_in_one_line(command: Command) -> Command:
    """Turn what onrecord raises on purpose into one line on standard error and exit status 2."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except OnrecordError as error:
            fail(str(error))
        except BrokenPipeError:
            # The reader of a pipe has gone; keep Python from saying so again when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None

    return run


SUFFIXES = {
    ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".md": "markdown",
    ".parquet": "parquet", ".sqlite": "sqlite", ".db": "sqlite", ".txt": "text",
}  # fmt: skip


def format_of(form: str | None, output: Path | None, known: Sequence[str], default: str) -> str:
    """The format asked for, or the one that the output's name says; a name that says none is an error."""
    if form is not None or output is None:
        return form or default
    said = SUFFIXES.get(output.suffix.lower(), default if not output.suffix else None)
    if said is None or said not in known:
        raise click.UsageError(
            f"{output.name} names no format that can be written; add --format {'|'.join(known)}"
        )
    return said


def counted(number: int, noun: str) -> str:
    """`1 text`, `2 texts`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def fail(message: str) -> None:
    """Say it in one line on standard error and end with status 2."""
    click.echo(f"onrecord: {plain(message)}", err=True)
    raise SystemExit(FAILED)


def plain(text: str) -> str:
    """One line without control characters: what others wrote must not steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def console(*, stderr: bool = False, file: TextIO | None = None) -> Console:
    """A console for one of the two streams or a file; colour only on a terminal, and never with NO_COLOR."""
    from rich.console import Console

    out = file or (sys.stderr if stderr else sys.stdout)
    width = None if out.isatty() else 100
    return Console(file=out, width=width, highlight=False, markup=False, emoji=False)


def open_desk(path: Path | None, *, create: bool = False, read_only: bool = True) -> Desk:
    """The desk of that file or the default one; a missing one is an error that says how to make it."""
    from onrecord.store import Desk

    return Desk.open(path, create=create, read_only=read_only)


class Summary:
    """Counts results as they come, shows progress on a terminal, and says at the end what failed and why."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self.read = 0
        self.failures: list[Failure] = []
        self._live = sys.stderr.isatty()
        self._shown = time.monotonic()

    def note(self, result: Record | Failure) -> None:
        """One result more, counted in silence: for a command whose results are on the terminal themselves."""
        if isinstance(result, Failure):
            self.failures.append(result)
        else:
            self.read += 1

    def count(self, result: Record | Failure) -> None:
        """One result more; at most five times a second the terminal says so."""
        self.note(result)
        if self._live and time.monotonic() - self._shown >= _EVERY:
            self._shown = time.monotonic()
            failed = f", {len(self.failures)} failed" if self.failures else ""
            click.echo(f"\r\x1b[K{self.read} read{failed} …", nl=False, err=True)

    def clear(self) -> None:
        """Take the progress line away."""
        if self._live:
            click.echo("\r\x1b[K", nl=False, err=True)

    def finish(self) -> int:
        """Say what failed and why; returns the exit status, 2 if anything failed."""
        self.clear()
        for failure in self.failures[:_SHOWN]:
            click.echo(f"onrecord: {plain(failure.path)}: {plain(failure.message)}", err=True)
        rest = len(self.failures) - _SHOWN
        if rest > 0:
            click.echo(f"onrecord: … and {rest} more that failed", err=True)
        if self.failures and self.read + len(self.failures) > 1:
            click.echo(f"onrecord: {self.read} read, {len(self.failures)} failed", err=True)
        return FAILED if self.failures else 0
