"""Linked data of pages, read back as a crawler would."""

from __future__ import annotations

import json
from dataclasses import replace

import extruct
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from onrecord.site.article import article_of
from onrecord.site.linked import article_data, script_data
from tests.site import samples


def test_an_article_is_a_news_article_with_its_people_and_quotations(client: TestClient) -> None:
    page = client.get(f"/document/{samples.bridge().document.id}").text
    found = extruct.extract(page, syntaxes=["json-ld", "opengraph"])
    (article,) = found["json-ld"]
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == samples.TITLE
    assert "Ada Quill" in [person["name"] for person in article["mentions"]]
    quotations = [
        (part["text"], [who["name"] for who in part.get("creator", [])]) for part in article["hasPart"]
    ]
    assert any("Every spring the same promise" in text and who == ["Tom Reed"] for text, who in quotations)
    assert ("og:type", "article") in found["opengraph"][0]["properties"]


def test_a_public_page_says_no_more_to_programs_than_to_readers(public: TestClient) -> None:
    page = public.get(f"/document/{samples.others().document.id}").text
    (article,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    body = samples.others().document.parts["body"][0].exact
    assert body[:100] not in json.dumps(article, ensure_ascii=False)


@given(st.text())
def test_no_text_leaves_the_script(words: str) -> None:
    article = replace(article_of(samples.bridge(), {}), plain_title=words + "</script><!--")
    written = str(script_data(article_data(article)))
    assert "<" not in written and ">" not in written and "&" not in written
    assert json.loads(written)["headline"].endswith("</script><!--")
