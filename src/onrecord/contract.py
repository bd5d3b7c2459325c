"""The JSON contract `onrecord/1`: records to plain dictionaries and back, without loss.

`to_json(record)` gives one line's object of `onrecord read --format jsonl`; `from_json` rebuilds an
equal record. Keys are added within `onrecord/1`, never renamed, so readers ignore keys they do not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.models import (
    SCHEMA,
    Actor,
    Check,
    Document,
    Event,
    Failure,
    Passage,
    Position,
    Record,
    Span,
    Spans,
    Speaker,
    Statement,
    When,
    Where,
)

Json = dict[str, Any]
_WHERE = ("url", "source", "fetched")


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "exact": span.exact}


def _maybe_span(span: Span | None) -> Json | None:
    return None if span is None else _span(span)


def _spans(spans: Spans) -> list[Json]:
    return [_span(span) for span in spans]


def _parts(parts: Mapping[str, Spans]) -> Json:
    return {name: _spans(spans) for name, spans in parts.items()}


def _when(when: When | None) -> Json | None:
    return None if when is None else {"value": when.value, **_span(when.span)}


def _where(where: Where | None) -> Json | None:
    return None if where is None else {"name": where.name, "country": where.country, **_span(where.span)}


def _ids(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.id for actor in actors]


def document_json(doc: Document) -> Json:
    return {
        "id": doc.id,
        "text_id": doc.text_id,
        "revision_of": doc.revision_of,
        "path": doc.path,
        "url": doc.url,
        "canonical_url": doc.canonical_url,
        "source": doc.source,
        "kind": doc.kind,
        "title": doc.title,
        "byline": doc.byline,
        "section": doc.section,
        "published": doc.published,
        "updated": doc.updated,
        "fetched": doc.fetched,
        "language": doc.language,
        "extractor": doc.extractor,
        "notes": list(doc.notes),
        "text": doc.text,
        "parts": _parts(doc.parts),
        "served": _parts(doc.served),
    }


def actor_json(actor: Actor) -> Json:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "side": actor.side,
        "roles": _spans(actor.roles),
        "mentions": _spans(actor.mentions),
        "made_by": actor.made_by,
        "confidence": actor.confidence,
    }


def statement_json(s: Statement) -> Json:
    return {
        "id": s.id,
        "kind": s.kind,
        "act": s.act,
        "content": _spans(s.content),
        "cue": _spans(s.cue),
        "speaker": {
            "mention": _spans(s.speaker.mention),
            "actors": _ids(s.speaker.actors),
            "candidates": _ids(s.speaker.candidates),
        },
        "within": s.within,
        "addressee": _maybe_span(s.addressee),
        "occasion": _maybe_span(s.occasion),
        "date": _when(s.date),
        "made_by": s.made_by,
        "confidence": s.confidence,
    }


def event_json(e: Event) -> Json:
    return {
        "id": e.id,
        "type": e.type,
        "mode": e.mode,
        "status": e.status,
        "actors": _ids(e.actors),
        "recipients": _ids(e.recipients),
        "date": _when(e.date),
        "place": _where(e.place),
        "evidence": _spans(e.evidence),
        "made_by": e.made_by,
        "confidence": e.confidence,
        "within": e.within,
    }


def position_json(p: Position) -> Json:
    return {
        "id": p.id,
        "side": p.side,
        "actors": _ids(p.actors),
        "stance": p.stance,
        "degree": p.degree,
        "issue": p.issue,
        "object": _span(p.object),
        "condition": _maybe_span(p.condition),
        "counterparty": p.counterparty,
        "date": _when(p.date),
        "evidence": _spans(p.evidence),
        "statement": p.statement,
        "made_by": p.made_by,
        "confidence": p.confidence,
    }


def check_json(c: Check) -> Json:
    against = c.against and {
        "text_id": c.against.text_id,
        **_span(c.against.span),
        "document": c.against.document,
        "speaker": c.against.speaker,
        "date": c.against.date,
    }
    return {
        "statement": c.statement,
        "quote": _span(c.quote),
        "verdict": c.verdict,
        "notes": list(c.notes),
        "against": against,
        "difference": [list(step) for step in c.difference],
        "made_by": c.made_by,
        "confidence": c.confidence,
    }


def to_json(record: Record | Failure) -> Json:
    """The object of one line. A failure gives `{"schema", "document": {"path"}, "error": {…}}`."""
    if isinstance(record, Failure):
        return {
            "schema": SCHEMA,
            "document": {
                "path": record.path,
                **{key: value for key in _WHERE if (value := getattr(record, key)) is not None},
            },
            "error": {"kind": record.kind, "message": record.message},
        }
    return {
        "schema": SCHEMA,
        "document": document_json(record.document),
        "actors": [actor_json(a) for a in record.actors],
        "statements": [statement_json(s) for s in record.statements],
        "events": [event_json(e) for e in record.events],
        "positions": [position_json(p) for p in record.positions],
        "checks": [check_json(c) for c in record.checks],
    }


def _read_span(j: Json) -> Span:
    return Span(j["start"], j["end"], j["exact"])


def _read_spans(rows: list[Json]) -> Spans:
    return tuple(_read_span(j) for j in rows)


def _read_maybe(j: Json | None) -> Span | None:
    return None if j is None else _read_span(j)


def _read_parts(j: Json | None) -> dict[str, Spans]:
    return {name: _read_spans(rows) for name, rows in (j or {}).items()}


def _read_when(j: Json | None) -> When | None:
    return None if j is None else When(j["value"], _read_span(j))


def _read_where(j: Json | None) -> Where | None:
    return None if j is None else Where(j["name"], j["country"], _read_span(j))


_DOCUMENT_KEYS = (
    "id", "text_id", "text", "kind", "path", "url", "canonical_url", "source", "title", "byline", "section",
    "published", "updated", "fetched", "language", "extractor", "revision_of",
)  # fmt: skip


def _read_document(j: Json) -> Document:
    plain = {key: j[key] for key in _DOCUMENT_KEYS}
    return Document(
        **plain,
        parts=_read_parts(j["parts"]),
        served=_read_parts(j.get("served")),
        notes=tuple(j.get("notes", ())),
    )


def _read_actor(j: Json) -> Actor:
    return Actor(
        j["id"], j["name"], j["kind"], j["side"], _read_spans(j["roles"]), _read_spans(j["mentions"]),
        j["made_by"], j["confidence"],
    )  # fmt: skip


def _read_check(j: Json) -> Check:
    a = j["against"]
    against = a and Passage(a["text_id"], _read_span(a), a.get("document"), a.get("speaker"), a.get("date"))
    difference = tuple((mark, words) for mark, words in j["difference"])
    return Check(
        _read_span(j["quote"]), j["verdict"], tuple(j["notes"]), against, difference,
        j["statement"], j["made_by"], j["confidence"],
    )  # fmt: skip


def from_json(j: Json) -> Record | Failure:
    """The record that `to_json` was given; raises ValueError for another schema, KeyError for a lost key."""
    if j.get("schema") != SCHEMA:
        raise ValueError(f"schema is {j.get('schema')!r}, this version reads {SCHEMA!r}")
    if "error" in j:
        where = {key: j["document"].get(key) for key in _WHERE}
        return Failure(j["document"]["path"], j["error"]["kind"], j["error"]["message"], **where)
    actors = {a["id"]: _read_actor(a) for a in j["actors"]}

    def known(ids: list[str]) -> tuple[Actor, ...]:
        return tuple(actors[i] for i in ids)

    statements = tuple(
        Statement(
            s["id"], s["kind"], s["act"], _read_spans(s["content"]), _read_spans(s["cue"]),
            Speaker(
                _read_spans(s["speaker"]["mention"]),
                known(s["speaker"]["actors"]),
                known(s["speaker"]["candidates"]),
            ),
            s["within"], _read_maybe(s["addressee"]), _read_maybe(s["occasion"]), _read_when(s["date"]),
            s["made_by"], s["confidence"],
        )
        for s in j["statements"]
    )  # fmt: skip
    events = tuple(
        Event(
            e["id"], e["type"], e["mode"], e["status"], known(e["actors"]), known(e["recipients"]),
            _read_when(e["date"]), _read_where(e["place"]), _read_spans(e["evidence"]),
            e["made_by"], e["confidence"], e.get("within"),
        )
        for e in j["events"]
    )  # fmt: skip
    positions = tuple(
        Position(
            p["id"], p["side"], known(p["actors"]), p["stance"], p["degree"], p["issue"],
            _read_span(p["object"]), _read_maybe(p["condition"]), p["counterparty"], _read_when(p["date"]),
            _read_spans(p["evidence"]), p["statement"], p["made_by"], p["confidence"],
        )
        for p in j["positions"]
    )  # fmt: skip
    checks = tuple(_read_check(c) for c in j["checks"])
    return Record(
        _read_document(j["document"]), tuple(actors.values()), statements, events, positions, checks
    )
