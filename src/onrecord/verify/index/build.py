"""Transcripts into a collection: segments in parallel, then one new manifest in one rename."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.errors import DeskError, OutputError
from onrecord.models import text_id
from onrecord.verify.index.segment import sync, write_segment
from onrecord.verify.transcript import Transcript

MANIFEST = "manifest.json"
SCHEMA = 1
SEGMENT_CHARACTERS = 48_000_000
"""About eight million words: what one process holds while it writes a segment."""
_UNFINISHED = ".unfinished-"
Manifest = dict[str, Any]


def read_manifest(folder: Path) -> Manifest:
    """The collection's manifest, empty where there is none; raises DeskError for one of a later version."""
    path = folder / MANIFEST
    try:
        manifest: Manifest = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {"schema": SCHEMA, "translated": False, "open": False, "segments": []}
    except (OSError, ValueError) as error:
        raise DeskError(f"the collection's manifest cannot be read: {error}", path=str(path)) from error
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise DeskError("the collection was written by another version of onrecord", path=str(path))
    return manifest


def add_transcripts(
    folder: Path,
    transcripts: Iterable[Transcript],
    *,
    workers: int = 1,
    translated: bool | None = None,
    open: bool | None = None,
) -> Manifest:
    """Add what the collection does not have yet and return its new manifest.

    A transcript of the same id and the same text is left out. `translated` and `open` mark the whole
    collection, where they are given. Raises OutputError where the folder cannot
    be written; what was there before is whole then, and after a kill at any moment.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            manifest = read_manifest(folder)
            _sweep(folder, manifest)
            fresh = _not_yet_in(folder, manifest, transcripts)
            for name, facts in _written(folder, fresh, workers):
                manifest["segments"].append({"name": name, **facts})
            marks = {"translated": translated, "open": open}
            manifest |= {mark: value for mark, value in marks.items() if value is not None}
            _replace(folder, manifest)
            return manifest
    except OSError as error:
        raise OutputError(f"the collection cannot be written: {error}", path=str(folder)) from error


def _replace(folder: Path, manifest: Manifest) -> None:
    """The new segments take their names, then the manifest that knows them takes its own."""
    for segment in manifest["segments"]:
        unfinished = folder / f"{_UNFINISHED}{segment['name']}"
        if unfinished.exists():
            unfinished.rename(folder / segment["name"])
    draft = folder / f"{_UNFINISHED}{MANIFEST}"
    draft.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    sync(draft)
    draft.replace(folder / MANIFEST)
    sync(folder)


def _sweep(folder: Path, manifest: Manifest) -> None:
    """Remove what an earlier build left that no manifest names."""
    named = {segment["name"] for segment in manifest["segments"]}
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith(_UNFINISHED) or (
            entry.name.startswith("segment-") and entry.name not in named
        ):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One build at a time; another waits."""
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def known(folder: Path, manifest: Manifest) -> set[tuple[str, str]]:
    """(id, text_id) of every transcript in the collection."""
    found: set[tuple[str, str]] = set()
    for segment in manifest["segments"]:
        with (folder / segment["name"] / "documents.jsonl").open("rb") as lines:
            rows = (json.loads(line) for line in lines)
            found.update((row["id"], row["text_id"]) for row in rows)
    return found


def _not_yet_in(folder: Path, manifest: Manifest, transcripts: Iterable[Transcript]) -> Iterator[Transcript]:
    seen = known(folder, manifest)
    for transcript in transcripts:
        key = (transcript.id, text_id(transcript.text))
        if key not in seen and any(char.isalnum() for char in transcript.text):
            seen.add(key)
            yield transcript


def _batches(transcripts: Iterable[Transcript]) -> Iterator[list[Transcript]]:
    batch: list[Transcript] = []
    size = 0
    for transcript in transcripts:
        if batch and size + len(transcript.text) > SEGMENT_CHARACTERS:
            yield batch
            batch, size = [], 0
        batch.append(transcript)
        size += len(transcript.text)
    if batch:
        yield batch


def _written(
    folder: Path, transcripts: Iterable[Transcript], workers: int
) -> Iterator[tuple[str, dict[str, Any]]]:
    if workers <= 1:
        for batch in _batches(transcripts):
            yield _write_one(folder, batch)
        return
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[tuple[str, dict[str, Any]]]] = []
        for batch in _batches(transcripts):
            waiting.append(pool.submit(_write_one, folder, batch))
            if len(waiting) > workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _write_one(folder: Path, batch: Sequence[Transcript]) -> tuple[str, dict[str, Any]]:
    """Write one unfinished segment; its name is made from what is in it."""
    digest = hashlib.sha256()
    for transcript in batch:
        digest.update(f"{transcript.id}\x1f{len(transcript.text)}\x1f".encode("utf-8", "replace"))
        digest.update(text_id(transcript.text).encode())
    name = f"segment-{digest.hexdigest()[:16]}"
    unfinished = folder / f"{_UNFINISHED}{name}"
    unfinished.mkdir()
    return name, write_segment(unfinished, batch)
