"""Records drawn from a picture of text.

    {Ana Ruiz} <said> [we will go].

`{…}` is the speaker's mention, `<…>` the cue, `[…]` the content; one statement a line. A name that two
mentions have in common ("Ruiz" in "Ana Ruiz") is one actor, named as the longest mention.
"""

from __future__ import annotations

import re
from typing import Any

from onrecord.models import (
    Actor,
    ActorKind,
    Check,
    Document,
    Record,
    Span,
    Speaker,
    Statement,
    VerdictWord,
    make_id,
    text_id,
)

_MARK = re.compile(r"[{}<>\[\]]")
_PART = re.compile(r"\{(.*?)\}|<(.*?)>|\[(.*?)\]")


def article(
    picture: str,
    *,
    path: str = "a.txt",
    title: str = "A headline",
    sides: dict[str, str] | None = None,
    kinds: dict[str, ActorKind] | None = None,
    roles: dict[str, str] | None = None,
    verdict: VerdictWord | None = None,
    **fields: Any,
) -> Record:
    """The record of a picture, under a headline; `fields` are the document's others."""
    picture = "\n".join(line.strip() for line in picture.strip().split("\n"))
    body = _MARK.sub("", picture)
    text = f"{title}\n\n{body}"
    start = len(text) - len(body)
    id = make_id("document", fields.get("url") or path, fields.get("source"))
    document = Document(
        id=id, text_id=text_id(text), text=text, path=path, title=title, extractor="test@1",
        parts={"title": (Span.of(text, 0, len(title)),), "body": (Span.of(text, start, len(text)),)}, **fields,
    )  # fmt: skip
    lines = [_parts(text, start + offset, line) for offset, line in _lines(picture)]
    actors = _actors(document, lines, sides or {}, kinds or {}, roles or {})
    statements = tuple(_statement(document, parts, actors) for parts in lines if parts["content"])
    checks: tuple[Check, ...] = ()
    if verdict is not None:
        first = statements[0]
        checks = (
            Check(first.content[0], verdict, ("hides: not",), None, (("-", "not"),), first.id, "test@1", 0.9),
        )
    return Record(document, tuple(actors.values()), statements, checks=checks)


Parts = dict[str, tuple[Span, ...]]


def _lines(picture: str) -> list[tuple[int, str]]:
    out, at = [], 0
    for line in picture.split("\n"):
        out.append((at, line))
        at += len(_MARK.sub("", line)) + 1
    return out


def _parts(text: str, start: int, line: str) -> Parts:
    found: dict[str, list[Span]] = {"mention": [], "cue": [], "content": []}
    for match in _PART.finditer(line):
        at = start + len(_MARK.sub("", line[: match.start()]))
        for name, words in zip(found, match.groups(), strict=True):
            if words is not None:
                found[name].append(Span.of(text, at, at + len(words)))
    return {name: tuple(spans) for name, spans in found.items()}


def _actors(
    document: Document,
    lines: list[Parts],
    sides: dict[str, str],
    kinds: dict[str, ActorKind],
    roles: dict[str, str],
) -> dict[str, Actor]:
    mentions = [span for parts in lines for span in parts["mention"]]
    names = {span.exact for span in mentions}
    full = sorted(name for name in names if not any(name != other and name in other for other in names))
    actors = {}
    for name in full:
        at = document.text.find(roles.get(name, "\0"))
        role = (Span.of(document.text, at, at + len(roles[name])),) if name in roles else ()
        mine = tuple(span for span in mentions if span.exact in name)
        actors[name] = Actor(
            make_id("actor", document.id, name),
            name,
            kinds.get(name, "person"),
            sides.get(name),
            role,
            mine,
            "test@1",
            0.9,
        )
    return actors


def _statement(document: Document, parts: Parts, actors: dict[str, Actor]) -> Statement:
    said = tuple(a for name, a in actors.items() if any(m.exact in name for m in parts["mention"]))
    content = parts["content"]
    quoted = all(document.text[span.start - 1] == "“" for span in content)
    return Statement(
        make_id("statement", document.id, *[(span.start, span.end) for span in content]),
        "direct" if quoted else "indirect", "speech", content, parts["cue"], Speaker(parts["mention"], said),
        None, None, None, None, "test@1", 0.9,
    )  # fmt: skip
