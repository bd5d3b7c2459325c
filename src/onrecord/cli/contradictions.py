"""`onrecord contradictions`: where the reports of a story differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import console, desk_option, errors_in_one_line, fail, open_desk, plain

if TYPE_CHECKING:
    from onrecord.store import Desk, StoryRow
    from onrecord.stories.contradictions import Contradiction

    Differing = tuple[StoryRow, list[Contradiction]]


@click.command()
@click.argument("story", required=False)
@desk_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N",
              help="Without STORY, how many stories.")  # fmt: skip
@click.option("--all", "every", is_flag=True, help="Those too that may be two facts told alike, and growth.")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True)  # fmt: skip
@errors_in_one_line
def command(story: str | None, desk_path: Path | None, limit: int, every: bool, form: str) -> None:
    """Show where the reports of a story differ: figures, days, places, who was there, who said it, denials.

    Each side is told with its sentence, outlet and time. STORY is an id that `onrecord stories` lists;
    without it, every story whose reports clearly differ, in that order. The machine formats give all
    differences of a story, with `clear` and `development` to tell them apart; without STORY, each has its
    `story` and `headline`.

    \b
    Example:
      onrecord contradictions
      onrecord contradictions 257a44346a5ecb67
    """
    with open_desk(desk_path) as desk:
        if story is None:
            _show_all(list(islice(_differing(desk), limit)), every, form)
            return
        try:
            found = desk.stories.contradictions(story)
        except KeyError:
            fail(f"no story {story!r} in this desk; `onrecord stories` lists them")
    if form == "text":
        _print(found, every)
    else:
        _deliver([_json(one) for one in found], form)


def _show_all(differing: list[Differing], every: bool, form: str) -> None:
    if form == "text":
        _print_stories(differing, every)
        return
    _deliver(
        [
            {"story": row.id, "headline": row.headline} | _json(one)
            for row, found in differing
            for one in found
        ],
        form,
    )


def _deliver(rows: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))


def _differing(desk: Desk) -> Iterator[Differing]:
    """Stories with a clear difference, and all differences of each."""
    from onrecord.store.stories import POOL

    for row in desk.stories.listed(limit=POOL):
        found = desk.stories.contradictions(row.id) if row.texts > 1 else []
        if any(map(_is_clear, found)):
            yield row, found


def _is_clear(one: Contradiction) -> bool:
    return one.clear and not one.development


def _print_stories(differing: list[Differing], every: bool) -> None:
    out = console()
    if not differing:
        out.print("in no story of this desk do the reports clearly differ")
    for number, (row, found) in enumerate(differing):
        if number:
            out.print()
        style = "bold" if out.is_terminal else ""
        out.print(plain(f"{row.headline} · {row.id}"), style=style, soft_wrap=True)
        _print(found, every)


def _json(one: Contradiction) -> dict[str, Any]:
    return {
        "kind": one.kind, "about": one.about, "clear": one.clear, "development": one.development,
        "confidence": one.confidence,
        "sides": [
            {
                "document": side.report, "source": side.source, "when": side.when, "denies": side.denies,
                "value": {"start": side.start, "end": side.end, "exact": side.value},
                "sentence": {
                    "start": side.sentence_start, "end": side.sentence_end, "exact": side.sentence,
                },
            }
            for side in one.sides
        ],
    }  # fmt: skip


def _print(found: list[Contradiction], every: bool) -> None:
    out = console()
    found = [one for one in found if every or _is_clear(one)]
    if not found:
        out.print("the reports do not differ in what is compared")
    for one in found:
        marks = ", grew with time" if one.development else "" if one.clear else ", not sure"
        out.print(
            plain(f"{one.kind} ({one.about}){marks}" if one.about else f"{one.kind}{marks}"), soft_wrap=True
        )
        for side in one.sides:
            value = "denies" if side.denies else "claims" if one.kind == "denial" else side.value
            words = "" if one.kind == "wording" else f": {' '.join(side.sentence.split())}"
            out.print(plain(f"  {value}{words}"), soft_wrap=True)
            where = " · ".join(filter(None, (side.source, side.when[:16])))
            out.print(f"    {plain(where)}", style="dim", soft_wrap=True)
