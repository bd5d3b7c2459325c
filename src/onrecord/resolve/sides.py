"""Sides: the country or organisation for which an actor speaks, as a slug.

Told by the words of a role (`Russian President`, `Kremlin aide`, `director at the X Institute`), by kin, by
the seat of power that a group is named after; offices that only one country has, the document's home and
the tables of leaders count where the words are silent.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.find.gazetteer import LONGEST, Entry, is_ambiguous, lookup, slugs
from onrecord.find.institutions import heads_institution
from onrecord.find.rolewords import FUNCTION_WORDS, MODIFIERS, is_role_noun, is_title, singular
from onrecord.find.surface import Token, tokens
from onrecord.models import Span
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.leaders import leader_side
from onrecord.resolve.words import NO_INSTITUTION, OFFICES, PORTFOLIOS, PUBLIC

_US_OFFICES = re.compile(
    r"\b(?:(?:Sens?|Reps?|Govs?)\.|[DR]-[A-Z]|(?:Sen|Rep|Secretary of State|Attorney General|"
    r"(?:House|Senate) (?:Speaker|Majority|Minority|Republicans?|Democrats?)|Speaker of the House|"
    r"Democratic|Republicans?|Special Envoy|Defense Secretary|Treasury Secretary|First Lady|White House|FBI|"
    r"Homeland Security)\b)"
)
"""Offices that count for the USA: no `Senator` or `Congressman`, which many countries have."""
_PRIVATE_LINKS = frozenset({"of", "at", "for", "with", "from"})


@dataclass(frozen=True, slots=True)
class Told:
    """A side that words tell; `sure` where no other evidence may override it."""

    slug: str
    sure: bool


@lru_cache(maxsize=65_536)
def slugify(name: str) -> str:
    """`Foundation for Defense of Democracies` → `foundation-for-defense-of-democracies`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().removeprefix("the ")).strip("-") or "unnamed"


def joined(toks: Sequence[Token]) -> str:
    """The tokens as text, one space where any stood between them."""
    out = ""
    for before, token in zip([None, *toks], toks, strict=False):
        out += (" " if before is not None and token.start > before.end else "") + token.text
    return out


def entries(toks: Sequence[Token]) -> list[tuple[int, int, Entry]]:
    """The names of the tables among `toks`: `(first, last, entry)`, longest first at each place."""
    out, at = [], 0
    while at < len(toks):
        for size in range(min(LONGEST, len(toks) - at), 0, -1):
            if not (toks[at].is_word and toks[at + size - 1].is_word):
                continue
            entry = lookup(joined(toks[at : at + size]))
            if entry is not None:
                out.append((at, at + size, entry))
                at += size - 1
                break
        at += 1
    return out


def side_of_role(phrase: str) -> Told | None:
    """The side that a role phrase tells by its own words, or None."""
    toks = [t for t in tokens(phrase) if t.is_word or t.is_possessive]
    if not toks:
        return None
    link = next(
        (i for i, t in enumerate(toks) if t.lower in _PRIVATE_LINKS and i and _is_head(toks[i - 1])), None
    )
    head = link if link is not None else len(toks)
    for at in range(head, len(toks)):
        told = _of_institution(toks[at + 1 :]) if toks[at].lower in _PRIVATE_LINKS else None
        if told is not None:
            return told
    public = _is_public(toks[:head])
    for _, _, entry in entries(toks):
        if entry.kind in {"seat", "body"} or public:
            return Told(entry.slug, not is_ambiguous(entry.name))
    return _before_head(toks[:head])


def _is_head(token: Token) -> bool:
    if token.is_capital and heads_institution(token.text):
        return False
    return is_role_noun(token.text) or is_title(token.text) or token.lower == "general"


def _is_public(toks: Iterable[Token]) -> bool:
    return any(singular(t.lower) in PUBLIC or t.lower in PUBLIC for t in toks)


def _of_institution(toks: Sequence[Token]) -> Told | None:
    """What `of the …`, `at the …` leads to: a country, a body, or an institution by its own name."""
    while toks and toks[0].lower in {"the", "a", "an"}:
        toks = toks[1:]
    if not toks or not toks[0].is_capital:
        return None
    found = entries(toks)
    if found and found[0][0] == 0 and found[0][1] == len(toks):
        return Told(found[0][2].slug, not is_ambiguous(found[0][2].name))
    last = 0
    for at, token in enumerate(toks):
        if token.is_capital:
            last = at + 1
        elif (
            token.lower not in {"of", "for", "and", "the", "on", "in", "de", "&"} and not token.is_possessive
        ):
            break
    while last and is_title(toks[last - 1].lower):
        last -= 1
    words = toks[:last]
    if last < len(toks) and toks[last].lower in {"family", "campaign", "case", "era", "trial"}:
        return None
    if all(t.lower in PORTFOLIOS or t.lower in FUNCTION_WORDS for t in words):
        return None
    if found and found[0][0] == 0 and (found[0][2].kind in {"seat", "body"} or _is_governmental(words)):
        return Told(found[0][2].slug, True)
    if found and words[0].text == toks[0].text and len(words) == found[0][1]:
        return Told(found[0][2].slug, True)
    if _is_governmental(words):
        return Told(found[0][2].slug, True) if found else None
    return Told(slugify(_text(words)), True)


def _is_governmental(words: Sequence[Token]) -> bool:
    heads = {
        "ministry",
        "government",
        "parliament",
        "department",
        "army",
        "navy",
        "police",
        "senate",
        "assembly",
        "treasury",
    }
    return any(t.lower in heads for t in words)


def _text(words: Sequence[Token]) -> str:
    return " ".join(t.text for t in words)


_INSIDE = frozenset({"of", "for", "on"})


def _is_of_role(low: str) -> bool:
    """Whether a word belongs to a role and not to the name of whom it is held at."""
    return (
        is_role_noun(low) or is_title(low) or low in MODIFIERS or low in PORTFOLIOS or low in NO_INSTITUTION
    )


_ADJECTIVE = ("al", "ive", "ous", "ic", "ish", "ant")


def _before_head(toks: Sequence[Token]) -> Told | None:
    """`Acme CEO` → `acme`: the capitalised words in front of a private role."""
    name: list[Token] = []
    for at, token in enumerate(toks):
        low = token.lower
        if lookup(token.text) is not None or _is_descent(token):
            return None
        if name and low in _INSIDE and heads_institution(name[-1].text) and toks[at + 1 : at + 2]:
            name.append(token)
            continue
        named = heads_institution(low) or (low in PORTFOLIOS and any(t.lower in _INSIDE for t in name))
        known = not (token.is_capital and named) and _is_of_role(low)
        if not token.is_capital or token.is_possessive or known:
            if name:
                break
            if known and token.is_capital and low not in {"co", "former", "ex", "then", "acting"}:
                return None
            continue
        name.append(token)
    text = _text(name)
    if not name or re.fullmatch(r"[DRI]-.*", text) or text.lower() in FUNCTION_WORDS:
        return None
    if not any(is_role_noun(t.text) for t in toks) or _is_governmental(name):
        return None
    if len(name) == 1 and name[0].lower.endswith(_ADJECTIVE) and singular(toks[-1].lower) != toks[-1].lower:
        return None
    return Told(slugify(text), False)


def _is_descent(token: Token) -> bool:
    """`Danish-American` tells where a family is from, not for whom one speaks."""
    found = [lookup(part) for part in token.text.split("-")]
    return len(found) > 1 and any(entry is not None and entry.kind == "demonym" for entry in found)


def home_of(cast: Cast) -> str | None:
    """The country that the document is mostly about, if one stands out clearly."""
    counts: Counter[str] = Counter(cast.lands)
    text = cast.document.text
    counts["usa"] += len(_US_OFFICES.findall(text))
    if not counts:
        return None
    (first, most), *rest = counts.most_common(2)
    others = sum(counts.values()) - most
    return first if most >= 2 and most >= 2 * others and (not rest or most > rest[0][1]) else None


def give_sides(cast: Cast) -> None:
    """Set the side of every member that words or weak evidence tell."""
    home = home_of(cast)
    for member in cast.members:
        if member.kind == "person":
            member.side = cast.meant(_person_side(cast, member, home))
        elif member.kind == "organisation" and member.side is None:
            member.side = cast.meant(organisation_side(member.name, home))
    for member in cast.persons:
        if member.side is not None and not _may_be_side(cast, member.side):
            member.side = None
    for member in cast.persons:
        if member.side is None and member.relations:
            member.side = _kin_side(cast, member)


def _person_side(cast: Cast, member: Member, home: str | None) -> str | None:
    told = [(role.exact, side_of_role(role.exact)) for role in member.roles]
    sides = [(words, side) for words, side in told if side is not None]
    firm = [s.slug for words, s in sides if s.sure and not _is_past(words) and not s.slug.endswith("-party")]
    if firm:
        return firm[0]
    roles = " ".join(role.exact for role in member.roles)
    weak = [s.slug for _, s in sides if not s.slug.endswith("-party")] + [s.slug for _, s in sides]
    found = (
        _affiliation(cast, member)
        or _its_side(cast, member)
        or _that_country(cast, member)
        or leader_side(member.name, cast.document.published)
        or ("usa" if _US_OFFICES.search(roles) and home in {None, "usa"} else None)
        or next(iter(weak), None)
    )
    return found or (home if set(roles.lower().split()) & OFFICES else None)


def _may_be_side(cast: Cast, slug: str) -> bool:
    """Whether a slug names a country, a body, or an organisation; never a person or a region."""
    if any(slug == slugify(m.name) or slug == slugify(m.name.split()[-1]) for m in cast.persons):
        return False
    if any(slug == slugify(m.name) or m.side == slug for m in cast.members if m.kind != "person"):
        return True
    words = slug.split("-")
    if words[-1] in _REGIONS:
        return False
    return len(words) > 1 or slug in slugs()


_REGIONS = frozenset(
    {
        "territory",
        "county",
        "province",
        "region",
        "city",
        "valley",
        "island",
        "islands",
        "state",
        "coast",
        "town",
    }
)


def _is_past(role: str) -> bool:
    return bool(re.match(r"(?:then-|ex-|former|late|retired|one-time|onetime)", role, re.IGNORECASE))


def _its_side(cast: Cast, member: Member) -> str | None:
    """`Hamas … its official Ali Roe`: the side of the institution named last before `its`."""
    for role in member.roles:
        if cast.document.text[max(0, role.start - 4) : role.start] == "its ":
            start = cast.document.text.rfind("\n", 0, role.start) + 1
            named = [
                m.member
                for m in cast.mentions
                if start <= m.span.start < role.start and m.member.kind != "person"
            ]
            if named:
                return named[-1].side or (
                    slugify(named[-1].name) if named[-1].kind == "organisation" else None
                )
    return None


_THAT_COUNTRY = re.compile(r"(?:(?:the|that|his|her|its) )?(?:country|nation|kingdom|republic)[’']s\b", re.I)


def _that_country(cast: Cast, member: Member) -> str | None:
    """`Iceland … the country’s minister Ali Roe`: the country named last before, in the paragraph."""
    for role in member.roles:
        if _THAT_COUNTRY.match(role.exact):
            start = cast.document.text.rfind("\n", 0, role.start) + 1
            named = [
                m.member
                for m in cast.mentions
                if start <= m.span.start < role.start and m.member.kind == "country"
            ]
            if named:
                return named[-1].side
    return None


_AFFILIATION = re.compile(
    r"\s(?:of|from|with|at)\s(?:the\s)?((?:[A-Z][\w’'&.-]*)(?:\s(?:(?:of|for|on|and|the|in)\s(?:the\s)?)?[A-Z][\w’'&-]*)*)"
)


def _affiliation(cast: Cast, member: Member) -> str | None:
    """`Jane Roe of the Brookings Institution`: the institution right behind a full name."""
    for span in member.mentions:
        if " " not in span.exact:
            continue
        match = _AFFILIATION.match(cast.document.text, span.end)
        if match is None:
            continue
        entry = lookup(match[1])
        if entry is not None and entry.kind in {"seat", "body"}:
            return entry.slug
        if entry is None and " " in match[1]:
            return slugify(match[1])
    return None


def _kin_side(cast: Cast, member: Member) -> str | None:
    for span in member.relations:
        other = cast.at(span)
        if other is not None and other.side is not None:
            return other.side
        if other is None:
            return _only_side_before(cast, span, member)
    return None


def _only_side_before(cast: Cast, span: Span, member: Member) -> str | None:
    """The side of all persons named before `span` in its paragraph, where they have one side."""
    start = cast.document.text.rfind("\n", 0, span.start) + 1
    sides = {
        m.member.side
        for m in cast.mentions
        if start <= m.span.start < span.start and m.member.kind == "person" and m.member is not member
    } - {None}
    return sides.pop() if len(sides) == 1 else None


_PRIVATE_KIND = re.compile(
    r"\b(?:University|College|Institute|Institution|Foundation|Inc|Corp|Co|Ltd|LLC|Group|Bank|Company|Association|"
    r"Council on|Center|Centre|Times|Post|Journal|News|Church|Club|Union|Society|Project|Network)\b"
)


def organisation_side(name: str, home: str | None) -> str | None:
    """The slug of an organisation: its country where it is a part of a state, else its own name."""
    entry = lookup(name)
    if entry is not None:
        return entry.slug
    toks = [t for t in tokens(name) if t.is_word]
    if _is_governmental(toks) or re.search(
        r"\b(?:Supreme Court|Central Bank|National Guard|Cabinet|Court)\b", name
    ):
        found = entries(toks)
        return found[0][2].slug if found else home
    if toks and toks[0].text in {"House", "Senate", "Congressional"}:
        return home or "usa"
    found = [one for one in entries(toks) if not (one[0] and toks[one[0] - 1].lower == "on")]
    if found and not _PRIVATE_KIND.search(name) and found[0][2].kind in {"demonym", "country", "seat"}:
        return found[0][2].slug
    return slugify(name)


_PHRASE_END = re.compile(
    r",|\s(?:who|whom|which|that|whose|such as|including|about|in charge|said|after|before)\s"
)


_OTHERS = frozenset({
    "allies", "partners", "critics", "opponents", "rivals", "enemies", "foes", "adversaries", "neighbours",
    "neighbors", "backers", "supporters", "creditors", "detractors", "victims", "friends",
})  # fmt: skip


def _is_of_others(toks: Sequence[Token]) -> bool:
    """`Iceland’s allies`, `critics of Iceland` speak for others than Iceland."""
    return any(t.lower in _OTHERS for t in toks)


def side_of_phrase(phrase: str) -> str | None:
    """The side of a group or unnamed speaker by the words that name it: `Kremlin officials` → `rus`."""
    near = _PHRASE_END.split(phrase)[0]
    toks = [t for t in tokens(near) if t.is_word or t.is_possessive]
    for first, last, entry in entries(toks):
        owned = first + 1 < len(toks) and any(t.is_possessive for t in toks[first : last + 1])
        if _is_of_others(toks) and (owned or (first and toks[first - 1].lower in {"of", "the"})):
            continue
        if not is_ambiguous(entry.name) and entry.kind != "state-short":
            return entry.slug
    told = side_of_role(near)
    return told.slug if told is not None and not _is_of_others(toks) else None
