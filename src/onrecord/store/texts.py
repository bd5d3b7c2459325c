"""The texts of documents, taken from their records without reading what else these hold."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.guard import storable, unpack

_KEY = b'"text": "'
_D = tables.document.c
_R = tables.revision.c


def texts_of(connection: sa.Connection, documents: Iterable[str]) -> dict[str, str]:
    """The current text of each of these documents, by id; those that the desk lacks are left out."""
    wanted = sorted({storable(id) for id in documents})
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        query = (
            sa.select(_D.id, _R.record)
            .join(tables.revision, sa.and_(_R.document == _D.seq, _R.number == _D.revisions))
            .where(_D.id.in_(wanted[start : start + 500]))
        )
        found |= {id: _text(blob) for id, blob in connection.execute(query)}
    return found


def _text(blob: bytes) -> str:
    """The first key `text` of the record's JSON: inside a string its quotation marks would be escaped."""
    plain = zlib.decompress(blob)
    at = plain.find(_KEY)
    if at < 0:
        return unpack(blob).document.text
    rest = plain[at + len(_KEY) - 1 :].decode("utf-8", "surrogatepass")
    text, _ = json.JSONDecoder().raw_decode(rest)
    return str(text)
