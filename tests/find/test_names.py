"""Names and roles as pictures: `[person]`, `{role}`; the rest of the passage stands as it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.findings import FoundName
from onrecord.find.namer import RawName
from onrecord.find.names import find_names
from onrecord.find.parse import Parse
from onrecord.models import Document
from tests.find.pictures import document_of

MARKS = "[]{}"


def people_drawn(text: str, names: tuple[FoundName, ...]) -> str:
    signs: set[tuple[int, int, str]] = set()
    for name in names:
        if name.label == "person":
            marked = [(name.span, "[", "]"), *((role, "{", "}") for role in name.roles)]
            for span, opening, closing in marked:
                signs |= {(span.start, 1, opening), (span.end, 0, closing)}
    out, at = [], 0
    for place, _, sign in sorted(signs):
        out += [text[at:place], sign]
        at = place
    return "".join([*out, text[at:]])


def names_of(text: str, title_end: int = 0) -> tuple[FoundName, ...]:
    document = document_of(text, title_end)
    return find_names(document, Parse(document))


PICTURES = [
    "Talks opened when {French Finance Minister} [Claire Dubois] met {U.S. trade envoy} [Daniel Price] in Lyon.",
    "{Poland’s President} [Marek Nowak] said on Monday that the border would open.",
    "The {Bankside aides} [Tom Ellery] and [Ruth Vane] left early, and [Ellery] said nothing.",
    "[Anna Berg], {deputy director at the Nordic Institute of Energy}, said the price would fall.",
    "[Lucas Meyer], 45, a {plumber from Ohio}, said he had seen the crash.",
    "{Sen.} [Ruth Calloway], {D-Ohio}, voted against it.",
    "{Rep.} [Carl Jansen] ({R-Texas}), {head of the Rural Caucus}, called it a mistake.",
    "The {country’s foreign minister}, [Elena Petrova], denied the report.",
    "[Elena Petrova], the {top Bulgarian diplomat}, said the talks would go on.",
    "{Kosovan National Security Council Secretary} [Arben Krasniqi] was in Vienna.",
    "{Former Prime Minister} [Sara Lund] and her {brother-in-law} [Jonas Lund] sold the farm.",
    "{Acme Chief Executive} [Maria Lindqvist] told investors that sales had grown.",
    "[Carla Munro], {executive vice president for policy at the Harbour Trust}, agreed.",
    "[Owen Hart] and [Maya Singh], {lawyers for the tenants}, welcomed the ruling.",
    "[Derek Boyle], who served as {ambassador to Chile}, wrote the report.",
]


@pytest.mark.parametrize("picture", PICTURES)
def test_persons_with_the_roles_beside_them(picture: str) -> None:
    text = "".join(c for c in picture if c not in MARKS)
    assert people_drawn(text, names_of(text)) == picture


def test_a_plural_role_belongs_to_each_of_its_list_and_to_no_one_behind_it() -> None:
    names = names_of(
        "The meeting with Bankside aides Ivan Petrov and Oleg Orlov pleased Anna Berg and Tom Hall."
    )
    roles = {name.span.exact: [role.exact for role in name.roles] for name in names if name.label == "person"}
    assert roles["Ivan Petrov"] == roles["Oleg Orlov"] == ["Bankside aides"]
    assert roles["Anna Berg"] == roles["Tom Hall"] == []


def test_kin_leans_on_the_possessor() -> None:
    pronoun = names_of("The mayor came with his son-in-law Paul Reed.")
    assert [(n.span.exact, n.relation and n.relation.exact) for n in pronoun] == [("Paul Reed", "his")]
    named = names_of("Helen Marsh met John Carver’s daughter Lily Carver in Leeds.")
    assert next(n for n in named if n.span.exact == "Lily Carver").relation == next(
        n.span for n in named if n.span.exact == "John Carver"
    )


def test_titles_and_possessives_stay_outside_the_name() -> None:
    names = names_of(
        "President Anna Berg’s plan angered Mr. Lindqvist, Dr. Maya Singh and Sen. Carl Jansen’s aides."
    )
    found = [n.span.exact for n in names if n.label == "person"]
    assert found == ["Anna Berg", "Lindqvist", "Maya Singh", "Carl Jansen"]


def test_a_headline_in_title_case_gives_no_verb_to_a_name() -> None:
    title = "Berg Rejects Plan as Lindqvist Walks Out"
    text = f"{title}\n\nPresident Anna Berg rejected the plan. Karl Lindqvist, her rival, left."
    names = names_of(text, len(title))
    assert [n.span.exact for n in names if n.label == "person"][:2] == ["Berg", "Lindqvist"]


def test_a_shouted_headline_takes_its_names_from_the_body() -> None:
    title = "BERG QUITS AS LINDQVIST WINS"
    text = f"{title}\n\nAnna Berg resigned on Monday. Karl Lindqvist, her rival, won."
    assert [n.span.exact for n in names_of(text, len(title)) if n.span.end <= len(title)] == [
        "BERG",
        "LINDQVIST",
    ]


def test_seats_of_power_countries_and_adjectives_have_their_labels() -> None:
    names = names_of(
        "The Kremlin and the White House disagreed; Ukraine and Polish farmers waited in Warsaw."
    )
    labels = {name.span.exact: name.label for name in names}
    assert labels == {
        "Kremlin": "organisation",
        "White House": "organisation",
        "Ukraine": "place",
        "Polish": "group",
        "Warsaw": "place",
    }


def test_another_namer_takes_the_place_of_the_parse() -> None:
    text = "Yesterday Tovarin spoke to minister Jelka Zupan."
    document = document_of(text)

    def namer(document: Document, parse: Parse) -> list[RawName]:
        return [RawName(10, 17, "person"), RawName(26, 46, "person")]

    names = find_names(document, Parse(document), namer=namer)
    assert [(n.span.exact, [r.exact for r in n.roles]) for n in names] == [
        ("Tovarin", []),
        ("Jelka Zupan", ["minister"]),
    ]


def test_titles_and_tables_work_without_a_parse() -> None:
    names = find_names(document_of("President Anna Berg flew from Norway to Peru."))
    assert [n.span.exact for n in names] == ["Anna Berg", "Norway", "Peru"]


WORDS = st.sampled_from(
    ["President", "Anna", "Berg", "’s", ",", "the", "of", "Kremlin", "and", "Sen.", "D-Ohio", "(", ")", "U.S.", "said",
     ".", "“", "”", "\n", "—", "son-in-law", "his", "director", "é", "𝒜", "\u2028", "Mr.", "who", "was", "\r\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30), st.data())
def test_every_span_stands_in_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    document = document_of(text)
    cuts = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 12)), max_size=4))
    raw = [
        RawName(start, min(len(text), start + size), "person") for start, size in cuts if start < len(text)
    ]
    names = find_names(document, Parse(document), namer=lambda document, parse: raw)
    for name in names:
        assert all(span.holds_in(text) and span.exact for span in (name.span, *name.roles))
    assert list(names) == sorted(names, key=lambda n: n.span)
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))


def test_a_name_in_two_pieces_is_one() -> None:
    text = "Yesterday minister Espen Barth Eide met Ada Quill, Reed, and Tom Hall."
    pieces = ("Espen", "Barth Eide", "Ada Quill", "Reed", "Tom Hall")
    raw = [RawName(text.index(p), text.index(p) + len(p), "person") for p in pieces]
    document = document_of(text)
    names = find_names(document, Parse(document), namer=lambda document, parse: raw)
    assert [n.span.exact for n in names] == ["Espen Barth Eide", "Ada Quill", "Reed", "Tom Hall"]
