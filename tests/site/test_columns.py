"""How many of a section's stories stand under its first one on the front page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.site.columns import under
from onrecord.site.pages import Link
from onrecord.site.rendering import render
from onrecord.site.story_pages import FrontPage, StoryBand, StoryHeading
from tests.site.story_cases import STORY
from tests.site.test_templates import SITE

FIRST = replace(STORY, headline="The council votes on the bridge", lead="")
LONG = replace(FIRST, lead="It was a long evening in the town hall. " * 30)
REST = tuple(replace(STORY, headline=f"Story {n} of the harbour and its ships", lead="") for n in range(6))


@pytest.mark.parametrize(
    ("first", "rest", "below"),
    [(FIRST, 6, 2), (FIRST, 4, 1), (LONG, 6, 0), (FIRST, 2, 0), (FIRST, 0, 0)],
)
def test_a_short_first_story_has_others_under_it(first: StoryHeading, rest: int, below: int) -> None:
    assert under(first, REST[:rest]) == below


def test_on_a_phone_the_stories_stand_in_their_order() -> None:
    band = StoryBand(Link("Town", "/town"), 7, FIRST, REST, 2)
    page = render("front", FrontPage((band,), (), (), 1, 1, 1, None, 0, "/new?after=0"), SITE)
    shown = [page.index(story.headline) for story in (FIRST, *REST)]
    assert shown == sorted(shown)
    assert page.index(REST[3].headline) < page.index('class="beneath"') < page.index(REST[4].headline)
