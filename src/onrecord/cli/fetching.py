"""What the commands that fetch share: options of politeness, and running what is asynchronous."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.store import Desk
    from onrecord.watching.starting import Manners

Command = Callable[..., Any]
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d)?")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0, None: 1.0}


def span(ctx: click.Context, param: click.Parameter, value: str) -> float:
    """Seconds in a length of time (`90s`, `5m`, `1h`, `2d`, a bare number is seconds): a click callback."""
    found = _SPAN.fullmatch(value.strip())
    if found is None:
        raise click.BadParameter(f"{value!r} is no length of time; write 90s, 5m, 1h or 2d", ctx, param)
    return float(found[1]) * _SECONDS[found[2]]


def spans(ctx: click.Context, param: click.Parameter, value: str) -> tuple[float, ...]:
    """Several lengths of time, separated by commas, or `never`: a click callback."""
    return () if value == "never" else tuple(sorted(span(ctx, param, part) for part in value.split(",")))


revisit_option = click.option(
    "--revisit",
    callback=spans,
    default="1h,1d",
    show_default=True,
    metavar="TIME,...|never",
    help="How long after it was found an article is looked at again for changes.",
)


def manners_options(command: Command) -> Command:
    """`--delay`, `--contact`, `--allow-private`, as one parameter `manners`."""

    def with_manners(
        *args: Any, delay: float, contact: str | None, allow_private: bool, **kwargs: Any
    ) -> Any:
        from onrecord.watching.starting import Manners

        manners = Manners(delay=delay, contact=contact, allow_private=allow_private)
        return command(*args, manners=manners, **kwargs)

    with_manners.__name__, with_manners.__doc__ = command.__name__, command.__doc__
    with_manners.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for option in (
        click.option("--allow-private", is_flag=True, help="Fetch from private addresses too (an intranet)."),
        click.option("--contact", envvar="ONRECORD_CONTACT", metavar="ADDRESS",
                     help="An address for those whose sites are asked, sent along with every request."),
        click.option("--delay", callback=span, default="2s", show_default=True, metavar="TIME",
                     help="The pause between two requests to a host; longer where its robots.txt says so."),
    ):  # fmt: skip
        with_manners = option(with_manners)
    return with_manners


def open_followed(path: Path | None, *, read_only: bool = True) -> Desk:
    """The desk whose sources are asked for; where there is none, how one begins to follow."""
    from onrecord.cli.common import open_desk
    from onrecord.errors import NotADesk
    from onrecord.store import default_path

    where = path or default_path()
    if not where.exists():
        raise NotADesk("there is no desk here yet; `onrecord follow URL` makes one", path=str(where))
    return open_desk(where, read_only=read_only)


def run[T](work: Coroutine[Any, Any, T]) -> T:
    """Run it to its end."""
    return asyncio.run(work)


def moment(seconds: float | None) -> str | None:
    """ISO 8601 in UTC, for JSON."""
    from onrecord.store import following_rows

    return None if seconds is None else following_rows.moment(seconds)


def ago(seconds: float | None, now: float) -> str:
    """How long ago, or until when, in one number: `5 min ago`, `in 2 h`; `never` for none."""
    if seconds is None:
        return "never"
    distance = abs(now - seconds)
    for size, word in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if distance >= size:
            amount = f"{distance / size:.0f} {word}"
            break
    else:
        amount = f"{distance:.0f} s"
    return f"{amount} ago" if seconds <= now else f"in {amount}"


__all__ = ["Manners", "ago", "manners_options", "moment", "open_followed", "revisit_option", "run"]
