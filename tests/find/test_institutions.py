"""Names of institutions as pictures: `[organisation]` as a namer sees its pieces, and as they come out."""

from __future__ import annotations

import re

import pytest

from onrecord.find.namer import RawName
from onrecord.find.names import find_names
from onrecord.find.parse import Parse
from onrecord.models import Document
from tests.find.pictures import document_of

PICTURES = [
    ("the [Council] on [Foreign Relations] met", "the [Council on Foreign Relations] met"),
    ("the [Foundation] for Defense of [Democracies] says", "the [Foundation for Defense of Democracies] says"),
    ("the [Bureau] of [Engraving] and Printing", "the [Bureau of Engraving and Printing]"),
    ("the [Department] of Health and Human Services", "the [Department of Health and Human Services]"),
    ("the [Office] for the Environment said", "the [Office for the Environment] said"),
    (
        "the [Ukrainian National Security] and [Defense Council] met",
        "the [Ukrainian National Security and Defense Council] met",
    ),
    ("the [Food] and Drug Administration warned", "the [Food and Drug Administration] warned"),
    ("its Budget [Responsibility Committee] sat", "its [Budget Responsibility Committee] sat"),
    ("the [Council] on Tuesday voted", "the [Council] on Tuesday voted"),
    ("the [Bank] of [England] and [Barclays] agreed", "the [Bank of England] and [Barclays] agreed"),
    ("shares of [Northwind] and [Defense Ministry] bonds", "shares of [Northwind] and [Defense Ministry] bonds"),
    ("a prize of the [Academy] for Ada Quill went", "a prize of the [Academy] for Ada Quill went"),
    ("he asked some [woodpeckers] in Ohio", "he asked some woodpeckers in Ohio"),
    (
        "the [Council on Foreign Relations] has [Relations] and [Acme]",
        "the [Council on Foreign Relations] has Relations and [Acme]",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("seen", "whole"), PICTURES)
def test_an_institution_has_its_whole_name(seen: str, whole: str) -> None:
    text = "Here " + re.sub(r"[\[\]]", "", seen) + "."
    raw, taken = [], 0
    for match in re.finditer(r"\[([^\]]+)\]", seen):
        start = len("Here ") + match.start() - taken
        raw.append(RawName(start, start + len(match[1]), "organisation"))
        taken += 2
    person = text.find("Ada Quill")
    if person >= 0:
        raw.append(RawName(person, person + 9, "person"))

    def namer(_document: Document, _parse: Parse) -> list[RawName]:
        return raw

    document = document_of(text)
    found = [n.span for n in find_names(document, Parse(document), namer=namer) if n.label == "organisation"]
    for span in reversed(found):
        text = f"{text[: span.start]}[{span.exact}]{text[span.end :]}"
    assert text == "Here " + whole + "."
