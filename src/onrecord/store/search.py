"""Full-text search over articles and statements, by SQLite's FTS5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from onrecord.models import Kind
from onrecord.store import query as typed
from onrecord.store import tables
from onrecord.store.documents import narrowed, rows_by_seq, statement_rows
from onrecord.store.guard import storable
from onrecord.store.rows import ArticleHit, Piece, SearchResult, StatementHit, What

OPEN, CLOSE = "\x02\x1e\x02", "\x03\x1e\x03"
"""Stand round a hit in what SQLite gives back; `pieces` takes them out again."""
SNIPPET_WORDS = 32
_MARKS = re.compile(f"({OPEN}|{CLOSE})")
_D = tables.document.c
_S = tables.statement.c
_fts: dict[str, sa.TableClause] = {
    name: sa.table(name, sa.column("rowid", sa.Integer), sa.column("rank"), sa.column(name))
    for name in ("article_fts", "statement_fts")
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked besides words; see `Desk.search`."""

    speaker: str | None
    kind: Kind | None
    source: str | None
    since: str | None
    until: str | None
    min_confidence: float

    @property
    def of_statements(self) -> bool:
        return self.speaker is not None or self.kind is not None or self.min_confidence > 0


def search(
    connection: sa.Connection, words: str, filters: Filters, *, what: What, limit: int, offset: int
) -> SearchResult:
    """See `Desk.search`."""
    asked = typed.parse(storable(words))
    limit, offset = max(limit, 0), max(offset, 0)
    articles: list[ArticleHit] = []
    statements: list[StatementHit] = []
    article_total = statement_total = 0
    if words.strip() and asked.empty:
        return SearchResult(words, (), (), 0, 0)
    if what in ("all", "articles") and not filters.of_statements:
        matches = _articles(asked, filters)
        article_total = _count(connection, matches)
        articles = _article_hits(connection, asked, _page(matches, asked, "article_fts", limit, offset))
    if what in ("all", "statements"):
        matches = _statements(asked, filters)
        statement_total = _count(connection, matches)
        found = _page(matches, asked, "statement_fts", limit, offset)
        statements = _statement_hits(connection, asked, found)
    return SearchResult(words, tuple(articles), tuple(statements), article_total, statement_total)


def statements_after(words: str, speaker: str | None, document: int) -> sa.Select[Any]:
    """The numbers of the statements that match and stand in documents added after that one."""
    asked = typed.parse(storable(words))
    if asked.empty and speaker is None:
        return sa.select(_S.seq).where(sa.false())
    matches = _statements(asked, Filters(speaker, None, None, None, None, 0.0))
    later = sa.select(_S.seq).where(_S.document > document)
    return later.where(_S.seq.in_(matches))


def pieces(marked: str) -> tuple[Piece, ...]:
    """A snippet with its marks as (text, is it a hit) pieces."""
    out: list[Piece] = []
    hit = False
    for part in _MARKS.split(marked):
        if part in (OPEN, CLOSE):
            hit = part == OPEN
        elif part:
            out.append((part, hit))
    return tuple(out)


def _articles(asked: typed.Query, filters: Filters) -> sa.Select[Any]:
    """The numbers of the articles that match."""
    conditions = narrowed(filters.source, filters.since, filters.until)
    if asked.wanted and not asked.unwanted and not conditions:
        return _words_alone(asked, "article_fts")
    query = sa.select(_D.seq).where(*conditions)
    return _matching(query, _D.seq, asked, "article_fts")


def _statements(asked: typed.Query, filters: Filters) -> sa.Select[Any]:
    """The numbers of the statements that match."""
    query = sa.select(_S.seq)
    conditions = narrowed(filters.source, filters.since, filters.until)
    if asked.wanted and not asked.unwanted and not conditions and not filters.of_statements:
        return _words_alone(asked, "statement_fts")
    if conditions or not asked.wanted:
        query = query.join(tables.document, _D.seq == _S.document).where(*conditions)
    if filters.kind is not None:
        query = query.where(_S.kind == filters.kind)
    if filters.min_confidence > 0:
        query = query.where(_S.confidence >= filters.min_confidence)
    if filters.speaker is not None:
        query = query.where(_S.seq.in_(_spoken_by(filters.speaker)))
    return _matching(query, _S.seq, asked, "statement_fts")


def _words_alone(asked: typed.Query, index: str) -> sa.Select[Any]:
    """The matches of words without filters: the index tells them without a look at the rows."""
    return sa.select(_fts[index].c.rowid).where(_match(index, asked.wanted))


def _spoken_by(name: str) -> sa.Select[Any]:
    """The numbers of statements whose speaker's names or mention hold all words of `name`."""
    fts = _fts["statement_fts"]
    words = [typed.quoted(word) for word in storable(name).split() if typed.has_token(word)]
    expression = "speaker : (" + " AND ".join(words) + ")" if words else '""'
    return sa.select(fts.c.rowid).where(_match("statement_fts", expression))


def _matching(query: sa.Select[Any], key: Any, asked: typed.Query, index: str) -> sa.Select[Any]:
    fts = _fts[index]
    if asked.unwanted:
        query = query.where(key.not_in(sa.select(fts.c.rowid).where(_match(index, asked.unwanted))))
    if asked.wanted:
        query = query.join(fts, fts.c.rowid == key).where(_match(index, asked.wanted))
    return query


def _match(index: str, expression: str) -> sa.ColumnElement[bool]:
    return _fts[index].c[index].op("MATCH")(expression)


def _count(connection: sa.Connection, matches: sa.Select[Any]) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(matches.subquery())) or 0)


def _page(matches: sa.Select[Any], asked: typed.Query, index: str, limit: int, offset: int) -> sa.Select[Any]:
    """One page of the matches: the best first, or, where there are no words to match, the newest."""
    if asked.wanted:
        query = matches.order_by(_fts[index].c.rank, _fts[index].c.rowid.desc())
    elif index == "article_fts":
        query = matches.order_by(_D.sort_when.desc(), _D.seq.desc())
    else:
        query = matches.order_by(_D.sort_when.desc(), _D.seq.desc(), _S.place)
    return query.limit(limit).offset(offset)


def _article_hits(connection: sa.Connection, asked: typed.Query, query: sa.Select[Any]) -> list[ArticleHit]:
    seqs = connection.scalars(query).all()
    rows = rows_by_seq(connection, seqs)
    titles = _marked(connection, asked, "article_fts", 0, seqs)
    bodies = _marked(connection, asked, "article_fts", 1, seqs)
    hits = []
    for seq in seqs:
        row = rows[seq]
        title = titles.get(seq) or (((row.title, False),) if row.title else ())
        hits.append(ArticleHit(row, title, bodies.get(seq) or ((row.lead, False),)))
    return hits


def _statement_hits(
    connection: sa.Connection, asked: typed.Query, query: sa.Select[Any]
) -> list[StatementHit]:
    seqs = connection.scalars(query).all()
    marked = _marked(connection, asked, "statement_fts", 0, seqs)
    rows = statement_rows(connection, seqs)
    return [
        StatementHit(row, marked.get(seq) or ((row.said, False),))
        for seq, row in zip(seqs, rows, strict=True)
    ]


def _marked(
    connection: sa.Connection, asked: typed.Query, index: str, column: int, seqs: Any
) -> dict[int, tuple[Piece, ...]]:
    """The words round the hits in one column of these rows."""
    if not asked.wanted or not seqs:
        return {}
    fts = _fts[index]
    words = 64 if column == 0 else SNIPPET_WORDS
    snippet = sa.func.snippet(sa.literal_column(index), column, OPEN, CLOSE, "…", words)
    query = sa.select(fts.c.rowid, snippet).where(_match(index, asked.wanted), fts.c.rowid.in_(list(seqs)))
    return {seq: pieces(text) for seq, text in connection.execute(query)}
