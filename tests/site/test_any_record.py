"""Whatever a record holds, its page is sound HTML, shows every statement once, and says the same again."""

from __future__ import annotations

import json
import re

from hypothesis import HealthCheck, given, settings

from onrecord.models import Record
from onrecord.site.article import article_of
from onrecord.site.pages import ArticlePage, Site
from onrecord.site.rendering import render
from onrecord.site.words import inert
from onrecord.visibility import record_json
from tests.site.html_check import Page
from tests.strategies import records

SITE = Site(False, "/static/site.css", "/static/step.js", "/static/icon.svg")
MODEST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(records())
@MODEST
def test_the_page_of_any_record_is_sound_and_shows_each_statement_once(record: Record) -> None:
    source = render("article", ArticlePage(article_of(record, {}), "/x.json", True), SITE)
    page = Page(source)
    assert page.faults == []
    notes = [id for id in page.ids if id.startswith("n-")]
    words = [id for id in page.ids if id.startswith("s-")]
    assert sorted(notes) == sorted(f"n-{s.id}" for s in record.statements)
    assert sorted(words) == sorted(f"s-{s.id}" for s in record.statements)
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", source)
    assert source == render("article", ArticlePage(article_of(record, {}), "/x.json", True), SITE)


@given(records())
@MODEST
def test_the_body_is_shown_whole_in_the_order_of_the_text(record: Record) -> None:
    text = record.document.text
    shown = ["".join(s.text for s in p.segments) for p in article_of(record, {}).paragraphs]
    wanted = "".join(span.exact for span in sorted(record.document.parts["body"]))
    assert sorted("".join("".join(shown).split())) == sorted("".join(wanted.split()))
    assert all(piece in text for piece in shown)
    assert all(len(inert(piece)) == len(piece) for piece in shown)


@given(records())
@MODEST
def test_a_public_page_of_any_record_is_sound(record: Record) -> None:
    article = article_of(record, {}, public=True)
    assert (
        Page(render("article", ArticlePage(article, "/x.json", True), Site(True, *("/static/x",) * 3))).faults
        == []
    )
    if article.withheld:
        assert not article.paragraphs
        assert json.dumps(record_json(record, public=True))
