"""Positions in what somebody says of a thing: `said Y should …`, `is opposed to Y`, `Y is unacceptable`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.find.clauses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PRONOUNS,
    Group,
    Words,
    group_at,
    is_adverb,
    is_finite,
)
from onrecord.find.grammar import word_list
from onrecord.find.holders import Holders, holders_before
from onrecord.find.noun_phrases import Range, list_after, phrase_before
from onrecord.find.objects import KEPT, Complement, complement
from onrecord.find.position_drafts import Scan, add, draft_of, for_everyone
from onrecord.find.position_subjects import keep_subject, subject_of
from onrecord.find.stances import Form, Frame, Sense

_LINKS = word_list("links")
_SUBORDINATE = frozenset({"since", "while", "if", "as", "although", "because", "given", "when"})
_WISHED = frozenset({"should", "must", "shall"})


def read_saying(scan: Scan, at: int, form: Form) -> None:
    """`said that Y should …`, `noted that Y is essential`; keeps the subject of any reporting verb."""
    words = scan.words
    group = group_at(words, at, form)
    if group.passive or (form == "past" and words.at(at + 1) == "by"):
        return
    subject = subject_of(scan, group, form)
    if subject is None:
        return
    keep_subject(scan, subject, form)
    _read_content(scan, group, subject, at + 1)


def _read_content(scan: Scan, group: Group, subject: Holders, start: int) -> None:
    """Demands in the clauses that begin at `start`: `(that) Y should …, and (that) Z must …`."""
    words = scan.words
    tense = "past" if group.form == "past" else "s"
    clause = Frame(Sense("demands", "whole"), None, frozenset({"that", "np"}))
    at = start
    while at < len(words):
        if is_adverb(words.at(at)) and words.at(at) not in KEPT:
            at += 1
            continue
        if words.at(at) == "," and words.at(at + 1) == "inter":
            at += 3
            at += words.at(at) in {",", ":"}
        first = main_clause(words, at + 1 if words.at(at) == "that" else at)
        found = complement(words, first - 1, clause, tense)
        if found is None:
            return
        must = find_must(words, first, found.last)
        if must is not None:
            scan.contents.append((first, found.last))
            add(scan, group, clause, replace(found, first=first, clause=True), subject, "must")
        else:
            _said_verdict(scan, group, subject, first, found.last)
        if words.at(found.next) in {",", "and", "but"}:
            at = found.next
            while words.at(at) in {",", "and", "but"}:
                at += 1
            if words.at(at) == "that":
                continue
        return


def main_clause(words: Words, first: int) -> int:
    """Past a clause that comes first: `since there are many, rooms should be added`."""
    if words.at(first) not in _SUBORDINATE:
        return first
    comma = next((at for at in range(first, min(first + 30, len(words))) if words.at(at) == ","), None)
    return first if comma is None else comma + 1


def find_must(words: Words, first: int, last: int) -> int | None:
    """The place of the first verb of the clause where that is `should`, `must`, `needs to`."""
    wanted = words.stances.words["must"]
    for at in range(first, min(last, first + 26)):
        low = words.at(at)
        if words.inside[at]:
            continue
        if low in wanted:
            if words.at(at - 1) == "," and (words.is_capital(at + 1) or words.at(at + 1) in PRONOUNS):
                return None
            if low in {"need", "needs", "ought"} and words.at(at + 1) not in {"to", "not"}:
                continue
            return at
        if low in AUXILIARIES or low in {"which", "who", "if", "when", "whether", "because", "how"}:
            return None
        if is_finite(words, at):
            return None
    return None


def _said_verdict(scan: Scan, group: Group, subject: Holders, first: int, last: int) -> None:
    """`said the registry was an important element`: the subject is what is supported or demanded."""
    words = scan.words
    be = next((at for at in range(first, min(last, first + 16)) if words.at(at) in AUXILIARIES), None)
    if be is None or words.at(be) not in BE or be == first:
        return
    for at in range(be + 1, min(last, be + 5)):
        low = words.at(at)
        frame = next((f for f in scan.words.stances.verdicts.get(low, ()) if f.said), None)
        if frame is not None:
            if any(words.at(k) in {"not", "more", "most", "as"} for k in range(be, at)):
                return
            phrase = Complement(first, be, last)
            if words.at(first) == "it" and words.at(at + 1) == "to":
                _said_essential(scan, group, subject, at + 1, last)
                return
            if words.at(first) in {"it", "this", "that", "there", "what"}:
                return
            add(scan, group, frame, phrase, subject, "verdict")
            return
        if not (low in DETERMINERS or is_adverb(low) or low in {"very", "particularly", "also"}):
            return


def _said_essential(scan: Scan, group: Group, subject: Holders, to: int, last: int) -> None:
    """`said it is essential to do something`: a demand to do it."""
    clause = Frame(Sense("demands", "whole"), None, frozenset())
    if last > to + 1:
        add(scan, group, clause, Complement(to + 1, last, last), subject, "must")


def read_state(scan: Scan, at: int) -> None:
    """`is opposed to X`, `are willing to accept X`, `was against X`."""
    words = scan.words
    for frame in words.stances.states[words.at(at)]:
        if frame.noun:
            _read_role(scan, at, frame)
            return
        group = group_at(words, at, "past")
        linked = (group.first < at and words.at(at - 1) in BE | AUXILIARIES | {"not", "n't"}) or is_adverb(
            words.at(at - 1)
        )
        if not linked or not any(words.at(k) in BE | _LINKS for k in range(group.first, at)):
            return
        if words.at(at) == "opposed" and words.at(at + 1) == "by":
            return
        place = at
        if (
            "to" in frame.takes
            and words.at(at + 1) == "to"
            and words.at(at + 2) in words.stances.words["taking"]
        ):
            place = at + 2
            frame = replace(
                frame, takes=frozenset({"np", "that", "to"}), sense=_taking(frame, words.at(at + 2))
            )
        found = complement(words, place, frame, "past")
        subject = holders_before(words, group.first) or scan.subject
        if found is None or subject is None or group.modal in _WISHED:
            return
        keep_subject(scan, subject, "past")
        add(scan, replace(group, passive=False), frame, found, subject, "state")
        return


def _read_role(scan: Scan, at: int, frame: Frame) -> None:
    """`has been a steady supporter of X`."""
    words = scan.words
    be = next((k for k in range(at - 1, max(-1, at - 8), -1) if words.at(k) in BE), None)
    if be is None or any(words.at(k) in {",", ".", "that"} for k in range(be, at)):
        return
    group = group_at(words, be, "past")
    found, subject = complement(words, at, frame, "past"), holders_before(words, group.first)
    if found is not None and subject is not None:
        keep_subject(scan, subject, "past")
        add(scan, replace(group, passive=False), frame, found, subject, "state")


def _taking(frame: Frame, verb: str) -> Sense:
    if frame.sense.stance == "offers":
        return Sense("supports" if verb in {"support", "endorse"} else "accepts", frame.sense.degree)
    return frame.sense


def read_phrase_state(scan: Scan, at: int, size: int, frame: Frame) -> None:
    words = scan.words
    group = group_at(words, at, "past")
    found = complement(words, at + size - 1, frame, "past")
    subject = holders_before(words, group.first) if group.first < at else None
    if found is not None and subject is not None:
        add(scan, replace(group, passive=False), frame, found, subject, "state")


def read_verdict(scan: Scan, at: int) -> None:
    """`some proposals appeared acceptable (to X)`, `others caused criticism`: the subject is the object."""
    words = scan.words
    size, frames = _verdict_at(words, at)
    if not frames or frames[0].said:
        return
    verb = at - 1
    while verb >= 0 and (
        is_adverb(words.at(verb)) or words.at(verb) in {"somewhat", "completely", "some", "much"}
    ):
        verb -= 1
    if verb < 0 or any(first <= at < last for first, last in scan.read):
        return
    causes = words.at(verb) in words.stances.causing
    if not (causes or words.at(verb) in BE | _LINKS):
        return
    if causes != (words.at(at) in {"criticism", "objections", "opposition", "controversy"}):
        return
    group = group_at(words, verb, "past")
    if words.at(words.before(group.first)) in {"and", ","}:
        return
    phrase = phrase_before(words, group.first)
    if phrase is None:
        return
    frame = frames[0]
    sense = frame.negated if group.negated and frame.negated else frame.sense
    if group.negated and frame.negated is None:
        return
    after = at + size
    found: list[Range] = []
    if words.at(after) in {"to", "for", "from", "by"} and words.at(after + 1) not in {"be"}:
        found, _ = list_after(words, after + 1)
    whole = replace(group, verb=at)
    draft = draft_of(scan, whole, sense, Complement(phrase[0], phrase[1], after), "verdict", 0.9)
    if found:
        scan.drafts += for_everyone(scan, draft, Holders(found, [], at))
    else:
        scan.drafts.append(draft)


def _verdict_at(words: Words, at: int) -> tuple[int, tuple[Frame, ...]]:
    for size in (3, 2, 1):
        key = "-".join(words.low[at : at + size])
        if key in words.stances.verdicts and at + size <= len(words):
            return size, words.stances.verdicts[key]
    return 1, ()
