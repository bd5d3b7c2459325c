"""A desk that keeps what is served: from its own WARC another desk gets the same documents."""

from __future__ import annotations

from pathlib import Path

from onrecord.reading import read_many
from onrecord.store import Desk
from onrecord.watching.evidence import evidence
from onrecord.watching.pages import read_page
from tests.gather.pages import article, rss
from tests.gather.server import Reply, Server, once
from tests.gather.test_keeping import SAID, answer, finished, kinds
from tests.watching.valley import Valley


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


def test_that_an_article_is_unchanged_or_gone_is_kept_too(
    valley: Valley, server: Server, tmp_path: Path
) -> None:
    post = server.host("post.test")
    link = f"{post}/bridge"
    etag = {"ETag": '"a"'}
    page = once(Reply(article("Bridge"), headers=etag), Reply(status=304, headers=etag), Reply(status=410))
    server.host("post.test", {"/feed": rss([(link, "Bridge")]), "/bridge": page})
    with valley.desk() as desk:
        desk.settings.keep_warc(tmp_path / "evidence")
    valley.follow(f"{post}/feed")
    valley.revisit = (3_600.0, 7_200.0)
    valley.watch(3 * 3_600)
    assert server.asked().count("/bridge") == 3
    assert [kind for kind, _ in kinds(*finished(tmp_path / "evidence"))] == [
        "response",
        "revisit",
        "response",
    ]
    assert valley.titles() == ["Bridge"]
