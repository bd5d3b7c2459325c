"""Addresses: which is kept, which are one page's, and what a page may claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.gather.urls import canonical, host_of, may_declare, site_of, url_key

SLUG = "https://paper.example/city/mayor-plants-nine-trees"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("HTTPS://Me:pw@Paper.EXAMPLE.:443/a//b/../c/?utm_source=x&id=5#top", "https://paper.example/a/c/?id=5"),
        ("http://paper.example", "http://paper.example/"),
        (" https://paper.example/a\n-b ", "https://paper.example/a-b"),
        ("https://paper.example/story.php?48213", "https://paper.example/story.php?48213"),
        ("https://paper.example/?a=1&para=2&copy=3", "https://paper.example/?a=1&para=2&copy=3"),
        ("https://paper.example/?a=1&amp;b=&fbclid=Iw", "https://paper.example/?a=1&b="),
        ("https://paper.example/view?cid=48213&source=7", "https://paper.example/view?cid=48213&source=7"),
        (SLUG + "?cid=48213&source=7&share=1", SLUG),
        ("http://пресса.example/мэр%7e%d1%8f", "http://xn--80aj3aega.example/%D0%BC%D1%8D%D1%80~%D1%8F"),
        ("https://paper-example.cdn.ampproject.org/c/s/paper.example/x/amp?utm_medium=m", "https://paper.example/x/amp"),
        ("https://www.google.com/amp/s/paper.example/x/amp/", "https://paper.example/x/amp/"),
        ("https://keeper.example/2020/http://paper.example/x", "https://keeper.example/2020/http://paper.example/x"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)  # fmt: skip
def test_the_address_that_is_kept(given: str, kept: str) -> None:
    assert canonical(given) == kept


@pytest.mark.parametrize(
    "given",
    ["", "paper.example/x", "//paper.example/x", "ftp://paper.example/", "javascript:alert(1)", "file:///etc/passwd",
     "http://", "http://a..b/", "http://paper.example:port/", "http://pa per/../", "https://x.example/" + "a" * 3000],
)  # fmt: skip
def test_what_is_no_address_of_a_page(given: str) -> None:
    assert canonical(given) is None or given.startswith("http://pa per")
    assert url_key(given) == given or given.startswith("http://pa per")


def test_the_variants_of_a_page_share_a_key() -> None:
    variants = [
        SLUG,
        "http://www.paper.example/city/mayor-plants-nine-trees/",
        "https://m.paper.example/city/mayor-plants-nine-trees?utm_campaign=a",
        "https://amp.paper.example/city/mayor-plants-nine-trees",
        "https://paper.example/amp/city/mayor-plants-nine-trees",
        "https://paper.example/city/mayor-plants-nine-trees/amp/",
        "https://paper.example/city/mayor-plants-nine-trees.amp",
        "https://paper.example/city/mayor-plants-nine-trees?outputType=amp",
        "https://paper.example/city/mayor-plants-nine-trees/index.html#comments",
        "https://paper-example.cdn.ampproject.org/v/s/paper.example/city/mayor-plants-nine-trees?amp_js_v=0.1",
    ]
    assert {url_key(url) for url in variants} == {"paper.example/city/mayor-plants-nine-trees"}


def test_other_pages_keep_their_own_keys() -> None:
    pages = [
        SLUG, SLUG + "-again", SLUG + "?page=2",
        "https://paper.example/story.php?id=1", "https://paper.example/story.php?id=2",
        "https://paper.example/amplifier", "https://paper.example/", "https://news.paper.example/",
        "https://m.example/", "https://www.example/",
    ]  # fmt: skip
    assert len({url_key(url) for url in pages}) == len(pages)


@pytest.mark.parametrize(
    ("own", "declared", "kept"),
    [
        (SLUG + "?page=2", "/city/mayor-plants-nine-trees", SLUG),
        ("https://m.paper.example/x/48213.amp", "https://www.paper.example/x/48213", "https://www.paper.example/x/48213"),
        ("https://paper.example/48213", "https://paper.example/city/mayor-plants-nine-trees-48213", SLUG + "-48213"),
        ("https://city.paper.example/mayor-plants-nine-trees", "https://paper.example/b/mayor-plants-nine-trees",
         "https://paper.example/b/mayor-plants-nine-trees"),
        (SLUG, "https://other.example/city/mayor-plants-nine-trees", SLUG),
        ("https://evil.github.io/mayor-plants-nine-trees", "https://good.github.io/mayor-plants-nine-trees",
         "https://evil.github.io/mayor-plants-nine-trees"),
        ("https://evil.paper.example/x", "https://good.paper.example/x", "https://evil.paper.example/x"),
        ("https://evil.paper.example/x", "https://paper.example/other", "https://evil.paper.example/x"),
        (SLUG, "https://paper.example/", SLUG),
        (SLUG, "https://paper.example/city", SLUG),
        (SLUG, "https://paper.example/city/", SLUG),
        (SLUG, "javascript:alert(1)", SLUG),
        (SLUG, "", SLUG),
        ("https://paper.example/story.php?id=1", "https://paper.example/story.php", "https://paper.example/story.php?id=1"),
        ("https://paper.example/?page=1", "https://paper.example/", "https://paper.example/?page=1"),
    ],
)  # fmt: skip
def test_a_page_names_its_own_address_and_no_other(own: str, declared: str, kept: str) -> None:
    assert canonical(own, declared=declared) == kept


def test_host_and_site() -> None:
    assert [host_of("http://M.News.Paper.co.uk:80/x"), site_of("http://M.News.Paper.co.uk:80/x")] == [
        "m.news.paper.co.uk",
        "paper.co.uk",
    ]
    assert site_of("http://127.0.0.5/x") == "127.0.0.5"
    assert site_of("https://one.github.io/") == "one.github.io"
    assert host_of("mailto:a@b.example") is None


@given(st.text(max_size=60))
def test_cleaning_is_done_once(rest: str) -> None:
    for url in (rest, f"https://paper.example/{rest}", f"https://paper.example/x?{rest}", f"http://{rest}/x"):
        clean = canonical(url)
        if clean is not None:
            assert canonical(clean) == clean
            assert url_key(clean) == url_key(url)
            assert may_declare(clean, clean)
            assert canonical(url, declared=clean) == clean
