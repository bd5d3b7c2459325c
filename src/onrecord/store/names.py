"""When two actors of different documents are surely one: from their names, kinds and sides alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from onrecord.models import Actor, make_id

_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president premier chancellor minister secretary
    senator sen representative rep congressman congresswoman governor gov mayor judge justice general gen
    colonel col captain capt lieutenant lt sergeant sgt admiral adm king queen prince princess pope cardinal
    archbishop bishop father sister rabbi imam sheikh ayatollah ambassador
    """.split()  # noqa: SIM905
)
_GENERIC = frozenset(
    """
    ministry department court police parliament government council office army navy senate congress
    committee party agency commission board bureau authority administration embassy house assembly union
    association university hospital bank service team company group
    """.split()  # noqa: SIM905
)


@lru_cache(8_192)
def fold_name(name: str) -> str:
    """The name's words in lower case without accents, joined by single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.replace("’", "").replace("'", "").casefold()))


def names_one(actor: Actor) -> bool:
    """True where the name, kind and side are enough to know the same one in another document.

    A person needs two name parts besides titles and initials; an organisation the side for which it
    speaks (its own name says nothing), a name of two words of which none is generic ("ministry"), or one in
    capitals ("NATO"); a group ("officials") is never known again.
    """
    words = fold_name(actor.name).split()
    if actor.kind == "person":
        return sum(len(word) > 1 and word not in _TITLES for word in words) >= 2
    if actor.kind == "organisation":
        own = actor.side is None or actor.side.replace("-", " ") == " ".join(words)
        proper = len(words) >= 2 and not any(word in _GENERIC for word in words)
        letters = actor.name.replace(".", "")
        return bool(words) and (not own or proper or (letters.isupper() and len(letters) >= 2))
    return actor.kind == "country" and bool(words)


def shared_id(actor: Actor) -> str:
    """The identity of everyone of this name, kind and side."""
    return _shared(actor.kind, fold_name(actor.name), actor.side)


@lru_cache(8_192)
def _shared(kind: str, fold: str, side: str | None) -> str:
    return make_id("identity", kind, fold, side)


def own_id(actor: Actor, document: str) -> str:
    """The identity of the one of this name in one document alone."""
    return make_id("identity", actor.kind, fold_name(actor.name) or actor.id, actor.side, document)
