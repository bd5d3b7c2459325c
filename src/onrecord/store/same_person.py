"""Whether two people of different documents are one: by name, role, side and year.

Names are compared after folding titles, accents, nicknames and transliterations. `same` needs names that
agree and nothing against it in role, side and time; `different` needs names that cannot be one person's,
or a clear conflict; all else is `unsure` and left to a person.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from onrecord.resolve.words import FORMAL

Verdict = Literal["same", "different", "unsure"]
_TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady president premier chancellor minister secretary
    senator sen representative rep congressman congresswoman governor gov mayor judge justice general gen
    colonel col captain capt lieutenant lt sergeant sgt admiral adm king queen prince princess pope cardinal
    archbishop bishop father sister rabbi imam sheikh ayatollah ambassador prime chief the hon major maj
    first foreign vice deputy attorney""".split()  # noqa: SIM905
)
_SUFFIX = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_PARTICLES = frozenset("al el bin ibn ben van von der den de da di del della du la le dos".split())  # noqa: SIM905
_SOUNDS = (
    ("shch", "sh"), ("tch", "c"), ("sch", "s"), ("sh", "s"), ("ch", "c"), ("zh", "j"), ("kh", "k"),
    ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("cz", "c"), ("tz", "z"), ("ts", "z"),
    ("dj", "j"), ("x", "ks"), ("q", "k"), ("w", "v"), ("g", "k"),
)  # fmt: skip
_FIELDS = {
    "state": "president minister senator representative congressman congresswoman governor mayor secretary "
    "lawmaker premier chancellor lady candidate nominee ambassador diplomat envoy whip speaker councillor mp "
    "legislator chief-of-staff leader politician adviser aide spokesman spokeswoman judge justice "
    "prosecutor attorney general colonel commander army businessman mogul director secretary-general "
    "commissioner dictator ruler",
    "sport": "footballer golfer striker goalkeeper coach pitcher quarterback boxer sprinter midfielder "
    "player swimmer cyclist cricketer defender",
    "arts": "actor actress singer novelist painter musician guitarist composer poet drummer filmmaker "
    "dancer playwright comedian",
    "science": "professor physicist chemist historian economist biologist astronomer mathematician engineer "
    "geologist sociologist",
    "health": "surgeon nurse physician dentist doctor",
    "work": "farmer baker plumber teacher driver waiter fisherman student carpenter",
    "faith": "pastor rabbi bishop imam priest",
}
_FIELD = {word: field for field, words in _FIELDS.items() for word in words.split()}
_MOVES = {frozenset({"state", "science"}), frozenset({"state", "arts"}), frozenset({"state", "health"})}
"""Fields between which people move often enough that the two say nothing either way."""


_OTHER_SCRIPTS = frozenset(
    """rus ukr blr bgr srb mkd mne bih kaz kgz tjk mng geo arm grc cyp irn afg pak ind bgd npl lka mmr
    tha khm lao
    chn twn hkg jpn kor prk isr pse jor lbn syr irq sau yem omn are qat bhr kwt egy lby tun dza mar mrt
    sdn eth
    eri som hamas hezbollah""".split()  # noqa: SIM905
)
"""Sides whose people's names are written in other letters, so that one name has several spellings."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one document has them; `side` is a slug, `year` of the document; None where not known."""

    name: str
    role: str | None = None
    side: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    given: tuple[str, ...]
    last: str
    suffix: str | None


def same_person(a: Person, b: Person) -> Verdict:
    """Whether `a` and `b` are one person, as far as their names and what goes with them tell."""
    one, two = _parsed(a.name), _parsed(b.name)
    names: str = _names(one, two)
    if (
        one.last != two.last
        and sounds(one.last) == sounds(two.last)
        and not {a.side, b.side} & _OTHER_SCRIPTS
    ):
        names = "different" if names == "different" else "spelled"
    if names == "different":
        return "different"
    against = _against(a, b)
    if against == "different":
        return "different"
    suffixes = {one.suffix, two.suffix}
    if None in suffixes and len(suffixes) == 2 and not role_words(a.role) & role_words(b.role):
        return "unsure"
    if names == "same" and against == "none" and _context(a, b):
        return "same"
    if names == "near" and against == "none" and a.side is not None and a.side == b.side:
        return "same" if _same_role(a, b) else "unsure"
    return "unsure"


def _context(a: Person, b: Person) -> bool:
    """Whether side or role speak for the two being one."""
    return (a.side is not None and a.side == b.side) or _same_role(a, b)


def _same_role(a: Person, b: Person) -> bool:
    one, two = role_words(a.role), role_words(b.role)
    if one & two:
        return True
    fields = {_field(a.role), _field(b.role)}
    return len(fields) == 1 and None not in fields


def _against(a: Person, b: Person) -> Literal["none", "weak", "different"]:
    """What role, side and time say against the two being one."""
    if a.year is not None and b.year is not None:
        if abs(a.year - b.year) > 60:
            return "different"
        if abs(a.year - b.year) > 35:
            return "weak"
    if a.side is not None and b.side is not None and a.side != b.side:
        return "weak" if role_words(a.role) & role_words(b.role) else "different"
    one, two = _field(a.role), _field(b.role)
    if one is not None and two is not None and one != two:
        return "weak" if frozenset({one, two}) in _MOVES else "different"
    return "none"


def name_keys(name: str) -> frozenset[str]:
    """What two names have one of in common where they can be one person's: how parts of the last sound."""
    parsed = _parsed(name)
    parts = {parsed.last, *parsed.last.split("-"), *(word for word in parsed.given[1:] if len(word) > 2)}
    return frozenset(key for part in parts if (key := sounds(part)))


def role_words(role: str | None) -> frozenset[str]:
    """The words of a role that tell a field of work."""
    return frozenset(w for w in re.findall(r"[a-z-]+", (role or "").lower()) if w in _FIELD)


def _field(role: str | None) -> str | None:
    found = {_FIELD[word] for word in role_words(role)}
    return found.pop() if len(found) == 1 else None


def _names(a: _Name, b: _Name) -> Literal["same", "near", "different"]:
    """`near` where only initials, a surname alone, a nickname's own form or a marriage tie the two."""
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return "different"
    last = _last(a, b)
    if last == "different":
        return "different"
    if not a.given or not b.given:
        return "near"
    first = _given(a.given[0], b.given[0])
    if first == "different":
        first = _by_middle(a.given, b.given)
    if first == "different":
        return "different"
    if _middles_clash(a.given[1:], b.given[1:]):
        return "different"
    return "same" if first == last == "same" else "near"


def _last(a: _Name, b: _Name) -> Literal["same", "near", "different"]:
    if a.last == b.last:
        return "same"
    if sounds(a.last) == sounds(b.last) and a.last[0] + b.last[0] != "":
        return "same" if a.given and b.given else "near"
    parts = ({*a.last.split("-"), *a.given[1:]}, {*b.last.split("-"), *b.given[1:]})
    if a.last in parts[1] or b.last in parts[0]:
        return "near"
    if a.given and b.given and (a.last, b.last) == (b.given[0], a.given[0]):
        return "near"
    return "different"


def _by_middle(a: tuple[str, ...], b: tuple[str, ...]) -> Literal["near", "different"]:
    """One goes by the middle name: `Willard Mitt Roe` and `Mitt Roe`."""
    if any(_given(m, b[0]) == "same" for m in a[1:]) or any(_given(m, a[0]) == "same" for m in b[1:]):
        return "near"
    return "different"


def _middles_clash(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return bool(a and b) and a[0][0] != b[0][0]


def _given(a: str, b: str) -> Literal["same", "near", "different"]:
    if a == b or _formal(a) & _formal(b):
        return "same"
    if min(len(a), len(b)) == 1:
        return "near" if a[0] == b[0] else "different"
    if sounds(a) == sounds(b) and a[0] in "aeiouy" + b[0] and _ending(a) == _ending(b):
        return "same"
    return "different"


def _ending(given: str) -> str:
    """How a given name ends: `Roberta` is not Robert, nor `Christine` Christian, however alike they sound."""
    last = given.removesuffix("h")[-1:]
    return last if last == "a" else "vowel" if last in "eiouyj" else "consonant"


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """Short form to the full names that it may stand for."""
    table: dict[str, set[str]] = {nick: {full} for nick, full in FORMAL.items()}
    text = (files("onrecord.store") / "data" / "nicknames.tsv").read_text("utf-8")
    for line in text.splitlines():
        full, _, nicks = line.partition("\t")
        for nick in nicks.split():
            table.setdefault(nick, set()).add(full)
    return {nick: frozenset(full) for nick, full in table.items()}


def _formal(name: str) -> frozenset[str]:
    return _nicknames().get(name, frozenset()) | {name}


@cache
def sounds(word: str) -> str:
    """A word's consonants after folding what transliterations differ in; its first vowel counts as one."""
    out = word.replace("-", "")
    for old, new in _SOUNDS:
        out = out.replace(old, new)
    out = re.sub(r"(?<=[aeiou])[hy]|y(?=[aeiou])|(?<=[^aeiou])h", "", out).replace("c", "k").replace("j", "i")
    head = "a" if out[:1] in set("aeiouy") else ""
    bare = re.sub(r"[aeiouyh]", "", out)
    return head + re.sub(r"(.)\1+", r"\1", bare)


def _parsed(name: str) -> _Name:
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if not unicodedata.combining(c)
    )
    if re.fullmatch(r"[^,]+, (?!jr|sr|i+v?\b)[^,]+", plain, re.IGNORECASE):
        last, _, first = plain.partition(", ")
        plain = f"{first} {last}"
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", re.sub(r"[’'`]", "", plain.casefold()))
    suffix = next((_SUFFIX[w] for w in words[1:] if w in _SUFFIX), None)
    words = [w for w in words if w not in _SUFFIX] or words
    words = [re.sub(r"^(?:al|el)-", "", w) for w in words]
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    kept = [w for w in words if w not in _PARTICLES] or words
    given = [part for word in kept[:-1] for part in word.split("-")]
    return _Name(tuple(given), kept[-1], suffix)


_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "ı": "i", "æ": "ae"}
)
