"""Positions as pictures: `[holder] {stance: object}`, one line for each holder, told by words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.findings import FoundPosition
from onrecord.find.positions import find_positions
from onrecord.models import Document, Span, text_id


def document(text: str) -> Document:
    return Document("d", text_id(text), text, {"body": (Span.of(text, 0, len(text)),)})


def found(text: str) -> list[FoundPosition]:
    return list(find_positions(document(text)))


def picture(text: str) -> list[str]:
    lines = []
    for p in found(text):
        holder = p.holder[0].exact if p.holder else "-"
        part = " in part" if p.degree == "part" else ""
        condition = f" ({p.condition.exact})" if p.condition else ""
        asked = f" of {p.counterparty[0].exact}" if p.counterparty else ""
        lines.append(f"{holder} {p.stance}{part}: {p.object.exact}{condition}{asked}")
    return lines


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru supported a longer fishing season.", ["Peru supports: a longer fishing season"]),
        ("Norway did not support the quota.", ["Norway opposes: the quota"]),
        ("The union has consistently opposed the merger.", ["The union opposes: the merger"]),
        ("The mayor rejected a curfew.", ["The mayor rejects: a curfew"]),
        ("Chile ruled out a second vote.", ["Chile rejects: a second vote"]),
        ("Chile did not rule out a second vote.", ["Chile accepts in part: a second vote"]),
        ("She called for a new survey of the reef.", ["She demands: a new survey of the reef"]),
        ("The council called on farmers to save water.", ["The council demands: save water of farmers"]),
        ("Ghana urged the panel to publish its maps.", ["Ghana demands: publish its maps of the panel"]),
        ("Peru objected to the wording on wetlands.", ["Peru opposes: the wording on wetlands"]),
        ("Fiji cautioned against haste.", ["Fiji opposes: haste"]),
        ("Mali welcomed the report.", ["Mali supports: the report"]),
        ("Mali refused to sign the lease.", ["Mali rejects: sign the lease"]),
        ("Mali refused to accept the lease.", ["Mali rejects: the lease"]),
        ("Peru offered to host the talks.", ["Peru offers: host the talks"]),
        ("Peru proposed that talks begin in May.", ["Peru offers: talks begin in May"]),
        (
            "Chile expressed reservations about the timetable.",
            ["Chile opposes in part: the timetable"],
        ),
        ("Fiji expressed support for a levy on ferries.", ["Fiji supports: a levy on ferries"]),
        ("Fiji stressed the need for cleaner harbours.", ["Fiji demands: cleaner harbours"]),
        ("Fiji is opposed to the dam.", ["Fiji opposes: the dam"]),
        ("Fiji is willing to accept an inspection.", ["Fiji accepts: an inspection"]),
        ("The governor said the bridge must stay open.", ["The governor demands: the bridge must stay open"]),
        ("Chile still demands that troops leave.", ["Chile demands: troops leave"]),
        ("Chile has always opposed the dam.", ["Chile opposes: the dam"]),
        ("The mayor also demands a cut.", ["The mayor demands: a cut"]),
        ("The group’s demands also include a cut.", []),
        ("Peru offered on Tuesday to release water.", ["Peru offers: release water"]),
        ("Peru agreed in principle to a swap.", ["Peru accepts in part: a swap"]),
        ("Peru rejected monitors, after a second round of talks.", ["Peru rejects: monitors"]),
        (
            "Peru agreed on Monday that water will flow, and Chile dropped its objection to monitors.",
            ["Peru accepts: water will flow", "Chile accepts in part: monitors"],
        ),
        ("The dam was opposed by Peru and Chile.", ["Peru opposes: The dam", "Chile opposes: The dam"]),
    ],
)
def test_a_stance_in_its_words(text: str, wanted: list[str]) -> None:
    assert picture(text) == wanted


def test_a_condition_makes_acceptance_conditional() -> None:
    assert picture("Oman said it could accept the map provided that the islands are left out.") == [
        "it conditions: the map (provided that the islands are left out)"
    ]


def test_lists_of_holders_with_those_for_and_against() -> None:
    text = "The EU, supported by Norway and opposed by Saudi Arabia and Kuwait, proposed a carbon price."
    assert sorted(picture(text)) == [
        "Kuwait opposes: a carbon price",
        "Norway supports: a carbon price",
        "Saudi Arabia opposes: a carbon price",
        "The EU offers: a carbon price",
    ]


def test_who_joins_shares_the_stance() -> None:
    assert picture("With PERU and CHILE, FIJI called for a ban.") == [
        "PERU demands: a ban",
        "CHILE demands: a ban",
        "FIJI demands: a ban",
    ]
    assert picture("The US, with AUSTRALIA and JAPAN, opposed a fund.") == [
        "The US opposes: a fund",
        "AUSTRALIA opposes: a fund",
        "JAPAN opposes: a fund",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sudan, for the G-77/China, requested more time.",
        "Sudan, on behalf of the G-77/CHINA, requested more time.",
        "Sudan (for the G-77/China) requested more time.",
    ],
)
def test_who_speaks_for_a_group_leaves_the_position_to_it(text: str) -> None:
    assert [line.casefold() for line in picture(text)] == ["the g-77/china demands: more time"]


def test_verbs_in_a_row_share_their_subject() -> None:
    assert picture("Peru opposed the levy, welcomed the audit and called for a review.") == [
        "Peru opposes: the levy",
        "Peru supports: the audit",
        "Peru demands: a review",
    ]


def test_two_holders_in_one_sentence() -> None:
    assert picture("Peru supported the levy, while Chile preferred a loan.") == [
        "Peru supports: the levy",
        "Chile supports: a loan",
    ]


def test_nouns_tell_positions() -> None:
    assert picture("He noted Chile’s insistence on a secret vote, a demand that Peru has long rejected.") == [
        "Chile demands: a secret vote",
        "Peru rejects: a secret vote",
    ]
    assert picture("The US supported a proposal by India to open the archive.") == [
        "The US supports: open the archive",
        "India offers: open the archive",
    ]
    assert picture("Fiji proposed a shorter list, with support from Norway.") == [
        "Fiji offers: a shorter list",
        "Norway supports: a shorter list",
    ]
    assert picture("Fiji proposed a shorter list, opposed by the G-77.") == [
        "Fiji offers: a shorter list",
        "the G-77 opposes: a shorter list",
    ]


def test_opposition_over_sentences() -> None:
    assert picture("The EU proposed a carbon price. Kuwait opposed this. Norway supported the proposal.") == [
        "The EU offers: a carbon price",
        "Kuwait opposes: a carbon price",
        "Norway supports: a carbon price",
    ]


def test_what_the_paragraph_before_proposed_is_in_reach() -> None:
    text = "The EU proposed a carbon price.\n\nKuwait opposed this."
    assert picture(text)[1:] == ["Kuwait opposes: a carbon price"]


@pytest.mark.parametrize(
    "text",
    [
        "Kuwait opposed this.",
        "Britain Rejects It",
        "The EU proposed a carbon price." + " Rain fell." * 4 + " Kuwait opposed this.",
    ],
)
def test_a_pronoun_that_leads_to_nothing_is_no_object(text: str) -> None:
    assert [line for line in picture(text) if not line.startswith("The EU")] == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru withdrew its offer to share the harbour.", ["Peru rejects: share the harbour"]),
        (
            "The envoy has rescinded a Peruvian proposal to move the buoys after Chile rejected it.",
            ["Peruvian rejects: move the buoys", "Chile rejects: move the buoys"],
        ),
        ("Peru’s offer to share the harbour was withdrawn on Monday.", ["Peru rejects: share the harbour"]),
        ("Peru has not withdrawn its offer to share the harbour.", ["its offers: share the harbour"]),
        ("Mali took back its offer to host the talks.", ["Mali rejects: host the talks"]),
        ("Peru dropped its demand for a longer season.", []),
        ("Peru withdrew its support for the dam.", ["Peru opposes: the dam"]),
        ("Peru dropped its opposition to the dam.", ["Peru accepts in part: the dam"]),
        ("Peru Drops Objection to Chilean Dam.", ["Peru accepts in part: Chilean Dam"]),
        ("Peru Lifts Veto of Harbour Loan", ["Peru accepts in part: Harbour Loan"]),
        ("Mali waived its objection to the sale.", ["Mali accepts in part: the sale"]),
        ("Mali’s objection to the sale was lifted.", ["Mali accepts in part: the sale"]),
        ("Fiji has ended its support for the levy.", ["Fiji opposes: the levy"]),
        ("Fiji backed away from its support for the levy.", ["Fiji opposes: the levy"]),
        ("Fiji gave up its demand for a seat.", []),
        ("Chile decided to drop its objection to the map.", ["Chile accepts in part: the map"]),
        ("Norway stopped short of endorsing the map.", []),
        ("Norway no longer opposes the map.", ["Norway accepts in part: the map"]),
    ],
)
def test_what_is_taken_back_stands_no_more(text: str, wanted: list[str]) -> None:
    assert picture(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru rejects the map but will attend the talks.", ["Peru rejects: the map"]),
        ("Though Peru offered a joint patrol, Chile did not reply.", ["Peru offers: a joint patrol"]),
        (
            "Peru opposes any fence and calls on Chile to remove its buoys.",
            ["Peru opposes: any fence", "Peru demands: remove its buoys of Chile"],
        ),
        (
            "Peru rejected the wording on wetlands, two officials said.",
            ["Peru rejects: the wording on wetlands"],
        ),
        ("Chile agreed that the port should close.", ["Chile accepts: the port should close"]),
        ("Chile agreed that patrols will resume.", ["Chile accepts: patrols will resume"]),
        ("Peru condemned Chile for closing the port.", ["Peru opposes: closing the port"]),
        (
            "Five political and religious groups opposed the dam.",
            ["Five political and religious groups opposes: the dam"],
        ),
        ("Abby Ray, who is late, last year proposed a levy.", ["Abby Ray offers: a levy"]),
        ("Peru opposes the ban and would name new judges.", ["Peru opposes: the ban"]),
        ("Peru, which opposed the ban, used it to gain votes.", ["Peru opposes: the ban"]),
        ("Peru supports the delay, several officials say it is late.", ["Peru supports: the delay"]),
        ("Peru has promised to veto the bill.", ["Peru rejects: the bill"]),
        ("Chile has so far refused to sign the map.", ["Chile rejects: sign the map"]),
        (
            "In response to Peru’s proposal to move the buoys, Chile sent two boats.",
            ["Peru offers: move the buoys"],
        ),
        ("Sen. Abby Ray (R-Maine) on Saturday opposed the dam.", ["Sen. Abby Ray opposes: the dam"]),
        (
            "The committee on Chile sent a letter to Director Abby Ray demanding new maps.",
            ["The committee on Chile demands: new maps"],
        ),
        ("A survey found Democrats favored a longer season.", ["Democrats supports: a longer season"]),
        (
            "Fiji backed the levy. Fiji opposed it in its first form.",
            ["Fiji supports: the levy", "Fiji opposes: the levy"],
        ),
    ],
)
def test_where_holders_and_objects_of_the_news_end(text: str, wanted: list[str]) -> None:
    assert picture(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mali softened its opposition to the sale.", ["Mali opposes in part: the sale"]),
        ("Mali Eases Demand for Inspections", ["Mali demands in part: Inspections"]),
    ],
)
def test_what_is_softened_stands_in_part(text: str, wanted: list[str]) -> None:
    assert picture(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Turkish officials want Peru to drop its objection to the dam.",
        "Peru refused to drop its objection to the dam.",
        "Peru may waive its objection to the dam.",
        "If Peru drops its objection to the dam, work will begin.",
    ],
)
def test_what_is_not_yet_taken_back_stands(text: str) -> None:
    assert "its opposes: the dam" in [line.split(",")[0] for line in picture(text)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Chile had long insisted on a second vote.", "Chile insists on a second vote."),
        ("Chile had demanded a second vote.", "Chile has demanded a second vote."),
        ("Chile once opposed the vote.", "Chile again opposed the vote."),
        ("Chile previously opposed the vote.", "Chile has previously opposed the vote."),
        (
            "Chile’s past support for the levy surprised Peru.",
            "Chile’s firm support for the levy surprised Peru.",
        ),
    ],
)
def test_what_was_held_before_is_less_sure_than_what_is_held(before: str, now: str) -> None:
    (old,), (new,) = found(before), found(now)
    assert old.confidence < 0.6 < new.confidence


@pytest.mark.parametrize(
    "text",
    [
        "The envoy expressed his trust that Peru would offer a longer season.",
        "The minister hopes Chile will accept the map.",
        "Had Chile accepted the map, the fleet would have left.",
        "Did Chile accept the map?",
        "No bargain which the United States ought to strike is left.",
        "The Associated Press contributed to this report.",
        "The mayor offered his condolences to the families.",
        "The minister suggested that the markets were calm.",
        "The pilots insisted the old runway was the longest.",
        "The pilots insisted the old runway will stay open.",
        "Exit polls suggested that turnout fell.",
        "The catch rate declined to a third.",
        "The mayor disagrees with her former boss.",
        "The mayor suggested that the pilots aren't late.",
        "The harbour office offered no proof of the leak.",
        "Would they prefer a longer season?",
        "The pilot made phone calls to other crews.",
        "Someone opposed to the dam may win.",
        "The mayor declined to comment on the dam.",
        "The pilots refused to speculate about the route.",
        "The envoy agreed that the port has few cranes.",
        "The harbour offers a generous number of berths.",
        "If pilots support the plan, the port will grow.",
        "There is no guarantee that Chile will support the levy.",
        "The mayor rebuffed Abby Ray.",
        "The mayor denounced former Governor Abby Ray, who left in May.",
        "The mayor disagrees on how it happened.",
        "The mayor blasted Abby Ray during the debate.",
        "The mayor offered a defense of the dam.",
        "The mayor declined to offer his own figure.",
        "The pilots insist they’re ready.",
        "The pilots pushed for nearly a decade.",
        "You’re voting for the dam.",
        "The Chile-backed crews left.",
        "It is a ruling which Chile vowed to ignore.",
        "The mayor welcomed foreign ministers to the port for a dinner.",
        "The mayor insisted Thursday during a tour.",
        "The mayor suggested that the pilots posed a threat.",
        "The mayor’s suggestion that the pilots would not vote was odd.",
    ],
)
def test_hopes_questions_claims_and_courtesies_are_no_positions(text: str) -> None:
    assert picture(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Chile rejected the map on the day it was printed.", ["Chile rejects: the map"]),
        ("Chile rejected the map after its envoy returned home.", ["Chile rejects: the map"]),
        ("As he seeks a ban on nets, the mayor is short of money.", ["he demands: a ban on nets"]),
        ("It began recruiting pilots supporting the dam.", ["pilots supports: the dam"]),
        ("The crews who supported the ban would pay less.", ["The crews supports: the ban"]),
        ("Chile backed the map and has printed it.", ["Chile supports: the map"]),
        ("“Only a few pilots back the map”, the paper wrote.", ["a few pilots supports: the map"]),
        ("She could not support the map, shared a draft of her own and left.", ["She opposes: the map"]),
        (
            "The owner of the mill in Lima opposes the tax.",
            ["The owner of the mill in Lima opposes: the tax"],
        ),
        (
            "It hired aides of Abby Ray, the engineer who ruled out a second term.",
            ["Abby Ray rejects: a second term"],
        ),
        ("The fleet left in response to Chile’s demand for a pause.", ["Chile demands: a pause"]),
    ],
)
def test_holder_and_object_end_where_they_should(text: str, wanted: list[str]) -> None:
    assert picture(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The proposed text was long.",
        "If Peru supports the levy, ships will leave.",
        "Delegates agreed to adjourn.",
        "There was little support.",
        "The support beams were replaced.",
        "Demand for copper rose.",
    ],
)
def test_no_position(text: str) -> None:
    assert picture(text) == []


def test_every_span_holds_in_the_text() -> None:
    text = "Peru, with Chile, could accept the levy if ships are exempt. “We oppose it,” said Fiji."
    for p in found(text):
        spans = (*p.holder, p.object, *p.evidence, *p.counterparty, *((p.condition,) if p.condition else ()))
        assert all(span.holds_in(text) for span in spans)


_WORDS = st.sampled_from(
    [
        *[
            "the",
            "a",
            ",",
            ".",
            "and",
            "by",
            "with",
            "for",
            "of",
            "(",
            ")",
            ";",
            ":",
            "that",
            "which",
            "to",
            "if",
            "unless",
            "this",
            "it",
            "I",
            "-",
            "“",
            "”",
            "said",
            "need",
            "’s",
            "not",
        ],
        "opposed",
        "supported",
        "proposed",
        "should",
        "on behalf of",
        "Japan",
        "the EU",
        "proposal",
        "\n",
    ]
)


@given(st.lists(_WORDS, max_size=50).map(" ".join))
def test_no_order_of_words_breaks_it(text: str) -> None:
    for p in found(text):
        assert all(span.holds_in(text) for span in (*p.holder, p.object, *p.evidence))
