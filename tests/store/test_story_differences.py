"""A story's reports on a desk: a claim that is denied, and a quotation that is run in other words."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from onrecord.dossier.brief import brief
from onrecord.dossier.brief_formats import as_json, as_text
from onrecord.dossier.definition import make_dossier
from onrecord.models import Record
from onrecord.site.app import make_app
from onrecord.store import Desk
from onrecord.stories.contradictions import Contradiction
from tests.store.build import article

LONG = "We shall never lease the northern quay to strangers, and the council knows it"
OTHER = "We shall always lease the northern quay to strangers, and the council knows it"
RAID = "Agents of the Harbour Board broke into the office of the Quay Herald in Skagen and took its files."
DENIAL = "The Harbour Board denied that its agents broke into the office of the paper in Skagen."
TITLE = "Raid on the Quay Herald in Skagen"


def told(words: str, lead: str, name: str, day: str, **more: Any) -> Record:
    return article(
        f"{lead} “[{words}],” {{Ada Odlum}} <said>.", path=f"{name}.txt", title=TITLE, source=name,
        published=day, **more,
    )  # fmt: skip


def desk_of(tmp_path: Path) -> Path:
    path = tmp_path / "desk.sqlite"
    with Desk.open(path) as desk:
        more = "The raid on the paper in Skagen shook the harbour; the Quay Herald prints on."
        desk.add(told(LONG, f"{RAID} {more}", "Herald", "1911-11-20"))
        desk.add(
            told(
                OTHER,
                f"{DENIAL} Its raid on the Quay Herald is told by sailors of the harbour.",
                "Post",
                "1911-11-21",
            )
        )
    return path


def found(path: Path) -> list[Contradiction]:
    with Desk.open(path) as desk:
        (story,) = desk.stories.listed()
        return desk.stories.contradictions(story.id)


def test_a_denial_and_its_claim_stand_in_the_story_with_outlet_and_day(tmp_path: Path) -> None:
    (denial,) = [one for one in found(desk_of(tmp_path)) if one.kind == "denial"]
    assert [(s.source, s.when, s.denies) for s in denial.sides] == [
        ("Herald", "1911-11-20", False), ("Post", "1911-11-21", True),
    ]  # fmt: skip


def test_a_quotation_in_other_words_is_told_with_both(tmp_path: Path) -> None:
    path = desk_of(tmp_path)
    (wording,) = [one for one in found(path) if one.kind == "wording"]
    assert wording.about == "Ada Odlum"
    assert [side.value.rstrip(",") for side in wording.sides] == [LONG, OTHER]
    with Desk.open(path) as desk:
        for side in wording.sides:
            text = desk.document(side.report).document.text
            assert text[side.start : side.end] == side.value


def test_a_quotation_that_is_only_cut_is_no_difference(tmp_path: Path) -> None:
    path = tmp_path / "cut.sqlite"
    with Desk.open(path) as desk:
        desk.add(told(LONG, RAID, "Herald", "1911-11-20"))
        desk.add(
            told(
                LONG.split(",")[0], "The raid on the Quay Herald shook Skagen harbour.", "Post", "1911-11-21"
            )
        )
    assert [one for one in found(path) if one.kind == "wording"] == []


def test_the_page_says_who_claims_and_who_denies(tmp_path: Path) -> None:
    path = desk_of(tmp_path)
    with Desk.open(path) as desk:
        (story,) = desk.stories.listed()
    with TestClient(make_app(path)) as client:
        page = client.get(f"/story/{story.id}").text
        assert "Where reports disagree" in page
        assert page.index(">claims<") < page.index(">denies<")
        (link,) = re.findall(r'<a href="(/quotation/[^"]+)"><bdi>how the words differ', page)
        assert client.get(html.unescape(link)).status_code == 200
        (row,) = [
            one for one in client.get(f"/api/v1/stories/{story.id}/contradictions").json()["data"]
            if one["kind"] == "denial"
        ]  # fmt: skip
        assert [side["denies"] for side in row["sides"]] == [False, True]


def test_the_brief_of_a_dossier_tells_what_is_denied(tmp_path: Path) -> None:
    with Desk.open(desk_of(tmp_path)) as desk:
        dossier = desk.dossiers.new(
            make_dossier("quay", parties="nor,swe", issues={"lease": ["lease*"]}, about=["Skagen"])
        )
        made = brief(desk, dossier, "1911-11-21")
        assert {one.kind for one in made.contradictions} == {"denial", "wording"}
        text = as_text(made)
        assert "Claimed and denied: claims" in text and "Claimed and denied: denies" in text
        assert RAID in text and DENIAL in text
        assert as_json(made)["contradictions"][0]["story"] == desk.stories.listed()[0].id
        assert brief(desk, dossier, "1911-11-25").contradictions == ()


def test_a_public_desk_shortens_each_side(tmp_path: Path) -> None:
    path = tmp_path / "public.desk"
    tail = " and ".join(f"quay{n} sails" for n in range(60))
    with Desk.open(path) as desk:
        desk.add(told(f"{LONG} {tail}", RAID, "Herald", "1911-11-20"))
        desk.add(
            told(
                f"{OTHER} {tail}", f"{DENIAL} The raid on the Quay Herald shook Skagen.", "Post", "1911-11-21"
            )
        )
        dossier = make_dossier("quay", parties="nor,swe", issues={"lease": ["lease*"]}, about=["Skagen"])
        desk.dossiers.new(dossier)
        (story,) = desk.stories.listed()
        assert {one.kind for one in desk.stories.contradictions(story.id)} >= {"wording", "denial"}
    asked = (
        f"/story/{story.id}", f"/api/v1/stories/{story.id}/contradictions", "/dossier/quay/brief?since=1911-11-20",
        "/api/v1/dossiers/quay/brief?since=1911-11-20",
    )  # fmt: skip
    with TestClient(make_app(path)) as whole, TestClient(make_app(path, public=True)) as public:
        for address in asked:
            assert "quay59 sails" in whole.get(address).text, address
            answer = public.get(address)
            assert answer.status_code == 200 and "quay59 sails" not in answer.text, address
