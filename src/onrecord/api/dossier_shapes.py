"""What the API answers about dossiers: the forms of `onrecord dossier … --format json` and `onrecord brief`.

A key that these forms gain must be added here: an unknown one is refused, and so found by the tests.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from onrecord.models import Degree, EventStatus, Stance


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _example(**keys: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [keys]})


class PartyOut(Form):
    """One side of a dossier: those of `sides`, and `people` by name, whatever side a document gives them."""

    code: str
    name: str
    sides: list[str]
    people: list[str]


class IssueOut(Form):
    """What is negotiated; a position is on it where its words hold one of `words` (`*` ends a beginning)."""

    slug: str
    name: str
    words: list[str]


class PersonOfParty(Form):
    """Somebody who speaks for a party in the dossier's documents; `entity` is the `id` at `/people/{id}`."""

    entity: str
    name: str
    statements: int


class DossierOut(Form):
    """A matter that is followed: parties and issues in the order of the board."""

    name: str
    title: str
    parties: list[PartyOut]
    issues: list[IssueOut]
    about: list[str]
    made: str

    model_config = _example(
        name="sound-talks", title="The Sound talks", about=["Sound"], made="2026-03-01T09:00:00+00:00",
        parties=[{"code": "nor", "name": "Norway", "sides": ["nor"], "people": []}],
        issues=[{"slug": "fishing-grounds", "name": "fishing grounds", "words": ["fish*", "herring"]}],
    )  # fmt: skip


class DossierWhole(DossierOut):
    """A dossier with each party's people, the most quoted first."""

    people: dict[str, list[PersonOfParty]]

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": []})


class TakeOut(Form):
    """A position that a party took on an issue; `evidence` is the sentence `[start, end)` of its document."""

    issue: str
    party: str
    date: str | None
    stance: Stance
    degree: Degree
    object: str
    condition: str | None
    towards: str | None = Field(description="The party that the position is towards, where it is named.")
    people: list[str]
    source: str | None
    url: str | None
    evidence: str
    confidence: float
    position: str
    document: str
    start: int
    end: int
    judged: bool = Field(description="A person corrected it.")

    model_config = _example(
        issue="fishing-grounds", party="nor", date="2025-03-03", stance="demands", degree="whole",
        object="sharing the herring grounds", condition=None, towards="swe", people=[], source="Quay Herald",
        url="https://quay.example/1", evidence="Norland insists on sharing the herring grounds",
        confidence=0.8, position="5f0c…", document="9ab1…", start=211, end=257, judged=False,
    )  # fmt: skip


class CellOut(TakeOut):
    """A position in a cell of the board, with what happened since the day asked for."""

    change: str | None = Field(description="new, moved or repeated since `since`; null for nothing.")
    was: str | None = Field(description="What held before, in words.")
    taken: int = Field(description="How many positions the party took on the issue in all.")

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": []})


class BoardRowOut(Form):
    """An issue with its state and the rule that gives it; cells by party, the newest position first."""

    issue: str
    name: str
    state: str = Field(description="agreed, converging, apart, stuck or silent.")
    rule: str
    because: list[str] = Field(description="Ids of the positions that the rule looked at.")
    cells: dict[str, list[CellOut]]


class BoardOut(Form):
    """Who stands where on what, `at` a day."""

    dossier: str
    title: str
    at: str | None
    since: str | None
    parties: list[PartyOut]
    issues: list[BoardRowOut]


class TookPart(Form):
    """Somebody whom a report names as taking part."""

    name: str
    side: str | None
    part: str = Field(description="actor or recipient")


class EvidenceOut(Form):
    """`text[start:end] == exact` in code points; `exact` is shortened where the text is withheld."""

    start: int
    end: int
    exact: str


class MeetingReportOut(Form):
    """One report of a meeting, as its document has it."""

    event: str
    document: str
    source: str | None
    published: str
    url: str | None
    status: EventStatus
    date: str | None
    where: str | None
    who: list[TookPart]
    evidence: list[EvidenceOut]
    confidence: float


class EntryOut(Form):
    """A meeting, call, visit, signing or deadline, once, with all its reports."""

    id: str
    when: str | None
    kind: str
    status: EventStatus
    who: list[str]
    parties: list[str]
    where: str | None
    country: str | None
    outlets: list[str]
    reports: int
    evidence: str
    url: str | None
    event: str
    judged: bool
    told: list[MeetingReportOut]

    model_config = _example(
        id="41d7…", when="2025-03-02", kind="meeting", status="held", who=["Ana Ruud", "Ulf Brandt"],
        parties=["nor", "swe"], where="Skagen", country="dnk", outlets=["Quay Herald"], reports=1,
        evidence="Ana Ruud met Ulf Brandt in Skagen on 2 March", url="https://quay.example/1", event="c04e…",
        judged=False, told=[],
    )  # fmt: skip


class ToldOut(Form):
    """Whole sentences of a source; `also` are other outlets with the same words."""

    document: str
    source: str | None
    published: str | None
    url: str | None
    also: list[str]
    start: int
    end: int
    exact: str


class MovedOut(Form):
    """A party's position that is new or has moved."""

    issue: str
    party: str
    stance: Stance | None
    degree: Degree | None
    before: Stance | None
    told: ToldOut
    told_before: ToldOut | None


class MeetingOut(Form):
    """A meeting with a passage from each of its reports since the day, the newest first."""

    id: str
    kind: str
    status: EventStatus
    when: str | None
    where: str | None
    who: list[str]
    told: list[ToldOut]


class DiffersOut(Form):
    """One value and a passage that gives it."""

    value: str
    told: ToldOut


class DifferenceOut(Form):
    """What reports tell differently: `on` says what."""

    meeting: str
    on: str
    sides: list[DiffersOut]


class StoryDifferenceOut(Form):
    """What reports of one story tell differently: each value, or `claims` and `denies`.

    Of a quotation in other words the value is empty, and the passages are all that there is.
    """

    story: str
    kind: str
    about: str
    sides: list[DiffersOut]


class NewStatementOut(Form):
    """What somebody of a party said."""

    party: str
    speakers: list[str]
    statement: str | None
    told: ToldOut


class BriefOut(Form):
    """What is new in a dossier since a day; every passage stands in a source as it is here."""

    dossier: str
    since: str
    until: str | None
    positions: list[MovedOut]
    held: list[MeetingOut]
    coming: list[MeetingOut]
    off: list[MeetingOut]
    differences: list[DifferenceOut]
    contradictions: list[StoryDifferenceOut]
    statements: list[NewStatementOut]
    left_out: int
