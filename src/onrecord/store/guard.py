"""The desk's door: a record goes in only if it holds in its own text, and comes out as it went in."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from onrecord.contract import from_json, to_json
from onrecord.errors import BadRecord
from onrecord.models import Actor, Record, Span, text_id

_LONE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with lone surrogates, which no database takes, as U+FFFD; of the same length."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


def storable_row(row: dict[str, Any]) -> dict[str, Any]:
    """The row with each of its texts storable."""
    return {key: storable(value) if isinstance(value, str) else value for key, value in row.items()}


def pack(record: Record) -> bytes:
    """The record's JSON, compressed by zlib; every character survives, lone surrogates too."""
    return zlib.compress(json.dumps(to_json(record), ensure_ascii=False).encode("utf-8", "surrogatepass"))


def unpack(blob: bytes) -> Record:
    """The record that `pack` was given."""
    record = from_json(json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass")))
    if not isinstance(record, Record):
        raise TypeError("a desk keeps records only")
    return record


def check_record(record: Record) -> None:
    """Raise BadRecord unless every span holds in the text and every actor named is in the record."""
    document = record.document
    name = document.path or document.url or document.id
    if document.text_id != text_id(document.text):
        raise BadRecord("its text_id is not the one of its text", path=name)
    for span in _spans(record):
        if not span.holds_in(document.text):
            raise BadRecord(f"its span [{span.start}, {span.end}) does not hold in its text", path=name)
    known = {actor.id: actor for actor in record.actors}
    if len(known) != len(record.actors):
        raise BadRecord("two of its actors have one id", path=name)
    for actor in _named(record):
        if known.get(actor.id) != actor:
            raise BadRecord(f"it names the actor {actor.id}, whom it does not hold", path=name)


def _spans(record: Record) -> Iterator[Span]:
    """Every span that must hold in the document's own text."""
    for spans in record.document.parts.values():
        yield from spans
    for actor in record.actors:
        yield from (*actor.roles, *actor.mentions)
    for s in record.statements:
        yield from (*s.content, *s.cue, *s.speaker.mention)
        yield from (span for span in (s.addressee, s.occasion) if span is not None)
        yield from (when.span for when in (s.date,) if when is not None)
    for e in record.events:
        yield from (*e.evidence, *(x.span for x in (e.date, e.place) if x is not None))
    for p in record.positions:
        yield from (*p.evidence, p.object)
        yield from (span for span in (p.condition,) if span is not None)
        yield from (when.span for when in (p.date,) if when is not None)
    for check in record.checks:
        yield check.quote


def _named(record: Record) -> Iterator[Actor]:
    for s in record.statements:
        yield from (*s.speaker.actors, *s.speaker.candidates)
    for e in record.events:
        yield from (*e.actors, *e.recipients)
    for p in record.positions:
        yield from p.actors
