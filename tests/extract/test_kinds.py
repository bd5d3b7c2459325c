"""Each kind of page is told from articles, and articles from each kind."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.errors import NoArticle
from onrecord.extract import extract
from onrecord.gather.files import Gathered, load
from tests.extract.kind_pages import Made, made


def kind_of(page: Made) -> str:
    try:
        return extract(Gathered("p.html", page.html.encode(), "html", url=page.url)).kind
    except NoArticle as error:
        return error.kind


@pytest.mark.parametrize("page", made(), ids=lambda page: f"{page.kind}: {page.name}")
def test_a_page_is_of_its_kind(page: Made) -> None:
    assert kind_of(page) == page.kind


@pytest.mark.corpus
def test_no_real_article_is_lost(shared: Path) -> None:
    """But those that state to be live blogs."""
    lost = []
    for file in sorted((shared / "data" / "pages" / "news").rglob("*.html.gz")):
        try:
            kind: str = extract(load(str(file))).kind
        except NoArticle as error:
            kind = error.kind
        if kind != "article" and b"LiveBlogPosting" not in gzip.decompress(file.read_bytes()):
            lost.append(f"{file.name}: {kind}")
    assert lost == []
