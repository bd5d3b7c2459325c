"""Articles as they come: one happening is one story, a text that is run again is a copy."""

from __future__ import annotations

from onrecord.stories.shelf import Memory
from onrecord.stories.sketch import Sketch, sketch
from onrecord.stories.stream import Stream
from onrecord.stories.tokens import tokens
from tests.stories.news import CUP, FLOOD, FLOOD_OTHER, NEWS, article


def stories(*articles: object) -> list[list[str]]:
    """The ids of each story's articles."""
    stream = Stream(shelf := Memory())
    for number, one in enumerate(articles):
        stream.add(number, one)  # type: ignore[arg-type]
    groups: dict[int, list[str]] = {}
    for number, one in enumerate(articles):
        groups.setdefault(shelf.cluster(number), []).append(one.id)  # type: ignore[attr-defined]
    return list(groups.values())


def copies(*articles: object) -> list[int | None]:
    stream = Stream()
    return [stream.add(number, one).copy_of for number, one in enumerate(articles)]  # type: ignore[arg-type]


def test_reports_of_one_happening_are_one_story() -> None:
    assert stories(*NEWS) == [["flood-1", "flood-2"], ["vote-1", "vote-2"], ["cup-1"]]


def test_the_same_order_gives_the_same_stories() -> None:
    assert stories(*NEWS) == stories(*NEWS)


def test_the_same_words_years_later_are_another_story() -> None:
    late = article("flood-9", FLOOD_OTHER, "Army sends pumps to flooded Varsk", "2034-02-01")
    assert stories(NEWS[0], late) == [["flood-1"], ["flood-9"]]


def test_short_reports_are_grouped_too() -> None:
    short = [
        article("a", FLOOD[:200], NEWS[0].title),
        article("b", CUP[:150], NEWS[3].title),
        article("c", FLOOD_OTHER[:190], NEWS[2].title),
    ]
    assert stories(*short) == [["a", "c"], ["b"]]


def test_articles_without_words_or_dates_are_no_trouble() -> None:
    assert stories(article("a", "", "", None), article("b", "", "", None)) == [["a"], ["b"]]


def test_a_text_run_again_is_a_copy_and_names_the_first() -> None:
    again = FLOOD.replace("“", '"').replace("”", '"')
    cut = FLOOD[: FLOOD.index("Engineers had")] + "\n\nThe valley road stays shut, this newspaper has learnt."
    assert copies(
        article("a", FLOOD, "Dam bursts"),
        article("b", again, "Night of the flood"),
        article("c", cut, "Flood in Varsk"),
    ) == [None, 0, 0]


def test_a_copy_belongs_to_the_story_of_the_first() -> None:
    late = article("z", FLOOD, "Looking back", "2031-07-30")
    assert stories(NEWS[0], late) == [["flood-1", "z"]]


def test_two_reports_that_share_a_quotation_are_no_copies() -> None:
    assert copies(*NEWS) == [None] * 5


def test_a_sketch_is_the_same_packed_and_unpacked() -> None:
    made = sketch(NEWS[0], tokens(FLOOD), Memory().counts)
    assert Sketch.unpack(made.pack()) == made
    assert made.day is not None and made.quoted and len(made.pack()) < 2000


FERGE = (
    "Ferga Aurora gikk på grunn utenfor Skarvøy i natt. Alle de nitti om bord ble tatt i land av redningsskøyta, og "
    "ingen er skadet, sier politiet. Det var tåke i området da ferga gikk på grunn, og kapteinen har forklart at roret "
    "ikke virket. Ferga var på vei fra Kvalsund til Skarvøy da det skjedde. Den skal nå slepes til verkstedet, der den "
    "må ligge i flere uker før den kan gå i rute igjen."
)
SJAKK = (
    "Stormester Lise Brandt tapte det niende partiet og ligger nå ett poeng bak i kampen om tittelen. Hun sier at hun "
    "ikke så trusselen da den kom, og at det var feil av henne å bytte dronning så tidlig. Det tiende partiet er på "
    "lørdag, og der må hun ha hvite brikker og en bedre plan. Hun har vunnet to av de siste tre kampene om tittelen, og "
    "det er mange som har tro på at hun kan klare det igjen."
)
FERGE_TO = (
    "Redningsskøyta tok i natt nitti mennesker i land fra ferga Aurora, som gikk på grunn utenfor Skarvøy. Politiet sier "
    "at det var tåke, og at roret ikke virket. Rederiet vil nå slepe ferga Aurora til verkstedet i Kvalsund. Det er den "
    "andre ulykken på strekningen mellom Kvalsund og Skarvøy i år, og det er mange på øya som er redde for hva som "
    "skjer når vinteren kommer og det blir mørkt og stormfullt der ute."
)


def test_function_words_of_another_language_make_no_story() -> None:
    found = stories(
        article("ferge-1", FERGE, "Ferge på grunn utenfor Skarvøy"),
        article("sjakk-1", SJAKK, "Brandt tapte det niende partiet"),
        article("ferge-2", FERGE_TO, "Nitti tatt i land fra ferga Aurora"),
    )
    assert found == [["ferge-1", "ferge-2"], ["sjakk-1"]]
