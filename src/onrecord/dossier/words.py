"""How a dossier's things are named wherever they are shown."""

from __future__ import annotations

from onrecord.dossier.contradictions import On
from onrecord.models import Degree, Stance
from onrecord.store.dossier_rows import Dossier, Take

_ON: dict[On, str] = {
    "when": "The day", "where": "The place", "who": "Who was there", "whether": "Whether it was held",
    "figure": "A figure",
}  # fmt: skip
_KINDS = {
    "figure": "A figure", "date": "A day", "place": "A place", "attendance": "Who was there",
    "speaker": "Who said it", "wording": "The words of a quotation", "denial": "Claimed and denied",
}  # fmt: skip


def stance_words(take: Take) -> str:
    """`accepts in part`; `conditions` as accepts on a condition."""
    return stance_of(take.stance, take.degree)


def stance_of(stance: Stance, degree: Degree) -> str:
    words = "accepts on a condition" if stance == "conditions" else stance
    return words + (" in part" if degree == "part" else "")


def party_name(dossier: Dossier, code: str) -> str:
    """The party's name; a code that is none of its parties as a side's name."""
    from onrecord.dossier.sides import side_name

    return next((party.name for party in dossier.parties if party.code == code), side_name(code))


def on_words(on: On) -> str:
    return _ON[on]


def kind_words(kind: str) -> str:
    """What reports of one story tell differently."""
    return _KINDS.get(kind, kind)
