"""Contexts of the story templates, with the least and with the most in them."""

from __future__ import annotations

from onrecord.site.pages import Heading, Link, Person, Said
from onrecord.site.story_pages import (
    ChangedFact,
    CopiesPage,
    CopyOf,
    Day,
    Disagreement,
    FrontPage,
    Judged,
    Quoted,
    Report,
    Side,
    StoriesPage,
    StoryBand,
    StoryHeading,
    StoryPage,
    Trend,
    TrendsPage,
)

LINK = Link("Words & <more>", "/there?a=b&c=d")
STORY = StoryHeading(
    "A <headline>",
    "/story/x",
    "Lead <b>",
    LINK,
    LINK,
    (LINK, LINK),
    3,
    9,
    7,
    6,
    "2024-03-04T05:06:07Z",
    2,
    True,
    True,
)
SMALL = StoryHeading("T", "/story/y", "", None, None, (), 0, 1, 1, 1, "", 0)
TREND = Trend(LINK, "person", 12, 3.4)
CALM = Trend(Link("Plain"), "country", 1, 1.0)


def cases(heading: Heading, bare: Heading, said: Said, open_said: Said) -> dict[str, tuple[object, ...]]:
    """Each template's contexts; the least first."""
    apart = Disagreement(
        "number", "dead", (Side("“at least 12”", (LINK, LINK)), Side("“9”", (LINK,))), False, True
    )
    least = StoryPage(
        "H",
        "/story/x",
        "",
        None,
        1,
        1,
        1,
        "",
        "",
        (),
        (),
        0,
        (),
        (),
        (),
        (),
        (Report(bare, (), None),),
        (),
        (),
        False,
    )
    most = StoryPage(
        "A <headline>", "/story/x", "Lead <b>", LINK, 3, 5, 4, "2024-03-01", "2024-03-04",
        (Person(LINK, "person", (), ("USA",), 3, 2), Person(Link("P"), "country", documents=2)),
        (Quoted(said, 3, 2, True), Quoted(open_said, 1, 1, False), Quoted(open_said, 1, 1, True)), 4,
        (apart,), (Disagreement("place", "in", apart.sides, False, False, Link("how", "/quotation/q")),
         Disagreement("denied", "it", (Side("a", (LINK,), "claims"), Side("b", (LINK,), "denies")), False, False)),
        (Disagreement("number", "dead", apart.sides, True, True),),
        (Day("2024-03-01", "It began <here>.", LINK, "/document/x#s"),),
        (Report(heading, (heading, bare), "/copies/x"), Report(bare, (), None)), (STORY, SMALL),
        (Judged("j", "“A” and “B” tell one story", "2024-03-04", None), Judged("k", "…", "2024-03-04", "2024-03-05")),
        True,
    )  # fmt: skip
    facts = (ChangedFact("figure", "140", "90", "90 <b>"), ChangedFact("negation", "", "not", "It did not."))
    copy = CopyOf(heading, 93, True, ("cut <b>",), ("added", "more"), facts)
    return {
        "front": (
            FrontPage((), (), (), 0, 0, 0, None, 0, "/new?after=0"),
            FrontPage(
                (StoryBand(LINK, 90, STORY, (STORY, SMALL, SMALL), 1), StoryBand(LINK, 0, None, ()), StoryBand(LINK, 1, SMALL, ())),
                (LINK, LINK), (TREND, CALM), 1, 2, 3, "2024-03-04", 7, "/new?after=3",
            ),
        ),
        "stories": (
            StoriesPage("Stories", "About", (), (), None, None, False),
            StoriesPage("World", "About", (LINK, LINK), (STORY, SMALL), "/a", "/b", True),
        ),
        "story": (least, most),
        "copies": (
            CopiesPage(bare, (), False),
            CopiesPage(heading, (copy, CopyOf(bare, 99, False, (), ())), True),
        ),
        "trends": (TrendsPage(None, (), (), ()), TrendsPage("2024-03-04", (TREND,), (CALM,), (TREND,))),
    }  # fmt: skip
