"""Transcripts from files: plain text, HTML, JSON lines, SRT and VTT captions, PDF; also packed with gzip.

The text of a plain-text file is the file's own characters. Date and occasion come from what the file says
of itself, else from its first lines, else from its name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.errors import NotText, OnrecordError
from onrecord.gather.files import Gathered, list_paths, load
from onrecord.models import Failure
from onrecord.verify.captions import from_captions
from onrecord.verify.dates import full_date, iso_date
from onrecord.verify.lone_speaker import lone_speaker
from onrecord.verify.transcript import Transcript, Turn
from onrecord.verify.turns import find_turns

_ENDINGS = (
    ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".srt", ".vtt", ".pdf",
)  # fmt: skip
_HEAD = 600
_LINES = (".jsonl", ".ndjson")
_CAPTIONS = (".srt", ".vtt")
Read = Iterator[Transcript | Failure]


def transcripts(patterns: Sequence[str], speaker: str | None = None) -> Read:
    """Each transcript that the paths, folders and globs hold, in order; a Failure for what cannot be read.

    `speaker` is who speaks where a transcript names nobody.
    """
    for one in _read(patterns):
        if speaker and isinstance(one, Transcript) and not one.turns and one.speaker is None:
            yield replace(one, speaker=speaker)
        else:
            yield one


def _read(patterns: Sequence[str]) -> Read:
    for path in _listed(patterns):
        if isinstance(path, Failure):
            yield path
            continue
        try:
            yield from _in_file(path)
        except OnrecordError as error:
            yield Failure(path, error.kind, error.message)
        except Exception as error:
            yield Failure(
                path, "internal", f"a fault in onrecord, please report it: {type(error).__name__}: {error}"
            )


def _listed(patterns: Sequence[str]) -> Iterator[str | Failure]:
    """The paths that the patterns name; of a folder the files of known endings below it, by name."""
    for pattern in patterns:
        if not Path(pattern).is_dir():
            yield from list_paths([pattern])
            continue
        files = sorted(path for path in Path(pattern).rglob("*") if _ending(path.name) in _ENDINGS)
        yield from (str(path) for path in files if path.is_file())
        if not files:
            yield Failure(pattern, "not found", f"holds no transcript: no file ends in {' '.join(_ENDINGS)}")


def _ending(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def kept(read: Read, failed: Callable[[Failure], None]) -> Iterator[Transcript]:
    """Only the transcripts; each failure goes to `failed`."""
    for one in read:
        if isinstance(one, Failure):
            failed(one)
        else:
            yield one


def made(
    text: str,
    name: str,
    *,
    title: str | None = None,
    date: str | None = None,
    speaker: str | None = None,
    occasion: str | None = None,
    path: str | None = None,
    turns: tuple[Turn, ...] | None = None,
) -> Transcript:
    """A transcript of that text, its turns and date told from it where they are not given."""
    known = iso_date(date) if date else None
    found = find_turns(text) if turns is None else turns
    return Transcript(
        id=name,
        text=text,
        title=title,
        date=known or full_date(title or "") or full_date(text[:_HEAD]) or iso_date(name),
        speaker=speaker or (None if found else lone_speaker(text, name)),
        occasion=occasion,
        path=path,
        turns=found,
    )


def _in_file(path: str) -> Read:
    ending = _ending(Path(path).name)
    if ending in _LINES:
        yield from _from_lines(path)
        return
    page = load(path)
    name = Path(path).as_posix()
    if ending == ".pdf" or page.data.startswith(b"%PDF-"):
        yield made(_pdf_text(page), name, title=Path(path).stem, path=path)
    elif ending in _CAPTIONS:
        text, turns = from_captions(_decoded(page))
        yield made(text, name, title=Path(path).stem, path=path, turns=turns)
    elif page.media == "html":
        yield _from_page(page, name)
    else:
        yield made(_decoded(page), name, title=Path(path).stem, path=path)


def _decoded(page: Gathered) -> str:
    from onrecord.gather.decode import decode

    return decode(page.data, media="text")


def _from_page(page: Gathered, name: str) -> Transcript:
    from onrecord.extract import extract

    document = extract(page)
    return made(document.text, name, title=document.title, date=document.published, path=page.path)


def _from_lines(path: str) -> Read:
    """`{"id", "text", "title"?, "date"?, "speaker"?, "occasion"?}` a line; a bad line costs only itself."""
    import gzip

    packed = path.lower().endswith(".gz")
    try:
        with gzip.open(path, "rb") if packed else Path(path).open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _from_line(line, path, number)
    except (OSError, EOFError) as error:
        yield Failure(path, "unreadable", f"cannot be read: {error}")


def _from_line(line: bytes, path: str, number: int) -> Transcript | Failure:
    where = f"{path}:{number}"
    try:
        row = json.loads(line)
    except ValueError as error:
        return Failure(where, "not text", f"is no JSON: {error}")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        return Failure(where, "input", "has no text")
    name = _word(row, "id") or where
    return made(
        row["text"], name, title=_word(row, "title"), date=_word(row, "date"), speaker=_word(row, "speaker"),
        occasion=_word(row, "occasion"), path=path,
    )  # fmt: skip


def _word(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return str(value) if isinstance(value, str | int) and str(value).strip() else None


def _pdf_text(page: Gathered) -> str:
    import io

    from pypdf import PdfReader

    try:
        text = "\n\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.data)).pages)
    except Exception as error:
        raise NotText(f"is a PDF that cannot be read: {error}", path=page.path) from error
    if not text.strip():
        raise NotText("is a PDF of pictures without text", path=page.path)
    return text
