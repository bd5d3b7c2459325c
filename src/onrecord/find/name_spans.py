"""Corrected names: possessives and titles outside, split and merged ones repaired, missed ones added.

Each step takes the lines of one document and changes their names in place; a name is tokens, so no step
can cut a word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.find.findings import NameLabel
from onrecord.find.gazetteer import LONGEST, Entry, first_words, folded, is_ambiguous, lookup
from onrecord.find.given_names import is_given_name
from onrecord.find.institutions import drop_parts, make_whole
from onrecord.find.lines import Line, Name
from onrecord.find.namer import RawName
from onrecord.find.rolewords import FUNCTION_WORDS, HONORIFICS, MODIFIERS, TITLES, is_role_noun, is_title
from onrecord.find.surface import Token

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    {
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
    }
    | {"ten", "al", "el", "bin", "ibn", "ben", "abu", "af", "av", "y", "e"}
)
_ALSO_GIVEN = frozenset(
    {"dean", "earl", "duke", "prince", "count", "baron", "marshal", "king", "major", "judge"}
)
_KINDS = """
    inc corp co ltd llc plc university college institute foundation association council committee commission
    agency ministry department bureau party union federation league club company group bank court authority
    organization organisation fund center centre school hospital church army navy police network times post
    journal herald tribune gazette news magazine
"""
_ORGANISATION = frozenset(_KINDS.split())
_MEMBERS = frozenset({"democrats", "republicans", "tories", "houthis", "guards"})
_LABEL_OF: dict[str, NameLabel] = {
    "country": "place", "capital": "place", "city": "place", "state": "place",
    "demonym": "group", "seat": "organisation", "body": "organisation",
}  # fmt: skip


def correct(lines: Sequence[Line], raw: Sequence[RawName]) -> None:
    """Put the raw names on the lines, then repair them."""
    _place(lines, raw)
    for line in lines:
        line.names = [part for name in line.names for part in _split(line, name)]
        for name in line.names:
            _trim(line, name)
            _extend(line, name)
        line.settle()
        if line.part != "title":
            _join_people(line)
        make_whole(line)
        _titled(line)
        _known_places(line)
    drop_parts(lines)
    _vote(lines)


def _place(lines: Sequence[Line], raw: Sequence[RawName]) -> None:
    starts = [line.start for line in lines]
    for found in sorted(raw):
        at = bisect_left(starts, found.start + 1) - 1
        if at < 0 or found.start >= lines[at].end:
            continue
        line = lines[at]
        if line.is_shouted:
            continue
        ends = [t.end for t in line.tokens]
        first = bisect_left(ends, found.start + 1)
        last = bisect_left([t.start for t in line.tokens], found.end)
        if first < last:
            line.names.append(Name(first, last, found.label))


def _split(line: Line, name: Name) -> list[Name]:
    """Two people joined in one name, as two."""
    if name.label != "person":
        return [name]
    out, first = [], name.first
    for at in range(name.first, name.last):
        if line.tokens[at].text in {"and", "&", ",", ";", "/", "—", "–", "with", "vs."}:
            if line.tokens[at].text == "," and at + 1 < name.last and line.tokens[at + 1].lower in _SUFFIXES:
                continue
            out.append(replace(name, first=first, last=at))
            first = at + 1
    return [*out, replace(name, first=first)]


def _trim(line: Line, name: Name) -> None:
    written = (t.text for t in line.tokens[name.first : name.last])
    if not any(c.isupper() or c.isdigit() for word in written for c in word) and _has_capitals(line):
        name.last = name.first
    while name.first < name.last and _drops_at_start(line.tokens, name):
        name.first += 1
    while name.first < name.last and _drops_at_end(line.tokens, name):
        name.last -= 1
    inner = range(name.first + 1, name.last)
    cut = next((at for at in inner if line.tokens[at].is_possessive), None)
    if cut is not None and name.label == "person":
        name.last = cut


def _has_capitals(line: Line) -> bool:
    """Whether names stand out in the line: in captions without capitals they do not."""
    return any(token.is_capital for token in line.tokens)


def _drops_at_start(tokens: Sequence[Token], name: Name) -> bool:
    token = tokens[name.first]
    low = token.lower
    if not token.is_word or low in {"the", "a", "an"}:
        return True
    more = name.last - name.first > 1
    if name.label != "person":
        return low in FUNCTION_WORDS and not token.is_capital
    if not more:
        return low in FUNCTION_WORDS or low in HONORIFICS or not token.is_capital
    if low in _ALSO_GIVEN and name.last - name.first == 2:
        return low in {"king", "judge"}
    if token.is_capital and (is_title(low) or is_role_noun(low)) and not _is_given(token, tokens, name):
        return True
    if low in FUNCTION_WORDS or (low in MODIFIERS and not is_given_name(token.text)):
        return True
    if not token.is_capital and low not in _PARTICLES:
        return True
    entry = lookup(token.text)
    return entry is not None and entry.kind in {"demonym", "seat"} and name.last - name.first > 2


def _is_given(token: Token, tokens: Sequence[Token], name: Name) -> bool:
    return is_given_name(token.text) and name.last - name.first == 2 and token.lower not in TITLES


def _drops_at_end(tokens: Sequence[Token], name: Name) -> bool:
    token = tokens[name.last - 1]
    if token.lower in _SUFFIXES:
        return False
    if not token.is_word:
        return True
    if name.label == "person" and (not token.is_capital or token.lower in FUNCTION_WORDS):
        return name.last - name.first > 1 or not token.is_capital
    return not token.is_capital and token.lower in FUNCTION_WORDS


def _extend(line: Line, name: Name) -> None:
    """Take in the rest of a person's name that the namer left out."""
    if name.label != "person" or name.first >= name.last:
        return
    owners = line.owners()
    while name.last < len(line.tokens) and owners[name.last] < 0:
        token, before = line.tokens[name.last], line.tokens[name.last - 1]
        if token.start - before.end > 1 or not (token.lower in _SUFFIXES or _completes(line, name, token)):
            break
        name.last += 1
    while name.first > 0 and owners[name.first - 1] < 0 and name.last - name.first == 1:
        token = line.tokens[name.first - 1]
        if not (token.is_capital and is_given_name(token.text) and not is_title(token.text)):
            break
        name.first -= 1


def _join_people(line: Line) -> None:
    """`Espen` and `Barth Eide` side by side are one name."""
    for one, other in pairwise(sorted(line.names, key=lambda n: (n.first, -n.last))):
        if one.label != "person" or other.label != "person" or one.last != other.first:
            continue
        token, before = line.tokens[other.first], line.tokens[one.last - 1]
        if one.last - one.first == 1 and token.start - before.end == 1 and not is_title(before.text):
            other.first, one.last = one.first, one.first


def _completes(line: Line, name: Name, token: Token) -> bool:
    only = name.last - name.first == 1
    return (
        only
        and token.is_capital
        and token.is_word
        and line.part != "title"
        and is_given_name(line.tokens[name.first].text)
        and not _is_common(token)
    )


def _is_common(token: Token) -> bool:
    low = token.lower
    return low in FUNCTION_WORDS or is_title(low) or is_role_noun(low) or lookup(token.text) is not None


def _titled(line: Line) -> None:
    """A capitalised word right after a title is a person, whatever the namer thought."""
    if line.is_shouted or line.part == "title":
        return
    for at, token in enumerate(line.tokens[:-1]):
        if not (token.is_capital and is_title(token.lower)):
            continue
        following = line.tokens[at + 1]
        if not following.is_capital or _is_common(following) or following.text.isupper():
            continue
        if line.tokens[at].lower in {"deputy", "director", "attorney", "chief", "general"}:
            continue
        owners = line.owners()
        index = owners[at + 1]
        if index < 0:
            last = at + 2
            while last < min(len(line.tokens), at + 5) and _continues(line, owners, last):
                last += 1
            line.names.append(Name(at + 1, last, "person"))
            line.settle()
        elif line.names[index].first == at + 1:
            _make_person(line, owners, line.names[index])


def _make_person(line: Line, owners: Sequence[int], name: Name) -> None:
    """A name right behind a title is a person's, and goes on where it is one word."""
    words = line.tokens[name.first : name.last]
    if name.label != "person" and any(word.lower in _ORGANISATION for word in words):
        return
    name.label = "person"
    if len(words) > 1 or name.last >= len(line.tokens):
        return
    token, owner = line.tokens[name.last], owners[name.last]
    scrap = owner >= 0 and line.names[owner].last == name.last + 1 and lookup(token.text) is None
    near = token.is_capital and token.start - words[-1].end == 1
    if _continues(line, owners, name.last) or (scrap and near):
        name.last += 1


def _continues(line: Line, owners: Sequence[int], at: int) -> bool:
    token = line.tokens[at]
    if owners[at] >= 0 or token.start - line.tokens[at - 1].end > 1 or line.part == "title":
        return False
    return token.lower in _SUFFIXES or (token.is_capital and token.is_word and not _is_common(token))


def _known_places(line: Line) -> None:
    """Countries, capitals, seats of power and bodies of the tables, where no longer name covers them."""
    first_of = first_words()
    words = [token.text for token in line.tokens]
    opening = [at for at, word in enumerate(words) if not word[0].islower() and folded(word) in first_of]
    owners = line.owners() if opening else []
    taken = 0
    for at in opening:
        if at < taken:
            continue
        size, entry = _longest_entry(line.tokens, at)
        if entry is not None:
            _add_known(line, owners, at, at + size, entry)
            taken = at + size
    line.settle()


def _longest_entry(tokens: Sequence[Token], at: int) -> tuple[int, Entry | None]:
    if not (tokens[at].is_capital or tokens[at].text[0].isdigit()):
        return 1, None
    for size in range(min(LONGEST, len(tokens) - at), 0, -1):
        if not tokens[at + size - 1].is_word:
            continue
        entry = lookup(" ".join(t.text for t in tokens[at : at + size]))
        if entry is not None and entry.kind != "state-short":
            return size, entry
    return 1, None


def _add_known(line: Line, owners: Sequence[int], first: int, last: int, entry: Entry) -> None:
    inside = sorted({owners[at] for at in range(first, last)} - {-1})
    label = "group" if line.tokens[last - 1].lower in _MEMBERS else _LABEL_OF[entry.kind]
    if not inside:
        line.names.append(Name(first, last, label))
        return
    for index in inside:
        name = line.names[index]
        if (name.first, name.last) == (first, last):
            if not (
                name.label == "person"
                and (is_ambiguous(line.text_of(name)) or entry.kind in {"city", "state"})
            ):
                name.label = label
        elif first <= name.first and name.last <= last:
            name.first, name.last, name.label = first, last, label


def surname(line: Line, name: Name) -> str:
    """The word that a person is called by: the last of the name, without Jr. or III."""
    for at in range(name.last - 1, name.first - 1, -1):
        token = line.tokens[at]
        if token.lower not in _SUFFIXES and token.is_word:
            return token.text
    return ""


def _vote(lines: Sequence[Line]) -> None:
    """What one place says of a name holds in the whole document."""
    full: dict[str, tuple[str, ...]] = {}
    surnames: Counter[str] = Counter()
    for line in lines:
        for name in line.names:
            if name.label == "person" and name.last - name.first > 1 and line.part != "title":
                words = tuple(t.text for t in line.tokens[name.first : name.last])
                full[surname(line, name)] = words
                surnames[surname(line, name)] += 1
            elif name.label == "person" and name.first > 0 and is_title(line.tokens[name.first - 1].text):
                surnames[surname(line, name)] += 1
    common = _all_words(lines)
    bodies = {line.text_of(n) for line in lines for n in line.names if line.part != "title"}
    for line in lines:
        for name in line.names:
            _cast(line, name, surnames)
        if line.part == "title":
            _check_headline(line, bodies)
        line.settle()
        _add_missed(line, surnames, full, common)


def _check_headline(line: Line, bodies: set[str]) -> None:
    """In a headline where every word is capitalised, keep of an institution's name what the body knows."""
    words = [t for t in line.tokens if t.is_word and len(t.text) > 3]
    if sum(t.is_capital for t in words) < 0.8 * len(words):
        return
    for name in line.names:
        if line.text_of(name) in bodies or lookup(line.text_of(name)):
            continue
        if name.label == "person" and not _is_anybody(line, name, bodies):
            name.last = name.first
        if name.label != "organisation":
            continue
        for last in range(name.last - 1, name.first - 1, -1):
            if last == name.first or line.text_of(Name(name.first, last, name.label)) in bodies:
                name.last = last
                break


def _is_anybody(line: Line, name: Name, bodies: set[str]) -> bool:
    """Whether a person of the headline has a given name, or a word of a name in the body."""
    known = {word for body in bodies for word in body.split()}
    words = [t.text for t in line.tokens[name.first : name.last]]
    return any(word in known or is_given_name(word) for word in words)


def _all_words(lines: Sequence[Line]) -> set[str]:
    return {token.text for line in lines for token in line.tokens}


def _cast(line: Line, name: Name, surnames: Counter[str]) -> None:
    words = [t.text for t in line.tokens[name.first : name.last]]
    if len(words) == 1 and words[0] in surnames and (lookup(words[0]) is None or is_ambiguous(words[0])):
        name.label = "person"
    elif line.part == "title" and name.label == "person" and len(words) > 1:
        known = [at for at in range(name.first, name.last) if line.tokens[at].text in surnames]
        if known:
            at = known[-1]
            given = at > name.first and is_given_name(line.tokens[at - 1].text)
            name.first, name.last = (at - 1 if given else at), at + 1


def _add_missed(
    line: Line, surnames: Counter[str], full: dict[str, tuple[str, ...]], common: set[str]
) -> None:
    owners = line.owners()
    shouted = line.is_shouted
    folded_names = {key.upper(): key for key in surnames} if shouted else {}
    for at, token in enumerate(line.tokens):
        key = folded_names.get(token.text, token.text) if shouted else token.text
        if owners[at] >= 0 or key not in surnames or (key.lower() in common and not shouted):
            continue
        if lookup(key) is not None or key.lower() in FUNCTION_WORDS:
            continue
        words = full.get(key, (key,))
        size = len(words)
        before = [t.text.casefold() for t in line.tokens[max(0, at - size + 1) : at + 1]]
        whole = before == [word.casefold() for word in words]
        line.names.append(Name(at - size + 1 if whole else at, at + 1, "person"))
    line.settle()
