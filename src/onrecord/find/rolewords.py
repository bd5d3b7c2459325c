"""Words that make a role: offices, ranks, trades, kin; titles that stand before a name."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files("onrecord.find") / "data" / "rolewords.toml").read_text(encoding="utf-8"))


def _words(section: str) -> frozenset[str]:
    return frozenset(str(_LISTS[section]).split())


KIN = _words("kin")
"""Roles that lean on another person: `son-in-law`, `lawyer`."""
FEMALE_ROLES = _words("female")
MALE_ROLES = _words("male")
HONORIFICS = _words("honorifics")
TITLES = _words("titles")
"""Words that stand directly before names: `sen.`, `president`."""
MODIFIERS = _words("modifiers")
"""Lower-case words that belong to a role phrase in front of its noun: `former`, `deputy`, `national`."""
FUNCTION_WORDS = _words("function")
_IRREGULAR = {"man": "men", "woman": "women", "person": "people", "wife": "wives"}


def _plural(word: str) -> str:
    for ending, many in _IRREGULAR.items():
        if word == ending or (ending in {"man", "woman"} and word.endswith(ending)):
            return word[: -len(ending)] + many
    if "-in-law" in word:
        return word.replace("-in-law", "s-in-law")
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


SINGULAR = _words("nouns")
PLURAL = {_plural(word): word for word in sorted(SINGULAR)}
PLURAL["mps"] = "mp"
ROLE_NOUNS = SINGULAR | PLURAL.keys()
"""Head nouns of role phrases, in lower case, one and many."""


def singular(word: str) -> str:
    """`Aides` → `aide`; a word that is no known plural as it is, in lower case."""
    low = word.lower()
    return PLURAL.get(low, low)


def is_role_noun(word: str) -> bool:
    """Whether `word` can head a role phrase; hyphenated ones by their last part (`vice-president`)."""
    low = word.lower()
    return low in ROLE_NOUNS or ("-" in low and (low in ROLE_NOUNS or low.rsplit("-", 1)[1] in ROLE_NOUNS))


def is_title(word: str) -> bool:
    """Whether `word` stands directly before names: `Sen.`, `President`, `Mrs.`"""
    low = word.lower()
    return low in TITLES or low in HONORIFICS
