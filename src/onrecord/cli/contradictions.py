"""`onrecord contradictions`: where the reports of a story differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import console, desk_option, errors_in_one_line, fail, open_desk, plain

if TYPE_CHECKING:
    from onrecord.stories.contradictions import Contradiction


@click.command()
@click.argument("story")
@desk_option
@click.option("--all", "every", is_flag=True, help="Those too that may be two facts told alike, and growth.")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True)  # fmt: skip
@errors_in_one_line
def command(story: str, desk_path: Path | None, every: bool, form: str) -> None:
    """Show where the reports of a story differ: figures, days, places, who was there, who said it, denials.

    Each side is told with its sentence, outlet and time. STORY is an id that `onrecord stories` lists. The
    machine formats give all, with `clear` and `development` to tell them apart.

    \b
    Example:
      onrecord contradictions 257a44346a5ecb67
    """
    with open_desk(desk_path) as desk:
        try:
            found = desk.stories.contradictions(story)
        except KeyError:
            fail(f"no story {story!r} in this desk; `onrecord stories` lists them")
    if form == "text":
        _print([one for one in found if every or (one.clear and not one.development)])
        return
    rows = [_json(one) for one in found]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))


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


def _print(found: list[Contradiction]) -> None:
    out = console()
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
