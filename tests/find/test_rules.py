"""The rules on sentences as journalists write them: [speaker], {cue}, <content>; one picture a statement."""

from __future__ import annotations

import pytest

from tests.find.pictures import drawn, plain

DIRECT = [
    "<“The bridge is safe,”> [Mayor Ana Lopes] {said}.",
    "<“The bridge is safe,”> {said} [Mayor Ana Lopes].",
    "<“Is the bridge safe?”> {asked} [the engineer].",
    '<"The bridge is safe,"> [she] {said} on Monday.',
    "<``The bridge is safe,''> [Ana Lopes] {said}.",
    "<‘The bridge is safe,’> [Ana Lopes] {said}.",
    "[Ana Lopes] {said}, <“The bridge is safe.”>",
    "[Ana Lopes] {said}: <“The bridge is safe.”>",
    "[Ana Lopes] {told} reporters, <“The bridge is safe.”>",
    "[Ana Lopes], who runs the harbor, {said}, <“The bridge is safe.”>",
    "[Ana Lopes, the mayor of Porto], {said}, <“The bridge is safe.”>",
    "<“The bridge is safe,”> {said} [Ana Lopes], who runs the harbor.",
    "<“The bridge is safe,”> [Lopes] {said}, <“and it will stay open.”>",
    "<“The bridge is safe,”> [Lopes] {said}. <“It will stay open.”>",
    "<“The bridge is safe,”> {said} [Ana Lopes, the mayor of Porto]. <“It will stay open.”>",
    "<“The bridge is safe,”> {according to} [Ana Lopes].",
    "<“Nobody asked us,”> [the widow of a miner] {smiled}.",
    "<“Nobody asked us,”> {grumbled} [Tom Reed].",
    "<“He told me ‘no’ twice,”> [Lopes] {said}.",
    "[He] {wrote} on his page: <“We are done.”>",
    "<“We are done,”> [the ministry] {announced} in a statement.",
    "[The letter] {reads}: <“We are done.”>",
]


@pytest.mark.parametrize("picture", DIRECT)
def test_direct(picture: str) -> None:
    assert picture in drawn(plain(picture))


INDIRECT = [
    "[The minister] {said that} <the dam would hold>.",
    "[The minister] {said} <the dam would hold>.",
    "<The dam would hold>, [the minister] {said}.",
    "[The minister] {told} reporters {that} <the dam would hold>.",
    "[Police] {asked} residents <whether they had seen the van>.",
    "{According to} [the minister], <the dam would hold>.",
    "<The dam would hold>, {according to} [the minister].",
    "[The minister] {has warned that} <the dam may fail>.",
    "[Lopes] {called for} <an inquiry into the dam>.",
    "[Lopes] {insisted on} <a second inquiry>.",
    "[Lopes] {denied} <any role in the sale>.",
    "[Lopes] {promised} <to rebuild the dam>.",
    "[Lopes] {urged} <the council to rebuild the dam>.",
    "[Lopes] {wants} <to rebuild the dam>.",
    "[Lopes] {believes that} <the dam will hold>.",
    "[Lopes] {accused} <the builders of fraud>.",
    "[Lopes] {described} <the plan as a trap>.",
    "[Lopes] {called} <the plan a trap>.",
    "[Residents] {raised} <concerns about the smell>.",
    "[The report] {found that} <the dam was cracked>.",
    "<The builders> {were accused} <of fraud> by [the mayor].",
    "[The mayor] {was confident that} <the dam would hold>.",
    "[Porto]’s {insistence on} <a second inquiry> delayed the work.",
    "[His] {warning that} <the dam would fail> went unheard.",
    "As [Lopes] {put} it, <the dam is a scandal>.",
]


@pytest.mark.parametrize("picture", INDIRECT)
def test_indirect(picture: str) -> None:
    assert picture in drawn(plain(picture))


MIXED = [
    "[Lopes] {said} <the plan was “a trap” for the town>.",
    "[Lopes] {said that} <while “some work” had been done, the dam was far from ready>.",
    "[Lopes] {called} <the plan “a trap”>.",
    "[Lopes] {described} <it as “the worst plan ever”>.",
    "<The plan is “a trap,”> {according to} [Lopes].",
    "[Lopes] {said} <he had seen the letters, but “nobody else has”>.",
]


@pytest.mark.parametrize("picture", MIXED)
def test_mixed(picture: str) -> None:
    assert picture in drawn(plain(picture))


SEVERAL = {
    "a report and, behind it, a quotation": [
        "[She] {stressed that} <both towns must pay>, stating, “Nobody rides for free.”",
        "[She] stressed that both towns must pay, {stating}, <“Nobody rides for free.”>",
    ],
    "the trailing quotation is the main speaker's": [
        "[Lopes] {noted that} <the ministers regret the sale>, adding, “They told me so.”",
        "[Lopes] noted that the ministers regret the sale, {adding}, <“They told me so.”>",
    ],
    "what trails behind a quotation": [
        "[He] {noted}, <“We agreed on the price,”> stressing the need for patience.",
        "[He] noted, “We agreed on the price,” {stressing} <the need for patience>.",
    ],
    "two quotations, two speakers": [
        "<“Yes,”> {said} [Ana Lopes]. “No,” said Tom Reed.",
        "“Yes,” said Ana Lopes. <“No,”> {said} [Tom Reed].",
    ],
    "two cues of one speaker": [
        "[Lopes] {said} <the dam was safe> and warned that the road was not.",
        "[Lopes] said the dam was safe and {warned that} <the road was not>.",
    ],
    "a statement within a statement": [
        "[Reed] {said that} <Lopes had told him that the dam was safe>.",
        "Reed said that [Lopes] {had told} him {that} <the dam was safe>.",
    ],
    "over paragraphs with one closing mark": [
        "<“The dam is old.>\n\n<“It will fail,”> [Lopes] {said}.",
    ],
    "a quotation without a cue, after one that has its speaker": [
        "<“The dam is old,”> [Lopes] {said}.\n\n“It will fail within the year.”",
        "“The dam is old,” [Lopes] said.\n\n<“It will fail within the year.”>",
    ],
    "a quotation after the same person's report": [
        "[Lopes] {said} <the dam was old>. “It will fail within the year.”",
        "[Lopes] said the dam was old. <“It will fail within the year.”>",
    ],
    "a signed quotation": [
        "<“The dam is old and will fail.”>\n\n- [Ana Lopes]",
    ],
    "led in by a paragraph that ends in a colon": [
        "[The ministry] {said} this about the dam:\n\n<“It is old and will fail.”>",
    ],
}


@pytest.mark.parametrize("pictures", SEVERAL.values(), ids=SEVERAL)
def test_several(pictures: list[str]) -> None:
    assert drawn(plain(pictures[0])) == pictures


SILENT = [
    "The “Iron Lady” opened the bridge.",
    "She read “The Long Night” to the children.",
    'He stands 6\'2" tall and owns a 30" saw.',
    "The dam broke on Monday, and the road was closed.",
    "The miners' pay wasn't theirs.",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_said(text: str) -> None:
    assert drawn(text) == []


if __name__ == "__main__":
    for picture in [*DIRECT, *INDIRECT, *MIXED, *(p for ps in SEVERAL.values() for p in ps)]:
        got = drawn(plain(picture))
        if picture not in got:
            print("WANT", picture)
            for g in got:
                print("  GOT", g)
    for picture in SILENT:
        print(picture, drawn(picture))
    for name, pictures in SEVERAL.items():
        if (got := drawn(plain(pictures[0]))) != pictures:
            print("SEVERAL", name, got)
