"""What a mention is read as, and the words of a noun phrase that reading it turns on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.find.rolewords import is_role_noun, singular
from onrecord.find.surface import Token
from onrecord.resolve.cast import Member
from onrecord.resolve.words import ANAPHORS, COLLECTIVE, EQUAL_ROLES, HUMAN

ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "both"})
HEAD_STOP = frozenset(
    {
        "of",
        "for",
        "at",
        "in",
        "from",
        "with",
        "to",
        "on",
        "who",
        "which",
        "that",
        "near",
        "by",
        "about",
        "inside",
    }
    | {"close", "familiar", "within", "as", "into"}
)
"""Words after which a noun phrase goes on to describe its head."""


_PARTY = {
    "r": re.compile(r"\b(?:Republican|GOP)\b|\bR-[A-Z]"),
    "d": re.compile(r"\bDemocrat(?:ic)?\b|\bD-[A-Z]"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom a mention means: members chosen, or candidates where it stays open."""

    members: tuple[Member, ...] = ()
    candidates: tuple[Member, ...] = ()
    confidence: float = 0.5


def shorn(toks: list[Token]) -> list[Token]:
    while toks and not toks[0].is_word:
        toks = toks[1:]
    while len(toks) > 1 and toks[-1].lower in {"himself", "herself", "itself", "themselves"}:
        toks = toks[:-1]
    while toks and not (toks[-1].is_word or toks[-1].text == ")"):
        toks = toks[:-1]
    return toks


def head_of(body: Sequence[Token]) -> Token | None:
    """The head noun of a noun phrase: the last word before `of`, `who`, a comma."""
    head = None
    for token in body:
        if token.lower == "and" and head is not None and head.lower in ANAPHORS:
            break
        if token.lower in HEAD_STOP or token.text in {",", "(", "—", "–"}:
            break
        if token.is_word:
            head = token
    return head


def is_one_person(phrase: str) -> bool:
    """Whether the head of a phrase is a noun for one human being: `a driver from Lund`, not `a tribunal`."""
    words = re.split(r"\b(?:of|for|at|in|to|from|with|who|that|by|on)\b|[,(—–]", phrase)[0].split()
    if not words:
        return False
    head = words[-1].strip(".,’'”\"").lower()
    return head not in COLLECTIVE and (head in HUMAN or is_role_noun(head))


def party_of(words: str) -> str | None:
    """`r` or `d` where the words tell one of the two parties of the United States, None for none or both."""
    parties = {party for party, said in _PARTY.items() if said.search(words)}
    return parties.pop() if len(parties) == 1 else None


def is_second(words: str) -> bool:
    """Whether a role is the second of its kind: `vice president`, `deputy minister`, `running mate`."""
    return bool(re.search(r"\b(?:vice|deputy|assistant|under|lieutenant|running)\b", words, re.IGNORECASE))


def own_words(role: str) -> str:
    """A role without the possessor in front of it: `the mayor's eldest daughter` tells of a daughter."""
    return re.split(r"[’']s?\s", role)[-1]


def role_heads(member: Member) -> set[str]:
    out: set[str] = set()
    for role in member.roles:
        words = re.split(r"\b(?:of|for|at|in|to)\b", own_words(role.exact).lower())[0].split()
        if words:
            out.add(singular(words[-1].rstrip(".,")))
            out |= {singular(w.strip(".,")) for w in words if is_role_noun(w.strip(".,"))}
    short = {
        "sen": "senator",
        "rep": "representative",
        "gov": "governor",
        "gen": "general",
        "amb": "ambassador",
    }
    return {short.get(word, word) for word in out}


def holds(member: Member, wanted: str) -> bool:
    heads = role_heads(member)
    return wanted in heads or any(wanted in group and heads & group for group in EQUAL_ROLES)
