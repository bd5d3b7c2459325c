"""Events and positions are rows while their document is there, and gone with it."""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.models import Record
from onrecord.store import Desk
from onrecord.store import finding_tables as tables
from tests.dossier.build import Report

TABLES = (tables.event, tables.event_actor, tables.position, tables.position_actor)


def talks() -> Record:
    report = Report(
        "Ana Ruiz met Bo Lind in Quayside on 3 March. Ruiz insists on open ports, a demand that Norland rejects.",
        "2025-03-04",
    )
    report.actor("Ana Ruiz", "esp")
    report.actor("Bo Lind", "nor")
    report.happens(
        "CONSULT", "Ana Ruiz met Bo Lind in Quayside on 3 March", "Ana Ruiz", to=("Bo Lind",), mode="meet",
        date=("2025-03-03", "3 March"), place=("Quayside", None),
    )  # fmt: skip
    report.wants(
        "esp", "demands", "open ports", "Ruiz insists on open ports", by=("Ana Ruiz",), towards="nor"
    )
    report.wants("nor", "rejects", "open ports", "a demand that Norland rejects")
    return report.record


def rows(desk: Desk) -> dict[str, int]:
    with desk._db.reading() as connection:
        count = sa.select(sa.func.count())
        return {table.name: connection.scalar(count.select_from(table)) or 0 for table in TABLES}


def matching(desk: Desk, words: str) -> list[str]:
    with desk._db.reading() as connection:
        found = connection.exec_driver_sql(
            "SELECT object FROM position_fts WHERE position_fts MATCH ?", (words,)
        )
        return [row[0] for row in found]


def test_each_event_and_position_is_a_row_with_its_actors(desk: Desk) -> None:
    desk.add(talks())
    assert rows(desk) == {"event": 1, "event_actor": 2, "position": 2, "position_actor": 1}
    with desk._db.reading() as connection:
        event = connection.execute(sa.select(tables.event)).mappings().one()
        position = connection.execute(sa.select(tables.position)).mappings().first()
    assert (event["type"], event["mode"], event["status"]) == ("CONSULT", "meet", "held")
    assert (event["date"], event["sort_when"], event["where_name"]) == (
        "2025-03-03",
        "2025-03-03",
        "Quayside",
    )
    assert position is not None
    assert (position["side"], position["stance"], position["object"]) == ("esp", "demands", "open ports")
    assert (position["date"], position["sort_when"]) == (None, "2025-03-04")
    assert matching(desk, "ports AND norland") == ["open ports"]


def test_another_reading_replaces_them(desk: Desk) -> None:
    record = talks()
    desk.add(record)
    desk.add(Record(record.document, record.actors, (), (), record.positions[:1]))
    assert rows(desk) == {"event": 0, "event_actor": 0, "position": 1, "position_actor": 1}
    assert matching(desk, "norland") == []


def test_they_are_forgotten_with_their_document(desk: Desk) -> None:
    desk.add(talks())
    assert desk.forget(talks().document.id).wiped
    assert set(rows(desk).values()) == {0}
    assert matching(desk, "ports") == []
    data = b"".join(file.read_bytes() for file in desk.path.parent.glob(desk.path.name + "*"))
    assert b"Quayside" not in data and b"norland" not in data
