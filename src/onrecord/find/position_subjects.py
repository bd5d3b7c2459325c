"""Who does what a verb says: the subject before it, shared by verbs in a row, of a gerund, of `who`."""

from __future__ import annotations

from onrecord.find.clause_ends import calls_too
from onrecord.find.clauses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    POSSESSIVES,
    RELATIVES,
    Group,
    Words,
    group_at,
    is_finite,
)
from onrecord.find.grammar import word_list
from onrecord.find.holders import Holders, company_before, holders_before
from onrecord.find.noun_phrases import Range, list_before, phrase_before
from onrecord.find.position_drafts import Scan
from onrecord.find.stances import Form

_ATTRIBUTIVE = word_list("attributive")
PASTS = word_list("pasts")
_LINKS = word_list("links")
_UNREAL = frozenset({"if", "whether", "unless"})


def subject_of(scan: Scan, group: Group, form: Form) -> Holders | None:
    """Who does what the verb group says; None where the word is no verb here, or nobody is named."""
    words = scan.words
    before = words.before(group.first)
    low = words.at(before)
    if form == "ing" and not (group.first < group.verb and _has_be(words, group)):
        return _subject_of_gerund(scan, group, low)
    if (
        form == "past"
        and group.first == group.verb
        and (low in DETERMINERS | POSSESSIVES | _ATTRIBUTIVE | {"'s", "’s"})
    ):
        return None
    if form == "base" and group.first == group.verb:
        if low == "to":
            return _subject_of_infinitive(scan, before)
        found = holders_before(words, group.first)
        real = found is not None and _is_plural(words, found) and not _is_unreal(words, group, found)
        return found if real else None
    if form == "s" and not is_finite(words, group.verb) and not calls_too(words, group.verb, "s"):
        return None
    if low in RELATIVES:
        end = before if words.at(before - 1) != "," else before - 1
        hoped = low == "that" and words.at(before - 1) in words.stances.words["hoping"]
        return None if hoped else _named_before(words, holders_before(words, end))
    if low in {"and", "or", "but", "yet"}:
        return scan.subject
    found = holders_before(words, group.first)
    if found is not None:
        return None if _is_unreal(words, group, found) else found
    if low != "," or scan.subject is None:
        return None
    company = company_before(words, group.first)
    if company:
        return Holders(scan.subject.main, company, scan.subject.start)
    return scan.subject


def _is_unreal(words: Words, group: Group, found: Holders) -> bool:
    """`if A accepts`, `had A accepted`, `did A accept`, `hopes that A will accept`: no position yet."""
    before = words.before(found.start)
    low = words.at(before)
    if low in _UNREAL or (low in AUXILIARIES and group.first == group.verb):
        return True
    hoping = words.stances.words["hoping"]
    if group.modal and any(words.at(at) in hoping for at in range(found.start + 1, group.first)):
        return True
    if low == "that":
        before = words.before(before)
    if group.modal is None and group.form != "s" and low != "that":
        return False
    return words.at(before) in hoping and not words.is_capital(before)


def _has_be(words: Words, group: Group) -> bool:
    return any(words.at(at) in BE for at in range(group.first, group.verb))


def _subject_of_gerund(scan: Scan, group: Group, low: str) -> Holders | None:
    """`…, opposing X`: the subject of the sentence; `with Norway opposing X`: Norway."""
    words = scan.words
    if group.first == 0:
        return Holders()
    if low in {",", "and", "while", "but"}:
        if low == "and" and words.at(words.before(group.first) - 1) != ",":
            return None
        return scan.subject
    found, start = list_before(words, group.first)
    if not found:
        return None
    if words.at(words.before(start)) in {"with", "of"}:
        return Holders(found, [], start)
    if scan.subject is not None and _is_written_to(words, found[-1]):
        return scan.subject
    found[0] = _behind_gerund(words, found[0])
    start = found[0][0]
    reduced = Holders(found, [], start)
    named = words.is_capital(found[-1][0]) or _is_plural(words, reduced)
    return reduced if named and (start == 0 or not is_finite(words, start - 1)) else None


def _is_written_to(words: Words, phrase: Range) -> bool:
    """`a letter to Abby Ray`, and `to Abby Ray` alone: not she demands what stands behind, but who wrote."""
    first, last = phrase
    to = first - 1 if words.at(first - 1) == "to" else None
    to = next((k for k in range(first + 1, last) if words.at(k) == "to"), to)
    return to is not None and words.is_capital(last - 1) and words.at(to - 1) in words.stances.words["things"]


def _behind_gerund(words: Words, phrase: Range) -> Range:
    """`recruiting pilots who …`, `to recruit pilots`: the pilots."""
    first, last = phrase
    if words.at(words.before(first)) == "to" and last - first > 1:
        first += 1
    gerunds = [at + 1 for at in range(first, last - 1) if words.at(at).endswith("ing")]
    return gerunds[-1] if gerunds and not words.is_capital(first) else first, last


def _subject_of_infinitive(scan: Scan, to: int) -> Holders | None:
    """`decided to support`: the subject of a verb that hands its stance on."""
    words = scan.words
    if words.at(to - 1) not in scan.words.stances.words["matrix"]:
        return None
    first = group_at(words, to - 1, "past").first
    while words.at(first - 1) in _LINKS:
        first -= 1
    return holders_before(words, first) or scan.subject


def _is_plural(words: Words, found: Holders) -> bool:
    if len(found.main) > 1:
        return True
    low = words.low[found.main[0][1] - 1]
    return low in {"they", "we", "i", "you", "who", "many", "some", "most", "several", "others"} or (
        low.endswith("s") and not low.endswith(("ss", "us"))
    )


def _named_before(words: Words, found: Holders | None) -> Holders | None:
    """`Abby Ray, the engineer who opposed`: the name before the description."""
    if found is None or len(found.main) != 1 or words.at(found.start - 1) != ",":
        return found
    described = words.at(found.start) in {"the", "a", "an"} and not words.is_capital(found.main[0][1] - 1)
    name = phrase_before(words, found.start - 1) if described else None
    if name is None or not words.is_capital(name[1] - 1):
        return found
    first = next((at + 1 for at in range(name[1] - 1, name[0] - 1, -1) if not words.is_capital(at)), name[0])
    return Holders([(first, name[1])], [], first)


def keep_subject(scan: Scan, subject: Holders, form: Form) -> None:
    """Remember the subject for the verbs that follow without one."""
    if form != "ing" or scan.subject is None:
        scan.subject = subject


def note_subject(scan: Scan, at: int) -> None:
    """Keep the subject of a verb that tells nothing itself: `Peru thanked the chair and called for …`."""
    words = scan.words
    low = words.at(at)
    if not (low in PASTS or (low.endswith("ed") and len(low) > 4)) or words.at(at + 1) == "by":
        return
    first = group_at(words, at, "past").first
    before = words.before(first)
    if not words.is_capital(before) and words.at(before) not in {"he", "she", "they", "it"}:
        return
    subject = holders_before(words, first)
    if subject is not None:
        scan.subject = subject
