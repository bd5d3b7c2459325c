"""Putting records in: one document's rows, drawn from its record, inside the caller's transaction."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from onrecord.contract import to_json
from onrecord.gather.urls import site_of
from onrecord.models import Check, Record, Statement
from onrecord.store import aside, direct, entities, likeness, sayings, story_write, tables, write_findings
from onrecord.store.actors import count, insert_actors
from onrecord.store.direct import next_key
from onrecord.store.guard import check_record, pack, storable, storable_row, unpack
from onrecord.store.rows import Added
from onrecord.store.spans import join_words, offsets_of

LEAD = 320
_LEAST_COPY = 300
_MOST_COPIES = 200
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?)?)?)?", re.A)


def put(connection: sa.Connection, record: Record) -> Added:
    """Put one record in; raises BadRecord before anything is changed."""
    check_record(record)
    asked = "SELECT seq, revisions FROM document WHERE id = ?"
    there = direct.rows(connection, asked, storable(record.document.id))
    if not there:
        if _stands_elsewhere(connection, record):
            return Added.DUPLICATE
        aside.drop(connection, record.document.url, record.document.canonical_url, record.document.path)
        seq = direct.insert_one(connection, tables.document, _document(record) | {"revisions": 1})
        _insert_revision(connection, seq, 1, record)
        _insert_findings(connection, seq, record)
        story_write.place(connection, seq, record)
        return Added.ADDED
    ((seq, number),) = there
    current = _stored(connection, seq, number)
    if current.document.text_id == record.document.text_id:
        kept = replace(record.document, fetched=current.document.fetched, path=current.document.path)
        if kept.revision_of is None:
            kept = replace(kept, revision_of=current.document.revision_of)
        record = replace(record, document=kept)
        if to_json(record) == to_json(current):
            return Added.UNCHANGED
        _replace(connection, seq, number, record)
        return Added.REREAD
    if _seen(connection, seq, current, record):
        return Added.UNCHANGED
    if record.document.revision_of is None:
        revised = replace(record.document, revision_of=current.document.text_id)
        record = replace(record, document=revised)
    _replace(connection, seq, number + 1, record)
    return Added.REVISED


def remove(connection: sa.Connection, seq: int) -> None:
    """Take a document out with all that was drawn from it, and out of the counts of its entities."""
    story_write.remove(connection, seq)
    remove_findings(connection, seq)
    connection.execute(tables.document.delete().where(tables.document.c.seq == seq))


def remove_findings(connection: sa.Connection, seq: int) -> None:
    """Take out the rows drawn from a document's current record; its revisions stay."""
    actor, identity = tables.actor, tables.identity
    query = sa.select(actor.c.identity, sa.func.sum(actor.c.statements)).where(actor.c.document == seq)
    counts = [(id, -int(n)) for id, n in connection.execute(query.group_by(actor.c.identity))]
    akin = {id for two in likeness.pairs(connection, [id for id, _ in counts]) for id in two}
    write_findings.remove(connection, seq)
    connection.execute(tables.statement.delete().where(tables.statement.c.document == seq))
    connection.execute(tables.quote_check.delete().where(tables.quote_check.c.document == seq))
    sayings.remove(connection, seq)
    connection.execute(tables.article.delete().where(tables.article.c.seq == seq))
    connection.execute(actor.delete().where(actor.c.document == seq))
    count(connection, counts, -1)
    ids = [id for id, _ in counts]
    judged = sa.select(tables.judgement.c.left).union(sa.select(tables.judgement.c.right))
    gone = sa.select(identity.c.id, identity.c.entity, identity.c.fold).where(
        identity.c.id.in_(ids), identity.c.documents == 0, identity.c.id.not_in(judged)
    )
    empty = connection.execute(gone).all()
    based = sa.select(identity.c.base).where(identity.c.base.is_not(None))
    lost = [row.id for row in empty]
    connection.execute(identity.delete().where(identity.c.id.in_(lost), identity.c.id.not_in(based)))
    entities.recount(connection, {row.entity for row in empty})
    namesakes = sa.select(identity.c.id).where(identity.c.fold.in_({row.fold for row in empty}))
    liked = likeness.note_again(connection, ids) | akin
    entities.resolve(connection, {*ids, *connection.scalars(namesakes), *liked})


def sort_when(record: Record) -> str:
    """What orders documents: publication, else fetching, in UTC where the hour is known; else nothing."""
    for value in (record.document.published, record.document.fetched):
        if value and (found := _ISO.match(value)):
            try:
                moment = datetime.fromisoformat(value)
            except ValueError:
                return found.group()
            if moment.tzinfo is None:
                return found.group()
            return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    return ""


def _stands_elsewhere(connection: sa.Connection, record: Record) -> bool:
    """True for a text that its site has at another address; another site's copy is its own document."""
    given = record.document
    address = given.canonical_url or given.url
    if address is None or len(given.body) < _LEAST_COPY:
        return False
    asked = "SELECT canonical_url, url FROM document WHERE text_id = ? LIMIT ?"
    found = direct.rows(connection, asked, given.text_id, _MOST_COPIES)
    site = site_of(address) if found else None
    return site is not None and any(site_of(one or other or "") == site for one, other in found)


def _stored(connection: sa.Connection, seq: int, number: int) -> Record:
    revision = tables.revision
    query = sa.select(revision.c.record).where(revision.c.document == seq, revision.c.number == number)
    return unpack(connection.execute(query).scalar_one())


def _seen(connection: sa.Connection, seq: int, current: Record, record: Record) -> bool:
    """True for a text that this document has had, given again as it was.

    That is one fetched at that very time; or a file's, where another file has the document's current text:
    a folder may hold both. A file that went back to an earlier text is news.
    """
    revision, given = tables.revision, record.document
    query = sa.select(revision.c.number).where(
        revision.c.document == seq,
        revision.c.text_id == given.text_id,
        revision.c.fetched.is_not_distinct_from(storable(given.fetched) if given.fetched else None),
    )
    numbers = connection.scalars(query).all()
    if given.fetched is not None or given.path == current.document.path:
        return given.fetched is not None and bool(numbers)
    return any(_stored(connection, seq, number).document.path == given.path for number in numbers)


def _replace(connection: sa.Connection, seq: int, number: int, record: Record) -> None:
    """Make `record` the document's current one, as revision `number`."""
    document, revision = tables.document, tables.revision
    remove_findings(connection, seq)
    fields = storable_row(_document(record)) | {"revisions": number}
    connection.execute(document.update().where(document.c.seq == seq), fields)
    connection.execute(revision.delete().where(revision.c.document == seq, revision.c.number == number))
    _insert_revision(connection, seq, number, record)
    _insert_findings(connection, seq, record)
    story_write.place(connection, seq, record)


def _document(record: Record) -> dict[str, Any]:
    d = record.document
    lead = " ".join((d.body or d.text)[: 2 * LEAD].split())
    return {
        "id": d.id, "text_id": d.text_id, "kind": d.kind, "title": d.title, "byline": d.byline,
        "source": d.source, "section": d.section, "path": d.path, "url": d.url,
        "canonical_url": d.canonical_url, "published": d.published, "updated": d.updated,
        "fetched": d.fetched, "language": d.language, "lead": lead[:LEAD],
        "notes": json.dumps(d.notes), "statements": len(record.statements),
        "sort_when": sort_when(record),
    }  # fmt: skip


def _insert_revision(connection: sa.Connection, seq: int, number: int, record: Record) -> None:
    d = record.document
    row = {
        "text_id": d.text_id, "title": d.title, "updated": d.updated, "fetched": d.fetched,
        "document": seq, "number": number, "record": pack(record),
    }  # fmt: skip
    direct.insert_one(connection, tables.revision, row)


def _insert_findings(connection: sa.Connection, seq: int, record: Record) -> None:
    d = record.document
    article = {"seq": seq, "title": d.title or "", "body": d.body or d.text}
    direct.insert_one(connection, tables.article, article)
    when = sort_when(record)
    actors = insert_actors(connection, seq, record, when)
    checks = {check.statement: check for check in reversed(record.checks) if check.statement}
    statements: list[dict[str, Any]] = []
    speakers: list[dict[str, int]] = []
    first = next_key(connection, tables.statement)
    for place, s in enumerate(record.statements):
        key = {"seq": first + place, "document": seq, "place": place}
        statements.append(_statement(s, checks.get(s.id)) | key)
        speakers += [
            {"statement": first + place, "place": n, "actor": actors[actor.id]}
            for n, actor in enumerate(s.speaker.actors)
        ]
    direct.insert(connection, tables.statement, statements)
    direct.insert(connection, tables.speaker, speakers)
    direct.insert(connection, tables.quote_check, [_check(seq, check) for check in record.checks])
    write_findings.insert(connection, seq, record, actors, when)
    sayings.put(connection, seq, record)


def _statement(s: Statement, check: Check | None) -> dict[str, Any]:
    names = [actor.name for actor in s.speaker.actors]
    mention = " ".join(span.exact for span in s.speaker.mention)
    return {
        "id": s.id, "kind": s.kind, "act": s.act, "said": join_words(s.content),
        "offsets": offsets_of(s.content),
        "cue": join_words(s.cue), "mention": mention, "speaker": " · ".join([*names, mention]),
        "open": not s.speaker.actors and bool(s.speaker.candidates),
        "date": s.date and s.date.value, "confidence": s.confidence,
        "verdict": check and check.verdict, "notes": json.dumps(check.notes if check else ()),
    }  # fmt: skip


def _check(seq: int, check: Check) -> dict[str, Any]:
    return {
        "document": seq, "statement": check.statement, "quote": check.quote.exact,
        "verdict": check.verdict, "notes": json.dumps(check.notes), "confidence": check.confidence,
    }  # fmt: skip
