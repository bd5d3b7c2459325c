"""What a mention is read as, and the words of a noun phrase that reading it turns on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.find.rolewords import is_role_noun, singular
from onrecord.find.surface import Token
from onrecord.resolve.cast import Member
from onrecord.resolve.words import EQUAL_ROLES

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


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom a mention means: members chosen, or candidates where it stays open."""

    members: tuple[Member, ...] = ()
    candidates: tuple[Member, ...] = ()
    confidence: float = 0.5


def shorn(toks: list[Token]) -> list[Token]:
    while toks and not toks[0].is_word:
        toks = toks[1:]
    while toks and not (toks[-1].is_word or toks[-1].text == ")"):
        toks = toks[:-1]
    return toks


def head_of(body: Sequence[Token]) -> Token | None:
    """The head noun of a noun phrase: the last word before `of`, `who`, a comma."""
    head = None
    for token in body:
        if token.lower in HEAD_STOP or token.text in {",", "(", "—", "–"}:
            break
        if token.is_word:
            head = token
    return head


def role_heads(member: Member) -> set[str]:
    out: set[str] = set()
    for role in member.roles:
        words = re.split(r"\b(?:of|for|at|in|to)\b", role.exact.lower())[0].split()
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
