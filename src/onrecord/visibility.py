"""What of a document may be shown: on a public desk, never the full text of somebody else's article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.contract import to_json
from onrecord.models import Record
from onrecord.text.shorten import shorten

LONGEST = 280
"""Characters of one quotation that a public desk shows of a text that is not its own."""

FEW = 3
"""How many sentences of others a public desk shows of each list of a story."""

Json = dict[str, Any]


def is_specimen(notes: Iterable[str]) -> bool:
    """Whether a document's notes mark it as written for this desk, not reported by anybody."""
    return any(note == "specimen" or note.startswith("specimen:") for note in notes)


def withheld(notes: Iterable[str], *, public: bool) -> bool:
    """Whether the document's text must not be shown."""
    return public and not is_specimen(notes)


def visible(words: str, notes: Iterable[str], *, public: bool) -> str:
    """Words of a document, shortened as a quotation is where its text is withheld."""
    return shorten(words, LONGEST) if withheld(notes, public=public) else words


def enough(lengths: Iterable[int], body: int) -> int:
    """How many of the quotations, in order, may be shown together: at most half of the body's characters."""
    total = shown = 0
    for length in lengths:
        total += min(length, LONGEST)
        if total * 2 > body:
            break
        shown += 1
    return shown


def record_json(record: Record, *, public: bool) -> Json:
    """The contract's object; on a public desk without the text of others.

    Then `text` is null, `withheld` is true, spans that could hold sentences have no words, and
    quotations are shortened: offsets still hold in the document's own text.
    """
    plain = to_json(record)
    if not withheld(record.document.notes, public=public):
        return plain
    document = plain["document"]
    document.update(text=None, path=None, served={}, withheld=True)
    document["parts"] = {
        name: _wordless(spans) if name != "title" else spans for name, spans in document["parts"].items()
    }
    body = sum(len(span) for span in record.document.parts.get("body", ()))
    lengths = [sum(len(span) for span in s.content) for s in record.statements]
    shown = enough(lengths, body)
    for number, statement in enumerate(plain["statements"]):
        content = statement["content"]
        statement["content"] = _shortened(content) if number < shown else _wordless(content)
        statement["addressee"] = statement["occasion"] = None
    for actor in plain["actors"]:
        actor["roles"], actor["mentions"] = _shortened(actor["roles"]), _wordless(actor["mentions"])
    for event in plain["events"]:
        event["evidence"] = _wordless(event["evidence"])
    for position in plain["positions"]:
        position["evidence"] = _wordless(position["evidence"])
        position["object"] = _wordless([position["object"]])[0]
        position["condition"] = None
    for check in plain["checks"]:
        check["quote"] = _shortened([check["quote"]])[0]
        check["difference"] = []
        if check["against"]:
            check["against"] = _wordless([check["against"]])[0]
    return plain


def _wordless(spans: list[Json]) -> list[Json]:
    return [{**span, "exact": ""} for span in spans]


def _shortened(spans: list[Json]) -> list[Json]:
    return [{**span, "exact": shorten(span["exact"], LONGEST)} for span in spans]
