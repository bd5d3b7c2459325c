"""`onrecord stories`: the happenings in the news, each once; a desk's, or those of files as they come."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import console, desk_option, errors_in_one_line, group_waiting, open_desk, plain

if TYPE_CHECKING:
    from onrecord.store import StoryRow


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH|-...]")
@desk_option
@click.option("--section", metavar="NAME", help="Only this section, such as World or Sport.")
@click.option("--source", metavar="NAME", help="Only stories that this outlet has.")
@click.option("--since", metavar="DATE", help="Only what went on then or later.")
@click.option("--until", metavar="DATE", help="Only what had its last report by then.")
@click.option("--sources", "least", type=click.IntRange(min=1), default=1, metavar="N",
              help="Only what so many independent outlets have.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N")
@click.option("--again", is_flag=True, help="Group the whole desk anew first; judgements are kept.")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text",
              show_default=True)  # fmt: skip
@errors_in_one_line
def command(
    paths: tuple[str, ...], desk_path: Path | None, limit: int, again: bool, form: str, **asked: Any
) -> None:
    """List a desk's stories, or group the articles of files without a desk.

    Without PATH, the desk's stories: the freshest, with most independent outlets, first. With PATH (pages,
    texts, folders, or .jsonl files of articles with id, title, text, date, source), a line a document in the
    order of the input: its id, its story, and of which document it is a copy.

    \b
    Example:
      onrecord stories --section World --sources 2
      onrecord stories articles.jsonl --format jsonl
    """
    if paths:
        _files(paths, form)
        return
    with open_desk(desk_path, read_only=not again) as desk:
        if again:
            click.echo(f"{group_waiting(desk, again=True)} documents grouped", err=True)
        elif waiting := desk.stories.waiting():
            click.echo(f"{waiting:,} documents have no story yet; `onrecord desk` groups them", err=True)
        rows = desk.stories.listed(limit=limit, **asked)
    if form == "text":
        _print(rows)
    elif form == "json":
        click.echo(json.dumps([_json(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        for row in rows:
            click.echo(json.dumps(_json(row), ensure_ascii=False))


def _files(paths: tuple[str, ...], form: str) -> None:
    import sys

    from onrecord.cli.common import FAILED
    from onrecord.cli.story_files import Failed, grouped

    failed = False
    rows: list[dict[str, Any]] = []
    for result in grouped(paths, sys.stdin.buffer):
        if isinstance(result, Failed):
            failed = True
            click.echo(f"onrecord: {plain(result.where)}: {plain(result.message)}", err=True)
            if form != "text":
                rows.append({"id": result.where, "error": result.message})
        elif form == "text":
            line = f"{result.story}  {result.id}" + (f"  copy of {result.copy_of}" if result.copy_of else "")
            click.echo(plain(line))
        else:
            rows.append({"id": result.id, "story": result.story, "copy_of": result.copy_of})
        if form == "jsonl" and rows:
            click.echo(json.dumps(rows.pop(), ensure_ascii=False))
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    raise SystemExit(FAILED if failed else 0)


def _json(row: StoryRow) -> dict[str, Any]:
    return {
        "id": row.id, "headline": row.headline, "section": row.section, "documents": row.documents,
        "texts": row.texts, "sources": row.sources, "first": row.first, "last": row.last,
        "recent": row.recent, "rank": row.rank, "document": row.document.id, "source": row.document.source,
        "url": row.document.url, "lead": row.lead,
    }  # fmt: skip


def _print(rows: list[StoryRow]) -> None:
    out = console()
    if not rows:
        out.print("no stories")
    for row in rows:
        out.print(plain(row.headline), style="bold" if out.is_terminal else "", soft_wrap=True)
        out.print(_facts(row), style="dim", soft_wrap=True)


def _facts(row: StoryRow) -> str:
    counts = [_count(row.texts, "text"), _count(row.sources, "outlet")]
    facts = [*counts, row.section, row.last[:16], row.id]
    if row.documents > row.texts:
        facts.insert(1, _count(row.documents - row.texts, "copy", "copies"))
    return plain(" · ".join(fact for fact in facts if fact))


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
