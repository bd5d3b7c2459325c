"""Names of institutions made whole: `Council` and `Relations` into `Council on Foreign Relations`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.find.gazetteer import lookup
from onrecord.find.lines import Line, Name
from onrecord.find.surface import Token

_LINKS = frozenset({"of", "for", "on"})
_AND = frozenset({"and", "&"})


@cache
def _words(section: str) -> frozenset[str]:
    table = tomllib.loads((files("onrecord.find") / "data" / "institutions.toml").read_text("utf-8"))
    return frozenset(str(table[section]).split())


def heads_institution(word: str) -> bool:
    """Whether names of institutions end with that word, or begin with it before `of` or `for`."""
    return word.lower() in _words("heads")


def is_subject(word: str) -> bool:
    """Whether institutions are for that: `defence`, `interior`, `housing`."""
    return word.lower() in _words("subjects")


def make_whole(line: Line) -> None:
    """Let every organisation of the line reach as far as its name does; its parts are no names any more."""
    owners = line.owners()
    for name in line.names:
        if name.label != "organisation" or name.first >= name.last:
            continue
        first, last = _start(line, owners, name), _end(line, owners, name)
        if (first, last) == (name.first, name.last):
            continue
        for other in line.names:
            if other is not name and first <= other.first and other.last <= last:
                other.last = other.first
        name.first, name.last = first, last
        owners = line.owners()


def drop_parts(lines: Sequence[Line]) -> None:
    """Take `Relations` away where the document knows the `Council on Foreign Relations`."""
    whole = {
        token.text
        for line in lines
        for name in line.names
        if name.label == "organisation" and name.last - name.first > 1
        for token in line.tokens[name.first : name.last]
    }
    for line in lines:
        line.names = [name for name in line.names if not _is_part(line, name, whole)]


def _is_part(line: Line, name: Name, whole: set[str]) -> bool:
    if name.label != "organisation" or name.last - name.first != 1:
        return False
    token = line.tokens[name.first]
    return token.text in whole and token.lower in _words("subjects")


def _start(line: Line, owners: Sequence[int], name: Name) -> int:
    """Before `Responsibility Committee` stands `Budget`."""
    first = name.first
    if line.tokens[name.last - 1].lower not in _words("heads"):
        return first
    while first > 1 and owners[first - 1] < 0 and _is_subject(line.tokens, first - 1):
        first -= 1
    return first


def _end(line: Line, owners: Sequence[int], name: Name) -> int:
    """Behind `Foundation` stands `for Defense of Democracies`: link, capitals, link, capitals."""
    toks, last = line.tokens, name.last
    is_head = toks[last - 1].lower in _words("heads")
    own = name.first + (name.last - name.first > 1 and _is_demonym(toks[name.first]))
    if not is_head and all(_is_subject(toks, at) for at in range(own, last)):
        return _to_head(line, owners, name)
    linked = False
    while last + 1 < len(toks) and _beside(toks, last):
        word = toks[last].lower
        if word in _LINKS and (is_head or linked):
            at = last + 2 if toks[last + 1].lower == "the" else last + 1
            end = _run(line, owners, at)
        elif word in _AND and linked:
            at = last + 1
            end = _run(line, owners, at)
            known = _words("subjects") | _words("heads")
            end = next((n for n in range(at, end) if toks[n].lower not in known), end)
        else:
            break
        if end == at:
            break
        last, linked = end, True
    return last


def _to_head(line: Line, owners: Sequence[int], name: Name) -> int:
    """The end of a name whose head stands behind an `and`: `National Security and Defense Council`."""
    toks, last = line.tokens, name.last
    if last + 1 >= len(toks) or toks[last].lower not in _AND or not _beside(toks, last):
        return last
    at = last + 1
    end = _run(line, owners, at)
    while at < end and _is_subject(toks, at):
        at += 1
    return at + 1 if last + 1 < at < end and toks[at].lower in _words("heads") else last


def _run(line: Line, owners: Sequence[int], at: int) -> int:
    """The end of the capitalised words from `at` on; people, days and months are not among them."""
    toks, end = line.tokens, at
    while end < len(toks) and (end == at or _beside(toks, end)):
        token, owner = toks[end], owners[end]
        if not (token.is_capital and token.is_word) or token.lower in _words("days"):
            break
        if owner >= 0 and line.names[owner].label == "person":
            break
        end += 1
    return end


def _is_subject(toks: Sequence[Token], at: int) -> bool:
    return toks[at].is_capital and toks[at].lower in _words("subjects")


def _is_demonym(token: Token) -> bool:
    entry = lookup(token.text)
    return entry is not None and entry.kind == "demonym"


def _beside(toks: Sequence[Token], at: int) -> bool:
    """Whether one space parts the token from the one before."""
    return toks[at].start - toks[at - 1].end == 1
