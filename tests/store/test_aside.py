"""What a desk met and did not keep as an article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.models import Failure, Record, make_id
from onrecord.reading import read_text
from onrecord.store import Desk
from onrecord.store.rows import Added


def test_pages_count_once_by_host_and_kind_until_they_are_articles(tmp_path: Path) -> None:
    wall = Failure(
        "a.warc.gz#1", "bot wall", "is one", "https://www.paper.example/a", None, "2025-12-01T00:00:00+00:00"
    )
    with Desk.open(tmp_path / "desk.sqlite") as desk:
        desk.aside.add(
            [
                wall,
                replace(wall, url="http://paper.example/a/", kind="cookie wall"),
                replace(wall, url="https://paper.example/b"),
            ]
        )
        desk.aside.add([Failure("x.html", "index page", "is one", source="Other")])
        assert [(count.host, dict(count.kinds)) for count in desk.aside.counts()] == [
            ("paper.example", {"bot wall": 1, "cookie wall": 1}), ("Other", {"index page": 1}),
        ]  # fmt: skip
        assert [row.kind for row in desk.aside.rows(host="paper.example")] == ["bot wall", "cookie wall"]
        record = read_text(
            "Harbour to close\n\nThe harbour will close on Monday, the mayor said.", finder="rules"
        )
        article = replace(
            record.document, id="x", url="https://paper.example/b", canonical_url="https://paper.example/b"
        )
        desk.add(replace(record, document=article))
        assert [row.url for row in desk.aside.rows(host="paper.example")] == ["http://paper.example/a/"]
        desk.aside.add([])


def test_the_folder_for_what_is_served_moves_with_the_desk(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "one" / "desk.sqlite") as desk:
        assert desk.settings.warc is None
        desk.settings.keep_warc(tmp_path / "one" / "evidence")
    (tmp_path / "one").rename(tmp_path / "two")
    with Desk.open(tmp_path / "two" / "desk.sqlite") as desk:
        assert desk.settings.warc == tmp_path / "two" / "evidence"
        desk.settings.keep_warc(None)
        assert desk.settings.warc is None


def test_a_text_at_two_addresses_of_a_site_is_one_document(tmp_path: Path) -> None:
    words = "The harbour will close on Monday, the mayor said, and nobody knew for how long. " * 6
    record = read_text(f"Harbour to close\n\n{words}", finder="rules")

    def at(url: str) -> Record:
        return replace(record, document=replace(record.document, id=make_id(url), url=url, canonical_url=url))

    with Desk.open(tmp_path / "desk.sqlite") as desk:
        added = [
            desk.add(at(f"https://{where}"))
            for where in ("paper.example/a", "m.paper.example/b", "other.example/a")
        ]
    assert added == [Added.ADDED, Added.DUPLICATE, Added.ADDED]
