"""Tracing in a small collection of speeches: the verdict, who said it, when, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.verify.collections import Collections
from onrecord.verify.sources import made
from onrecord.verify.transcript import Transcript

HARBOUR = """Friends, the harbour has fed this town for two hundred winters, and it will feed our children too.
We shall never lease the northern quay to strangers unless the whole council consents in open session.
The dredging of the channel cost forty thousand crowns last autumn. (APPLAUSE) That was money well spent.
I have heard the fishermen complain about the lanterns, and they are right to complain. Nobody mends a lantern in
the fog. In closing, let me thank the widows who kept the beacon burning through the gale of November."""
DEBATE = """MODERATOR: Good evening and welcome to the debate in the old customs house.
MS. VANTORP: My opponent would tax every net and every oar in this county before the first snow falls.
MR. BRELL: I would rather mend the roof of the school than gild the ceiling of the mayor's parlour.
MS. VANTORP: A roof is mended with timber, and timber is bought with coin that we do not have this year.
MODERATOR: Thank you both.
MR. BRELL: The coin is there, madam, hidden behind the gilded ceiling."""
CAPTIONS = """00:01
>> MAYOR ODLUM: friends the harbour has fed this town
00:04
for two hundred winters and it will
00:06
feed our children um you know too
"""


@pytest.fixture(scope="module")
def collections(tmp_path_factory: pytest.TempPathFactory) -> Collections:
    found = Collections(tmp_path_factory.mktemp("collections"))
    filler = [
        made(f"Minute {i}: the clerk read letter {i} about drains, dogs and dustbins aloud.", f"m{i}")
        for i in range(300)
    ]
    found.add(
        "town",
        [
            made(HARBOUR, "harbour", date="1911-11-20", speaker="Ada Odlum"),
            made(DEBATE, "debate", date="1912-03-01"),
            *filler,
        ],
    )
    found.add("captions", [made(CAPTIONS, "captions", date="1911-11-20")])
    found.add(
        "abroad",
        [Transcript("letter", "We wish the good people of the harbour calm seas and honest scales.")],
        translated=True,
    )
    return found


PICTURES = [
    ("We shall never lease the northern quay to strangers", "exact", {"hides: unless"}, "harbour"),
    ("it will feed our children too", "exact", set(), "harbour"),
    ("The dredging of the channel cost forty thousand crowns last autumn. That was money well spent.", "same words", set(), "harbour"),
    ("The dredging of the channel cost 40,000 crowns last autumn", "same words", set(), "harbour"),
    ("The dredging of the channel cost fifty thousand crowns last autumn", "altered", {"figure changed"}, "harbour"),
    ("We shall lease the northern quay to strangers unless the whole council consents", "altered", {"negation changed"}, "harbour"),
    ("We shall never lease the northern quay to strangers … in open session", "trimmed", {"hides: unless"}, "harbour"),
    ("We shall never lease the [old] quay to strangers unless the whole council consents", "trimmed", set(), "harbour"),
    ("I have heard the fishermen complain about the lanterns, and they are wrong to complain", "altered", set(), "harbour"),
    ("the harbour has fed this town … the widows who kept the beacon burning", "trimmed", set(), "harbour"),
    ("the harbour has fed this town for two hundred winters. Nobody mends a lantern in the fog.", "stitched", set(), "harbour"),
    ("Nobody mends a lantern in the fog. The harbour has fed this town for two hundred winters.", "stitched", set(), "harbour"),
    ("I would rather mend the roof of the school. Nobody mends a lantern in the fog.", "stitched", set(), "debate"),
    ("I would rather mend the roof of the school than gild the ceiling", "exact", set(), "debate"),
    ("The owls of the moor were counted by three botanists", "not found", set(), None),
    ("mend the roof", "too short", set(), None),
    ("", "too short", set(), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "verdict", "notes", "document"), PICTURES, ids=[p[0][:60] for p in PICTURES]
)
def test_trace(
    collections: Collections, quote: str, verdict: str, notes: set[str], document: str | None
) -> None:
    found = collections.trace(quote)
    assert (found.verdict, set(found.notes) - {"several places"}) == (verdict, notes)
    assert (found.found[0].document if found.found else None) == document


def test_who_said_it_and_when(collections: Collections) -> None:
    place = collections.trace("A roof is mended with timber, and timber is bought with coin").found[0]
    assert (place.speaker, place.date, place.collection, place.document) == (
        "Ms. Vantorp",
        "1912-03-01",
        "town",
        "debate",
    )
    assert (
        DEBATE[place.start : place.end]
        == place.exact
        == "A roof is mended with timber, and timber is bought with coin"
    )


def test_said_by_the_other_candidate_in_the_same_debate(collections: Collections) -> None:
    quote = "The coin is there, madam, hidden behind the gilded ceiling."
    assert collections.trace(quote, speaker="Karin Vantorp").notes == ("other speaker",)
    assert collections.trace(quote, speaker="Otto Brell").notes == ()
    assert collections.trace(quote).notes == ()


def test_said_long_before(collections: Collections) -> None:
    quote = "My opponent would tax every net and every oar in this county"
    assert collections.trace(quote, date="1919-05-01").notes == ("other date",)
    assert collections.trace(quote, date="1912-03").notes == ()


def test_one_speech_in_two_transcripts_that_differ(collections: Collections) -> None:
    found = collections.trace(
        "the harbour has fed this town for two hundred winters, and it will feed our children too"
    )
    assert found.verdict == "exact"
    assert found.found[0].document == "harbour"
    alone = Collections(collections.folder, ["captions"])
    found = alone.trace(
        "the harbour has fed this town for two hundred winters, and it will feed our children too"
    )
    assert (found.verdict, found.found[0].speaker) == ("same words", "Mayor Odlum")


def test_a_translation_accuses_nobody(collections: Collections) -> None:
    found = collections.trace("We wish the good people of the harbour calm seas and honest weights")
    assert (found.verdict, found.notes) == ("same words", ("translation",))


def test_a_transcript_can_be_shown_whole(collections: Collections) -> None:
    shown = collections.transcript("town", "debate")
    assert shown.text == DEBATE
    assert [turn.speaker for turn in shown.turns][:2] == ["Moderator", "Ms. Vantorp"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_every_run_of_eight_words_is_found_where_it_stands(
    collections: Collections, data: st.DataObject
) -> None:
    words = HARBOUR.split()
    start = data.draw(st.integers(0, len(words) - 8))
    quote = " ".join(words[start : start + data.draw(st.integers(8, 20))])
    found = collections.trace(quote)
    assert found.verdict in ("exact", "same words")
    assert found.found[0].document == "harbour"
    for place in found.found:
        assert (
            place.exact
            == collections.transcript(place.collection, place.document).text[place.start : place.end]
        )


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_anything_can_be_asked(collections: Collections, quote: str) -> None:
    assert collections.trace(quote) == collections.trace(quote)


def test_order_and_batches_do_not_matter(collections: Collections) -> None:
    from onrecord.verify.traces import Query

    queries = [Query(quote) for quote, *_ in PICTURES] * 20
    assert list(collections.trace_all(queries)) == [collections.trace(query.quote) for query in queries]


CRIER = """CRIER: Hear the news from the customs house.
MR. BRELL: She told us all that the harbour has fed this town for two hundred winters.
CRIER: So she did.
MR. BRELL: I never asked for it."""


def test_words_that_somebody_quotes_are_not_said_by_another_speaker(tmp_path: Path) -> None:
    collections = Collections(tmp_path)
    collections.add("town", [made(CRIER, "crier"), made("We thank you all.", "odlum", speaker="Ada Odlum")])
    quote = "the harbour has fed this town for two hundred winters"
    assert collections.trace(quote, speaker="Ada Odlum").notes == ()


def test_of_a_person_whom_no_source_knows_nothing_is_said(tmp_path: Path) -> None:
    collections = Collections(tmp_path)
    collections.add(
        "town", [made(HARBOUR, "harbour", speaker="Ada Odlum"), made("Good day.", "b", speaker="Tom Vane")]
    )
    quote = "Nobody mends a lantern in the fog."
    assert collections.trace(quote, speaker="Tom Vane").notes == ("other speaker",)
    assert collections.trace(quote, speaker="Quill Marrow").notes == ()


def test_against_captions_a_change_is_told_as_unsure(collections: Collections) -> None:
    said = "AND I TELL YOU THAT THE LANTERNS ALONG THE NORTHERN QUAY WILL BE MENDED BEFORE THE WINTER GALES COME IN"
    shouted = Collections(collections.folder.parent / "shouted")
    shouted.add(
        "live", [made(f"{said} FRIENDS. THANK YOU ALL AND GOOD NIGHT TO THE PEOPLE OF THE TOWN.", "live")]
    )
    found = shouted.trace(
        "the lanterns along the southern quay will be mended before the winter gales come in"
    )
    assert (found.verdict, found.notes) == ("altered", ("captions",))
    assert found.confidence < 0.65


def test_many_likely_places_hide_none(tmp_path: Path) -> None:
    refrain = "The Warden does not speak of it."
    chorus = [made(f"{refrain} Verse {i} of the song goes on about ewe {i}.", f"v{i}") for i in range(900)]
    collections = Collections(tmp_path)
    collections.add(
        "song", [*chorus, made("The Warden does not have to answer the miller in rhyme.", "last")]
    )
    quotes = ["The Warden does … answer the miller in rhyme", "Verse 7 of the song goes on about ewe 7"]
    alone = [collections.trace(quote) for quote in quotes]
    from onrecord.verify.traces import Query

    assert list(collections.trace_all(Query(quote) for quote in quotes * 40))[:2] == alone
    assert (alone[0].verdict, alone[0].found[0].document) == ("trimmed", "last")
