"""Positions that verbs tell: `X supported Y`, `X expressed support for Y`, `…, opposing Y`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.find.clauses import AUXILIARIES, DETERMINERS, POSSESSIVES, PRONOUNS, Words, group_at
from onrecord.find.holders import Holders
from onrecord.find.objects import Complement, before_main_verb, complement
from onrecord.find.position_by import read_by, read_relative
from onrecord.find.position_drafts import Scan, Way, add
from onrecord.find.position_nouns import BY_WIRE
from onrecord.find.position_subjects import keep_subject, subject_of
from onrecord.find.stances import Form, Frame

_WHEN = frozenset({"during", "after", "before", "until", "since", "throughout"})
_WISHED = frozenset({"should", "must", "shall"})
"""What somebody should support, nobody does yet."""


def read_known(scan: Scan, at: int, form: Form, frames: tuple[Frame, ...], way: Way) -> bool:
    """Read the word at `at` as a verb that tells a stance; whether it was one."""
    words = scan.words
    group = group_at(words, at, form)
    if way == "verb" and form == "past" and words.at(at + 1) in {"by"}:
        return read_by(scan, group, frames)
    if group.passive:
        if words.at(at) in words.stances.states:
            return False
        return read_by(scan, group, frames)
    subject = subject_of(scan, group, form)
    if subject is None or group.modal in _WISHED:
        return False
    tense = "past" if form == "past" else "s"
    for frame in frames:
        found = _light_complement(words, at, frame, tense) if way == "light" else None
        if way == "verb":
            found = complement(words, at, frame, tense)
        if found is None or words.at(found.first) in _WHEN or _is_gap(words, found, subject):
            continue
        if frame.sense.stance == "offers" and _offers_a_stance(words, found):
            return False
        if form == "ing" or words.at(words.before(group.first)) in {"who", "which", "that"}:
            found = before_main_verb(words, found) if not found.clause else found
            found = _before_comma(words, found, group.first)
        keep_subject(scan, subject, form)
        add(scan, group, frame, found, subject, way)
        return True
    if form in {"past", "s"} and way == "verb":
        keep_subject(scan, subject, form)
    return way == "verb" and read_relative(scan, group, frames, subject)


def _is_gap(words: Words, found: Complement, subject: Holders) -> bool:
    """`a ruling which Peru vowed to ignore`: the object stands before, and only its verb behind."""
    alone = found.last - found.first == 1 and words.at(found.first - 1) == "to"
    return alone and words.at(words.before(subject.start)) in {"that", "which"}


def _before_comma(words: Words, found: Complement, first: int) -> Complement:
    """`Peru, which opposed the ban, sent …`: the comma that ends the relative clause ends the object."""
    link = words.before(first)
    if words.at(link) not in {"who", "which"} or words.at(link - 1) != "," or found.clause:
        return found
    comma = next((at for at in range(found.first + 1, found.last) if words.at(at) == ","), None)
    return found if comma is None else replace(found, last=comma, next=comma, condition=None)


def _offers_a_stance(words: Words, found: Complement) -> bool:
    """`promised to veto the bill`: the verb behind `to` tells the stance."""
    known = words.stances.verbs.get(words.at(found.first))
    to = words.at(found.first - 1) == "to" and words.at(found.first - 2) in words.stances.words["matrix"]
    return to and known is not None and known[1][0].sense.stance in {"rejects", "opposes", "supports"}


def _light_complement(words: Words, at: int, frame: Frame, tense: str) -> Complement | None:
    """`express(ed) (its strong) support for …`: the noun within six words, then its complement."""
    place = at + 1
    while place < min(at + 7, len(words)):
        low = words.at(place)
        if low in frame.nouns and words.at(place - 1) in BY_WIRE:
            return None
        if low in frame.nouns:
            return complement(words, place, replace(frame, nouns=frozenset(), particle=None), tense)
        if low in {"and", ","} and words.at(place - 1) in words.stances.nouns:
            place += 1
            continue
        if words.tokens[place].is_possessive:
            return None
        if not (
            low in DETERMINERS | POSSESSIVES or (words.is_word(place) and low not in AUXILIARIES | PRONOUNS)
        ):
            return None
        if low in {"for", "to", "of", "about", "that", "with"}:
            return None
        place += 1
    return None
