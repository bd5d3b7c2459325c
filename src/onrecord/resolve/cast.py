"""The cast of a document: its names gathered into persons, organisations, countries and groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.find.findings import FoundName
from onrecord.find.gazetteer import folded, is_ambiguous, lookup
from onrecord.find.given_names import Gender, gender_of
from onrecord.find.namesakes import namesake_country
from onrecord.find.rolewords import FEMALE_ROLES, KIN, MALE_ROLES
from onrecord.models import ActorKind, Document, Span
from onrecord.resolve.leaders import holders
from onrecord.resolve.words import FORMAL

_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|v)\.?$", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Member:
    """An actor in the making: `order` is the offset of its first mention, `many` tells several people."""

    name: str
    kind: ActorKind
    order: int
    key: str
    mentions: list[Span] = field(default_factory=list)
    roles: list[Span] = field(default_factory=list)
    relations: list[Span] = field(default_factory=list)
    side: str | None = None
    gender: Gender | None = None
    many: bool = False
    named: bool = True
    confidence: float = 0.9


_SHARED = {"geo": "Georgia", "jor": "Jordan", "tcd": "Chad"}
"""Countries whose name is another place's or a person's too."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a member stands by name."""

    span: Span
    member: Member


class Cast:
    """All members of one document, with the places where they are named, in the order of the text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.members: list[Member] = []
        self.mentions: list[Mention] = []
        self.lands: Counter[str] = Counter()
        self._by_key: dict[tuple[ActorKind, str], Member] = {}
        self._by_last: dict[str, list[Member]] = {}
        self._by_first: dict[str, list[Member]] = {}
        self._at: dict[tuple[int, int], Member] = {}

    def at(self, span: Span) -> Member | None:
        """The member named at exactly this span."""
        return self._at.get((span.start, span.end))

    def meant(self, slug: str | None) -> str | None:
        """The side that a slug means in this document: `geo` is `usa` where Georgia is the state."""
        shared = _SHARED.get(slug or "")
        if slug is None or shared is None:
            return slug
        return namesake_country(shared, self.document.text) or slug

    def add(self, name: str, kind: ActorKind, span: Span, key: str | None = None) -> Member:
        """The member of this kind and key, made at its first mention."""
        known = self._by_key.get((kind, key or folded(name)))
        if known is None:
            known = Member(name, kind, span.start, key or folded(name))
            self._by_key[kind, known.key] = known
            self.members.append(known)
        return known

    def mention(self, member: Member, span: Span) -> None:
        if (span.start, span.end) not in self._at:
            member.mentions.append(span)
            self._at[span.start, span.end] = member
            self.mentions.append(Mention(span, member))

    def file(self, member: Member) -> None:
        """Make a person findable by first and last word of the name."""
        words = name_words(member.name)
        self._by_last.setdefault(words[-1], []).append(member)
        if len(words) > 1:
            self._by_first.setdefault(words[0], []).append(member)

    def people_called(self, words: Sequence[str]) -> list[Member]:
        """Persons whom this name, full or not, may mean, oldest first."""
        last = [m for m in self._by_last.get(words[-1], ()) if _agree(words, name_words(m.name))]
        if len(words) == 1 and not last:
            last = list(self._by_first.get(words[0], ()))
        return last

    @property
    def persons(self) -> list[Member]:
        return [m for m in self.members if m.kind == "person"]


@lru_cache(maxsize=65_536)
def name_words(name: str) -> tuple[str, ...]:
    """Words of a person's name, folded, without `Jr.`"""
    words = tuple(w for w in folded(name).replace(".", " ").split() if not _SUFFIX.match(w))
    return words or (folded(name),)


def _agree(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether two names with one last word can be one person's."""
    if len(short) == 1 or len(full) == 1:
        return True
    one, two = short[0], full[0]
    if one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]):
        return True
    return FORMAL.get(one, one) == FORMAL.get(two, two) or one in full[:-1] or two in short[:-1]


def _junior(name: str) -> bool:
    return bool(re.search(r"\b(?:Jr|III|IV)\b", name))


def gather_cast(document: Document, names: Iterable[FoundName]) -> Cast:
    """The members that the names make. A surname joins its full name; two full names with it leave it out."""
    cast = Cast(document)
    persons = [name for name in names if name.label == "person"]
    for found in sorted(persons, key=lambda n: _precedence(document, n)):
        _add_person(cast, found)
    for found in names:
        if found.label != "person":
            _add_other(cast, found)
            entry = lookup(found.span.exact)
            if entry is not None and entry.kind != "body" and not is_ambiguous(entry.name):
                cast.lands[entry.slug] += 1
    cast.mentions.sort(key=lambda mention: mention.span)
    for member in cast.members:
        member.mentions.sort()
        member.roles = sorted(set(member.roles))
        if member.mentions:
            member.order = member.mentions[0].start
        if member.kind == "person":
            member.gender = _gender(document, member)
    return cast


def _precedence(document: Document, found: FoundName) -> tuple[int, int]:
    """Full names first, then `Mr. Roe` and `President Roe`, which may tell of another Roe, then the rest."""
    if len(name_words(found.span.exact)) > 1:
        return 0, found.span.start
    return 1 if found.roles or _honorific(document.text, found.span.start) else 2, found.span.start


def _add_person(cast: Cast, found: FoundName) -> None:
    words = name_words(found.span.exact)
    title = _honorific(cast.document.text, found.span.start)
    known = [
        m
        for m in cast.people_called(words)
        if (len(words) == 1 or _junior(m.name) == _junior(found.span.exact))
        and not (title and _told_gender(cast.document.text, m) not in {title, None})
        and not _is_namesake(m, found)
    ]
    if len(known) > 1:
        known = _narrowed(cast, known, found, words)
    if len(known) > 1:
        return
    if known:
        member = known[0]
        if len(words) > len(name_words(member.name)):
            member.name = found.span.exact
    else:
        member = cast.add(_spaced(found.span.exact), "person", found.span)
        cast.file(member)
    cast.mention(member, found.span)
    member.roles += found.roles
    if found.relation is not None:
        member.relations.append(found.relation)


def _is_namesake(member: Member, found: FoundName) -> bool:
    """Whether a surname with its office is the office's holder, and the member somebody else of that name."""
    full = name_words(member.name)
    if len(full) < 2 or len(name_words(found.span.exact)) > 1 or not found.roles:
        return False
    said = {word for role in found.roles for word in role.exact.lower().split()}
    if any(not said.isdisjoint(role.exact.lower().split()) for role in member.roles):
        return False
    rows = holders(found.span.exact, [role.exact for role in found.roles])
    return bool(rows) and not any(_agree(full, name_words(row.name)) for row in rows)


def _spaced(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def _narrowed(cast: Cast, known: list[Member], found: FoundName, words: Sequence[str]) -> list[Member]:
    """Of several people with this surname, the one whom the title, or the document's habit, means."""
    title = _honorific(cast.document.text, found.span.start)
    if title is not None:
        fitting = [m for m in known if _first_gender(m) in {title, None}]
        if len(fitting) == 1:
            return fitting
        known = fitting or known
    if len(words) > 1:
        exact = [m for m in known if name_words(m.name) == tuple(words)]
        return exact[:1] or known[:1]
    bare = [m for m in known if name_words(m.name) == tuple(words)]
    if len(bare) == 1 and title is None:
        return bare
    first, *others = sorted(known, key=lambda m: m.order)
    if all(_is_kin(m) or _junior(m.name) or _in_full(m) > 1 for m in others):
        return [first]
    counts = Counter({id(m): len(m.mentions) for m in known})
    ranked = sorted(known, key=lambda m: (-counts[id(m)], m.order))
    return ranked[:1] if counts[id(ranked[0])] >= 2 * counts[id(ranked[1])] else known


def _is_kin(member: Member) -> bool:
    """Whether the member comes in as somebody's wife, son, daughter."""
    said = {word for role in member.roles for word in role.exact.lower().split()}
    return bool(member.relations) or not said.isdisjoint(KIN)


def _in_full(member: Member) -> int:
    """How often the member stands with the full name: often, where the surname alone is another's."""
    return sum(" " in span.exact for span in member.mentions)


def _honorific(text: str, start: int) -> Gender | None:
    match = re.search(r"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lady|Lord)\.?\s$", text[max(0, start - 8) : start])
    if match is None:
        return None
    return "m" if match[1] in {"Mr", "Sir", "Lord"} else "f"


def _told_gender(text: str, member: Member) -> Gender | None:
    """The gender of the given name, or of the title where only a surname is known."""
    if len(name_words(member.name)) > 1:
        return _first_gender(member)
    return next((t for span in member.mentions if (t := _honorific(text, span.start))), None)


def _first_gender(member: Member) -> Gender | None:
    gender = gender_of(name_words(member.name)[0])
    return None if gender == "x" else gender


def _gender(document: Document, member: Member) -> Gender | None:
    """From titles, then role words, then the given name; None where these are silent or disagree."""
    told: set[Gender | None] = {_honorific(document.text, span.start) for span in member.mentions} - {None}
    for role in member.roles:
        said = set(re.findall(r"[\w.-]+", role.exact.lower()))
        if said & FEMALE_ROLES:
            told.add("f")
        elif said & MALE_ROLES and not said & {"lord", "mr", "father", "general", "actor"}:
            told.add("m")
    if told:
        return told.pop() if len(told) == 1 else None
    given = _first_gender(member)
    return given if len(name_words(member.name)) > 1 or given == "f" else None


def _add_other(cast: Cast, found: FoundName) -> None:
    entry = lookup(found.span.exact)
    if found.label == "place":
        if entry is not None and entry.kind == "country" and cast.meant(entry.slug) == entry.slug:
            member = cast.add(entry.name, "country", found.span, entry.slug)
            member.side = entry.slug
            cast.mention(member, found.span)
        return
    if found.label == "group":
        if not found.span.exact.endswith("s") and (entry is None or entry.kind == "demonym"):
            return
        member = cast.add(found.span.exact, "group", found.span)
        member.many = True
        member.side = cast.meant(entry.slug) if entry is not None else None
    else:
        member = _organisation(cast, found)
        if entry is not None and entry.kind in {"seat", "body", "country", "capital"}:
            member.side = entry.slug
    cast.mention(member, found.span)


def _organisation(cast: Cast, found: FoundName) -> Member:
    name = re.sub(r"^[Tt]he\s+", "", _spaced(found.span.exact))
    key = folded(name)
    for member in cast.members:
        if member.kind != "organisation":
            continue
        if member.key == key or _is_short(name, member.name):
            return member
    return cast.add(name, "organisation", found.span, key)


def _is_short(short: str, full: str) -> bool:
    """`CFR` of `Council on Foreign Relations`, `Brookings` of `Brookings Institution`."""
    if short.isupper() and len(short) > 1:
        return short.replace(".", "") == _capitals(full)
    return folded(full).startswith(folded(short) + " ")


@lru_cache(maxsize=65_536)
def _capitals(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())
