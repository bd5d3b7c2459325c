"""Each template and its typed context: what one needs the other has, with the least and with the most in it."""

from __future__ import annotations

import ast
import dataclasses
import types
import typing
from collections.abc import Iterator
from dataclasses import replace

import jinja2
import pytest
from jinja2 import nodes

from onrecord.models import VerdictWord
from onrecord.site import dossier_pages, pages, speech_pages, story_pages
from onrecord.site.article import article_of
from onrecord.site.fetched_from import FetchedFrom
from onrecord.site.notes import Reader, groups_of, note_of
from onrecord.site.pages import Checked, Heading, Link, Person, Said, Site, Verdict
from onrecord.site.paragraphs import paragraphs_with
from onrecord.site.rendering import environment, render
from tests.site import samples, story_cases
from tests.site.dossier_cases import DOSSIER_CASES
from tests.site.html_check import Page

SITE = Site(True, "/static/site.css", "/static/step.js", "/static/icon.svg")
LINK = Link("Words & <more>", "/there?a=b&c=d")
VERDICTS = tuple(Verdict(word, "·", ("hides: not",), True) for word in typing.get_args(VerdictWord))
HEADING = Heading(
    "A <title>", "/document/x", LINK, LINK, "By & by", "2024-03-04T05:06:07Z", "Lead <b>", 2, True
)
BARE = Heading("T", "/document/y")
SAID = Said(
    (("Words ", False), ("hit", True)),
    "/statement/x",
    "mixed",
    "finding",
    "said",
    (LINK, LINK, LINK),
    "He",
    False,
    "Role",
    "2024-03",
    97,
    VERDICTS[3],
    HEADING,
)
OPEN = Said((("Words", False),), "/statement/y", "direct", "speech", "", (), "", True, None, None, 5)
COUNT = pages.Count(LINK, 1200, 3, "2024-01-01", "2024-03-01")
FEEDS = pages.FeedLinks("All <b>", "/feed.atom", "/feed.rss", "/feed.json")
FOLLOWED = pages.Followed(LINK, "/following/x", 70, "2024-03-04T05:06:07Z")
CHANGED = pages.Changed(
    3, "/document/x/revision/3", "2024-03-04", "2024-03-05", True, 2, 1,
    (
        pages.ChangedStatement("reworded", "A & B", "Words <b>", "/document/x#s-y", (("=", "One"), ("-", "two"), ("+", "<three>"))),
        pages.ChangedStatement("vanished", "", "Words <b>", None),
    ),
)  # fmt: skip
BARELY_CHANGED = pages.Changed(2, "/document/x/revision/2", None, None, False, 0, 1, ())
FULL = article_of(samples.bridge(), {})
LEAST = article_of(samples.bare(), None)


def statement_page() -> pages.StatementPage:
    record = samples.bridge()
    reader = Reader.of(record, {}, public=False)
    inner = record.statements[3]
    return pages.StatementPage(
        HEADING, groups_of(reader, [inner], set())[0], note_of(reader, inner), reader.marks,
        paragraphs_with(reader, inner), "en", "/document/x#s-y", "/statement/a", "/statement/b", "test@1", True,
    )  # fmt: skip


def bare_statement_page() -> pages.StatementPage:
    page = statement_page()
    group = replace(page.group, speakers=(), mention="", role=None, side=None)
    note = replace(page.note, cue="", within=None)
    return replace(
        page,
        group=group,
        note=note,
        paragraphs=(),
        language=None,
        previous=None,
        following=None,
        heading=BARE,
    )


CHECKED = Checked("“quote”", VERDICTS[3], (("=", "a"), ("-", "b"), ("+", "c")), "against", None, "By <x>", "2024", "/transcript/c/x?quotation=q#passage", "/quotation/q?document=d")  # fmt: skip
BARE_CHECK = Checked("q", VERDICTS[5])
GATHERED = speech_pages.Gathered(LINK, 3, 1200, "1998", "2024-03-02", 70, True, True)
ALONE = speech_pages.Gathered(Link("C"), 1, 1, None, None, 0, False, False)
PASSAGE = (speech_pages.Run("Before "), speech_pages.Run("the words ", True, True), speech_pages.Run("(Applause)", True, False, True), speech_pages.Run(" & <after>"))  # fmt: skip
SPOKEN = (
    speech_pages.Spoken("Who <b>", PASSAGE, True),
    speech_pages.Spoken(None, (speech_pages.Run("More"),)),
)
VERSION = speech_pages.Version(
    HEADING, "“quote”", CHECKED, (), True, (LINK, LINK), "/document/x#s-y", True, True
)
UNCHECKED = speech_pages.Version(
    HEADING, "“<q>”", None, (("=", "a"), ("-", "<b>")), False, (), "/document/x", False, False
)
RAN = pages.Ran(2, True, "/quotation/at.3?document=d")
FETCHED_FROM = (
    FetchedFrom("https://a.example/feed", None, "new", None, 0),
    FetchedFrom("https://b.example/feed", "B <b>", "failing", "2025-12-04T10:30Z", 1, 3, "answers <500>"),
)
CASES: dict[str, tuple[object, ...]] = {
    "article": (
        pages.ArticlePage(LEAST, None, False),
        pages.ArticlePage(FULL, "/document/x.json", True, (CHANGED, BARELY_CHANGED), LINK, LINK),
        pages.ArticlePage(article_of(samples.others(), {}, public=True), "/x.json", True),
        pages.ArticlePage(replace(FULL, kind="transcript", address=None, path="/a/b", left_out=3, withheld=True), None, True),
        pages.ArticlePage(replace(FULL, checks=tuple(Checked("q", v, (("+", "a"), ("-", "b")), "against", "#s-" + FULL.marks[0].id, "X", "2024") for v in VERDICTS)), None, True),
    ),
    "revision": (
        pages.RevisionPage(BARE, BARELY_CHANGED, 2, (), True, None, None, None),
        pages.RevisionPage(HEADING, CHANGED, 4, (pages.ChangedParagraph(unchanged=3), pages.ChangedParagraph((("=", "a <b>"), ("-", "c"), ("+", "d")))), False, "en", "/document/x/revision/2", "/document/x/revision/4"),
    ),
    "statement": (bare_statement_page(), statement_page()),
    **story_cases.cases(HEADING, BARE, SAID, OPEN),
    "connect": (pages.ConnectPage(FEEDS, ()), pages.ConnectPage(FEEDS, (FEEDS,))),
    **DOSSIER_CASES,
    "write": (pages.WritePage(True), pages.WritePage(False)),
    "live": (
        pages.LivePage((), "/live/events?after=0", "/static/live.js"),
        pages.LivePage((pages.SaidIn(HEADING, (SAID, OPEN)), pages.SaidIn(BARE, ())), "/live/events?after=9", "/static/live.js"),
    ),
    "arrived": (pages.ArrivedPage(0, (), False), pages.ArrivedPage(300, (HEADING, BARE), True)),
    "following": (pages.FollowingPage((), ()), pages.FollowingPage((FOLLOWED,), (replace(FOLLOWED, fresh=0),))),
    "followed": (pages.FollowedPage(replace(FOLLOWED, fresh=0), ()), pages.FollowedPage(FOLLOWED, (SAID, OPEN))),
    "section": (pages.SectionPage("S", "/section/s", 0, (), None, False), pages.SectionPage("S", "/section/s", 2, (HEADING, BARE), "/older", True)),
    "source": (
        pages.SourcePage(pages.Count(Link("S"), 0, 0, None, None), (), None, False),
        pages.SourcePage(COUNT, (HEADING, BARE), "/older", True),
        pages.SourcePage(replace(COUNT, last=COUNT.first), (HEADING,), None, True),
    ),
    "sources": (pages.SourcesPage(()), pages.SourcesPage((COUNT, pages.Count(Link("S"), 0, 0, None, None)), (pages.SetAside("a.example", 1200, (("bot wall", 1199), ("<b>", 1))), pages.SetAside("", 1, (("gallery", 1),))), FETCHED_FROM)),
    "people": (
        pages.PeoplePage((), "", "person", (), None, None),
        pages.PeoplePage((), "who?", "person", (), None, None),
        pages.PeoplePage((Person(LINK, "person", ("r",), ("USA",), 1, 2, 3), Person(Link("P"), "person")), "q", "person", (LINK, Link("k")), "/a", "/b"),
    ),
    "person": (
        pages.PersonPage("x", "P", "/person/p", "person", (), (), (), 0, 0, (), None, False),
        pages.PersonPage("x", "P", "/person/p", "country", ("USA",), ("Q",), (pages.RoleSeen("R", LINK, "2024"), pages.RoleSeen("R", LINK, None)), 1, 2, (pages.SaidIn(HEADING, (SAID, OPEN)),), "/older", True),
    ),
    "search": (
        pages.SearchPage("", "", "all", "", False, (), (), 0, 0, 1, None, None, False),
        pages.SearchPage("x", "", "all", "", True, (), (), 0, 0, 1, None, None, False),
        pages.SearchPage("x", "", "all", "", True, (), (), 0, 0, 2, "/a", None, False),
        pages.SearchPage("x", "y", "statements", "direct", True, (pages.Found(HEADING, (("T", True),), (("s", False),)), pages.Found(BARE, (), ())), (SAID, OPEN, replace(OPEN, open=False), replace(OPEN, open=False, mention="he")), 9, 8, 2, "/a", "/b", True),
    ),
    "collections": (speech_pages.CollectionsPage(()), speech_pages.CollectionsPage((GATHERED, ALONE))),
    "collection": (
        speech_pages.CollectionPage(ALONE, (), (), None, None),
        speech_pages.CollectionPage(GATHERED, ("A <b>", "B"), (speech_pages.TranscriptRow(LINK, "2024-03", "A"), speech_pages.TranscriptRow(Link("T"), None, None)), "/a", "/b"),
    ),
    "transcript": (
        speech_pages.TranscriptPage("T", LINK, None, None, None, (), False, None, None),
        speech_pages.TranscriptPage("T <b>", LINK, "2024", "S", "O", SPOKEN, False, CHECKED, LINK),
        speech_pages.TranscriptPage("T", LINK, "2024", "S", None, SPOKEN[1:], False, CHECKED, LINK),
        speech_pages.TranscriptPage("T", LINK, None, None, None, (), True, CHECKED, LINK),
        speech_pages.TranscriptPage("T", LINK, None, None, None, SPOKEN, True, CHECKED, LINK),
    ),
    "quotation": (
        speech_pages.QuotationPage("q", True, 1, None, None, None, None, (speech_pages.Version(BARE, "q", BARE_CHECK, (), False, (), "/document/y#s-z", False, True),), False),
        speech_pages.QuotationPage("“<q>”", True, 70, "said", "By", "2024", "/transcript/c/x", (VERSION, VERSION, UNCHECKED), True),
        speech_pages.QuotationPage("“<q>”", False, 2, None, None, None, None, (UNCHECKED, UNCHECKED), False),
        speech_pages.QuotationPage("q", True, 1, "said", None, "2024", None, (VERSION,), False),
    ),
    "read": (pages.ReadPage(), pages.ReadPage("\n<text>", "T", "2024", "Too <long>", 9)),
    "about": (pages.AboutPage("1.2", 0, 0),),
    "error": (pages.ErrorPage(404, "Not here", "No <such> thing."),),
}  # fmt: skip
RENDERED = [(name, number) for name, contexts in CASES.items() for number in range(len(contexts))]


@pytest.mark.parametrize(("name", "number"), RENDERED)
@pytest.mark.parametrize(
    "site",
    [SITE, replace(SITE, public=False, writable=True), replace(SITE, public=False, writable=True, form="f")],
    ids=["public", "writable", "writer"],
)
def test_a_template_prints_its_context_as_sound_html(name: str, number: int, site: Site) -> None:
    assert Page(render(name, CASES[name][number], site)).faults == []


def test_every_template_has_its_cases() -> None:
    assert {f"{name}.html" for name in CASES} == {
        name for name in environment().list_templates() if not name.startswith("_")
    }


def used(name: str) -> Iterator[str]:
    """The fields of `page` that a template names."""
    loader = environment().loader
    assert loader is not None
    source = loader.get_source(environment(), f"{name}.html")[0]
    for node in environment().parse(source).find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "page":
            yield node.attr


@pytest.mark.parametrize("name", CASES)
def test_a_template_uses_the_fields_of_its_context_and_all_of_them(name: str) -> None:
    context = CASES[name][0]
    assert dataclasses.is_dataclass(context)
    fields = {field.name for field in dataclasses.fields(context)}
    assert set(used(name)) == fields


def contexts() -> list[type]:
    everything = {**vars(pages), **vars(dossier_pages), **vars(speech_pages), **vars(story_pages)}.values()
    return [value for value in everything if isinstance(value, type) and dataclasses.is_dataclass(value)]


def test_contexts_are_frozen_and_hold_plain_values() -> None:
    allowed = {str, int, float, bool, types.NoneType, *contexts(), *typing.get_args(VerdictWord)}
    for context in contexts():
        assert context.__dataclass_params__.frozen, context  # type: ignore[attr-defined]
        for name, hint in typing.get_type_hints(context).items():
            assert plain(hint, allowed), (context, name, hint)


def plain(hint: object, allowed: set[object]) -> bool:
    origin = typing.get_origin(hint)
    if origin is typing.Literal:
        return True
    if origin in (tuple, types.UnionType, typing.Union):
        return all(argument is Ellipsis or plain(argument, allowed) for argument in typing.get_args(hint))
    return hint in allowed


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ page.nothing }}").render(page=pages.ErrorPage(1, "", ""))


def test_none_is_never_printed() -> None:
    with pytest.raises(ValueError, match="None"):
        environment().from_string("{{ page.heading }}").render(page={"heading": None})


def test_no_template_marks_anything_safe() -> None:
    loader = environment().loader
    assert loader is not None
    for name in environment().list_templates():
        source = loader.get_source(environment(), name)[0]
        assert "|safe" not in source.replace(" ", "") and "autoescape" not in source, name


def test_the_site_marks_nothing_safe_in_code_but_linked_data() -> None:
    """`linked.script_data` may: its own test shows that no sign of markup is left in what it marks."""
    from pathlib import Path

    import onrecord.site

    for file in Path(onrecord.site.__path__[0]).rglob("*.py"):
        names = {
            node.id for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Name)
        }
        assert "Markup" not in names or file.name == "linked.py", file
