"""Write docs/reference/ from the code: `python docs/make_reference.py`.

`command-line.md` is each command's own help, `json.md` the keys of the contract `onrecord/1`, `python.md` the
public names of the package with their signatures. tests/docs/test_reference.py holds the files to the code.
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import onrecord
from onrecord import contract, models
from onrecord.cli import COMMANDS, main

FOLDER = Path(__file__).parent / "reference"
MADE = "<!-- Made by docs/make_reference.py: change the code, then run that. -->\n"
WIDTH = 100

MEANINGS: dict[str, dict[str, str]] = {
    "Document": {
        "id": "made from the canonical URL, or the path, and the source",
        "text_id": "SHA-256 of the text's UTF-8",
        "text": "the one text that every span points into",
        "parts": "where title, byline, section, dateline and body stand in the text",
        "kind": "what the document is",
        "path": "the path as it was given",
        "url": "where it was fetched from",
        "canonical_url": "the address that the page itself names",
        "source": "the outlet or collection",
        "title": "the headline",
        "byline": "who wrote it",
        "section": "the part of the paper",
        "published": "ISO 8601, as coarse as the page tells",
        "updated": "ISO 8601, as coarse as the page tells",
        "fetched": "when it was fetched",
        "language": "ISO 639-1",
        "extractor": "component and version that made the text",
        "revision_of": "the `text_id` of the text that this one revises",
        "served": "where the same parts stand in the page as it was served",
        "notes": "what else is to be known of the document",
    },
    "Actor": {
        "id": "made from content; statements name actors by it",
        "name": "the fullest name in the document",
        "kind": "what the actor is",
        "side": "the country or organisation it speaks for: ISO 3166 alpha-3, or a name (`nato`)",
        "roles": "role phrases in the document's words",
        "mentions": "where the actor is named",
    },
    "Statement": {
        "id": "made from content",
        "kind": "all inside quotation marks, none, or both",
        "act": "said, a stance taken, or a finding reported",
        "content": "the words said, with the marks round them",
        "cue": "the words that report it (said, according to)",
        "speaker": "who says it: see the speaker's keys",
        "within": "the id of the statement that reports this one",
        "addressee": "to whom it is said",
        "occasion": "where or on what occasion",
        "date": "when it was said, where the text says so",
    },
    "Speaker": {
        "mention": "the words that name the speaker here",
        "actors": "ids of those who speak: none, one or several",
        "candidates": "ids of the readings that remain when it is open",
    },
    "Event": {
        "id": "made from content",
        "type": "the PLOVER type (`CONSULT`)",
        "mode": "the PLOVER mode (`meet`)",
        "status": "whether it took place",
        "actors": "ids of those who act",
        "recipients": "ids of those it is done to or with",
        "date": "when",
        "place": "where",
        "evidence": "the words that carry it, a span for each mention",
        "within": "the id of the statement that reports it",
    },
    "Position": {
        "id": "made from content",
        "side": "whose position it is, as a side's slug",
        "actors": "ids of those who take it",
        "stance": "what is taken up",
        "degree": "of the whole of its object, or of a part",
        "issue": "the issue it belongs to",
        "object": "what the stance is on",
        "condition": "on what condition",
        "counterparty": "the side it is taken towards",
        "date": "when it was taken",
        "evidence": "the words that carry it",
        "statement": "the id of the statement that carries it",
    },
    "Check": {
        "quote": "the quotation that was checked",
        "verdict": "what became of the words: see [verdicts](../verdicts.md)",
        "notes": "what an editor must see beside the verdict (`hides: unless`)",
        "against": "the passage that it was held against",
        "difference": "pairs of a mark and words: `=` in both, `-` only said, `+` only quoted",
        "statement": "the id of the statement that it belongs to; null for a headline",
    },
    "Passage": {
        "text_id": "the text that the passage stands in",
        "start": "first code point",
        "end": "the code point after the last",
        "exact": "the words",
        "document": "the id of its document",
        "speaker": "who said it there",
        "date": "when it was said there",
    },
    "Span": {"start": "first code point", "end": "the code point after the last", "exact": "the words"},
    "When": {"value": "ISO 8601, as coarse as the words"},
    "Where": {"name": "the place's name", "country": "ISO 3166 alpha-3, when it is sure"},
}
ALWAYS = {"made_by": "component and version that made it", "confidence": "how sure it is, from 0 to 1"}
JSON_TYPES = {
    ("Statement", "speaker"): "object",
    ("Check", "difference"): "list of pairs",
}


def command_line() -> str:
    """The help of `onrecord` and of each of its commands, as the terminal shows it."""
    pages = [MADE, "# Command line\n", fenced(help_of(main, "onrecord"))]
    for name in COMMANDS:
        command = import_module(f"onrecord.cli.{name}").command
        pages += [f"## onrecord {name}\n", fenced(help_of(command, f"onrecord {name}"))]
    return "\n".join(pages)


def help_of(command: click.Command, name: str) -> str:
    wide: dict[str, Any] = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, **{**main.context_settings, **wide})
    return command.get_help(context)


def fenced(text: str) -> str:
    return f"```text\n{text.rstrip()}\n```\n"


def json_keys() -> str:
    """The keys of each kind of object in the contract, in the order in which they are printed."""
    lines = [
        MADE,
        "# The JSON contract\n",
        f"`onrecord read --format jsonl` prints one object a document: `schema` (`{models.SCHEMA}`),",
        "`document`, and the lists `actors`, `statements`, `events`, `positions`, `checks`. A document that",
        "could not be read has `error` (`kind`, `message`) instead of the lists. Keys are added, never",
        "renamed, within a schema. Offsets count Unicode code points of `document.text`, and",
        "`text[start:end] == exact` for every span.\n",
    ]
    for name, keys in shown().items():
        lines += [f"## {name}\n", "| key | type | meaning |", "|---|---|---|"]
        lines += [f"| `{key}` | {type_of(name, key)} | {meaning(name, key)} |" for key in keys]
        lines.append("")
    return "\n".join(lines)


def shown() -> dict[str, list[str]]:
    """The keys of every object, taken from what the contract prints of a full record."""
    makers: dict[str, Callable[[Any], Mapping[str, Any]]] = {
        "Document": contract.document_json,
        "Actor": contract.actor_json,
        "Statement": contract.statement_json,
        "Event": contract.event_json,
        "Position": contract.position_json,
        "Check": contract.check_json,
    }
    printed = {name: make(sample(getattr(models, name))) for name, make in makers.items()}
    inner = {
        "Speaker": printed["Statement"]["speaker"],
        "Passage": printed["Check"]["against"],
        "Span": printed["Check"]["quote"],
        "When": printed["Event"]["date"],
        "Where": printed["Event"]["place"],
    }
    return {name: list(keys) for name, keys in (printed | inner).items()}


def sample(kind: Any) -> Any:
    """A value of that type with every optional part there."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{field.name: sample(hints[field.name]) for field in fields(kind)})  # type: ignore[operator]
    if origin in (types.UnionType, typing.Union):
        return sample(next(part for part in inside if part is not type(None)))
    if origin is typing.Literal:
        return inside[0]
    if origin is tuple:
        return tuple(sample(part) for part in inside if part is not Ellipsis)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"body": sample(inside[1])}
    return kind()


def type_of(name: str, key: str) -> str:
    """The JSON type of a key, from the record type's own annotation."""
    hints = typing.get_type_hints(getattr(models, name))
    if name != "Span" and key not in hints:
        hints = typing.get_type_hints(models.Span)
    return JSON_TYPES.get((name, key)) or json_type(hints[key])


def json_type(kind: Any) -> str:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return f"{json_type(next(part for part in inside if part is not type(None)))} or null"
    if origin is typing.Literal:
        return ", ".join(f"`{value}`" for value in inside)
    if origin is tuple:
        one = inside[0]
        return {models.Span: "list of spans", models.Actor: "list of ids", str: "list of strings"}[one]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "object of lists of spans"
    names = {str: "string", int: "integer", float: "number", models.Span: "span", models.When: "date",
             models.Where: "place", models.Passage: "passage"}  # fmt: skip
    return names[kind]


def meaning(name: str, key: str) -> str:
    return MEANINGS[name].get(key) or ALWAYS.get(key) or MEANINGS["Span"][key]


def python_names() -> str:
    """The package's public names: functions with their signatures, types with their fields and methods."""
    lines = [MADE, "# Python\n", "Everything here is imported from `onrecord` itself.\n"]
    for name in sorted(onrecord.__all__, key=str.lower):
        thing = getattr(onrecord, name)
        if inspect.isclass(thing):
            lines += [f"## {name}\n", prose(thing), *members(thing)]
        elif callable(thing):
            lines += [f"## {name}\n", f"```python\n{name}{signature(thing)}\n```\n", prose(thing)]
    return "\n".join(lines)


def members(kind: type) -> list[str]:
    lines = []
    if is_dataclass(kind):
        listed = ", ".join(f"`{field.name}`" for field in fields(kind))
        lines.append(f"Fields: {listed}.\n")
    for name, member in vars(kind).items():
        plain = member.__func__ if isinstance(member, classmethod) else member
        if name.startswith("_") or not inspect.isfunction(plain):
            continue
        lines += [f"**{name}**`{signature(plain)}`\n", prose(plain)]
    return lines


def signature(thing: Any) -> str:
    written = str(inspect.signature(thing)).replace("'", "")
    return re.sub(r"^\((?:self|cls)(?:, )?", "(", written)


def prose(thing: Any) -> str:
    return (inspect.getdoc(thing) or "") + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "command-line.md": command_line,
    "json.md": json_keys,
    "python.md": python_names,
}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, make in PAGES.items():
        (FOLDER / file).write_text(make(), encoding="utf-8")
