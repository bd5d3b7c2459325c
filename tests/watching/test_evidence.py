"""A desk that keeps what is served: from its own WARC another desk gets the same documents."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading import read_many
from onrecord.store import Desk
from onrecord.watching.evidence import evidence
from onrecord.watching.pages import read_page
from tests.gather.test_keeping import SAID, answer


def test_a_desk_made_of_the_evidence_is_the_same(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "one.sqlite") as desk:
        with evidence(desk) as keep:
            assert keep is None
        desk.settings.keep_warc(tmp_path / "evidence")
        with evidence(desk) as keep:
            assert keep is not None
            for number in range(3):
                keep(answer(number), SAID)
                record = read_page(answer(number).gathered(SAID), "rules")
                desk.add(record)  # type: ignore[arg-type]
        first = [(row.id, row.text_id, row.published, row.fetched, row.url) for row in desk.documents()]
    with Desk.open(tmp_path / "two.sqlite") as desk:
        list(desk.add_many(read_many([str(tmp_path / "evidence")], finder="rules")))  # type: ignore[arg-type]
        assert [
            (row.id, row.text_id, row.published, row.fetched, row.url) for row in desk.documents()
        ] == first
