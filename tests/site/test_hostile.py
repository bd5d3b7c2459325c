"""Documents that try to be markup, script, template or address are shown as the words that they are."""

from __future__ import annotations

import re

from starlette.testclient import TestClient

from tests.site import samples
from tests.site.html_check import Page
from tests.site.test_routes import crawl

HOSTILE = samples.hostile()


def test_nothing_of_it_becomes_markup(client: TestClient) -> None:
    page = Page(client.get(f"/document/{HOSTILE.document.id}").text)
    assert page.faults == []
    assert all(src.startswith("/static/step.") for src in page.scripts)
    for words in (
        "<script>alert('title')</script>",
        "<img src=x onerror=alert(1)>",
        "{{ 1234*5678 }}",
        "<style>*{display:none}</style>",
        "<b>note</b>",
    ):
        assert words in page.words, words
    assert "7006652" not in page.words


def test_no_page_has_a_tag_that_a_template_did_not_write(client: TestClient) -> None:
    for path in crawl(client):
        source = client.get(path).text
        assert (
            re.findall(
                r"<(?:script(?! src=\"/static/| type=\"application/ld\+json\">\{[^<>]*</script>)|img|svg|u|i|s|b)\b",
                source,
            )
            == []
        ), path


def test_no_link_leads_to_script_or_elsewhere_unasked(client: TestClient) -> None:
    for path, page in crawl(client).items():
        for link in page.links:
            assert re.match(r"/|#|https://example\.org/(bridge|dues)$", link), (path, link)


def test_what_turns_the_writing_round_is_taken_out(client: TestClient) -> None:
    for path in crawl(client):
        source = client.get(path).text
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", source), path


def test_the_json_passes_the_text_whole(client: TestClient) -> None:
    document = client.get(f"/document/{HOSTILE.document.id}.json").json()["document"]
    assert document["title"] == samples.HOSTILE_TITLE
    assert document["text"] == HOSTILE.document.text
