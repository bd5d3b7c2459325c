"""Word lists of resolving, from `data/words.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files("onrecord.resolve") / "data" / "words.toml").read_text(encoding="utf-8"))


def _words(section: str) -> frozenset[str]:
    return frozenset(str(_LISTS[section]).split())


PORTFOLIOS = _words("portfolios")
"""Words that name a part of a government and no institution of its own: `state`, `foreign`, `affairs`."""
PUBLIC = _words("public")
"""Role nouns of those who speak for a country: `president`, `envoy`, `soldier`."""
OFFICES = _words("offices")
"""Roles that only a state gives, so that the document's country counts where the text names none."""
NO_INSTITUTION = _words("no_institution")
"""Capitalised words before a role that name no institution: `democratic`, `nobel`."""
PEOPLE = _words("people")
"""Nouns for people whom nobody names: `experts`, `police`."""
ANAPHORS = _words("anaphors")
"""Nouns that, after `the`, mostly mean a person named shortly before: `nominee`, `businessman`."""
COLLECTIVE = _words("collective")
"""Nouns for bodies and things that speak and are no human being: `tribunal`, `report`."""
HUMAN = _words("human")
"""Nouns for one human being that tell no role: `woman`, `resident`."""
EQUAL_ROLES: tuple[frozenset[str], ...] = tuple(frozenset(group.split()) for group in _LISTS["equal_roles"])
"""Role nouns that may be said of one person in turn: `president`, `leader`."""
FORMAL = {nick: name for name, nicks in sorted(_LISTS["nicknames"].items()) for nick in str(nicks).split()}
"""Nickname to given name: `bill` to `william`."""
