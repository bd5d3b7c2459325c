"""`onrecord search`: words in, articles and statements that hold them out."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.common import console, desk_option, errors_in_one_line, open_desk, plain
from onrecord.cli.filters import filter_options

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.store import ArticleHit, DocumentRow, Piece, SearchResult, StatementHit

COLUMNS = (
    "type", "id", "document", "title", "source", "published", "url", "path", "speaker", "kind", "confidence",
    "verdict", "words",
)  # fmt: skip


@click.command()
@click.argument("query", default="")
@desk_option
@filter_options
@click.option(
    "--what", type=click.Choice(["all", "articles", "statements"]), default="all", show_default=True
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="Of each."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl", "csv"]), default="text",
              show_default=True)  # fmt: skip
@errors_in_one_line
def command(query: str, desk_path: Path | None, what: Any, limit: int, form: str, **filters: Any) -> None:
    """Search a desk's articles and statements.

    All words of QUERY must stand there; "words in a row" asks for a phrase, word* for a beginning, -word
    leaves out (put -- before a QUERY that begins with -). Without QUERY the filters alone choose. Hits are
    bold on a terminal and in [ ] elsewhere.

    \b
    Example:
      onrecord search ceasefire --speaker Ruiz
      onrecord search '"never again" vote*' --since 2025-06 --format csv
    """
    with open_desk(desk_path) as desk:
        result = desk.search(query, what=what, limit=limit, **filters)
    if form == "text":
        _print(result)
    elif form == "json":
        click.echo(json.dumps(_json(result), ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in _rows(result):
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        _write_csv(result)


def _rows(result: SearchResult) -> Iterator[dict[str, Any]]:
    for article in result.articles:
        yield {"type": "article", "id": article.document.id, **_document(article.document),
               "words": marked(article.snippet)}  # fmt: skip
    for hit in result.statements:
        s = hit.statement
        yield {"type": "statement", "id": s.id, **_document(s.document),
               "speaker": [speaker.name for speaker in s.speakers],
               "kind": s.kind, "confidence": s.confidence, "verdict": s.verdict,
               "words": marked(hit.snippet)}  # fmt: skip


def _document(row: DocumentRow) -> dict[str, Any]:
    return {"document": row.id, "title": row.title, "source": row.source, "published": row.published,
            "url": row.url, "path": row.path}  # fmt: skip


def marked(pieces: tuple[Piece, ...]) -> str:
    """The words with each hit in square brackets."""
    return "".join(f"[{text}]" if hit else text for text, hit in pieces)


def _json(result: SearchResult) -> dict[str, Any]:
    return {
        "query": result.query,
        "article_total": result.article_total,
        "statement_total": result.statement_total,
        "results": list(_rows(result)),
    }


def _write_csv(result: SearchResult) -> None:
    from onrecord.export.csv import guard

    writer = csv.writer(sys.stdout, lineterminator="\r\n" if not sys.stdout.isatty() else "\n")
    writer.writerow(COLUMNS)
    for row in _rows(result):
        cells = ("; ".join(v) if isinstance(v := row.get(name), list) else v for name in COLUMNS)
        writer.writerow([guard("" if cell is None else str(cell)) for cell in cells])


def _print(result: SearchResult) -> None:
    out = console()
    if not result.articles and not result.statements:
        out.print("nothing found")
        return
    if result.articles:
        out.print(_title("Articles", len(result.articles), result.article_total))
        for article in result.articles:
            _print_article(article)
    if result.statements:
        out.print(_title("Statements", len(result.statements), result.statement_total))
        for hit in result.statements:
            _print_statement(hit)


def _title(name: str, shown: int, total: int) -> str:
    return f"{name}: {total}" if shown == total else f"{name}: {shown} of {total}"


def _print_article(hit: ArticleHit) -> None:
    out = console()
    out.print()
    out.print(_shown(hit.title or (("(no headline)", False),)), soft_wrap=True)
    out.print(_facts(hit.document, title=False), style="dim", soft_wrap=True)
    out.print(_shown(hit.snippet), soft_wrap=True)


def _print_statement(hit: StatementHit) -> None:
    out = console()
    s = hit.statement
    who = " and ".join(speaker.name for speaker in s.speakers) or s.mention or "no speaker named"
    about = ", ".join(word for word in (s.kind, s.cue, s.verdict) if word)
    out.print()
    out.print(plain(f"{who} ({about})"), style="bold" if out.is_terminal else "", soft_wrap=True)
    out.print(_shown(hit.snippet), soft_wrap=True)
    out.print(_facts(s.document, title=True), style="dim", soft_wrap=True)


def _facts(row: DocumentRow, *, title: bool) -> str:
    facts = [row.title if title else None, row.source, row.published, row.url or row.path]
    return plain(" · ".join(fact for fact in facts if fact))


def _shown(pieces: tuple[Piece, ...]) -> Text:
    """The pieces on one line, hits bold on a terminal and in brackets elsewhere."""
    from rich.text import Text

    bold = console().is_terminal
    text = Text()
    for words, hit in pieces:
        line = "".join(c if c.isprintable() else " " for c in words)
        if bold:
            text.append(line, style="bold" if hit else "")
        else:
            text.append(f"[{line}]" if hit else line)
    return text
