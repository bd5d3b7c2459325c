"""Asking for entities and what they said; the ledger of judgements on who is whom."""

from __future__ import annotations

import json
from typing import Any, Literal

import sqlalchemy as sa

from onrecord.errors import DeskError
from onrecord.models import ActorKind
from onrecord.store import entities, ledger, tables
from onrecord.store.actors import split_id
from onrecord.store.documents import find_seq, read_cursor, statement_rows
from onrecord.store.guard import storable
from onrecord.store.names import fold_name
from onrecord.store.rows import EntityRow, JudgementRow, PersonPage, RoleRow

_D = tables.document.c
_E = tables.entity.c
_I = tables.identity.c
_J = tables.judgement.c
_ROLES = 200


def listed(
    connection: sa.Connection,
    *,
    name: str | None,
    kind: ActorKind | None,
    side: str | None,
    limit: int,
    offset: int,
) -> list[EntityRow]:
    """See `Desk.people`."""
    query = sa.select(tables.entity).order_by(_E.statements.desc(), _E.id).limit(max(limit, 0)).offset(offset)
    if kind is not None:
        query = query.where(_E.kind == kind)
    if side is not None:
        query = query.where((" " + _E.sides + " ").contains(f" {storable(side)} ", autoescape=True))
    for word in fold_name(name or "").split():
        query = query.where((" " + _E.fold).contains(f" {word}", autoescape=True))
    return [_entity_row(row) for row in connection.execute(query).mappings()]


def page(connection: sa.Connection, id: str, *, limit: int, before: str | None) -> PersonPage:
    """See `Desk.person`."""
    row = entity_row(connection, id)
    a, s, p = tables.actor.c, tables.statement.c, tables.speaker.c
    query = (
        sa.select(s.seq)
        .distinct()
        .join(tables.speaker, p.statement == s.seq)
        .join(tables.actor, a.seq == p.actor)
        .join(tables.identity, _I.id == a.identity)
        .join(tables.document, _D.seq == s.document)
        .where(_I.entity == row.id)
        .order_by(_D.sort_when.desc(), _D.seq.desc(), s.place)
        .limit(max(limit, 0) + 1)
    )
    if before is not None:
        when, seq, place = read_cursor(before, 3)
        document = sa.tuple_(_D.sort_when, _D.seq)
        here = sa.tuple_(sa.literal(when), sa.literal(int(seq)))
        later = sa.and_(_D.seq == int(seq), _D.sort_when == when, s.place > int(place))
        query = query.where(sa.or_(document < here, later))
    seqs = connection.scalars(query).all()
    statements = statement_rows(connection, seqs[:limit])
    following = statements[-1].cursor if len(seqs) > limit and statements else None
    return PersonPage(row, _names(connection, row), _roles(connection, row.id), tuple(statements), following)


def entity_row(connection: sa.Connection, id: str) -> EntityRow:
    """The entity to which that id leads now; raises KeyError."""
    query = sa.select(tables.entity).join(tables.identity, _I.entity == _E.id).where(_I.id == storable(id))
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise KeyError(id)
    return _entity_row(row)


def of_document(connection: sa.Connection, document: str) -> dict[str, EntityRow]:
    """See `Desk.entities`."""
    a = tables.actor.c
    query = (
        sa.select(a.actor, tables.entity)
        .join(tables.identity, _I.id == a.identity)
        .join(tables.entity, _E.id == _I.entity)
        .where(a.document == find_seq(connection, document))
        .order_by(a.seq)
    )
    return {row["actor"]: _entity_row(row) for row in connection.execute(query).mappings()}


def _entity_row(row: Any) -> EntityRow:
    sides = tuple(row["sides"].split())
    return EntityRow(row["id"], row["name"], row["kind"], sides, row["statements"], row["documents"])


def _names(connection: sa.Connection, row: EntityRow) -> tuple[str, ...]:
    a, count = tables.actor.c, sa.func.count()
    query = (
        sa.select(a.name)
        .join(tables.identity, _I.id == a.identity)
        .where(_I.entity == row.id, a.name != row.name)
        .group_by(a.name)
        .order_by(count.desc(), a.name)
    )
    return tuple(connection.scalars(query))


def _roles(connection: sa.Connection, id: str) -> tuple[RoleRow, ...]:
    """Each wording of a role once, from the newest document that has it, the newest first."""
    a = tables.actor.c
    query = (
        sa.select(a.roles, _D.id, _D.title, _D.published)
        .join(tables.identity, _I.id == a.identity)
        .join(tables.document, _D.seq == a.document)
        .where(_I.entity == id, a.roles != "[]")
        .order_by(_D.sort_when.desc(), _D.seq.desc(), a.seq)
        .limit(_ROLES)
    )
    found: dict[str, RoleRow] = {}
    for roles, document, title, published in connection.execute(query):
        for role in json.loads(roles):
            found.setdefault(role.casefold(), RoleRow(role, document, title, published))
    return tuple(found.values())


# The ledger

Verdict = Literal["same", "different", "unsure"]


def judge(connection: sa.Connection, a: str, b: str, verdict: Verdict, quotation: str | None) -> JudgementRow:
    """Write a judgement and bring the entities in line; raises KeyError, DeskError, ValueError."""
    left, right = (_unit(connection, id, split=verdict != "same") for id in (a, b))
    if left == right:
        raise ValueError(f"{a} and {b} are one and the same id; to split it name DOCUMENT/ACTOR")
    both = sa.select(_I.id, _I.name).where(_I.id.in_([left, right]))
    names = {row.id: row.name for row in connection.execute(both)}
    id = ledger.write(
        connection, left=left, right=right, verdict=verdict, left_name=names[left], right_name=names[right],
        quotation=quotation,
    )  # fmt: skip
    entities.resolve(connection, [left, right])
    if verdict == "same" and entity_row(connection, left).id != entity_row(connection, right).id:
        raise DeskError(
            f"a judgement keeps {names[left]} and {names[right]} apart; undo it first (see the ledger)"
        )
    return ledger.read(connection, id)


def undo(connection: sa.Connection, id: str) -> JudgementRow:
    row = ledger.take_back(connection, id)
    if row.undone is None and row.about == "entity":
        entities.resolve(connection, [row.left, row.right])
    return ledger.read(connection, id)


def judgements(connection: sa.Connection, entity: str | None) -> list[JudgementRow]:
    if entity is None:
        return ledger.listed(connection)
    ids = sa.select(_I.id).where(_I.entity == entity_row(connection, entity).id)
    return ledger.listed(connection, sa.or_(_J.left.in_(ids), _J.right.in_(ids)))


def _unit(connection: sa.Connection, id: str, *, split: bool) -> str:
    """The identity that an id or DOCUMENT/ACTOR names; for a split, one for that document alone."""
    if "/" not in id:
        entity_row(connection, id)
        return storable(id)
    document, actor = id.rsplit("/", 1)
    a = tables.actor.c
    query = (
        sa.select(a.seq, a.name, a.kind, a.side, a.statements, a.identity, _I.alone)
        .join(tables.identity, _I.id == a.identity)
        .where(a.document == find_seq(connection, document), a.actor == storable(actor))
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise KeyError(id)
    if row.alone or not split:
        return str(row.identity)
    return _split(connection, row, document)


def _split(connection: sa.Connection, actor: Any, document: str) -> str:
    """Give an actor of one document an identity of its own, which its name still joins to the others."""
    own = split_id(actor.kind, actor.name, document)
    if connection.scalar(sa.select(_I.id).where(_I.id == own)) is None:
        row = {
            "id": own, "entity": own, "kind": actor.kind, "name": actor.name, "side": actor.side,
            "fold": fold_name(actor.name), "alone": True, "base": actor.identity,
            "statements": 0, "documents": 0,
        }  # fmt: skip
        connection.execute(tables.identity.insert(), row)
    connection.execute(tables.actor.update().where(tables.actor.c.seq == actor.seq).values(identity=own))
    for id, sign in ((actor.identity, -1), (own, 1)):
        connection.execute(
            tables.identity.update()
            .where(_I.id == id)
            .values(statements=_I.statements + sign * actor.statements, documents=_I.documents + sign)
        )
    return own
