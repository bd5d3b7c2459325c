"""The checks of one record against transcripts: each quotation, with its statement and passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.models import Actor, Document, Kind, Record, Span, Speaker, Statement, make_id, text_id
from onrecord.verify import verify
from onrecord.verify.collections import Collections
from onrecord.verify.sources import made

TRANSCRIPT = """MS. VANTORP: My opponent would tax every net and every oar in this county before the first snow falls.
MR. BRELL: I would rather mend the roof of the school than gild the ceiling of the mayor's parlour.
MS. VANTORP: A roof is mended with timber, and timber is bought with coin that we do not have this year.
MR. BRELL: The coin is there."""


@pytest.fixture
def sources(tmp_path: Path) -> Collections:
    found = Collections(tmp_path)
    found.add("debates", [made(TRANSCRIPT, "d1", date="1912-03-01")])
    return found


def actor(name: str) -> Actor:
    return Actor(make_id(name), name, "person", None, (), (), "test", 1.0)


def article(body: str, said: dict[str, str], kind: Kind = "direct") -> Record:
    """A record of that body with one statement for each passage, by that speaker."""
    document = Document("a", text_id(body), body, {"body": (Span.of(body, 0, len(body)),)}, language="en")
    statements = []
    for passage, name in said.items():
        start = body.index(passage)
        span = Span.of(body, start, start + len(passage))
        statements.append(
            Statement(
                make_id(passage),
                kind,
                "speech",
                (span,),
                (),
                Speaker((), (actor(name),)),
                None,
                None,
                None,
                None,
                "test",
                1.0,
            )
        )
    return Record(document, statements=tuple(statements))


def test_a_check_for_each_quotation(sources: Collections) -> None:
    body = "“My opponent would tax every net,” she said, “and every oar in this city before the first snow falls.”"
    record = verify(article(body, {body: "Karin Vantorp"}), sources)
    first, second = record.checks
    assert (first.quote.exact, first.verdict, first.statement) == (
        "“My opponent would tax every net,”",
        "exact",
        record.statements[0].id,
    )
    assert (second.verdict, second.difference[1:3]) == ("altered", (("-", "county"), ("+", "city")))
    assert first.against is not None
    assert (first.against.document, first.against.speaker, first.against.date) == (
        "debates/d1",
        "Ms. Vantorp",
        "1912-03-01",
    )
    assert first.against.text_id == text_id(TRANSCRIPT)
    assert first.against.span.holds_in(TRANSCRIPT)


def test_another_speaker_than_the_article_says(sources: Collections) -> None:
    body = "“A roof is mended with timber, and timber is bought with coin,” Brell said."
    (check,) = verify(article(body, {body: "Otto Brell"}), sources).checks
    assert (check.verdict, check.notes) == ("exact", ("other speaker",))
    (check,) = verify(article(body, {body: "Karin Vantorp"}), sources).checks
    assert check.notes == ()


def test_what_is_not_in_these_sources_has_no_passage(sources: Collections) -> None:
    body = "“The owls of the moor were counted by botanists,” Brell said."
    (check,) = verify(article(body, {body: "Otto Brell"}), sources).checks
    assert (check.verdict, check.against, check.difference) == ("not found", None, ())


def test_words_that_no_statement_carries_get_a_verdict_too(sources: Collections) -> None:
    body = (
        "Brell said he would rather mend the roof of the school. The hall hung with “I would rather mend the roof "
        "of the school than gild the barn” and “so-called” banners."
    )
    bare, scare = verify(article(body, {body[:40]: "Otto Brell"}, "indirect"), sources).checks
    assert (bare.verdict, bare.statement) == ("altered", None)
    assert (scare.verdict, scare.statement, scare.quote.exact) == ("too short", None, "“so-called”")


def test_without_sources_only_the_headline_is_checked(sources: Collections) -> None:
    body = "“My opponent would tax every net,” she said."
    record = article(body, {body: "Karin Vantorp"})
    assert verify(record).checks == ()
    assert len(verify(record, sources).checks) == 1
    assert verify(record, Collections(sources.folder / "none")).checks == ()


def test_a_desk_traces_in_the_collections_beside_it(tmp_path: Path) -> None:
    from onrecord.store import Desk

    with Desk.open(tmp_path / "my.sqlite") as desk:
        assert desk.trace("The coin is there, says he, behind the ceiling").verdict == "not found"
        desk.collections().add("debates", [made(TRANSCRIPT, "d1")])
        found = desk.trace("A roof is mended with timber, and timber is bought with coin", speaker="Vantorp")
        assert (found.verdict, found.found[0].speaker) == ("exact", "Ms. Vantorp")
        assert desk.collections("debates").names == ("debates",)
