"""A role phrase or name to its country and sector: `Panamanian immigration inspectors` → `pan`, `COP`.

Sectors are those of PLOVER (`GOV`, `MIL`, `COP`, `LEG`, `REB`, …). The phrase's own words decide: the
country by names, adjectives, capitals, provinces and institutions of the tables; the sector by the role
pattern that holds the head of the phrase, then by the longest one anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.find.gazetteer import folded, lookup
from onrecord.find.rolewords import is_role_noun, is_title
from onrecord.find.surface import Token, tokens
from onrecord.resolve.leaders import leaders_named, office_at
from onrecord.resolve.sides import entries, joined

_LINKS = frozenset(
    {"of", "for", "in", "at", "from", "to", "with", "on", "by", "against", "near", "who", "that"}
)
_LONGEST = 8
_DROPPED = frozenset(
    {"the", "a", "an", "several", "some", "many", "most", "all", "other", "'s", "’s", "based"}
)
_PARTITIVE = frozenset(
    {
        "group",
        "groups",
        "number",
        "handful",
        "crowd",
        "couple",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "band",
    }
    | {"majority", "lot", "pair", "some", "one", "two", "three", "many", "several", "most", "part", "parts"}
)
_HEADS = frozenset(
    {"president", "chairman", "head", "member", "members", "leader", "leaders", "chair", "chief", "speaker"}
)
_VAGUE = _HEADS | frozenset(
    {
        "group",
        "director",
        "organization",
        "organisation",
        "force",
        "forces",
        "office",
        "center",
        "centre",
        "unit",
    }
    | {
        "team",
        "official",
        "officials",
        "department",
        "station",
        "agency",
        "secretary",
        "spokesman",
        "spokesperson",
    }
    | {
        "spokeswoman",
        "representative",
        "representatives",
        "expert",
        "committee",
        "council",
        "people",
        "man",
        "men",
    }
    | {"woman", "women", "service", "board", "party", "movement", "network", "body"}
)
_ORDER = ("REB", "SPY", "MIL", "COP", "PRM", "JUD", "LEG", "GOV")

_SERVICES = {"chief of staff": "MIL", "director of the security service": "SPY"}
"""Offices whose holders are not of the government’s sector."""
_FORMER = frozenset({"former", "ex", "late", "then"})
Code = tuple[str | None, str | None]


def actor_code(phrase: str, *, date: str | None = None) -> Code:
    """`(country slug, sector)` of `phrase`, each None where its words do not tell.

    `date` (ISO 8601) says when it was written: leaders out of office by then are `ELI`, not `GOV`.
    """
    toks = [t for t in tokens(phrase) if t.is_word or t.is_possessive]
    if not toks:
        return None, None
    named = _named(toks, date)
    if named is not None:
        return named
    country, used = _country(toks)
    words = _rest(toks, used)
    sector = _sector(words)
    known, kind = _institution(toks)
    if country is None or (sector is None and kind is not None):
        country = known or country
    if kind is not None and words and (sector is None or (known is not None and _is_led(words))):
        sector = kind
    if sector is None and not words:
        sector = _alone(toks)
    return country, sector


def _is_led(words: Sequence[str]) -> bool:
    """Whether the head is somebody of the institution behind it: `president of the …`, `member of …`."""
    stop = next((i for i, word in enumerate(words) if word in _LINKS and i), None)
    return stop is not None and words[stop - 1] in _HEADS


def _named(toks: Sequence[Token], date: str | None) -> Code | None:
    """A leader, party, legislature or body that the tables know by the whole name."""
    key = folded(joined(toks))
    body = _bodies().get(key)
    if body is not None:
        return body
    titles = [i for i, t in enumerate(toks[:-1]) if is_title(t.text) or is_role_noun(t.text)]
    first = titles[-1] + 1 if titles and titles[-1] <= 2 else 0
    held = office_at(leaders_named(joined(toks[first:])), date)
    if held is None:
        return None
    if (services := _SERVICES.get(held.office)) is not None:
        return held.slug, services
    titled = any(is_role_noun(t.text) for t in toks[:first]) and not any(t.lower in _FORMER for t in toks)
    over = bool(held.until) and (held.until[:4] < date[:4] if date is not None else not titled)
    early = date is not None and held.since and date[: len(held.since)] < held.since
    return held.slug, "ELI" if over or early else "GOV"


@cache
def _bodies() -> dict[str, Code]:
    """Folded names of institutions to their codes."""
    data = files("onrecord.resolve") / "data"
    table: dict[str, Code] = {}
    shared: set[str] = set()
    for line in (data / "bodies.tsv").read_text(encoding="utf-8").splitlines():
        name, slug, sector = line.split("\t")
        table[folded(name)] = (slug or None, sector or None)
    fixed = set(table)
    for line in (data / "government.tsv").read_text(encoding="utf-8").splitlines():
        slug, what, name, _ = line.split("\t")
        if what not in {"legislature", "party"} or folded(name) in fixed:
            continue
        key, code = folded(name), (slug, "LEG" if what == "legislature" else "PTY")
        if what == "party" and len(key) < 4 and name.isupper() is False:
            continue
        if table.setdefault(key, code) != code:
            shared.add(key)
    for key in sorted(shared):
        table[key] = (None, table[key][1])
    return table


@cache
def _provinces() -> dict[str, str]:
    data = files("onrecord.resolve") / "data"
    table: dict[str, set[str]] = {}
    for line in (data / "government.tsv").read_text(encoding="utf-8").splitlines():
        slug, what, name, _ = line.split("\t")
        if what == "province" and len(name) > 4:
            table.setdefault(folded(name), set()).add(slug)
    common = {
        "central",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "capital",
    }
    return {key: next(iter(slugs)) for key, slugs in table.items() if len(slugs) == 1 and key not in common}


def _country(toks: Sequence[Token]) -> tuple[str | None, set[int]]:
    """The country and the tokens that name it: outermost first, `X Ambassador to Y` is X’s."""
    used: set[int] = set()
    slugs: list[str] = []
    for first, last, entry in entries(toks):
        if entry.kind == "state-short" or (entry.kind == "body" and slugs):
            continue
        slugs.append(entry.slug)
        if entry.kind in {"country", "demonym", "capital", "city", "state"}:
            used |= set(range(first, last))
    for at, token in enumerate(toks):
        if slugs:
            break
        for part in (token.text, token.text.split("-")[0]):
            whole = lookup(part)
            found = whole.slug if whole is not None and whole.kind != "state-short" else None
            if found is None and token.is_capital:
                found = _provinces().get(folded(part))
            if found is not None:
                slugs.append(found)
                used.add(at)
                break
    return (slugs[0] if slugs else None), used


def _rest(toks: Sequence[Token], used: set[int]) -> list[str]:
    """The words that are not the country's, in lower case."""
    rest: list[str] = []
    for at, token in enumerate(toks):
        if token.is_possessive:
            if rest and at - 1 not in used:
                rest[-1] += "'s"
        elif at not in used:
            rest.append(token.lower)
    for at in range(len(rest) - 1):
        if rest[at] in _PARTITIVE and rest[at + 1] == "of":
            rest = rest[at + 2 :]
            break
    while rest and rest[0] in _DROPPED:
        rest = rest[1:]
    while rest and rest[-1] in _LINKS | {"the"}:
        rest = rest[:-1]
    return rest


@cache
def _agents() -> dict[str, str]:
    text = (files("onrecord.find") / "data" / "agents.tsv").read_text(encoding="utf-8")
    table = dict(line.split("\t") for line in text.splitlines())
    own = (files("onrecord.resolve") / "data" / "agents_more.tsv").read_text(encoding="utf-8")
    return table | dict(line.split("\t") for line in own.splitlines())


def _forms(words: Sequence[str]) -> list[str]:
    """The phrase as it stands and with its last word in the singular."""
    joined = " ".join(words)
    last = words[-1]
    out = [joined]
    for ending, single in (("ies", "y"), ("men", "man"), ("people", "person"), ("es", ""), ("s", "")):
        if last.endswith(ending) and len(last) > len(ending) + 1:
            out.append(" ".join([*words[:-1], last[: -len(ending)] + single]))
    return out


def _pattern(words: Sequence[str]) -> str | None:
    return next((code for form in _forms(words) if (code := _agents().get(form)) is not None), None)


def _sector(words: Sequence[str]) -> str | None:
    if not words:
        return None
    stop = next((i for i, word in enumerate(words) if word in _LINKS and i), len(words))
    whole = _longest(words, 0, len(words))
    head = _ending(words, stop)
    wide = _ending(words, len(words)) if stop < len(words) else None
    for code in (_whole(words), head, wide, whole):
        if code is not None:
            return code[:3]
    return None


def _whole(words: Sequence[str]) -> str | None:
    return _pattern(words)


def _ending(words: Sequence[str], stop: int) -> str | None:
    """The code of the longest pattern that ends at `stop` or begins at the head and runs past it."""
    for size in range(min(_LONGEST, stop), 0, -1):
        for over in range(min(_LONGEST, len(words) - stop), -1, -1):
            code = _pattern(words[stop - size : stop + over])
            if code is not None and not (size == 1 and over == 0 and _weak(words, stop)):
                return code
    return None


def _weak(words: Sequence[str], stop: int) -> bool:
    """Whether the head alone tells little, so that the words round it decide: `leader`, `group`."""
    if words[stop - 1] not in _VAGUE:
        return False
    before = _longest(words, 0, stop - 1)
    after = _longest(words, stop, len(words))
    return before is not None or (after is not None and words[stop - 1] in _HEADS)


def _longest(words: Sequence[str], first: int, last: int) -> str | None:
    for size in range(min(_LONGEST, last - first), 0, -1):
        found = [
            code
            for at in range(last - size, first - 1, -1)
            if (code := _pattern(words[at : at + size])) is not None
        ]
        if found:
            return min(found, key=lambda c: _ORDER.index(c[:3]) if c[:3] in _ORDER else len(_ORDER))
    return None


def _alone(toks: Sequence[Token]) -> str | None:
    """The sector of a place alone: a capital or a seat of power stands for the government."""
    entry = lookup(joined(toks))
    return "GOV" if entry is not None and entry.kind in {"capital", "seat"} else None


def _institution(toks: Sequence[Token]) -> Code:
    """A longer phrase round a known institution: `president of the Riigikogu`, `the rebel X force`."""
    for size in range(len(toks), 0, -1):
        for at in range(len(toks) - size + 1):
            words = toks[at : at + size]
            if not words[0].is_capital:
                continue
            found = _bodies().get(folded(joined(words)))
            if found is not None and (size > 1 or len(words[0].text) > 2):
                return found
    return None, None
