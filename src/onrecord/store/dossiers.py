"""Dossiers of a desk: kept, listed, and asked for their positions, meetings and statements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from onrecord.errors import DossierError
from onrecord.store import corrections, dossier_tables, ledger, reports, tables, takes, told
from onrecord.store.corrections import Corrections
from onrecord.store.db import Database
from onrecord.store.dossier_rows import Dossier, EventRow, Issue, Party, PositionRow, Take
from onrecord.store.guard import storable
from onrecord.store.rows import JudgementRow, StatementRow

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.A)
_T = dossier_tables.dossier.c


class Dossiers:
    """Every method is one transaction. A name or id that is not there raises KeyError."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def new(self, dossier: Dossier) -> Dossier:
        """Keep a new dossier; raises DossierError where it cannot be one, or its name is taken."""
        check(dossier)
        made = replace(dossier, made=datetime.now(UTC).isoformat(timespec="seconds"))
        with self._db.writing() as connection:
            if connection.scalar(sa.select(_T.seq).where(_T.name == made.name)) is not None:
                raise DossierError(f"there is a dossier {made.name} already; choose another name")
            connection.execute(dossier_tables.dossier.insert(), _row(made))
        return made

    def change(self, dossier: Dossier) -> None:
        """Keep another definition under the same name."""
        check(dossier)
        with self._db.writing() as connection:
            row = {key: value for key, value in _row(dossier).items() if key != "made"}
            done = connection.execute(
                dossier_tables.dossier.update().where(_T.name == dossier.name).values(row)
            )
            if not done.rowcount:
                raise KeyError(dossier.name)

    def remove(self, name: str) -> None:
        """Take a dossier out with the judgements that count only in it; its documents stay."""
        from onrecord.store.tables import judgement

        with self._db.writing() as connection:
            done = connection.execute(dossier_tables.dossier.delete().where(_T.name == storable(name)))
            if not done.rowcount:
                raise KeyError(name)
            connection.execute(judgement.delete().where(judgement.c.scope == name))

    def all(self) -> list[Dossier]:
        """By name."""
        with self._db.reading() as connection:
            query = sa.select(_T.name, _T.definition, _T.made).order_by(_T.name)
            return [_dossier(*row) for row in connection.execute(query)]

    def get(self, name: str) -> Dossier:
        with self._db.reading() as connection:
            query = sa.select(_T.name, _T.definition, _T.made).where(_T.name == storable(name))
            row = connection.execute(query).one_or_none()
        if row is None:
            raise KeyError(name)
        return _dossier(*row)

    # What belongs to a dossier

    def sides(self) -> frozenset[str]:
        """Every side that somebody in the desk's documents has."""
        side = tables.identity.c.side
        with self._db.reading() as connection:
            return frozenset(connection.scalars(sa.select(side).distinct().where(side.is_not(None))))

    def takes(self, dossier: Dossier, *, min_confidence: float = 0.0) -> list[Take]:
        """The parties' positions on the issues, the oldest first, as judgements have them."""
        with self._db.reading() as connection:
            told = corrections.standing(connection, dossier.name)
            return takes.of_dossier(connection, dossier, told, min_confidence)

    def positions(self, seqs: Iterable[int]) -> dict[int, PositionRow]:
        """Positions with their words, by their numbers."""
        with self._db.reading() as connection:
            return reports.positions(connection, seqs)

    def documents(
        self, dossier: Dossier, *, since: str | None = None, until: str | None = None, limit: int = 400
    ) -> list[str]:
        """The ids of the dossier's documents, the newest first."""
        with self._db.reading() as connection:
            return told.documents_between(connection, dossier, since, until, limit)

    def events(self, dossier: Dossier, *, min_confidence: float = 0.0) -> tuple[list[EventRow], Corrections]:
        """The events in which the parties take part, as reported, the oldest first; and what is judged.

        Meetings of the dossier's documents with a day and a place stand among them where nobody is named.
        """
        with self._db.reading() as connection:
            judged = corrections.standing(connection, dossier.name)
            return told.events_of(connection, dossier, judged, min_confidence), judged

    def statements(
        self,
        dossier: Dossier,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int = 200,
        min_confidence: float = 0.0,
        on: Issue | None = None,
        party: str | None = None,
    ) -> list[tuple[str, StatementRow]]:
        """The parties' statements in the dossier's documents with the party's code, the newest first.

        With `on` those that hold a word of the issue, with `party` those of that party.
        """
        with self._db.reading() as connection:
            judged = corrections.standing(connection, dossier.name)
            return told.statements_of(
                connection, dossier, judged, since=since, until=until, limit=limit, least=min_confidence,
                on=on, party=party,
            )  # fmt: skip

    def statements_a_day(self, dossier: Dossier) -> list[tuple[str, str, int]]:
        """`(day, party's code, statements)` in the dossier's documents, in order.

        A statement of two people of one party counts for each.
        """
        with self._db.reading() as connection:
            judged = corrections.standing(connection, dossier.name)
            return told.statements_a_day(connection, dossier, judged)

    def people(self, dossier: Dossier, *, limit: int = 40) -> dict[str, list[tuple[str, str, int]]]:
        """Each party's people in the dossier's documents: entity, name, statements; the most quoted first."""
        with self._db.reading() as connection:
            judged = corrections.standing(connection, dossier.name)
            return told.people_of(connection, dossier, judged, limit)

    # Judgements

    def judge_position(
        self, dossier: str, position: str, about: Literal["stance", "holder", "issue"], verdict: str
    ) -> JudgementRow:
        """Correct a position's stance, whose it is (a party's code), or its issue (a slug); or say `none`.

        Anchored by quotation: it holds after another reading too, as long as that takes the words alike.
        """
        definition = self.get(dossier)
        known = {"holder": [p.code for p in definition.parties], "issue": [i.slug for i in definition.issues]}
        _known(verdict, known.get(about))
        return self._write(lambda c: corrections.judge_position(c, position, about, verdict, definition.name))

    def judge_side(self, dossier: str, person: str, party: str) -> JudgementRow:
        """Say that this person speaks for that party of the dossier, or for `none`."""
        definition = self.get(dossier)
        _known(party, [p.code for p in definition.parties])
        return self._write(lambda c: corrections.judge_side(c, person, party, definition.name))

    def judge_status(self, event: str, status: str) -> JudgementRow:
        """Say whether a meeting took place; `none` where it is no meeting at all."""
        return self._write(lambda c: corrections.judge_status(c, event, status))

    def judge_meetings(self, a: str, b: str, verdict: Literal["same", "different"]) -> JudgementRow:
        """Say that two reports tell of one meeting, or of two."""
        return self._write(lambda c: corrections.judge_meetings(c, a, b, verdict))

    def judgements(self, dossier: str) -> list[JudgementRow]:
        """Those that count in a dossier, the latest first, those that were undone too."""
        with self._db.reading() as connection:
            return corrections.listed(connection, self.get(dossier).name)

    def lost(self, dossier: Dossier) -> list[JudgementRow]:
        """Judgements whose words are in the desk no more, or are taken for something else now."""
        with self._db.reading() as connection:
            return corrections.standing(connection, dossier.name).lost

    def _write(self, judge: Any) -> JudgementRow:
        with self._db.writing() as connection:
            return ledger.read(connection, judge(connection))


def check(dossier: Dossier) -> None:
    """Raise DossierError where that is no dossier: a bad name, no party, no issue, two of one name."""
    if not _NAME.fullmatch(dossier.name) or len(dossier.name) > 60:
        raise DossierError(f"{dossier.name!r} is no name for a dossier; use a-z, 0-9 and hyphens, 60 at most")
    if not dossier.parties or not dossier.issues:
        raise DossierError("a dossier needs at least one party and one issue")
    for kind, names in (
        ("party", [p.code for p in dossier.parties]),
        ("issue", [i.slug for i in dossier.issues]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise DossierError(f"the {kind} {twice[0]} is there twice")
        if not all(names):
            raise DossierError(f"a {kind} has no name")
    for issue in dossier.issues:
        if not reports.any_of(issue.words):
            raise DossierError(f"the issue {issue.name} has no word that marks it")
    sides = [side for party in dossier.parties for side in party.sides]
    if len(set(sides)) != len(sides):
        raise DossierError("a side belongs to two parties")


def _known(verdict: str, names: list[str] | None) -> None:
    if names is not None and verdict not in (*names, corrections.NONE):
        raise DossierError(f"{verdict} is none of this dossier's: {', '.join(names)}, {corrections.NONE}")


def _row(dossier: Dossier) -> dict[str, str]:
    definition = {key: value for key, value in asdict(dossier).items() if key not in ("name", "made")}
    return {
        "name": dossier.name,
        "definition": storable(json.dumps(definition, ensure_ascii=False)),
        "made": dossier.made,
    }


def _dossier(name: str, definition: str, made: str) -> Dossier:
    d = json.loads(definition)
    return Dossier(
        name,
        d["title"],
        tuple(Party(p["code"], p["name"], tuple(p["sides"]), tuple(p["people"])) for p in d["parties"]),
        tuple(Issue(i["slug"], i["name"], tuple(i["words"])) for i in d["issues"]),
        tuple(d["about"]),
        made,
    )
