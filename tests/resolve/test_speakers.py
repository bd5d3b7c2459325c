"""Whom the words that name a speaker mean."""

from __future__ import annotations

import pytest

from tests.resolve.stage import read, speakers

CASES = {
    "a surname leads to the full name, and a title changes nothing": (
        ("Mayor [Anna Berg] {said} <the bridge is safe>. Two days later [Mrs. Berg] was not asked; "
        "[Berg] {added} <it will open>."),
        ["Anna Berg", "Anna Berg"],
    ),
    "he and she go to the person who fits": (
        ("Minister [Peter Lang] {said} <the road would close>. Engineer Maria Novak disagreed with him. "
        "[She] {said} <it need not>."),
        ["Peter Lang", "Maria Novak"],
    ),
    "the last speaker goes on, whoever is named inside the words": (
        ("[Michael Dorn], head of the Harbour Board, {warned} that <Carlos Ruiz may prefer delay>. "
        "[He] {said}, <“He wants more time.”>"),
        ["Michael Dorn", "Michael Dorn"],
    ),
    "two people speak together": (
        "[Tom Ellery and Ruth Vane] {said} <they had agreed>. [They] {added} that <a text would follow>.",
        ["Tom Ellery + Ruth Vane", "Tom Ellery + Ruth Vane"],
    ),
    "a list with parties in brackets": (
        "[Sens. Ruth Calloway (D-Ohio), Carl Jansen (R-Texas) and Amy Stone (D-Maine)] {said} <they would vote no>.",
        ["Ruth Calloway + Carl Jansen + Amy Stone"],
    ),
    "the holders of a plural role": (
        "U.S. envoy Daniel Price and Swiss envoy Reto Frei met in Bern. [The two envoys] {said} <the talks were good>.",
        ["Daniel Price + Reto Frei"],
    ),
    "a role with a country": (
        ("Polish President Marek Nowak met Norwegian Prime Minister Sara Lund in Oslo. "
        "[The Polish leader] {said} <the pipe would be built>. [The prime minister] {called} it <a good day>."),
        ["Marek Nowak", "Sara Lund"],
    ),
    "a surname alone is the first one's where kin are named in full": (
        ("Karl Lang opened the mill. His daughter Anna Lang runs it, and Anna Lang closed a wing. "
        "[Lang] {said} <it was late>."),
        ["Karl Lang"],
    ),
    "one of several with the name behind": (
        "[One of the family’s attorneys, Peter Lang,] {said} <the suit would go on>.",
        ["Peter Lang"],
    ),
    "two people before who, and a verb that fits both or one": (
        ("It was seen by Anna Berg and Peter Lang, [who] {said} <it shook>. "
        "It was told to Anna Berg and Peter Lang, [who] {was} sure <it held>."),
        ["? Anna Berg / Peter Lang", "Peter Lang"],
    ),
    "an institution and its friends": (
        "The White House waited. [The White House and its defenders] {said} <it was early>.",
        ["White House"],
    ),
    "an apposition adds nobody": (
        "[Priya Nair, an analyst at Hartwell Securities,] {said} <orders were thin>.",
        ["Priya Nair"],
    ),
    "a possessor is not the speaker": (
        "Anna Berg left early. [Berg’s lawyer] {said} <she was ill>. [A spokesman for Anna Berg] {said} <she was well>.",
        ["Berg’s lawyer", "A spokesman for Anna Berg"],
    ),
    "people whom nobody names": (
        "[Experts] {warned} of <a flood>. [Several Polish officials] {denied} <it>. [The officials] {said} <it was dry>.",
        ["Experts", "Several Polish officials", "Several Polish officials"],
    ),
    "institutions and capitals": (
        "[The White House] {said} <it would wait>. [Moscow] {rejected} <the plan>.",
        ["White House", "Moscow"],
    ),
    "the speaker's own he in reported words": (
        "[Peter Lang] {said} <[he] {believed} <the road was safe>>.",
        ["Peter Lang", "Peter Lang"],
    ),
    "not the speaker of the quotation that he stands in": (
        "Karl Weiss runs the mill. [Peter Lang] {said}, <“[He] {told} me <the mill was sold>.”>",
        ["Peter Lang", "Karl Weiss"],
    ),
    "first person stays open": ("“[I] {said} <no>,” she recalled.", ["? "]),
    "two men fit equally, so nobody is chosen": (
        "Peter Lang and Karl Weiss met on Monday. [He] {said} <the road was safe>.",
        ["? Karl Weiss / Peter Lang"],
    ),
    "one surname, two people": (
        "Anna Berg and Otto Berg shook hands. [Berg] {said} <it was warm>.",
        ["? Anna Berg / Otto Berg"],
    ),
    "the title tells which of them": (
        "Anna Berg met her cousin Otto Berg. [Mrs. Berg] {said} <it was warm>.",
        ["Anna Berg"],
    ),
    "a whole name behind another's possessive": ("[NBC’s Dana Holt] {wrote} that <it was over>.", ["Dana Holt"]),
    "nobody is named": ("{It was said} that <the road was safe>.", ["? "]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_speakers(case: str) -> None:
    picture, wanted = CASES[case]
    assert speakers(picture) == wanted


def test_a_statement_keeps_its_mention_and_who_reports_it() -> None:
    record = read("[Peter Lang] {said} <[Karl Weiss] had {told} him <the mill was sold>>.")
    outer, inner = record.statements
    assert inner.within == outer.id and outer.within is None
    assert [span.exact for span in inner.speaker.mention] == ["Karl Weiss"]


def test_a_pronoun_is_less_sure_than_a_name_and_an_open_one_has_candidates() -> None:
    named, pronoun = read("[Peter Lang] {said} <yes>. [He] {added} <no>.").statements
    assert named.confidence > pronoun.confidence > 0.4
    (left_open,) = read("Peter Lang and Karl Weiss met on Monday. [He] {said} <yes>.").statements
    assert left_open.speaker.actors == () and len(left_open.speaker.candidates) == 2


def test_a_date_beside_the_cue_belongs_to_the_statement() -> None:
    record = read(
        "[Peter Lang] {said} on Tuesday <the road would close on Friday>. [He] {said} <it opened in 1999>. "
        "[Karl Weiss], who was hired in 2019, {said} <no>."
    )
    assert [s.date.value if s.date else None for s in record.statements] == ["2025-12-02", None, None]


NEWCOMER = {
    "nobody from inside the words": (
        (
            "President Jon Vale met Premier Ole Dahl. <“President Max Orr built the strongest navy on earth,”> "
            "[the president] {said}."
        ),
        ["Jon Vale"],
    ),
    "he is a human being": (
        "Anders Foss lost the case. [A tribunal] {ruled} that <the boat was sold>. [He] {called} <it unfair>.",
        ["A tribunal", "Anders Foss"],
    ),
    "himself adds nobody": (
        "Mayor [Anna Berg] {said} <yes>. [Berg herself] {added} <no>.",
        ["Anna Berg", "Anna Berg"],
    ),
    "a nominee is of one party": (
        (
            "Republican nominee Carl Jansen met Democratic nominee Amy Stone. [The Democratic nominee] {said} <yes>. "
            "[The GOP candidate] {said} <no>."
        ),
        ["Amy Stone", "Carl Jansen"],
    ),
    "the president is not the vice president": (
        "President Jon Vale and Vice President Otto Lind spoke. [The president] {said} <yes>.",
        ["Jon Vale"],
    ),
    "which goes on about the body before it": (
        "The vote was watched by the Harbour Commission, [which] {said} <it was fair>.",
        ["Harbour Commission"],
    ),
    "both men": (
        "Peter Lang debated Karl Weiss on Monday. [Both men] {said} <the road was safe>.",
        ["Peter Lang + Karl Weiss"],
    ),
}


@pytest.mark.parametrize("case", NEWCOMER)
def test_descriptions_and_pronouns(case: str) -> None:
    picture, wanted = NEWCOMER[case]
    assert speakers(picture) == wanted


def test_a_person_is_no_side() -> None:
    record = read("[Polk’s aide Tom Ellery] {said} <no>. James Polk left. Fisherman [Per Aas] {said} <yes>.")
    sides = {actor.name: actor.side for actor in record.actors}
    assert sides.get("Tom Ellery") is None
    assert "per-aas" not in sides.values() and "polk" not in sides.values()
