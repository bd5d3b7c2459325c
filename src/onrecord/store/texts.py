"""The texts of documents, taken from their records without reading what else these hold."""

from __future__ import annotations

import json
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterable

import sqlalchemy as sa

from onrecord.store import tables
from onrecord.store.guard import storable, unpack

_KEY = b'"text": "'
_CHUNK = 1 << 14
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
    """The first key `text` of the record's JSON: inside a string its quotation marks would be escaped.

    Only so much is decompressed as holds the text: the findings, most of a record, come after it.
    """
    inflate, plain = zlib.decompressobj(), b""
    while more := inflate.decompress(inflate.unconsumed_tail or blob, max(_CHUNK, len(plain))):
        plain += more
        at = plain.find(_KEY)
        if at < 0:
            continue
        decoder = getincrementaldecoder("utf-8")("surrogatepass")
        try:
            text, _ = json.JSONDecoder().raw_decode(decoder.decode(plain[at + len(_KEY) - 1 :]))
        except json.JSONDecodeError:
            continue
        return str(text)
    return unpack(blob).document.text
