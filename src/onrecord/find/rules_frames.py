"""How a reporting verb builds its sentence: which of its arguments carry what is reported.

Each frame is a small function that gives the heads of those arguments, or nothing; `arguments_of` tries
those that the verb's cue names, the surest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.find.cues import Cue, Cues
from onrecord.find.rules_source import agent_of


@dataclass(frozen=True, slots=True)
class Arguments:
    """Tokens whose subtrees carry the content, and the name of the frame that found them."""

    heads: tuple[Any, ...] = ()
    frame: str = "none"


NONE = Arguments()
_OBJECTS = frozenset(["dobj", "obj"])
_QUESTIONS = frozenset(["why", "how", "what", "whether", "where", "when", "who", "if"])
_POINTERS = frozenset(["this", "that", "it", "so", "these", "those", "them", "something"])
_RELATIVES = frozenset(["who", "which", "that", "whom", "what"])
_TAILS = {
    "objas": frozenset(["as"]),
    "objasonly": frozenset(["as"]),
    "objfor": frozenset(["for", "over", "as"]),
    "objof": frozenset(["of"]),
    "objto": frozenset(["to", "with"]),
}


def arguments_of(verb: Any, cue: Cue, cues: Cues, inverted: Any | None) -> Arguments:
    """What an active verb reports; `inverted` is the subject that stands behind it, if any."""
    children = [c for c in verb.children if c != inverted]
    for frame in (_clause, _as_aside, _predicate, _infinitive, _object_with_tail, _prepositional, _object):
        found = frame(verb, cue, cues, children)
        if found is not None:
            return found
    return NONE


def passive_arguments_of(verb: Any, cue: Cue) -> Arguments:
    """What a passive verb reports: its subject with what is said of it ("X was accused of Y")."""
    subject = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ not in _RELATIVES]
    tails = [c for c in verb.children if c.i > verb.i and _completes(c)]
    if "addressee" in cue.takes or (subject and subject[0].lower_ == "it"):
        clauses = tuple(c for c in tails if c.dep_ == "ccomp")
        return Arguments(clauses, "passive clause") if clauses else NONE
    if not subject and verb.dep_ == "acl":
        return NONE
    if tails or agent_of(verb) is not None:
        return Arguments((*subject, *tails), "passive")
    return NONE


def marks_of(head: Any) -> list[Any]:
    """The "that" which leads a clause in: it belongs to the cue."""
    return [c for c in head.children if c.dep_ == "mark" and c.lower_ == "that" and c.i < head.i]


def _completes(child: Any) -> bool:
    return child.dep_ in ("xcomp", "oprd", "ccomp") or (
        child.dep_ == "prep" and child.lower_ in ("of", "as", "for")
    )


def _clause(verb: Any, cue: Cue, cues: Cues, children: list[Any]) -> Arguments | None:
    if "clause" not in cue.takes:
        return None
    clauses = [c for c in children if c.dep_ == "ccomp" or (c.dep_ == "parataxis" and cue.strong)]
    if clauses and any(c.pos_ in ("VERB", "AUX") or c.n_lefts + c.n_rights for c in clauses):
        return Arguments(tuple(clauses), "clause")
    questions = [
        c
        for c in children
        if c.dep_ in ("advcl", "pcomp") and c.i > verb.i and c.left_edge.lower_ in _QUESTIONS
    ]
    if questions and ("object" in cue.takes or cue.strong):
        return Arguments(tuple(questions), "question")
    return None


def _as_aside(verb: Any, cue: Cue, cues: Cues, children: list[Any]) -> Arguments | None:
    """ "As X put it, …": the main clause is what X says."""
    takes = "clause" in cue.takes or "aside" in cue.takes
    if takes and verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in children):
        return Arguments((verb.head,), "as aside")
    return None


def _predicate(verb: Any, cue: Cue, cues: Cues, children: list[Any]) -> Arguments | None:
    """ "called the plan a mistake"."""
    if "oprd" not in cue.takes:
        return None
    found = [c for c in children if c.dep_ in ("oprd", "ccomp") and c.i > verb.i]
    objects = _objects(children)
    quoted = any(t.is_quote and t.i > verb.i for c in objects for t in c.subtree)
    return Arguments((*objects, *found), "predicate") if found or quoted else None


def _infinitive(verb: Any, cue: Cue, cues: Cues, children: list[Any]) -> Arguments | None:
    found = [c for c in children if c.dep_ == "xcomp" and c.i > verb.i]
    gerund = bool(found) and found[0].tag_ == "VBG"
    if found and "modalinf" in cue.takes and any(c.lower_ in ("would", "'d", "’d") for c in children):
        return Arguments(tuple(found), "would like")
    if found and (("inf" in cue.takes and not gerund) or ("gerund" in cue.takes and gerund)):
        objects = [] if "addressee" in cue.takes else _objects(children)
        return Arguments((*objects, *found), "infinitive")
    if "objinf" in cue.takes:
        found = [c for c in children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i]
        return Arguments((*_objects(children), *found), "urged to") if found else None
    return None


def _object_with_tail(verb: Any, cue: Cue, cues: Cues, children: list[Any]) -> Arguments | None:
    """ "described her as …", "blamed them for …"."""
    objects = _objects(children)
    for take in sorted(cue.takes & _TAILS.keys()):
        tails = [
            c
            for c in children
            if objects and c.dep_ == "prep" and c.lower_ in _TAILS[take] and c.i > objects[0].i
        ]
        if tails:
            return Arguments((*objects, *tails), "object with tail")
    return None


def _prepositional(verb: Any, cue: Cue, cues: Cues, children: list[Any]) -> Arguments | None:
    """ "insisted on …", "called for …"."""
    for child in children:
        if child.dep_ in ("prep", "dative") and child.lower_ in cue.prepositions and child.i > verb.i:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            more = [c for c in children if c.i > child.i and c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"]
            if inner:
                return Arguments((*inner, *more), f"prep:{child.lower_}")
    return None


def _object(verb: Any, cue: Cue, cues: Cues, children: list[Any]) -> Arguments | None:
    objects = [c for c in _objects(children) if c.lower_ not in _RELATIVES]
    if objects and objects[0].lower_ in _POINTERS and objects[0].n_lefts + objects[0].n_rights == 0:
        return None
    if "object" in cue.takes and objects:
        return Arguments(tuple(objects), "object")
    if "concern" in cue.takes and objects and objects[0].lemma_.lower() in cues.concerns:
        return Arguments(tuple(objects), "concern")
    return None


def _objects(children: list[Any]) -> list[Any]:
    return [c for c in children if c.dep_ in _OBJECTS]
