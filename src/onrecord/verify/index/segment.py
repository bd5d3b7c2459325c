"""One segment on disk: texts in compressed blocks, word pairs by bucket, turns, documents.

    text.bin        blocks of 4,096 code points, each zlib over UTF-8
    blocks.npy      uint64, where each block starts in text.bin, and its end
    buckets.npy     uint32, where each bucket's places start in places.npy, and the end
    places.npy      uint32, code points from the start of the segment, ascending in each bucket
    turns.npy       uint32 (2, n), code points where turns start, speakers' numbers
    documents.npy   uint64 (2, n + 1), code points where documents start, bytes in documents.jsonl
    documents.jsonl one object a document
    speakers.json   names by number

Texts stand one after the other with one line feed between two.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from onrecord.models import text_id
from onrecord.verify.index.pairs import pairs_of
from onrecord.verify.tokens import without_notes
from onrecord.verify.transcript import Transcript, Turn

BLOCK = 4096
_LEVEL = 3
_FEWEST_BUCKETS = 1 << 10
_CACHED_BLOCKS = 256
_CACHED_DOCUMENTS = 1024
Array = np.ndarray[Any, Any]


def bucket_bits(pairs: int) -> int:
    """How many bits of a hash name its bucket: four to eight places to a bucket."""
    return max(_FEWEST_BUCKETS.bit_length() - 1, (pairs // 8).bit_length())


def write_segment(folder: Path, transcripts: Sequence[Transcript]) -> dict[str, Any]:
    """Write the segment into `folder`, which must exist, and sync it; returns its line of the manifest."""
    bounds = [0]
    keys: list[Array] = []
    lines: list[bytes] = []
    turns: list[tuple[int, int]] = []
    speakers: dict[str, int] = {}
    for transcript in transcripts:
        start = bounds[-1]
        hashes, places = pairs_of(without_notes(transcript.text))
        keys.append((hashes, places + start))  # type: ignore[arg-type]
        lines.append(_line(transcript))
        turns += _turns(transcript, start, speakers)
        bounds.append(start + len(transcript.text) + 1)
    hashes = np.concatenate([h for h, _ in keys]) if keys else np.empty(0, dtype=np.uint64)
    places = np.concatenate([p for _, p in keys]) if keys else np.empty(0, dtype=np.int64)
    _write_places(folder, hashes, places)
    _write_text(folder, transcripts)
    byte_offsets = np.cumsum([0, *(len(line) for line in lines)])
    np.save(folder / "documents.npy", np.stack([np.array(bounds), byte_offsets]).astype(np.uint64))
    (folder / "documents.jsonl").write_bytes(b"".join(lines))
    np.save(folder / "turns.npy", np.array(turns, dtype=np.uint32).reshape(-1, 2).T.copy())
    (folder / "speakers.json").write_text(json.dumps(list(speakers), ensure_ascii=False), "utf-8")
    _sync(folder)
    dates = sorted(t.date for t in transcripts if t.date)
    return {
        "words": len(hashes) + len(transcripts),
        "documents": len(transcripts),
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "speakers": len(speakers),
    }


def _line(transcript: Transcript) -> bytes:
    row = {
        "id": transcript.id,
        "text_id": text_id(transcript.text),
        "title": transcript.title,
        "date": transcript.date,
        "speaker": transcript.speaker,
        "occasion": transcript.occasion,
        "path": transcript.path,
    }
    kept = {key: value for key, value in row.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _turns(transcript: Transcript, start: int, speakers: dict[str, int]) -> list[tuple[int, int]]:
    """Speaker 0 is nobody; a document begins with its first turn, or its own speaker, or nobody."""
    speakers.setdefault("", 0)
    begins = bool(transcript.turns) and transcript.turns[0].start == 0
    own = () if begins else (Turn(0, transcript.speaker),)
    return [
        (start + turn.start, speakers.setdefault(turn.speaker or "", len(speakers)))
        for turn in (*own, *transcript.turns)
    ]


def _write_places(folder: Path, hashes: Array, places: Array) -> None:
    bits = bucket_bits(len(hashes))
    keys = hashes >> np.uint64(64 - bits)
    keys <<= np.uint64(32)
    keys |= places.astype(np.uint64)
    keys.sort()
    np.save(folder / "places.npy", keys.astype(np.uint32))
    keys >>= np.uint64(32)
    counts = np.bincount(keys.astype(np.int64), minlength=1 << bits)
    starts = np.zeros((1 << bits) + 1, dtype=np.uint32)
    np.cumsum(counts, out=starts[1:])
    np.save(folder / "buckets.npy", starts)


def _write_text(folder: Path, transcripts: Sequence[Transcript]) -> None:
    offsets = [0]
    rest = ""
    with (folder / "text.bin").open("wb") as out:
        for number, transcript in enumerate(transcripts):
            rest += transcript.text + "\n"
            whole = len(rest) // BLOCK * BLOCK
            last = number == len(transcripts) - 1
            for at in range(0, len(rest) if last else whole, BLOCK):
                packed = zlib.compress(rest[at : at + BLOCK].encode("utf-8", "surrogatepass"), _LEVEL)
                offsets.append(offsets[-1] + out.write(packed))
            rest = rest[whole:]
    np.save(folder / "blocks.npy", np.array(offsets, dtype=np.uint64))


def _sync(folder: Path) -> None:
    for file in sorted(folder.iterdir()):
        sync(file)
    sync(folder)


def sync(path: Path) -> None:
    """Have the file or folder reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Segment:
    """A segment opened for reading; nothing is read before it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: Array = _mapped(folder / "places.npy")
        self.buckets: Array = _mapped(folder / "buckets.npy")
        self.turns: Array = _mapped(folder / "turns.npy")
        self.documents: Array = _mapped(folder / "documents.npy")
        self._blocks: Array = _mapped(folder / "blocks.npy")
        self._text = _bytes(folder / "text.bin")
        self._lines = _bytes(folder / "documents.jsonl")
        self._shift = np.uint64(64 - (len(self.buckets) - 2).bit_length())
        self._speakers: list[str] | None = None
        self._block = lru_cache(_CACHED_BLOCKS)(self._read_block)
        self.metadata = lru_cache(_CACHED_DOCUMENTS)(self._metadata)
        self.speakers_of = lru_cache(_CACHED_DOCUMENTS)(self._speakers_of)

    @property
    def size(self) -> int:
        """How many word pairs it has."""
        return len(self.places)

    def ranges(self, hashes: Array) -> tuple[Array, Array]:
        """Where each hash's places start and end in `places`."""
        buckets = (hashes >> self._shift).astype(np.int64)
        return self.buckets[buckets].astype(np.int64), self.buckets[buckets + 1].astype(np.int64)

    def _read_block(self, number: int) -> str:
        start, end = int(self._blocks[number]), int(self._blocks[number + 1])
        return zlib.decompress(self._text[start:end]).decode("utf-8", "surrogatepass")

    def text(self, start: int, end: int) -> str:
        """Code points `[start, end)` of the segment."""
        first, last = start // BLOCK, max(start, end - 1) // BLOCK
        if first == last:
            return self._block(first)[start - first * BLOCK : end - first * BLOCK]
        joined = "".join(self._block(number) for number in range(first, last + 1))
        return joined[start - first * BLOCK : end - first * BLOCK]

    def document_at(self, place: int) -> int:
        """The number of the document in which code point `place` stands."""
        return int(self.documents[0, :-1].searchsorted(np.uint64(place), side="right")) - 1

    def bounds(self, document: int) -> tuple[int, int]:
        """Where a document starts and ends, in code points of the segment."""
        return int(self.documents[0, document]), int(self.documents[0, document + 1]) - 1

    def _metadata(self, document: int) -> Mapping[str, str]:
        start, end = int(self.documents[1, document]), int(self.documents[1, document + 1])
        row: dict[str, str] = json.loads(bytes(self._lines[start:end]))
        return MappingProxyType(row)

    def turn_at(self, place: int) -> int:
        """The number of the turn in which code point `place` stands."""
        return int(self.turns[0].searchsorted(np.uint32(place), side="right")) - 1

    @property
    def speakers(self) -> list[str]:
        """Names by number; number 0 is nobody."""
        if self._speakers is None:
            self._speakers = json.loads((self.folder / "speakers.json").read_text("utf-8"))
        return self._speakers

    def speaker(self, turn: int) -> str | None:
        """Who speaks in that turn, if anybody is named."""
        return self.speakers[int(self.turns[1, turn])] or None

    @property
    def document_count(self) -> int:
        return int(self.documents.shape[1]) - 1

    def turns_of(self, document: int) -> list[tuple[int, str | None]]:
        """Where each turn of a document starts in the segment, and who speaks; the first is at its start."""
        numbers = self._turns_of(document)
        return [(int(self.turns[0, number]), self.speaker(number)) for number in numbers]

    def _turns_of(self, document: int) -> range:
        first, last = self.bounds(document)
        return range(self.turn_at(first), self.turn_at(max(first, last - 1)) + 1)

    def _speakers_of(self, document: int) -> frozenset[str]:
        """Who is named as a speaker in that document."""
        turns = self._turns_of(document)
        numbers = np.unique(self.turns[1, turns.start : turns.stop]).tolist()
        return frozenset(self.speakers[number] for number in numbers if self.speakers[number])


def _mapped(path: Path) -> Array:
    array: Array = np.load(path, mmap_mode="r" if path.stat().st_size > 1 << 12 else None)
    return np.asarray(array)


def _bytes(path: Path) -> memoryview:
    """The bytes of a file, read as they are asked for."""
    return memoryview(np.memmap(path, mode="r") if path.stat().st_size else b"")
