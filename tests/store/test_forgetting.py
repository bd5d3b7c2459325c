"""What is forgotten is in no row and in no byte of the file, and all else is as it was."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from onrecord.models import Record
from onrecord.store import Desk
from tests.store.build import article

KEPT = article("{Ana Ruiz} <said> “[we will go]”.", path="kept.txt", source="Gazette")
SECRETS = ("Xanthippe", "Quorvath", "zumblewick", "prondelfax", "Moltharch", "grizzlebane")


def secret(words: str = "the zumblewick will fall") -> Record:
    """A document whose odd words stand in its title, text, statement, speaker, role and notes."""
    return article(
        f"Moltharch {{Xanthippe Quorvath}} <said> “[{words}]”.",
        path="/news/prondelfax.txt",
        title="On the grizzlebane",
        url="https://g.example/prondelfax",
        roles={"Xanthippe Quorvath": "Moltharch"},
        verdict="altered",
    )


def bytes_of(desk: Desk) -> bytes:
    """The file with everything beside it: the log and the shared memory."""
    folder: Path = desk.path.parent
    return b"".join(file.read_bytes() for file in sorted(folder.glob(desk.path.name + "*")))


def in_bytes(desk: Desk) -> set[str]:
    """The odd words that stand anywhere in the file, as written or folded by the index."""
    data = bytes_of(desk)
    return {word for word in SECRETS for form in (word, word.lower()) if form.encode() in data}


def test_no_byte_of_it_is_left(desk: Desk) -> None:
    desk.add(KEPT)
    desk.add(secret())
    desk.add(secret("the zumblewick will rise"))
    packed = [zlib.compress(b"x")]
    with desk._db.reading() as connection:
        rows = connection.exec_driver_sql("SELECT record FROM revision WHERE document = 2").all()
        packed = [row[0][10:200] for row in rows]
    assert len(packed) == 2
    assert all(part in bytes_of(desk) for part in packed)
    assert in_bytes(desk) == set(SECRETS)
    gone = desk.forget("https://g.example/prondelfax")
    assert (gone.documents, gone.revisions, gone.statements, gone.wiped) == (
        (secret().document.id,),
        2,
        1,
        True,
    )
    assert in_bytes(desk) == set()
    assert not any(part in bytes_of(desk) for part in packed)
    assert desk.document(KEPT.document.id) == KEPT
    assert desk.search("go").statement_total == 1
    assert [p.name for p in desk.people()] == ["Ana Ruiz"]
    assert desk.info().checks == 0


@pytest.mark.parametrize("key", ["id", "path", "url"])
def test_a_document_is_named_by_its_id_path_or_url(desk: Desk, key: str) -> None:
    record = secret()
    desk.add(record)
    name = {"id": record.document.id, "path": record.document.path, "url": record.document.url}[key]
    assert name is not None
    assert [row.id for row in desk.matching(name)] == [record.document.id]
    assert desk.forget(name).documents == (record.document.id,)
    assert desk.matching(name) == []
    with pytest.raises(KeyError):
        desk.forget(name)
    with pytest.raises(KeyError):
        desk.person(record.actors[0].id)


def test_what_was_judged_on_the_forgotten_goes_with_it(desk: Desk) -> None:
    desk.add(KEPT)
    desk.add(secret())
    a, b = (p.id for p in desk.people())
    before = desk.people(name="Ruiz")
    desk.judge_same(a, b, quotation="Xanthippe, born Ruiz")
    desk.forget(secret().document.id)
    assert desk.judgements() == []
    assert in_bytes(desk) == set()
    assert desk.people() == before


def test_a_reader_of_the_old_state_is_told_about(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.store.forget.WAIT_MS", 50)
    desk.add(secret())
    with Desk.open(desk.path, read_only=True) as reader, reader._db.reading() as held:
        held.exec_driver_sql("SELECT count(*) FROM document").scalar()
        assert desk.forget("/news/prondelfax.txt").wiped is False
    desk.add(secret())
    assert desk.forget("/news/prondelfax.txt").wiped is True
    assert in_bytes(desk) == set()
