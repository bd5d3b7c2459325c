"""Putting records in: one document's rows, drawn from its record, inside the caller's transaction."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from onrecord.contract import to_json
from onrecord.models import Actor, Check, Record, Span, Statement, make_id
from onrecord.store import entities, tables
from onrecord.store.guard import check_record, pack, storable, storable_row, unpack
from onrecord.store.names import fold_name, names_one, own_id, shared_id
from onrecord.store.rows import Added

LEAD = 320
_ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?)?)?)?", re.A)


def put(connection: sa.Connection, record: Record) -> Added:
    """Put one record in; raises BadRecord before anything is changed."""
    check_record(record)
    document = tables.document
    query = sa.select(document.c.seq, document.c.revisions).where(
        document.c.id == storable(record.document.id)
    )
    there = connection.execute(query).one_or_none()
    if there is None:
        fields = _document(record) | {"revisions": 1}
        seq = _inserted(connection.execute(document.insert(), fields))
        _insert_revision(connection, seq, 1, record)
        _insert_findings(connection, seq, record)
        return Added.ADDED
    seq, number = there
    current = _stored(connection, seq, number)
    if current.document.text_id == record.document.text_id:
        kept = replace(record.document, fetched=current.document.fetched)
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
    remove_findings(connection, seq)
    connection.execute(tables.document.delete().where(tables.document.c.seq == seq))


def remove_findings(connection: sa.Connection, seq: int) -> None:
    """Take out the rows drawn from a document's current record; its revisions stay."""
    actor, identity = tables.actor, tables.identity
    query = sa.select(actor.c.identity, sa.func.sum(actor.c.statements)).where(actor.c.document == seq)
    counts = [(id, -int(n)) for id, n in connection.execute(query.group_by(actor.c.identity))]
    connection.execute(tables.statement.delete().where(tables.statement.c.document == seq))
    connection.execute(tables.quote_check.delete().where(tables.quote_check.c.document == seq))
    connection.execute(tables.article.delete().where(tables.article.c.seq == seq))
    connection.execute(actor.delete().where(actor.c.document == seq))
    _count(connection, counts, -1)
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
    entities.resolve(connection, {*ids, *connection.scalars(namesakes)})


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
    fields = _document(record) | {"revisions": number}
    connection.execute(document.update().where(document.c.seq == seq), fields)
    connection.execute(revision.delete().where(revision.c.document == seq, revision.c.number == number))
    _insert_revision(connection, seq, number, record)
    _insert_findings(connection, seq, record)


def _document(record: Record) -> dict[str, Any]:
    d = record.document
    lead = " ".join((d.body or d.text)[: 2 * LEAD].split())
    return storable_row(
        {
            "id": d.id, "text_id": d.text_id, "kind": d.kind, "title": d.title, "byline": d.byline,
            "source": d.source, "section": d.section, "path": d.path, "url": d.url,
            "canonical_url": d.canonical_url, "published": d.published, "updated": d.updated,
            "fetched": d.fetched, "language": d.language, "lead": lead[:LEAD],
            "notes": json.dumps(d.notes), "statements": len(record.statements),
            "sort_when": sort_when(record),
        }
    )  # fmt: skip


def _insert_revision(connection: sa.Connection, seq: int, number: int, record: Record) -> None:
    d = record.document
    row = storable_row({"text_id": d.text_id, "title": d.title, "updated": d.updated, "fetched": d.fetched})
    row |= {"document": seq, "number": number, "record": pack(record)}
    connection.execute(tables.revision.insert(), row)


def _insert_findings(connection: sa.Connection, seq: int, record: Record) -> None:
    d = record.document
    article = {"seq": seq, "title": d.title or "", "body": d.body or d.text}
    connection.execute(tables.article.insert(), storable_row(article))
    actors = _insert_actors(connection, seq, record)
    checks = {check.statement: check for check in reversed(record.checks) if check.statement}
    for place, statement in enumerate(record.statements):
        row = _statement(statement, checks.get(statement.id)) | {"document": seq, "place": place}
        number = _inserted(connection.execute(tables.statement.insert(), row))
        speakers = [
            {"statement": number, "place": n, "actor": actors[actor.id]}
            for n, actor in enumerate(statement.speaker.actors)
        ]
        if speakers:
            connection.execute(tables.speaker.insert(), speakers)
    if record.checks:
        connection.execute(tables.quote_check.insert(), [_check(seq, check) for check in record.checks])


def _statement(s: Statement, check: Check | None) -> dict[str, Any]:
    names = [actor.name for actor in s.speaker.actors]
    mention = " ".join(span.exact for span in s.speaker.mention)
    return storable_row(
        {
            "id": s.id, "kind": s.kind, "act": s.act, "said": join_words(s.content),
            "offsets": json.dumps([[span.start, span.end] for span in s.content]),
            "cue": join_words(s.cue), "mention": mention, "speaker": " · ".join([*names, mention]),
            "open": not s.speaker.actors and bool(s.speaker.candidates),
            "date": s.date and s.date.value, "confidence": s.confidence,
            "verdict": check and check.verdict, "notes": json.dumps(check.notes if check else ()),
        }
    )  # fmt: skip


def join_words(spans: tuple[Span, ...]) -> str:
    """The spans' words, with what stands between them left out and marked."""
    return " … ".join(span.exact for span in spans)


def _check(seq: int, check: Check) -> dict[str, Any]:
    return storable_row(
        {
            "document": seq, "statement": check.statement, "quote": check.quote.exact,
            "verdict": check.verdict, "notes": json.dumps(check.notes), "confidence": check.confidence,
        }
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Placed:
    """An actor with the identity that it goes under: `alone` unless its name is known elsewhere."""

    actor: Actor
    id: str
    alone: bool
    base: str | None


def split_id(actor_kind: str, name: str, document: str) -> str:
    """The identity of those of this name in one document, once judged to be not the others."""
    return make_id("split", actor_kind, fold_name(name), document)


def _insert_actors(connection: sa.Connection, seq: int, record: Record) -> dict[str, int]:
    """The rows of a record's actors by their ids; new identities find their entities."""
    placed = _place(connection, record)
    said: dict[str, int] = {}
    for s in record.statements:
        for actor in s.speaker.actors:
            said[actor.id] = said.get(actor.id, 0) + 1
    new = _insert_identities(connection, placed)
    rows: dict[str, int] = {}
    counts: dict[str, int] = {}
    for p in placed:
        a = p.actor
        row = storable_row(
            {
                "document": seq, "actor": a.id, "identity": p.id, "name": a.name, "kind": a.kind,
                "side": a.side, "roles": json.dumps([role.exact for role in a.roles]),
                "statements": said.get(a.id, 0),
            }
        )  # fmt: skip
        rows[a.id] = _inserted(connection.execute(tables.actor.insert(), row))
        counts[p.id] = counts.get(p.id, 0) + said.get(a.id, 0)
    _count(connection, sorted(counts.items()), 1)
    entities.resolve(connection, [p.id for p in placed if p.id in new and not p.alone])
    _recount(connection, sorted(counts))
    return rows


def _place(connection: sa.Connection, record: Record) -> list[_Placed]:
    document = record.document.id
    shared = [shared_id(actor) if names_one(actor) else None for actor in record.actors]
    splits = [split_id(actor.kind, actor.name, document) for actor in record.actors]
    identity = tables.identity
    query = sa.select(identity.c.id).where(identity.c.id.in_(splits), identity.c.base.is_not(None))
    known = set(connection.scalars(query)) if splits else set()
    placed = []
    for actor, common, split in zip(record.actors, shared, splits, strict=True):
        if common is not None and split in known:
            placed.append(_Placed(actor, split, True, common))
        elif common is not None and shared.count(common) == 1:
            placed.append(_Placed(actor, common, False, None))
        else:
            twice = common is not None or sum(own_id(a, "") == own_id(actor, "") for a in record.actors) > 1
            own = own_id(actor, document) if not twice else make_id(own_id(actor, document), actor.id)
            placed.append(_Placed(actor, own, True, None))
    return placed


def _insert_identities(connection: sa.Connection, placed: list[_Placed]) -> set[str]:
    """Put in the identities that are new; returns their ids."""
    identity = tables.identity
    ids = list(dict.fromkeys(p.id for p in placed))
    there = set(connection.scalars(sa.select(identity.c.id).where(identity.c.id.in_(ids)))) if ids else set()
    rows = {
        p.id: storable_row(
            {
                "id": p.id, "entity": p.id, "kind": p.actor.kind, "name": p.actor.name,
                "fold": fold_name(p.actor.name), "side": p.actor.side, "alone": p.alone, "base": p.base,
                "statements": 0, "documents": 0,
            }
        )
        for p in reversed(placed)
        if p.id not in there
    }  # fmt: skip
    if rows:
        connection.execute(identity.insert(), list(rows.values()))
    return set(rows)


def _count(connection: sa.Connection, counts: list[tuple[str, int]], documents: int) -> None:
    """Add to the counts of identities: statements each, and so many documents."""
    identity = tables.identity
    if counts:
        connection.execute(
            identity.update()
            .where(identity.c.id == sa.bindparam("b_id"))
            .values(
                statements=identity.c.statements + sa.bindparam("b_statements"),
                documents=identity.c.documents + documents,
            ),
            [{"b_id": id, "b_statements": n} for id, n in counts],
        )


def _recount(connection: sa.Connection, identities: list[str]) -> None:
    identity = tables.identity
    query = sa.select(identity.c.entity).where(identity.c.id.in_(identities)).distinct()
    entities.recount(connection, connection.scalars(query).all())


def _inserted(result: sa.CursorResult[Any]) -> int:
    """The key of the row just put in."""
    key = result.inserted_primary_key
    if key is None:
        raise RuntimeError("the database gave no key")
    return int(key[0])
