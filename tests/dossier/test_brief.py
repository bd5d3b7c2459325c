"""The brief says what is new, in sentences of the sources and in no others."""

from __future__ import annotations

import email
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import pytest

from onrecord.dossier.brief import Brief, brief, passage
from onrecord.dossier.brief_formats import Line, as_eml, as_html, as_json, as_markdown, as_text, lines
from onrecord.export.markdown import escape
from onrecord.models import Document
from onrecord.store import Desk
from tests.dossier import samples
from tests.dossier.build import Report

DOSSIER = samples.dossier()


def made(desk: Desk, since: str = "2025-03-04", until: str | None = None) -> Brief:
    return brief(desk, DOSSIER, since, until)


def passages(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of a brief's JSON that quotes a document."""
    if isinstance(node, dict):
        if "exact" in node:
            yield node
        for value in node.values():
            yield from passages(value)
    elif isinstance(node, list):
        for value in node:
            yield from passages(value)


def documents(desk: Desk) -> dict[str, Document]:
    return {record.document.id: record.document for record in desk.records()}


def test_what_is_new(desk: Desk) -> None:
    found = made(desk)
    assert [(p.cell.issue.slug, p.cell.party.code, p.cell.change) for p in found.positions] == [
        ("fishing-grounds", "swe", "moved"), ("bridge-toll", "nor", "new"),
    ]  # fmt: skip
    assert found.positions[0].before is not None
    assert "a demand that Sudmark rejects" in found.positions[0].before.span.exact
    assert [m.entry.where for m in found.held] == ["Skagen", "Borgholm"]
    assert (found.coming, found.off, found.differences) == ((), (), ())
    assert [s.names for s in found.statements] == [("Ulf Brandt",), ("Ulf Brandt",)]


def test_what_was_to_come_on_an_earlier_day(desk: Desk) -> None:
    found = made(desk, "2025-03-03", "2025-03-03")
    assert [p.cell.change for p in found.positions] == ["new", "new", "new"]
    assert "They will meet again in Borgholm on 12 March." in [
        told.span.exact for m in (*found.held, *found.coming) for told in m.told
    ]


def test_a_passage_is_whole_sentences() -> None:
    text = "Title\n\nOne is here. Two is there. Three."
    assert passage(text, 12, 14).exact == "One is here."
    assert passage(text, 16, 24).exact == "One is here. Two is there."
    assert passage(text, 0, 3).exact == "Title"


@pytest.mark.parametrize("since", ["2025-01-01", "2025-03-04", "2026-01-01"])
def test_no_sentence_that_no_source_wrote(desk: Desk, since: str) -> None:
    found, texts = made(desk, since), documents(desk)
    quoted = list(passages(as_json(found)))
    for node in quoted:
        assert texts[node["document"]].text[node["start"] : node["end"]] == node["exact"]
    sentences = {node["exact"] for node in quoted}
    labels = [line.label for line in lines(found) if line.label]
    assert not any(re.search(r"\w{2,}\. |[.!?]$", label.replace("Nothing new.", "")) for label in labels)
    for written in (as_markdown(found).split("\n\n"), as_text(found).split("\n")):
        rest = {escape(label) for label in labels} | set(labels)
        for block in (block.strip() for block in written):
            if block.startswith(">"):
                assert block.removeprefix("> ") in {escape(sentence) for sentence in sentences}
            elif not re.fullmatch(r"[=-]*|\(.*\)|\[.*\]|#+ .*|\*\*.*\*\*", block):
                assert block in sentences | rest, block


class Quotes(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.quotes: list[str] = []
        self._in = False
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in = tag == "blockquote"
        if self._in:
            self.quotes.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in = self._in and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        if self._in:
            self.quotes[-1] += data


def test_the_page_quotes_the_same_sentences(desk: Desk) -> None:
    found = made(desk)
    told = [line.told.span.exact for line in lines(found) if line.told]
    assert Quotes(as_html(found)).quotes == told and told


def test_the_e_mail_holds_both(desk: Desk) -> None:
    written = as_eml(made(desk), datetime(2025, 3, 14, tzinfo=UTC), to="desk@example.org")
    message = email.message_from_string(written, policy=default)
    assert (message["Subject"], message["To"], message["X-Unsent"]) == (
        "The Sound talks: since 2025-03-04",
        "desk@example.org",
        "1",
    )
    text, page = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None and page is not None
    assert text.get_content().replace("\r\n", "\n") == as_text(made(desk))
    assert "share the herring grounds if trawlers" in page.get_content()


def test_the_same_words_in_two_outlets_are_told_once(desk: Desk) -> None:
    for source in ("Wire A", "Paper B"):
        report = Report("“The Sound is cold,” said Ana Ruud.", "2025-04-01", source=source)
        report.actor("Ana Ruud", "nor")
        report.says("Ana Ruud", "“The Sound is cold,”")
        desk.add(report.record)
    (said,) = made(desk, "2025-04-01").statements
    assert (said.told.document.source, said.told.also) == ("Paper B", ("Wire A",))


def test_what_others_wrote_is_no_markup(desk: Desk) -> None:
    evil = "<script>alert(1)</script> [x](javascript:alert(1)) \u202e **bold**"
    report = Report(
        f"Ostia opposes the toll in the Sound {evil}.",
        "2025-04-01",
        source="<b>Evil</b>",
        url="javascript:alert(1)",
    )
    report.wants("fin", "opposes", "the toll", "Ostia opposes the toll")
    desk.add(report.record)
    found = made(desk, "2025-04-01")
    page = Quotes(as_html(found))
    assert not {"script", "b", "img"} & page.tags and 'javascript:alert(1)"' not in as_html(found)
    assert "](javascript" not in as_markdown(found) and "\u202e" not in as_text(found) + as_html(found)


def test_nothing_new_is_said_so(desk: Desk) -> None:
    assert list(lines(made(desk, "2026-01-01")))[1:] == [Line("Nothing new.")]
    assert json.loads(json.dumps(as_json(made(desk, "2026-01-01"))))["statements"] == []
