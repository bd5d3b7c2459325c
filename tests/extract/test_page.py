"""Pages as they are served: what is read from their data and their paragraphs, and which are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.errors import NoArticle, NotText
from onrecord.extract import extract
from onrecord.gather.files import Gathered
from onrecord.models import Document

PARAGRAPHS = (
    "The city will plant nine thousand trees along its ring road before the end of next year, the mayor said on Monday.",
    "“Nobody will miss the parking spaces,” Ines Calder told the council, and a few people in the gallery laughed.",
    "Shop owners on the eastern side of the road said that they had not been asked, and that they would go to court.",
    "The first trees, all of them limes, are to be planted in March by the gardeners of the botanical garden.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(body: str, head: str = "", **attributes: str) -> str:
    named = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<!DOCTYPE html><html{named}><head>{head}</head><body>{body}</body></html>"


def read(source: str, **more: Any) -> Document:
    return extract(Gathered("page.html", source.encode("utf-8"), "html", **more))


def data(**values: Any) -> str:
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "City to plant trees",
        **values,
    }
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(**values: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items()
    )


def test_the_text_is_headline_byline_and_body() -> None:
    head = data(author={"@type": "Person", "name": "By Omar Lind"}, datePublished="2024-05-06T07:08:09Z")
    document = read(
        page(f"<nav><a href=/>Home</a></nav><h1>City to plant trees</h1><article>{BODY}</article>", head)
    )
    assert document.text == "\n\n".join(["City to plant trees", "Omar Lind", *PARAGRAPHS])
    assert [span.exact for span in document.parts["byline"]] == ["Omar Lind"]
    assert document.published == "2024-05-06T07:08:09+00:00"
    assert all(span.holds_in(document.text) for spans in document.parts.values() for span in spans)


def test_what_stands_beside_the_article_is_left_out() -> None:
    beside = "Ten more things that you should read today, chosen for you by people who read all day long."
    document = read(
        page(
            f"<div class=cookie-banner><p>{beside}</p></div><main><h1>City to plant trees</h1>"
            f"<div class=article-body>{BODY}<figure><figcaption>A lime tree in the park. {beside}</figcaption></figure>"
            f"<aside><p>{beside}</p></aside><h3>Read on</h3><ul><li><a href=/a>{beside}</a></li></ul>"
            f"<p>Share this article</p></div><div class=related-stories><p>{beside}</p></div></main>"
            f"<footer><p>{beside}</p></footer>"
        )
    )
    assert document.body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "caption",
    [
        "<span class=caption>A lime tree in the old park, as it stood in the spring.</span>",
        "<a href=/1.jpg><img src=1.jpg></a><span class=photo-credit>Picture: Ada Holm</span><br>",
        "<img src=1.jpg><br><em>A lime tree in the old park, as it stood in the spring.</em><br>",
        "<span><img src=1.jpg></span> <small>A lime tree in the old park.</small><br><br>",
    ],
)
def test_a_caption_within_the_first_paragraph_does_not_open_the_text(caption: str) -> None:
    rest = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])
    document = read(page(f"<h1>Trees</h1><div class=story><p>{caption}{PARAGRAPHS[0]}</p>{rest}</div>"))
    assert document.body.split("\n\n") == list(PARAGRAPHS)


def test_a_link_named_as_small_print_is_no_caption() -> None:
    document = read(
        page(f"<a class=text-caption href=/>Sign in</a><h1>Trees</h1><div class=story>{BODY}</div>")
    )
    assert document.body.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ("<img src=1.jpg><em>Limes for All</em>, the plan is called. ", "Limes for All, the plan is called."),
        ("<img src=1.jpg><em>Not one of these trees is an elm.</em> ", "Not one of these trees is an elm."),
        ("<em>None of these trees is an elm.</em><br>", "None of these trees is an elm."),
        ("<span class=has-caption>None of these is an elm.</span> ", "None of these is an elm."),
    ],
)
def test_slanted_words_that_begin_the_text_stay_in_it(opening: str, words: str) -> None:
    document = read(page(f"<h1>Trees</h1><div class=story><p>{opening}{PARAGRAPHS[0]}</p>{BODY}</div>"))
    assert document.body.startswith(words)


def test_a_heading_stays_with_its_paragraphs_and_breaks_part_paragraphs() -> None:
    words = "<br><br>".join(PARAGRAPHS[1:])
    document = read(
        page(
            f"<h1>Trees</h1><div class=story><p>{PARAGRAPHS[0]}</p><h2>Who pays</h2><div>{words}</div></div>"
        )
    )
    assert document.body.split("\n\n") == [PARAGRAPHS[0], "Who pays", *PARAGRAPHS[1:]]


def test_the_article_under_the_headline_not_the_longer_one_below() -> None:
    other = "".join(f"<p>Elsewhere, {words.lower()}</p>" for words in (*PARAGRAPHS, *PARAGRAPHS, *PARAGRAPHS))
    first = f"<article class=a><h1>City to plant trees</h1><div>{BODY}</div></article>"
    document = read(page(f"{first}<article class=b><h1>Another matter</h1><div>{other}</div></article>"))
    assert document.body == "\n\n".join(PARAGRAPHS)


def test_a_standfirst_opens_the_body() -> None:
    lead = "Nine thousand limes are to make the ring road quieter, cooler and a good deal narrower."
    head = meta(og__description=lead)
    body = f"<h1>City to plant trees</h1><p class=standfirst>{lead}</p><div class=share>Share</div><div>{BODY}</div>"
    assert read(page(body, head)).body == "\n\n".join([lead, *PARAGRAPHS])


def test_the_words_in_the_data_fill_in_for_a_page_without_paragraphs() -> None:
    head = data(articleBody="\n".join(PARAGRAPHS))
    assert read(page("<div id=app></div>", head)).body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "h1", "title"),
    [
        (
            meta(og__title="City to plant trees | The Courier", og__site_name="The Courier"),
            "",
            "City to plant trees",
        ),
        (
            meta(og__title="City to plant trees - Local - Courier.example"),
            "City to plant trees",
            "City to plant trees",
        ),
        ("<title>City to plant trees – 6 May 2024</title>", "", "City to plant trees"),
        (
            meta(og__title="The Courier", og__site_name="The Courier"),
            "City to plant trees",
            "City to plant trees",
        ),
        (data(headline="Trees &amp; roads: a plan"), "", "Trees & roads: a plan"),
        ("<title>Trees: a plan - and a price</title>", "", "Trees: a plan - and a price"),
    ],
)
def test_the_headline_without_the_outlet(head: str, h1: str, title: str) -> None:
    assert read(page(f"<h1>{h1}</h1><div>{BODY}</div>", head)).title == title


@pytest.mark.parametrize(
    ("head", "shown", "authors"),
    [
        (data(author=[{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Bo Dahl"}]), "", ["Ana Ruiz", "Bo Dahl"]),
        (data(author="Ana Ruiz, Bo Dahl and Cy Oduya"), "", ["Ana Ruiz", "Bo Dahl", "Cy Oduya"]),
        (data(author={"name": "Ana Ruiz, Senior Reporter"}), "", ["Ana Ruiz"]),
        (data(author={"@type": "Organization", "name": "The Courier"}, publisher={"name": "The Courier"}), "<span class=byline>By Ana Ruiz</span>", ["Ana Ruiz"]),
        (data(author={"@type": "Organization", "name": "The Courier"}), "", ["The Courier"]),
        (meta(article__author="https://social.example/ana", author="Von Ana Ruiz"), "", ["Ana Ruiz"]),
        ("", "<a rel=author href=/ana>Ana Ruiz</a>", ["Ana Ruiz"]),
        ("", "<p>By Ana Ruiz and Bo Dahl</p>", ["Ana Ruiz", "Bo Dahl"]),
        ("", "<div class=author-name>Ana Ruiz | 6 May 2024</div>", ["Ana Ruiz"]),
        (meta(author="admin"), "", []),
    ],
)  # fmt: skip
def test_authors(head: str, shown: str, authors: list[str]) -> None:
    document = read(page(f"<h1>City to plant trees</h1>{shown}<div>{BODY}</div>", head))
    assert [span.exact for span in document.parts.get("byline", ())] == authors
    assert document.byline == (", ".join(authors) or None)


@pytest.mark.parametrize(
    ("head", "shown", "published", "updated"),
    [
        (data(datePublished="2024-05-06", dateModified="2024-05-07T10:00:00+0200"), "", "2024-05-06", "2024-05-07T10:00:00+02:00"),
        (meta(article__published_time="2024-05-06T07:00:00.000Z"), "", "2024-05-06T07:00:00+00:00", None),
        ("", "<time datetime=2024-05-06>Monday</time>", "2024-05-06", None),
        ("", "<p>Published 6 May 2024</p>", "2024-05-06", None),
        ("", "<p>Stand: 6. Mai 2024, 17:45 Uhr</p>", "2024-05-06", None),
        (data(datePublished="yesterday"), "", None, None),
    ],
)  # fmt: skip
def test_dates(head: str, shown: str, published: str | None, updated: str | None) -> None:
    document = read(page(f"<h1>City to plant trees</h1>{shown}<div>{BODY}</div>", head))
    assert (document.published, document.updated) == (published, updated)


def test_what_else_the_page_says_of_itself() -> None:
    head = meta(og__site_name="The Courier", article__section="City") + (
        '<link rel=canonical href="https://courier.example/city/trees">'
    )
    document = read(page(f"<h1>Trees</h1><div>{BODY}</div>", head, lang="en-GB"))
    assert (document.source, document.section, document.language) == ("The Courier", "City", "en")
    assert document.canonical_url == "https://courier.example/city/trees"
    moved = read(page(f"<h1>Trees</h1><div>{BODY}</div>", head), id_path="/elsewhere/page.html")
    assert moved.id == document.id


def test_a_front_page_names_no_article() -> None:
    head = '<link rel=canonical href="https://courier.example/">'
    one = read(page(f"<h1>Trees</h1><div>{BODY}</div>", head), id_path="/a.html")
    two = read(page(f"<h1>Trees</h1><div>{BODY}</div>", head), id_path="/b.html")
    assert one.canonical_url is None
    assert one.id != two.id


def test_parts_are_found_in_the_page_as_served() -> None:
    body = (
        '<script>var a = "The first trees";</script><h1>City to <b>plant</b>\n trees</h1><div><p>'
        "&ldquo;Nobody will miss the parking&nbsp;spaces,&rdquo; Ines <a href=x title=a>Calder</a> told the council,"
        f"<!-- note --> and a few laughed.</p><p>{PARAGRAPHS[0]}</p>{BODY}</div>"
    )
    source = page(body)
    document = read(source)
    served = document.served["body"]
    assert all(span.holds_in(source) for spans in document.served.values() for span in spans)
    assert document.served["title"][0].exact == "City to <b>plant</b>\n trees"
    assert served[0].exact.startswith("&ldquo;Nobody")
    assert served[0].exact.endswith("<!-- note --> and a few laughed.")
    assert [span.exact for span in served[1:]] == [PARAGRAPHS[0], *PARAGRAPHS]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<html><head><title>x</title></head></html>", "no text at all"),
        ("<html></html>", "no text at all"),
        (page("<div><a href=/>Home</a> <a href=/b>World</a></div>"), "nothing on the page"),
        (page("<h1>Trees</h1><p>Subscribe to continue reading. Already a subscriber? Log in.</p>"), "login"),
        (page("<h1>one moment</h1><p>Verify you are human by completing the action below.</p>"), "robots"),
        (page("<p>We value your privacy. We and our partners store information on a device.</p>"), "consent"),
        (
            page("<h1>Page not found</h1><p>Sorry about that, please try the search instead.</p>"),
            "no such page",
        ),
        (page("<div>" * 5000 + "<p>Too deep for words to be read here.</p>"), "deeply"),
    ],
)
def test_a_page_without_an_article_says_why(source: str, reason: str) -> None:
    with pytest.raises(NoArticle, match=reason) as caught:
        read(source)
    assert caught.value.path == "page.html"


def test_bytes_that_are_no_page() -> None:
    with pytest.raises(NotText):
        extract(Gathered("x.html", bytes(range(256)) * 8, "html"))


def test_a_whole_article_about_a_wall_is_an_article() -> None:
    talk = "<p>The site asked visitors to verify you are human, and the mayor said that she had failed the test twice.</p>"
    assert "failed the test" in read(page(f"<h1>Are you a robot?</h1><div>{BODY}{talk}</div>")).body


def test_notes_on_kinds_of_page() -> None:
    live = data(**{"@type": "LiveBlogPosting"})
    assert "live blog" in read(page(f"<h1>Trees</h1><div>{BODY}</div>", live)).notes[0]
    cut = f"<h1>Trees</h1><div><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div><p>Sign in to continue</p>"
    assert "cut short" in read(page(cut)).notes[0]


@pytest.mark.parametrize(
    "broken", ['{"@type": "NewsArticle", "headline": ', "[[[[", "null", '{"@graph": 7}', "{}" * 9]
)
def test_broken_data_are_passed_over(broken: str) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    assert read(page(f"<h1>Trees</h1><div>{BODY}</div>", head)).title == "Trees"


def test_data_that_are_not_what_they_should_be() -> None:
    node = {"@type": ["NewsArticle", 7], "headline": {"@value": "Trees"}, "author": [None, 5, {"name": ["Ana Ruiz", 3]}],
            "datePublished": 20240506, "articleBody": ["x"], "publisher": "P", "mainEntityOfPage": [], "url": {"a": 1}}  # fmt: skip
    document = read(
        page(
            f"<h1>Trees</h1><div>{BODY}</div>",
            f'<script type="application/ld+json">{json.dumps(node)}</script>',
        )
    )
    assert (document.title, document.byline) == ("Trees", "Ana Ruiz")


@pytest.mark.parametrize(
    "line", ["Omar Lind · 6 May 2024", "May 6, 2024 | Omar Lind and Eva Roth", "Omar Lind • 2024-05-06"]
)
def test_names_with_a_date_are_no_paragraph(line: str) -> None:
    document = read(page(f"<h1>City to plant trees</h1><p>{line}</p>{BODY}", meta(author="Omar Lind")))
    assert document.body == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "mark",
    ['<span itemprop="articleSection">City</span>', '<meta itemprop="articleSection" content="City, Parks">'],
)
def test_the_section_may_stand_in_microdata(mark: str) -> None:
    assert read(page(f"<h1>City to plant trees</h1><div>» {mark}</div>{BODY}")).section == "City"
