"""What a change to finding gained and lost: the statements of two readings compared, as marked text.

Both sides hold `onrecord/1`, one document a line. A statement is the same when content and speaker's words
have the same offsets. It is printed in its paragraph: [speaker], {cue}, <content>.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Offsets = tuple[tuple[int, int], ...]
_SIGNS = {"content": ("<", ">"), "cue": ("{", "}"), "source": ("[", "]")}


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One statement by its offsets."""

    content: Offsets
    source: Offsets
    cue: Offsets


@dataclass(frozen=True, slots=True)
class Change:
    """A statement gained (`+`) or lost (`-`) in a document, in its marked passage."""

    sign: str
    path: str
    passage: str

    def __str__(self) -> str:
        return f"{self.sign} {self.path}\n    {self.passage}"


def changes(old: Iterable[str], new: Iterable[str]) -> Iterator[Change]:
    """Changes between lines of `onrecord/1`, by document in the order of `old`, lost before gained."""
    before, after = _documents(old), _documents(new)
    for path in [*before, *(path for path in after if path not in before)]:
        text = (after.get(path) or before[path])[0]
        lost = _only_in(before.get(path), after.get(path))
        gained = _only_in(after.get(path), before.get(path))
        yield from (Change("-", path, marked(text, found)) for found in lost)
        yield from (Change("+", path, marked(text, found)) for found in gained)


def marked(text: str, found: Found) -> str:
    """The statement's paragraphs on one line, with marks round its parts."""
    signs: list[tuple[int, int, str]] = []
    for role, (opening, closing) in _SIGNS.items():
        for start, end in getattr(found, role):
            signs += [(start, 1, opening), (end, 0, closing)]
    first = min((at for at, _, _ in signs), default=0)
    last = max((at for at, _, _ in signs), default=0)
    begin = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    at, pieces = begin, []
    for place, _, sign in sorted(signs):
        pieces += [text[at:place], sign]
        at = place
    pieces.append(text[at : end if end >= 0 else len(text)])
    return " ".join("".join(pieces).split())


def _documents(lines: Iterable[str]) -> dict[str, tuple[str, set[Found]]]:
    records = (json.loads(line) for line in lines)
    return {
        record["document"]["path"] or record["document"]["id"]: (
            record["document"].get("text", ""),
            {_found(statement) for statement in record.get("statements", ())},
        )
        for record in records
    }


def _found(statement: Mapping[str, Any]) -> Found:
    parts = (statement["content"], statement["speaker"]["mention"], statement["cue"])
    return Found(*(tuple((span["start"], span["end"]) for span in spans) for spans in parts))


def _only_in(one: tuple[str, set[Found]] | None, other: tuple[str, set[Found]] | None) -> list[Found]:
    known = {(found.content, found.source) for found in other[1]} if other else set()
    return sorted(f for f in (one[1] if one else ()) if (f.content, f.source) not in known)
