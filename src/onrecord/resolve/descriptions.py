"""Whom a definite description means: `the Republican nominee`, `the president`, `the agency`.

A description goes back to somebody named before it, as a pronoun does; what it tells of party, rank and
gender rules candidates out, and a role that the text gives them counts for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.find.rolewords import FEMALE_ROLES, MALE_ROLES
from onrecord.models import Span
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.noun_phrases import Reading, holds, is_second, own_words, party_of, role_heads
from onrecord.resolve.pronouns import Turn, rank
from onrecord.resolve.scene import Scene
from onrecord.resolve.words import ANAPHORS

_MARGIN = 0.8
_KINDS = {
    "agency": "agency department administration bureau office service investigations commission",
    "department": "department ministry",
    "newspaper": "times post journal herald tribune gazette news",
    "paper": "times post journal herald tribune gazette news",
    "union": "union federation association brotherhood",
    "campaign": "campaign",
    "company": "inc corp co company group",
    "bank": "bank",
    "group": "association alliance coalition council union league foundation institute committee society",
    "coalition": "coalition alliance",
    "commission": "commission",
    "committee": "committee",
    "court": "court",
    "panel": "panel committee commission board",
    "ministry": "ministry",
    "university": "university college",
    "network": "news network tv",
    "bureau": "bureau",
    "board": "board",
    "foundation": "foundation",
    "council": "council",
    "party": "party",
}
ORGANISATIONS = {head: frozenset(words.split()) for head, words in _KINDS.items()}
"""Nouns for organisations, each with the words of the names that they go back to."""


def is_anaphor(head: str) -> bool:
    """Whether a noun, after `the`, mostly means a person named shortly before."""
    return head in ANAPHORS


def described_person(
    scene: Scene,
    turns: Sequence[Turn],
    start: int,
    phrase: str,
    head: str,
    pool: Sequence[Member],
    content: Sequence[Span] = (),
) -> Reading | None:
    """The person whom `phrase` at `start` goes back to: one of `pool`, or of all persons where it is empty.

    None where nobody fits; candidates where several do.
    """
    party = party_of(phrase)
    inside = {id(m) for m in pool}
    gender = "f" if head in FEMALE_ROLES | {"lady"} else "m" if head in MALE_ROLES else None

    def fits(member: Member) -> float | None:
        if inside and id(member) not in inside:
            return None
        if gender is not None and member.gender not in {gender, None}:
            return None
        return _told(member, party, head, phrase)

    ranked = rank(scene, turns, start, "who", fits=fits, least=_MARGIN, content=content)
    if ranked.sure:
        return Reading(ranked.members, (), round(min(0.85, 0.6 + 0.08 * ranked.margin), 4))
    return Reading((), ranked.members, 0.4) if ranked.members else None


def _told(member: Member, party: str | None, head: str, phrase: str) -> float | None:
    """What the member's roles say for the description; None where they say against it."""
    roles = " ".join(own_words(role.exact) for role in member.roles)
    own = party_of(roles)
    if party is not None and own is not None and own != party:
        return None
    value = 1.2 if party is not None and own == party else 0.0
    held = [role.exact for role in member.roles]
    if any(is_second(role) != is_second(phrase) for role in held if head in role.lower()):
        return None
    if head in role_heads(member):
        return value + 1.2
    return value + (0.6 if holds(member, head) else 0.0)


def described_organisation(cast: Cast, scene: Scene, start: int, head: str) -> Member | None:
    """The organisation that `the agency`, `the commission` goes back to: the last named one of that kind."""
    wanted = ORGANISATIONS.get(head)
    if wanted is None:
        return None
    here = scene.sentence(start)
    for index in reversed(scene.before(start, 40)):
        member = scene.mentions[index].member
        if member.kind != "organisation" or here - scene.sentence(scene.mentions[index].span.start) > 6:
            continue
        if wanted & {word.strip(".,").lower() for word in member.name.split()}:
            return member
    return None


def last_two(scene: Scene, start: int, gender: str | None) -> tuple[Member, ...]:
    """The two persons of the last sentence before `start` that names any, where it names just two."""
    found: list[Member] = []
    sentence = None
    for index in reversed(scene.before(start, 12)):
        mention = scene.mentions[index]
        if mention.member.kind != "person":
            continue
        here = scene.sentence(mention.span.start)
        if sentence is not None and here != sentence:
            break
        sentence = here
        if mention.member not in found:
            found.append(mention.member)
    fitting = [m for m in found if gender is None or m.gender in {gender, None}]
    return tuple(reversed(fitting)) if len(found) == len(fitting) == 2 else ()
