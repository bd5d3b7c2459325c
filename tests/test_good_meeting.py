"""The page this project began with, against its annotation by hand: nothing in the code knows it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.dossier.suggest import suggest
from onrecord.models import Record, Statement
from tests.conftest import SHARED

pytestmark = pytest.mark.corpus
PAGE = SHARED / "articles" / "good-meeting.txt"

if not PAGE.exists():
    pytest.skip("the article is not on this machine", allow_module_level=True)

GOLD: dict[str, Any] = json.loads(Path(PAGE.with_suffix(".gold.json")).read_text("utf-8"))
# FLOOR of what must come out right; the gold has 24 statements.
RIGHT, EXTRA = 23, 2


@pytest.fixture(scope="module")
def record() -> Record:
    return onrecord.read(PAGE)


def test_the_page_is_read_without_its_furniture(record: Record) -> None:
    doc = record.document
    assert (doc.section, doc.byline, doc.title) == (GOLD["section"], GOLD["byline"], GOLD["title_text"])
    assert [(s.start, s.end) for s in doc.parts["title"]] == [tuple(GOLD["title"])]
    assert [(s.start, s.end) for s in doc.parts["body"]] == [tuple(GOLD["body"])]
    assert doc.text == PAGE.read_bytes().decode("utf-8")


def words(text: str) -> set[str]:
    """The words that carry a role; a role that two people share stands in the plural."""
    return {word.removesuffix("s") for word in re.findall(r"\w{3,}", text.lower())} - {"the", "for"}


@pytest.mark.parametrize("person", GOLD["people"], ids=lambda person: str(person["name"]))
def test_each_person_with_role_and_side(record: Record, person: dict[str, Any]) -> None:
    actor = next((a for a in record.actors if a.name == person["name"]), None)
    assert actor is not None, [a.name for a in record.actors]
    roles = " ".join(role.exact for role in actor.roles)
    wanted = person["roles"][0].replace(" of Donald Trump", "")
    assert words(wanted) <= words(roles) | words(actor.name), roles
    side = person["side"]
    assert actor.side == (side if len(side) == 3 else re.sub(r"[^a-z]+", "-", side.lower()))


@dataclass
class Match:
    kind: str
    text: str
    found: Statement | None
    speaker: bool


def match(record: Record) -> tuple[list[Match], list[Statement]]:
    """Gold statements with what was found for each (Jaccard of content ≥ .8), and what the gold lacks."""
    text = record.document.text

    def chars(pairs: Any) -> set[int]:
        return {i for a, b in pairs for i in range(a, b) if not text[i].isspace()}

    found = [(s, chars((c.start, c.end) for c in s.content)) for s in record.statements]
    matches, used = [], set()
    for gold in GOLD["statements"]:
        want = chars(gold["content"])
        best = max(found, key=lambda pair: len(pair[1] & want) / len(pair[1] | want), default=None)
        if best is None or len(best[1] & want) / len(best[1] | want) < 0.8:
            matches.append(Match(gold["kind"], " … ".join(gold["text"]), None, False))
            continue
        used.add(best[0].id)
        names = [actor.name for actor in best[0].speaker.actors]
        matches.append(Match(gold["kind"], " … ".join(gold["text"]), best[0], names == [gold["speaker"]]))
    return matches, [s for s, _ in found if s.id not in used]


def test_statements_with_the_right_speakers(record: Record) -> None:
    matches, extra = match(record)
    wrong = [m.text for m in matches if not (m.found and m.speaker)]
    assert len(matches) - len(wrong) >= RIGHT, wrong
    assert [m.text for m in matches if m.kind != "indirect" and not (m.found and m.speaker)] == []
    assert [m.text for m in matches if m.found and m.found.kind != m.kind] == []
    assert len(extra) <= EXTRA, [" … ".join(c.exact for c in s.content) for s in extra]


def test_the_headline_is_seen_to_drop_its_qualifier(record: Record) -> None:
    wanted = GOLD["headline_quote"]
    check = next(c for c in record.checks if c.quote.exact == wanted["text"])
    assert (check.quote.start, check.quote.end) == tuple(wanted["span"])
    assert (check.verdict, check.notes) == ("trimmed", ("hides: reasonably",))
    assert check.difference == (("-", "reasonably"), ("=", "good meeting"))
    assert check.against is not None
    assert "reasonably good meeting" in check.against.span.exact


def test_the_occasion_of_the_remarks(record: Record) -> None:
    occasion = GOLD["occasions"][0]
    held = [s for s in record.statements if s.occasion is not None]
    assert (occasion["span"][0], occasion["span"][1]) in [
        (s.occasion.start, s.occasion.end) for s in held if s.occasion
    ]


def test_positions_with_side_stance_degree_and_object(record: Record) -> None:
    found = {(p.side, p.stance, p.degree, p.object.exact) for p in record.positions}
    missing = [
        p["text"]
        for p in GOLD["positions"]
        if (p["side"], p["stance"], p["degree"], p["object"]) not in found
    ]
    assert len(missing) <= 1, missing
    demand = next(p for p in record.positions if p.side == "rus" and p.stance == "demands")
    answer = next(p for p in record.positions if p.side == "ukr" and p.stance == "rejects")
    assert (demand.issue, answer.issue, answer.counterparty) == ("territory", "territory", "rus")
    assert demand.object == answer.object


def test_the_issues_that_a_dossier_could_follow(record: Record) -> None:
    names = {issue.name for issue in suggest([record]).issues}
    assert {"territory", "security guarantees", "truce"} <= names


def took_part(record: Record) -> list[tuple[str, str, str | None, str | None, set[str]]]:
    """Each event's type, status, date and place, and the names and sides of those who take part."""
    return [
        (
            e.type, e.status, e.date.value if e.date else None, e.place.name if e.place else None,
            {name for a in (*e.actors, *e.recipients) for name in (a.name, a.side) if name},
        )
        for e in record.events
    ]  # fmt: skip


@pytest.mark.parametrize("gold", GOLD["events"], ids=lambda gold: f"{gold['type']} {gold['status']}")
def test_each_event_with_people_place_and_date(record: Record, gold: dict[str, Any]) -> None:
    wanted = set(gold["participants"])
    (found,) = [e for e in took_part(record) if wanted <= e[4] and e[:2] == (gold["type"], gold["status"])]
    assert found[2:4] == (gold.get("date"), gold.get("place"))
    names = {name for name in found[4] if " " in name}
    assert names <= wanted or gold["type"] == "AGREE"
    start, end = gold["span"]
    assert any(
        span.start < end and start < span.end
        for e in record.events
        for span in e.evidence
        if e.type == gold["type"]
    )


def test_few_events_are_too_many(record: Record) -> None:
    assert len(record.events) <= len(GOLD["events"]) + 2
