"""The parties' positions on a dossier's issues, matched by words, sides and people."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from onrecord.store import finding_tables as found
from onrecord.store import tables
from onrecord.store.corrections import NONE, Corrections
from onrecord.store.dossier_rows import Dossier, Take
from onrecord.store.names import fold_name
from onrecord.store.reports import any_of, rows_matching, seqs_matching

_P, _PA = found.position.c, found.position_actor.c
_A, _I = tables.actor.c, tables.identity.c


@dataclass(frozen=True, slots=True)
class Parties:
    """Who belongs to which party: by folded name first, judgements before the definition, else by side."""

    people: dict[str, str]
    sides: dict[str, str]

    @classmethod
    def of(cls, dossier: Dossier, judged: Corrections) -> Parties:
        people = {fold_name(name): party.code for party in dossier.parties for name in party.people}
        return cls(
            people | judged.sides, {side: party.code for party in dossier.parties for side in party.sides}
        )

    def of_person(self, fold: str, side: str | None) -> str | None:
        """The party of somebody; None for nobody's. A surname alone is that of a person who is listed."""
        told = self.people.get(fold)
        if told is None and " " not in fold:
            whole = {code for name, code in self.people.items() if name.rpartition(" ")[2] == fold}
            told = whole.pop() if len(whole) == 1 else None
        if told is not None:
            return None if told == NONE else told
        return self.sides.get(side or "")

    def among(self) -> sa.ColumnElement[bool]:
        """Which actors to look at: those of the sides, and those who are listed by name."""
        return sa.or_(_A.side.in_(sorted(self.sides)), _I.fold.in_(self.names()))

    def names(self) -> list[str]:
        """Folded names of who is listed, and their surnames."""
        return sorted({name.rpartition(" ")[2] for name in self.people} | self.people.keys())


def of_dossier(connection: sa.Connection, dossier: Dossier, judged: Corrections, least: float) -> list[Take]:
    """See `Dossiers.takes`."""
    issues = _issues(connection, dossier, judged)
    if not issues:
        return []
    parties = Parties.of(dossier, judged)
    rows = _rows(connection, dossier, judged, least)
    actors = _actors(connection, dossier, parties)
    corrected = judged.stances.keys() | judged.holders.keys() | judged.issues.keys()
    sides, taken = parties.sides, []
    for seq, side, stance, degree, object, towards, when, confidence in rows:
        on = issues.get(seq)
        if not on:
            continue
        party = _party(parties, side, actors[seq]) if seq in actors else sides.get(side or "")
        told = False
        if seq in corrected:
            told = True
            party, stance = judged.holders.get(seq, party), judged.stances.get(seq, stance)
        if party is None or party == NONE or stance == NONE:
            continue
        other = sides.get(towards, towards) if towards else None
        taken += [
            Take(seq, slug, party, stance, degree, object, other, when, confidence, told) for slug in on
        ]
    return taken


def _issues(connection: sa.Connection, dossier: Dossier, judged: Corrections) -> dict[int, tuple[str, ...]]:
    """The issues that each position is on: of those that its object names, else of those of its evidence."""
    by_object: dict[int, tuple[str, ...]] = {}
    by_evidence: dict[int, tuple[str, ...]] = {}
    for issue in dossier.issues:
        words = any_of(dict.fromkeys((*issue.words, issue.name)))
        in_object = f"{{object issue}} : ({words})"
        alone = (issue.slug,)
        for seq in seqs_matching(connection, "position_fts", in_object):
            by_object[seq] = (*by_object[seq], issue.slug) if seq in by_object else alone
        for seq in seqs_matching(connection, "position_fts", f"(evidence : ({words})) NOT ({in_object})"):
            by_evidence[seq] = (*by_evidence[seq], issue.slug) if seq in by_evidence else alone
    issues = by_evidence | by_object
    slugs = {issue.slug for issue in dossier.issues}
    return issues | {
        seq: (slug,) if slug in slugs else () for seq, slug in judged.issues.items() if slug in {*slugs, NONE}
    }


def _any_issue(dossier: Dossier) -> sa.Select[int]:
    words = (word for issue in dossier.issues for word in (*issue.words, issue.name))
    return rows_matching("position_fts", any_of(dict.fromkeys(words)))


def _rows(connection: sa.Connection, dossier: Dossier, judged: Corrections, least: float) -> list[Any]:
    query = sa.select(
        _P.seq, _P.side, _P.stance, _P.degree, _P.object, _P.counterparty, _P.sort_when, _P.confidence
    ).where(
        sa.or_(_P.seq.in_(_any_issue(dossier)), _P.seq.in_(sorted(judged.issues))), _P.confidence >= least
    )
    return sorted(connection.execute(query).all(), key=itemgetter(6, 0))


def _actors(
    connection: sa.Connection, dossier: Dossier, parties: Parties
) -> dict[int, tuple[tuple[str, str | None], ...]]:
    """Folded name and side of who holds positions: those without a side, and who is listed by name."""
    named = (
        sa.select(_PA.position, _I.fold, _A.side)
        .join(tables.actor, _A.seq == _PA.actor)
        .join(tables.identity, _I.id == _A.identity)
        .order_by(_PA.position, _PA.place)
    )
    sideless = sa.select(_P.seq).where(_P.side.is_(None), _P.seq.in_(_any_issue(dossier)))
    rows = list(connection.execute(named.where(_PA.position.in_(sideless), parties.among())))
    if parties.people:
        rows += connection.execute(named.where(_I.fold.in_(parties.names())))
    actors: dict[int, tuple[tuple[str, str | None], ...]] = {}
    for seq, fold, side in rows:
        actors[seq] = (*actors.get(seq, ()), (fold, side))
    return actors


def _party(parties: Parties, side: str | None, actors: tuple[tuple[str, str | None], ...]) -> str | None:
    """Who is listed by name goes before the side that the finder gives, that before the actors' sides."""
    told = [parties.of_person(fold, None) for fold, _ in actors]
    listed = [code for code in told if code is not None]
    if listed:
        return listed[0]
    if side is not None:
        return parties.sides.get(side)
    return next((code for fold, own in actors if (code := parties.of_person(fold, own))), None)
