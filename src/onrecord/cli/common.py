"""What the commands share: options, the console, one-line errors, progress and the summary at the end."""

from __future__ import annotations

import functools
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, get_args

import click

from onrecord.errors import OnrecordError
from onrecord.find import DEFAULT_FINDER, FINDERS
from onrecord.models import DocumentKind, Failure, Record

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.gather.wanted import Wanted
    from onrecord.store import Desk

FAILED = 2
_SHOWN = 20
_KEPT = 1000
_NO_ARTICLE = frozenset(("bot wall", "cookie wall", "login wall", "error page", "no article"))
_IN_ARCHIVE = re.compile(r"#\d+$")
_EVERY = 0.2

LEFT_OUT = "left out"
_TOLD_WHY = {LEFT_OUT: "not asked for", "no article": "no article"}
"""The kinds whose reasons are said too, and how they are called there."""
_REASONS = 3

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


def archive_options(command: Command) -> Command:
    """`--since`, `--until`, `--host` and `--lang`: which documents of an archive to read."""
    for option in (
        click.option(
            "--lang",
            "languages",
            multiple=True,
            metavar="CODE",
            callback=_languages,
            help="Only of this language (en).",
        ),
        click.option(
            "--host", "hosts", multiple=True, metavar="HOST", help="Only from this host, or below it."
        ),
        click.option("--until", metavar="DATE", callback=_date, help="Only what was published by then."),
        click.option("--since", metavar="DATE", callback=_date, help="Only what was published since then."),
    ):
        command = option(command)
    return command


def _date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?", value):
        raise click.BadParameter(f"{value}: write it as 2025, 2025-12, 2025-12-01 or 2025-12-01T08:00")
    if value is not None:
        try:
            datetime.fromisoformat(value + "0001-01-01"[len(value) :])
        except ValueError as error:
            raise click.BadParameter(f"{value} is no day or time of the calendar") from error
    return value


def _languages(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    from onrecord.gather.languages import code_of, is_code

    for words in given:
        if not is_code(words):
            code = code_of(words)
            told = f"write {code}" if code else "write its code of two letters (ISO 639-1), as en for English"
            raise click.BadParameter(f"{words} is no language's code: {told}")
    return given


def wanted_of(
    since: str | None, until: str | None, hosts: Sequence[str], languages: Sequence[str]
) -> Wanted | None:
    """What those options ask for; None where they ask for everything."""
    from onrecord.gather.wanted import Wanted

    if since and until and since[: len(until)] > until[: len(since)]:
        raise click.UsageError(f"--since {since} is later than --until {until}: nothing lies between them")
    wanted = Wanted(
        since, until, frozenset(host.lower() for host in hosts), frozenset(code.lower() for code in languages)
    )
    return None if wanted == Wanted() else wanted


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


def group_waiting(desk: Desk, *, again: bool = False) -> int:
    """Group the documents that have no story, with progress on a terminal; how many. Can be broken off."""
    total = desk.info().documents if again else desk.stories.waiting()
    live = sys.stderr.isatty()

    def shown(done: int) -> None:
        if live:
            click.echo(f"\r\x1b[K{done:,} of {total:,} grouped into stories …", nl=False, err=True)

    done = desk.stories.group(again=again, progress=shown) if total else 0
    if live and total:
        click.echo("\r\x1b[K", nl=False, err=True)
    return done


class Summary:
    """Counts results as they come, shows progress on a terminal, and says at the end what failed and why."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self.read = 0
        self.failed = 0
        self.failures: list[Failure] = []
        self.aside: Counter[str] = Counter()
        self._reasons: dict[str, Counter[str]] = {}
        self._live = sys.stderr.isatty()
        self._shown = time.monotonic()

    def note(self, result: Record | Failure) -> None:
        """One result more, counted in silence: for a command whose results are on the terminal themselves."""
        if not isinstance(result, Failure):
            self.read += 1
        elif _is_set_aside(result):
            self.aside[result.kind] += 1
            if result.kind in _TOLD_WHY:
                self._reasons.setdefault(result.kind, Counter())[result.message] += 1
        else:
            self.failed += 1
            if len(self.failures) < _KEPT:
                self.failures.append(result)

    def count(self, result: Record | Failure) -> None:
        """One result more; at most five times a second the terminal says so."""
        self.note(result)
        if self._live and time.monotonic() - self._shown >= _EVERY:
            self._shown = time.monotonic()
            failed = f", {self.failed} failed" if self.failed else ""
            aside = f", {self.aside.total()} set aside" if self.aside else ""
            click.echo(f"\r\x1b[K{self.read} read{failed}{aside} …", nl=False, err=True)

    def clear(self) -> None:
        """Take the progress line away."""
        if self._live:
            click.echo("\r\x1b[K", nl=False, err=True)

    def finish(self) -> int:
        """Say what failed and why; the exit status is 2 if anything failed, or nothing could be read."""
        self.clear()
        for failure in self.failures[:_SHOWN]:
            click.echo(f"onrecord: {plain(failure.path)}: {plain(failure.message)}", err=True)
        rest = self.failed - min(len(self.failures), _SHOWN)
        if rest > 0:
            click.echo(f"onrecord: … and {rest} more that failed", err=True)
        if self.aside:
            parts = ", ".join(self._part(kind, number) for kind, number in self.aside.most_common())
            click.echo(f"onrecord: {self.aside.total():,} set aside: {parts}", err=True)
        if self.failed and self.read + self.failed > 1:
            click.echo(f"onrecord: {self.read} read, {self.failed} failed", err=True)
        return FAILED if self.failed or (self.aside and not self.read) else 0

    def _part(self, kind: str, number: int) -> str:
        """`2 live blog`; with the most frequent reasons where the kind alone does not say why."""
        words = f"{number:,} {_TOLD_WHY.get(kind, kind)}"
        reasons = self._reasons.get(kind)
        if reasons is None:
            return words
        most = reasons.most_common(_REASONS)
        told = [plain(reason) if len(reasons) == 1 else f"{n:,}: {plain(reason)}" for reason, n in most]
        rest = number - sum(n for _, n in most)
        return f"{words} ({'; '.join([*told, *([f'{rest:,}: for other reasons'] if rest else [])])})"


def _is_set_aside(failure: Failure) -> bool:
    """Not asked for, or no article by its kind; in an archive, which holds all sorts, a wall too."""
    if failure.kind == LEFT_OUT or failure.kind in get_args(DocumentKind):
        return True
    return failure.kind in _NO_ARTICLE and bool(_IN_ARCHIVE.search(failure.path))
