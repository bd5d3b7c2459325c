"""Articles as rows: JSON lines, a JSON array, CSV, TSV; what news-please, Fundus and onrecord write.

Columns are known by their usual names (`columns.txt`). A row that holds no text costs only itself.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import Any, BinaryIO, TextIO, cast

from onrecord.errors import NotFound, Unreadable
from onrecord.gather.files import MAX_BYTES, Gathered, Media, Metadata
from onrecord.gather.json_rows import json_rows
from onrecord.gather.row_text import ERRORS, Written, lost_note, shown, written
from onrecord.models import Failure
from onrecord.text.lists import sections

LINES = (".jsonl", ".ndjson", ".jsonlines")
ENDINGS = (*LINES, ".json", ".csv", ".tsv")
_SEPARATORS = ",;\t|"
_MARKUP = re.compile(r"<(?:p|div|br|article|html|body|h[1-6]|section)\b[^>]{0,300}>", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_FOLDED = re.compile(r"[\s_.()-]+")
_MOST_NAMES = 50
_MOST_SHOWN = 12
_MILLISECONDS = 1e11
_LATEST = 4_102_444_800

Row = Mapping[str, Any]


def is_rows(path: str) -> bool:
    return path.lower().removesuffix(".gz").endswith(ENDINGS)


def read_rows(path: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Gathered | Failure]:
    """The articles in a file of rows, in order, each at `path#number`; a Failure for each that is none.

    Raises NotFound and Unreadable for the file.
    """
    name = path.lower().removesuffix(".gz")
    try:
        with open(path, "rb") as stored:  # noqa: PTH123 (a path may hold what Path would tidy away)
            packed = path.lower().endswith(".gz") or stored.peek(2)[:2] == b"\x1f\x8b"
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=stored)) if packed else stored
            how = written(stream, path)
            number = 0
            for number, row in _rows(stream, name, how, max_bytes):
                where = f"{path}#{number}"
                yield Failure(where, "bad row", row) if isinstance(row, str) else _article(row, where, how)
            if not number:
                raise Unreadable("holds no row", path=path)
    except FileNotFoundError as error:
        raise NotFound("there is no such file", path=path) from error
    except (OSError, EOFError, zlib.error, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unreadable(f"cannot be read: {reason}", path=path) from error


Numbered = Iterator[tuple[int, Row | str]]


def _rows(stream: BinaryIO, name: str, how: Written, max_bytes: int) -> Numbered:
    if name.endswith(".json"):
        yield from json_rows(stream, max_bytes, codec=how.codec, errors=ERRORS)
        return
    of_json = name.endswith(LINES)
    lines = io.TextIOWrapper(stream, how.codec, ERRORS, newline="\n" if of_json else "")
    try:
        if of_json:
            yield from _lines(lines, max_bytes)
        else:
            yield from _table(lines, max_bytes, "\t" if name.endswith(".tsv") else None)
    finally:
        with suppress(ValueError):
            lines.detach()


def _lines(lines: TextIO, max_bytes: int) -> Numbered:
    number = 0
    while line := lines.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            while line and not line.endswith("\n"):
                line = lines.readline(max_bytes)
            yield number, f"the line is over the limit of {max_bytes / 1e6:g} MB for one document"
        elif bare := line.strip("\ufeff \t\r\n"):
            yield number, _loaded(bare, number)


def _loaded(line: str, number: int) -> Row | str:
    try:
        value = json.loads(line, strict=False)
    except json.JSONDecodeError as error:
        return f"is no JSON: {error.msg}, at sign {error.pos + 1} of line {number}"
    except (ValueError, RecursionError) as error:
        return f"is no JSON: {str(error)[:100]}"
    return value if isinstance(value, dict) else "is no JSON object"


def _table(lines: TextIO, max_bytes: int, separator: str | None) -> Numbered:
    head = lines.readline(max_bytes)
    if separator is None:
        separator = max(_SEPARATORS, key=lambda sign: (head.count(sign), -_SEPARATORS.index(sign)))
    before = csv.field_size_limit(max_bytes)
    try:
        names = next(csv.reader([head], delimiter=separator), [])
        reader = csv.reader((line.replace("\x00", "") for line in lines), delimiter=separator)
        number = 1
        while True:
            number += 1
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, f"is no row of a table: {error}"
                continue
            if not values:
                continue
            if len(values) > len(names):
                yield number, f"has {len(values)} fields under {len(names)} columns"
                continue
            yield number, dict(zip(names, values, strict=False))
    finally:
        csv.field_size_limit(before)


def _article(row: Row, where: str, how: Written) -> Gathered | Failure:
    fields = _fields(row)
    url = _words(_first(fields, "url"))
    source = _words(_first(fields, "source"))

    def refused(reason: str) -> Failure:
        return Failure(where, "bad row", reason, url=url, source=source)

    found = _body(fields)
    if found is None:
        given = shown(", ".join(map(str, list(row)[:_MOST_SHOWN]))) or "none"
        return refused(f"holds no text: of its columns ({given}) none is called text, body, content or html")
    text, media = found
    if not text.strip():
        return refused("holds no text: its text is empty")
    said = Metadata(
        origin="row",
        title=_words(_first(fields, "title")),
        byline=_names(_first(fields, "byline")),
        section=_words(_first(fields, "section")),
        published=_time(_first(fields, "published")),
        updated=_time(_first(fields, "updated")),
        language=_words(_first(fields, "language")),
    )
    return Gathered(
        path=where,
        data=shown(text).encode("utf-8"),
        media=media,
        url=url if url and url.startswith(("http://", "https://")) else None,
        source=source,
        fetched=_time(_first(fields, "fetched")),
        said=said,
        notes=(*how.notes, *lost_note(text + "".join(_written(fields)), how.name)),
    )


def _written(fields: Mapping[str, Any]) -> Iterator[str]:
    """The words beside the text that come into the document."""
    for part in ("title", "byline", "section", "source"):
        value = _first(fields, part)
        yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str))


def _fields(row: Row) -> dict[str, Any]:
    """The row's values by folded name; what onrecord and Fundus nest is brought up."""
    inner = row.get("document")
    if isinstance(inner, dict) and isinstance(inner.get("text"), str):
        body = (inner.get("parts") or {}).get("body")
        row = dict(inner)
        if isinstance(body, list) and body:
            row["text"] = "\n\n".join(str(span.get("exact", "")) for span in body if isinstance(span, dict))
    fields = {_FOLDED.sub("", str(name)).lower(): value for name, value in row.items()}
    page = fields.get("html")
    if isinstance(page, dict):
        nested = {_FOLDED.sub("", str(name)).lower(): value for name, value in page.items()}
        fields = {**nested, **fields, "html": nested.get("content")}
        if fields.get("content") == nested.get("content"):
            fields.pop("content", None)
        outlet = nested.get("sourceinfo")
        if isinstance(outlet, dict):
            fields.setdefault("publisher", outlet.get("publisher"))
    return fields


def _body(fields: Mapping[str, Any]) -> tuple[str, Media] | None:
    found = False
    for name in _names_of("text"):
        if name not in fields:
            continue
        found = True
        text = _flat(fields[name])
        if text.strip():
            return text, ("html" if _PAGE.search(text[:2000]) or _is_markup(text) else "row")
    for name in _names_of("html"):
        value = fields.get(name)
        if isinstance(value, str):
            found = True
            if value.strip():
                return value, "html"
    return ("", "row") if found else None


def _is_markup(text: str) -> bool:
    return bool(_MARKUP.search(text)) and "</" in text


def _flat(value: Any, depth: int = 0) -> str:
    """A text out of a string, or out of lists and sections as Fundus nests them, with blank lines between."""
    if isinstance(value, str):
        return value
    if depth > 4:
        return ""
    if isinstance(value, dict):
        keys = [key for key in ("summary", "headline", "paragraphs", "sections", "text") if key in value]
        value = [value[key] for key in keys]
    if isinstance(value, list):
        return "\n\n".join(filter(None, (_flat(item, depth + 1).strip() for item in value)))
    return ""


def _first(fields: Mapping[str, Any], part: str) -> Any:
    for name in _names_of(part):
        value = fields.get(name)
        if value not in (None, "", [], {}):
            return value
    return None


@cache
def _names_of(part: str) -> tuple[str, ...]:
    return sections("onrecord.gather", "columns.txt")[part]


def _words(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    return shown(" ".join(value.split())[:1000]) or None if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    """Names as one byline; a Python list written into a table's cell is one too."""
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        value = re.findall(r"'([^']{1,200})'|\"([^\"]{1,200})\"", value)
        value = [one or other for one, other in value]
    if isinstance(value, list):
        names = [name for item in value[:_MOST_NAMES] if (name := _words(item))]
        return ", ".join(names) or None
    return _words(value)


def _time(value: Any) -> str | None:
    """A time as words; seconds or milliseconds since 1970 as ISO 8601."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and re.fullmatch(r"\d{9,10}|\d{12,13}", value.strip()):
        value = int(value)
    if isinstance(value, int | float):
        seconds = value / 1000 if abs(value) > _MILLISECONDS else value
        if not 0 < seconds < _LATEST:
            return None
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    return _words(value)
