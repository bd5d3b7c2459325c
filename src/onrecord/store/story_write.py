"""Keeping stories in step with the documents: placing one that came, taking one out, judgements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.models import Record, make_id
from onrecord.store import direct, tables
from onrecord.store.db import FINISH
from onrecord.store.guard import storable
from onrecord.store.joining import Told, join
from onrecord.store.ledger import listed, standing
from onrecord.store.story_outlets import outlet_of
from onrecord.store.story_shelf import DeskShelf
from onrecord.store.story_tables import story, story_cluster, story_document
from onrecord.stories.article import Article
from onrecord.stories.copies import prints
from onrecord.stories.grouping import RARE
from onrecord.stories.headline import choose
from onrecord.stories.sections import section_of
from onrecord.stories.sketch import counted_terms, sketch
from onrecord.stories.stream import Stream
from onrecord.stories.tokens import tokens

ABOUT = "story"
"""What the ledger calls judgements on stories; `left` and `right` are ids of documents."""
_D = tables.document.c
_SD = story_document.c
_SC = story_cluster.c
_S = story.c
_HEADLINES = 8
_SECTIONS = 40


def place(connection: sa.Connection, seq: int, record: Record) -> None:
    """Put a document that came in into its story; one that is there already stays in it with its new text."""
    where = _one(connection, "SELECT cluster FROM story_document WHERE document = ?", seq)
    if where is not None:
        _place_again(connection, seq, record, int(where))
        return
    shelf = _shelf(connection)
    shelf.about = _about(connection, seq, record)
    placed = Stream(shelf).add(seq, article_of(record))
    _name_cluster(connection, placed.cluster)
    clusters = {placed.cluster, *shelf.moved}
    shelf.moved.clear()
    settle(connection, clusters, {seq})


def article_of(record: Record) -> Article:
    """A record as the stream takes it."""
    d = record.document
    return Article(d.id, d.body or d.text, d.title or "", d.published or d.fetched, d.source)


def remove(connection: sa.Connection, seq: int) -> None:
    """Take a document out of its story; copies of it become copies of the next one."""
    row = connection.execute(sa.select(_SD.story, _SD.cluster).where(_SD.document == seq)).one_or_none()
    if row is None:
        return
    shelf = _shelf(connection)
    shelf.remove(seq)
    _uncount(connection, shelf, seq)
    connection.execute(story_document.delete().where(_SD.document == seq))
    heir = connection.scalar(sa.select(sa.func.min(_SD.document)).where(_SD.copy_of == seq))
    if heir is not None:
        copies = story_document.update().where(_SD.copy_of == seq)
        connection.execute(copies.values(copy_of=sa.case((_SD.document == heir, None), else_=heir)))
    left = connection.scalar(sa.select(_SD.document).where(_SD.cluster == row.cluster).limit(1))
    if left is None:
        connection.execute(story_cluster.delete().where(_SC.cluster == row.cluster))
    recount(connection, [row.story])


def _uncount(connection: sa.Connection, shelf: DeskShelf, seq: int) -> None:
    a = tables.article.c
    row = connection.execute(sa.select(a.title, a.body).where(a.seq == seq)).one_or_none()
    if row is not None:
        article = Article("", row.body, row.title)
        shelf.counts.uncount(counted_terms(article, tokens(article.text)))


def settle(connection: sa.Connection, clusters: Iterable[int], fresh: Collection[int] = ()) -> None:
    """Bring what is shown in line with clusters and judgements; `fresh` documents have no story yet."""
    wanted = set(clusters)
    if not _judged(connection):
        _plain(connection, wanted, fresh)
        return
    _with_judgements(connection, wanted)


def _plain(connection: sa.Connection, clusters: set[int], fresh: Collection[int]) -> None:
    """Without judgements a cluster is a story."""
    touched: set[str] = set()
    if len(clusters) == 1 and len(fresh) == 1:
        (cluster,), (seq,) = clusters, fresh
        id = _one(connection, "SELECT id FROM story_cluster WHERE cluster = ?", cluster)
        direct.driver(connection).execute("UPDATE story_document SET story = ? WHERE document = ?", (id, seq))
        _count_in(connection, str(id), seq)
        return
    for cluster in sorted(clusters):
        id = connection.scalar(sa.select(_SC.id).where(_SC.cluster == cluster))
        stray = sa.and_(_SD.cluster == cluster, _SD.story != id)
        strays = connection.execute(sa.select(_SD.document, _SD.story).where(stray)).all()
        connection.execute(story_document.update().where(stray).values(story=id))
        connection.execute(story_cluster.update().where(_SC.cluster == cluster).values(story=id))
        touched |= {str(id), *(row.story for row in strays if row.story)}
    recount(connection, touched)


def _judged(connection: sa.Connection) -> bool:
    asked = "SELECT seq FROM judgement WHERE about = ? AND undone IS NULL LIMIT 1"
    return _one(connection, asked, ABOUT) is not None


def _with_judgements(connection: sa.Connection, clusters: set[int]) -> None:
    """What people joined and took apart goes before what grouping decided.

    A document that was taken out of a story stands alone until it is judged the same as another.
    """
    told = [
        (row.left, row.right, row.verdict)
        for row in reversed(standing(listed(connection, tables.judgement.c.about == ABOUT)))
    ]
    rows = _documents(connection, {id for left, right, _ in told for id in (left, right)})
    alone = {left for left, _, verdict in told if verdict == "different" and left in rows}
    unit = {id: f"d{id}" if id in alone else str(row.cluster) for id, row in rows.items()}
    every = clusters | {row.cluster for row in rows.values()}
    named = sa.select(_SC.cluster, _SC.id).where(_SC.cluster.in_(every))
    names = {int(row.cluster): str(row.id) for row in connection.execute(named)}
    ledger: list[Told] = [
        (unit[left], unit[right], verdict) for left, right, verdict in told if left in rows and right in rows
    ]
    units = [*(str(cluster) for cluster in sorted(every)), *(f"d{id}" for id in sorted(alone))]
    leaders = join(units, [], ledger, lambda u: (u[0] == "d", int(u) if u[0] != "d" else 0, u))

    def shown(unit_id: str) -> str:
        leader = leaders[unit_id]
        return make_id("story", leader) if leader[0] == "d" else names[int(leader)]

    touched = set(connection.scalars(sa.select(_SD.story).distinct().where(_SD.cluster.in_(every))))
    for cluster in sorted(every):
        id = shown(str(cluster))
        here = _SD.cluster == cluster
        connection.execute(story_document.update().where(here, _SD.story != id).values(story=id))
        connection.execute(story_cluster.update().where(_SC.cluster == cluster).values(story=id))
        touched.add(id)
    for document in sorted(alone):
        id = shown(f"d{document}")
        change = story_document.update().where(_SD.document == rows[document].seq)
        connection.execute(change.values(story=id))
        touched.add(id)
    recount(connection, touched)


def _documents(connection: sa.Connection, ids: set[str]) -> dict[str, Any]:
    query = (
        sa.select(_D.id, _D.seq, _SD.cluster)
        .join(story_document, _SD.document == _D.seq)
        .where(_D.id.in_(sorted(ids)))
    )
    return {row.id: row for row in connection.execute(query)}


def _count_in(connection: sa.Connection, id: str, seq: int) -> None:
    """Count one document more of a story, at a cost that does not grow with it."""
    asked = "SELECT copy_of, outlet, sort_when, section FROM story_document WHERE document = ?"
    copy_of, outlet, when, section = direct.driver(connection).execute(asked, (seq,)).fetchone()
    asked = "SELECT documents, texts, sources, first, last FROM story WHERE id = ?"
    there = direct.driver(connection).execute(asked, (id,)).fetchone()
    if there is None:
        row = (id, seq, section, 1, 1, 1, when, when)
        direct.driver(connection).execute("INSERT INTO story VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return
    known = _one(
        connection,
        "SELECT 1 FROM story_document "
        "WHERE story = ? AND outlet = ? AND document != ? AND copy_of IS NULL LIMIT 1",
        id, outlet, seq,
    )  # fmt: skip
    own = copy_of is None
    documents, texts, sources, first, last = there
    row = (
        documents + 1, texts + own, sources + (own and known is None), min(first or when, when or first),
        max(last, when), *_shown(connection, id).values(), id,
    )  # fmt: skip
    direct.driver(connection).execute(
        "UPDATE story SET documents = ?, texts = ?, sources = ?, first = ?, last = ?, headline = ?, "
        "section = ? WHERE id = ?",
        row,
    )


def recount(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Write the rows of these stories from their documents; one without any goes."""
    for id in sorted(set(ids)):
        connection.execute(story.delete().where(_S.id == id))
        own = _SD.copy_of.is_(None)
        first = sa.func.min(sa.func.nullif(_SD.sort_when, ""))
        counts = connection.execute(
            sa.select(
                sa.func.count(), sa.func.sum(sa.case((own, 1), else_=0)),
                sa.func.count(sa.case((own, _SD.outlet), else_=None).distinct()),
                first, sa.func.max(_SD.sort_when),
            ).where(_SD.story == id)
        ).one()  # fmt: skip
        if counts[0]:
            row = {"id": id, "documents": counts[0], "texts": counts[1], "sources": counts[2],
                   "first": counts[3] or "", "last": counts[4] or ""}  # fmt: skip
            connection.execute(story.insert(), row | _shown(connection, id))


def _shown(connection: sa.Connection, id: str) -> dict[str, Any]:
    """The document that heads a story, and its section: that of most of its latest documents."""
    found = direct.rows(connection, _HEADS, id, _HEADLINES)
    return {"headline": choose(found), "section": _one(connection, _MOST, id, _SECTIONS)}


_HEADS = (
    "SELECT s.document, s.sketch FROM story_document s JOIN document d ON d.seq = s.document "
    "WHERE s.story = ? AND s.copy_of IS NULL AND d.title IS NOT NULL "
    "ORDER BY s.sort_when DESC, s.document DESC LIMIT ?"
)
_MOST = (
    "SELECT section FROM (SELECT section FROM story_document WHERE story = ? AND section IS NOT NULL "
    "ORDER BY sort_when DESC, document DESC LIMIT ?) GROUP BY section ORDER BY count(*) DESC, section LIMIT 1"
)


def _about(connection: sa.Connection, seq: int, record: Record) -> dict[str, Any]:
    when = _one(connection, "SELECT sort_when FROM document WHERE seq = ?", seq) or ""
    source = record.document.source and storable(record.document.source)
    address = record.document.canonical_url or record.document.url
    outlet = storable(outlet_of(address, source))
    return {"story": "", "source": source, "outlet": outlet, "sort_when": when, **_section(record)}


def _section(record: Record) -> dict[str, Any]:
    """What we find to be a document's section, beside the outlet's own; English only."""
    article = article_of(record)
    if record.document.language not in (None, "en"):
        return {"section": None, "section_confidence": None}
    found = section_of(article.title, article.text)
    return {"section": found and found.name, "section_confidence": found and found.confidence}


def _place_again(connection: sa.Connection, seq: int, record: Record, cluster: int) -> None:
    shelf = _shelf(connection)
    shelf.remove(seq)
    article = article_of(record)
    body = tokens(article.text)
    made, kept = prints(body), sketch(article, body, shelf.counts)
    shelf.put_shingles(seq, made.pack(), made.indexed)
    shelf.put_terms(seq, kept.day, list(kept.terms.items())[:RARE])
    about = _about(connection, seq, record)
    values = _section(record) | {
        "sketch": kept.pack(),
        "prints": made.pack(),
        "source": about["source"],
        "outlet": about["outlet"],
        "sort_when": about["sort_when"],
    }
    connection.execute(story_document.update().where(_SD.document == seq).values(values))
    id = connection.scalar(sa.select(_SD.story).where(_SD.document == seq))
    recount(connection, [str(id)])


def _name_cluster(connection: sa.Connection, cluster: int) -> None:
    """A cluster's id is made from the document that founded it."""
    if _one(connection, "SELECT cluster FROM story_cluster WHERE cluster = ?", cluster) is None:
        founder = _one(connection, "SELECT id FROM document WHERE seq = ?", cluster)
        id = make_id("story", founder)
        if _one(connection, "SELECT cluster FROM story_cluster WHERE id = ?", id) is not None:
            id = make_id("story", founder, cluster)
        direct.driver(connection).execute("INSERT INTO story_cluster VALUES (?, ?, ?)", (cluster, id, id))


def _one(connection: sa.Connection, sql: str, *values: object) -> Any:
    """The only column of the first row. Text of SQL, as what runs for every document must be quick."""
    return direct.scalar(connection, sql, *values)


def _shelf(connection: sa.Connection) -> DeskShelf:
    """The shelf of the transaction at work: what it has read is good until that ends."""
    transaction = connection.get_transaction()
    kept = connection.info.get("stories")
    if kept is None or kept[0] is not transaction:
        kept = connection.info["stories"] = (transaction, DeskShelf(connection))
        connection.info.setdefault(FINISH, []).append(kept[1].keep_counts)
    shelf: DeskShelf = kept[1]
    shelf.connection = connection
    shelf.about = {}
    return shelf


def group(connection: sa.Connection, records: Sequence[tuple[int, Record]]) -> None:
    """Place documents that have no story yet, in their order."""
    for seq, record in records:
        place(connection, seq, record)


def clear(connection: sa.Connection) -> None:
    """Take all stories out; judgements stay."""
    for table in ("story", "story_cluster", "story_document", "story_term", "story_print", "story_counts"):
        direct.driver(connection).execute(f"DELETE FROM {table}")
