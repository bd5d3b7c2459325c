"""Positions that verbs tell: `X supported Y`, `X was opposed by Z`, `X said Y should …`, `Y is fine`."""

from __future__ import annotations

from dataclasses import replace

from onrecord.find.clauses import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    POSSESSIVES,
    PRONOUNS,
    RELATIVES,
    Group,
    Words,
    group_at,
    is_adverb,
    is_finite,
)
from onrecord.find.grammar import word_list
from onrecord.find.holders import Holders, holders_before
from onrecord.find.noun_phrases import Range, list_after, list_before, phrase_before
from onrecord.find.objects import Complement, complement
from onrecord.find.position_drafts import Draft, Scan, Way, degree_of, for_everyone, sided
from onrecord.find.stances import Form, Frame, Sense, Stances

_DOUBTFUL = frozenset({"may", "might"})
_UNREAL = frozenset({"if", "whether", "unless"})
_LINKS = word_list("links")
_BOUNDS = word_list("bounds")


def read_verb(scan: Scan, at: int) -> None:
    """Add the positions that the word at `at` tells as a verb, and keep the subject for what follows."""
    words, stances = scan.words, scan.stances
    low = words.low[at]
    for table, way in ((stances.light, "light"), (stances.verbs, "verb")):
        known = table.get(low)
        if known is not None and _read_known(scan, at, known[0], known[1], way):  # type: ignore[arg-type]
            return
    if low in stances.saying:
        _read_saying(scan, at, stances.saying[low])
    elif low in stances.states:
        _read_state(scan, at)
    elif low == "in" and words.at(at + 1) in {"favor", "favour"} and words.at(at + 2) == "of":
        _read_phrase_state(scan, at, 3, stances.states[f"in-{words.at(at + 1)}-of"][0])
    elif low in stances.verdicts or low in {"out", "off", "a"}:
        _read_verdict(scan, at)


def _read_known(scan: Scan, at: int, form: Form, frames: tuple[Frame, ...], way: Way) -> bool:
    words, stances = scan.words, scan.stances
    group = group_at(words, at, form)
    if way == "verb" and form == "past" and words.at(at + 1) in {"by"}:
        return _read_by(scan, group, frames)
    if group.passive:
        if words.low[at] in stances.states:
            return False
        return _read_by(scan, group, frames)
    subject = subject_of(scan, group, form)
    if subject is None:
        return False
    tense = "past" if form == "past" else "s"
    for frame in frames:
        found = _light_complement(words, at, frame, stances, tense) if way == "light" else None
        if way == "verb":
            found = complement(words, at, frame, stances, tense)
        if found is None:
            continue
        _keep_subject(scan, subject, form)
        _add(scan, group, frame, found, subject, way)
        return True
    return way == "verb" and _read_relative(scan, group, frames, subject)


def _keep_subject(scan: Scan, subject: Holders, form: Form) -> None:
    if form != "ing" or scan.subject is None:
        scan.subject = subject


def _light_complement(words: Words, at: int, frame: Frame, stances: Stances, tense: str) -> Complement | None:
    """`express(ed) (its strong) support for …`: the noun within six words, then its complement."""
    place = at + 1
    while place < min(at + 7, len(words)):
        low = words.low[place]
        if low in frame.nouns:
            return complement(words, place, replace(frame, nouns=frozenset(), particle=None), stances, tense)
        if low in {"and", ","} and words.at(place - 1) in stances.nouns:
            place += 1
            continue
        if not (
            low in DETERMINERS | POSSESSIVES or (words.is_word(place) and low not in AUXILIARIES | PRONOUNS)
        ):
            return None
        if low in {"for", "to", "of", "about", "that", "with"}:
            return None
        place += 1
    return None


def subject_of(scan: Scan, group: Group, form: Form) -> Holders | None:
    """Who does what the verb group says; None where the word is no verb here, or nobody is named."""
    words, stances = scan.words, scan.stances
    before = words.before(group.first)
    low = words.at(before)
    if form == "ing" and not (group.first < group.verb and words.at(group.verb - 1) in BE | {"been"}):
        return _subject_of_gerund(scan, group, low)
    if form == "past" and group.first == group.verb and low in DETERMINERS | POSSESSIVES | {"'s", "’s"}:
        return None
    if form == "base" and group.first == group.verb:
        if low == "to":
            return _subject_of_infinitive(scan, before)
        found = holders_before(words, group.first, stances)
        return found if found is not None and _is_plural(words, found) else None
    if form == "s" and not is_finite(words, group.verb, stances):
        return None
    if low in RELATIVES:
        end = before if words.at(before - 1) != "," else before - 1
        return holders_before(words, end, stances)
    if low in {"and", "or", "but"}:
        return scan.subject
    found = holders_before(words, group.first, stances)
    if found is not None:
        if words.at(words.before(found.start)) in _UNREAL:
            return None
        return found
    return scan.subject if low == "," else None


def _subject_of_gerund(scan: Scan, group: Group, low: str) -> Holders | None:
    """`…, opposing X`: the subject of the sentence; `with Norway opposing X`: Norway."""
    words = scan.words
    if group.first == 0:
        return Holders()
    if low in {",", "and", "while", "but"}:
        if low == "and" and words.at(words.before(group.first) - 1) not in {",", ""} and scan.subject is None:
            return None
        return scan.subject
    found, start = list_before(words, group.first, scan.stances)
    if found and words.at(words.before(start)) == "with":
        return Holders(found, [], start)
    return None


def _subject_of_infinitive(scan: Scan, to: int) -> Holders | None:
    """`decided to support`: the subject of a verb that hands its stance on."""
    words = scan.words
    if words.at(to - 1) not in scan.stances.words["matrix"]:
        return None
    group = group_at(words, to - 1, "past")
    return holders_before(words, group.first, scan.stances) or scan.subject


def _is_plural(words: Words, found: Holders) -> bool:
    if len(found.main) > 1:
        return True
    low = words.low[found.main[0][1] - 1]
    return low in {"they", "we", "i", "you", "who", "many", "some", "most", "several", "others"} or (
        low.endswith("s") and not low.endswith(("ss", "us"))
    )


def _add(scan: Scan, group: Group, frame: Frame, found: Complement, subject: Holders, way: Way) -> None:
    sense = frame.sense
    if group.negated:
        if frame.negated is None:
            return
        sense = frame.negated
    if _is_body_agreeing(scan, sense, subject):
        return
    taking = scan.words.at(found.first) in scan.stances.words["taking"]
    if sense.stance == "rejects" and taking and scan.words.at(found.first - 1) == "to":
        found = replace(found, first=min(found.first + 1, found.last - 1))
    draft = draft_of(scan, group, sense, found, way, frame.sure)
    if not subject.main:
        scan.waiting.append(draft)
        return
    scan.read.append((subject.start, group.first))
    scan.drafts += for_everyone(scan, draft, subject)


def draft_of(scan: Scan, group: Group, sense: Sense, found: Complement, way: Way, sure: float) -> Draft:
    words = scan.words
    stance = sense.stance
    condition = scan.offsets(*found.condition) if found.condition else None
    if condition and stance in {"accepts", "supports", "offers"}:
        stance = "conditions"
    return Draft(
        stance,
        degree_of(words, sense, found.first, found.last, group.first, group.verb),
        None,
        scan.offsets(found.first, found.last),
        (words.tokens[group.verb].start, words.tokens[group.verb].end),
        way,
        scan.sentence,
        condition,
        scan.offsets(*found.ask) if found.ask else None,
        sure=sure,
        hedged=group.modal in _DOUBTFUL,
    )


def _is_body_agreeing(scan: Scan, sense: Sense, subject: Holders) -> bool:
    """Whether a meeting as a whole agrees: an event, no side's position."""
    if sense.stance not in {"accepts"} or len(subject.main) != 1:
        return False
    first, last = subject.main[0]
    words = [scan.words.low[at] for at in range(first, last) if scan.words.low[at] not in DETERMINERS]
    return bool(words) and words[-1] in scan.stances.words["bodies"]


def _read_by(scan: Scan, group: Group, frames: tuple[Frame, ...]) -> bool:
    """`was opposed by A`, `text proposed by A`, `…, supported by A` behind what A supports."""
    words, stances = scan.words, scan.stances
    by = group.verb + 1
    while is_adverb(words.at(by)):
        by += 1
    if words.at(by) != "by" or any(first <= group.verb < last for first, last in scan.read):
        return False
    frame = next((f for f in frames if "np" in f.takes or f.particle), None)
    if frame is None or group.negated:
        return False
    found, end = list_after(words, by + 1, stances)
    if not found:
        return False
    before = words.before(group.first)
    object_ = None
    if group.passive:
        object_ = _subject_phrase(words, group.first)
    elif words.at(before) in {",", "and", "but"} or is_adverb(words.at(before)):
        return _read_trailing(scan, group, frame, found)
    elif words.at(before) == "as":
        end_of = before - 1 if words.at(before - 1) == "," else before
        object_ = phrase_with_tail(words, end_of, stances)
    else:
        object_ = phrase_with_tail(words, group.first, stances)
    if object_ is None:
        return False
    complement_ = Complement(object_[0], object_[1], end)
    way: Way = "passive" if group.passive else "participle"
    draft = draft_of(scan, group, frame.sense, complement_, way, frame.sure)
    scan.drafts += for_everyone(scan, draft, Holders(found, [], group.first))
    return True


def phrase_with_tail(words: Words, end: int, stances: Stances) -> Range | None:
    """The noun phrase before `end` that may end in a quotation or a prepositional phrase."""
    at = end
    if words.at(at - 1) in {"'", "’", "”", '"'}:
        at = next((k for k in range(at - 2, -1, -1) if words.low[k] in {"'", "‘", "“", '"'}), at)
        if words.at(at - 1) in {"to", "of", "on", "for"}:
            before = phrase_before(words, at - 1, stances)
            return (before[0], end) if before else None
    found = phrase_before(words, at, stances)
    return (found[0], end) if found else None


def _subject_phrase(words: Words, end: int) -> Range | None:
    """The subject that ends before `end`, back to the start of its clause."""
    first = end
    while first > 0:
        low = words.low[first - 1]
        if low in {",", ";", ":"} or low in _BOUNDS:
            break
        first -= 1
    if words.at(first) in RELATIVES and first + 1 == end:
        return None
    return (first, end) if first < end else None


def _read_trailing(scan: Scan, group: Group, frame: Frame, found: list[Range]) -> bool:
    """`X proposed Y, opposed by Z`: Z stands to X's Y as the word says."""
    if not scan.drafts:
        return False
    last = scan.drafts[-1]
    company = "for" if frame.sense.stance == "supports" else "against"
    stance = sided(last.stance, company)  # type: ignore[arg-type]
    if last.way == "company":
        main = next(
            (d for d in reversed(scan.drafts) if d.trigger == last.trigger and d.way != "company"), last
        )
        stance = sided(main.stance, company)  # type: ignore[arg-type]
    trigger = (scan.words.tokens[group.verb].start, scan.words.tokens[group.verb].end)
    for phrase in found:
        draft = replace(last, holder=scan.offsets(*phrase), stance=stance, way="company", degree="whole")
        scan.drafts.append(replace(draft, trigger=trigger if last.way == "company" else last.trigger))
    return True


def _read_relative(scan: Scan, group: Group, frames: tuple[Frame, ...], subject: Holders) -> bool:
    """`a demand that Ukraine has rejected`: what the relative clause hangs on is the object."""
    words, stances = scan.words, scan.stances
    frame = next((f for f in frames if "np" in f.takes and not f.particle), None)
    if frame is None or words.at(group.verb + 1) not in {".", ",", ";", "", "and", "”"}:
        return False
    link = words.before(subject.start)
    if words.at(link) not in {"that", "which"}:
        return False
    end = link - 1 if words.at(link - 1) == "," else link
    phrase = phrase_before(words, end, stances)
    if phrase is None:
        return False
    found = Complement(phrase[0], phrase[1], group.verb + 1)
    sense = frame.negated if group.negated else frame.sense
    if sense is None:
        return False
    scan.drafts += for_everyone(scan, draft_of(scan, group, sense, found, "relative", frame.sure), subject)
    return True


def _read_saying(scan: Scan, at: int, form: Form) -> None:
    """`said that Y should …`, `noted that Y is essential`; keeps the subject of any reporting verb."""
    words = scan.words
    group = group_at(words, at, form)
    if group.passive or (form == "past" and words.at(at + 1) == "by"):
        return
    subject = subject_of(scan, group, form)
    if subject is None:
        return
    _keep_subject(scan, subject, form)
    read_content(scan, group, subject, at + 1)


def read_content(scan: Scan, group: Group, subject: Holders, start: int) -> None:
    """Demands in the clauses that begin at `start`: `(that) Y should …, and (that) Z must …`."""
    words, stances = scan.words, scan.stances
    tense = "past" if group.form == "past" else "s"
    clause = Frame(Sense("demands", "whole"), None, frozenset({"that", "np"}))
    at = start
    while at < len(words):
        if is_adverb(words.at(at)):
            at += 1
            continue
        if words.at(at) == "," and words.at(at + 1) == "inter":
            at += 3
            at += words.at(at) in {",", ":"}
        first = at + 1 if words.at(at) == "that" else at
        found = complement(words, at - 1, clause, stances, tense)
        if found is None:
            return
        must = _must(words, first, found.last, stances)
        if must is not None:
            scan.contents.append((first, found.last))
            _add(scan, group, clause, replace(found, first=first, clause=True), subject, "must")
        else:
            _said_verdict(scan, group, subject, first, found.last)
        if words.at(found.next) in {",", "and", "but"}:
            at = found.next
            while words.at(at) in {",", "and", "but"}:
                at += 1
            if words.at(at) == "that":
                continue
        return


def _must(words: Words, first: int, last: int, stances: Stances) -> int | None:
    """The place of the first verb of the clause where that is `should`, `must`, `needs to`."""
    wanted = stances.words["must"]
    for at in range(first, min(last, first + 26)):
        low = words.low[at]
        if words.inside[at]:
            continue
        if low in wanted:
            if low in {"need", "needs", "ought"} and words.at(at + 1) not in {"to", "not"}:
                continue
            return at
        if low in AUXILIARIES or low in {"which", "who", "if", "when", "whether", "because", "how"}:
            return None
        if is_finite(words, at, stances):
            return None
    return None


def _said_verdict(scan: Scan, group: Group, subject: Holders, first: int, last: int) -> None:
    """`said the registry was an important element`: the subject is what is supported or demanded."""
    words = scan.words
    be = next((at for at in range(first, min(last, first + 16)) if words.low[at] in AUXILIARIES), None)
    if be is None or words.low[be] not in BE or be == first:
        return
    for at in range(be + 1, min(last, be + 5)):
        low = words.low[at]
        frame = next((f for f in scan.stances.verdicts.get(low, ()) if f.said), None)
        if frame is not None:
            if any(words.low[k] in {"not", "more", "most", "as"} for k in range(be, at)):
                return
            phrase = Complement(first, be, last)
            if words.low[first] in {"it", "this", "that", "there", "what"}:
                return
            _add(scan, group, frame, phrase, subject, "verdict")
            return
        if not (low in DETERMINERS or is_adverb(low) or low in {"very", "particularly", "also"}):
            return


def _read_state(scan: Scan, at: int) -> None:
    """`is opposed to X`, `are willing to accept X`, `was against X`."""
    words, stances = scan.words, scan.stances
    for frame in stances.states[words.low[at]]:
        group = group_at(words, at, "past")
        linked = (group.first < at and words.low[at - 1] in BE | AUXILIARIES | {"not", "n't"}) or is_adverb(
            words.at(at - 1)
        )
        if not linked or not any(words.low[k] in BE | _LINKS for k in range(group.first, at)):
            return
        if words.low[at] == "opposed" and words.at(at + 1) == "by":
            return
        place = at
        if "to" in frame.takes and words.at(at + 1) == "to" and words.at(at + 2) in stances.words["taking"]:
            place = at + 2
            frame = replace(
                frame, takes=frozenset({"np", "that", "to"}), sense=_taking(frame, words.at(at + 2))
            )
        found = complement(words, place, frame, stances, "past")
        subject = holders_before(words, group.first, stances) or scan.subject
        if found is None or subject is None:
            return
        _keep_subject(scan, subject, "past")
        _add(scan, replace(group, passive=False), frame, found, subject, "state")
        return


def _taking(frame: Frame, verb: str) -> Sense:
    if frame.sense.stance == "offers":
        return Sense("supports" if verb in {"support", "endorse"} else "accepts", frame.sense.degree)
    return frame.sense


def _read_phrase_state(scan: Scan, at: int, size: int, frame: Frame) -> None:
    words, stances = scan.words, scan.stances
    group = group_at(words, at, "past")
    found = complement(words, at + size - 1, frame, stances, "past")
    subject = holders_before(words, group.first, stances) if group.first < at else None
    if found is not None and subject is not None:
        _add(scan, replace(group, passive=False), frame, found, subject, "state")


def _read_verdict(scan: Scan, at: int) -> None:
    """`some proposals appeared acceptable (to X)`, `others caused criticism`: the subject is the object."""
    words, stances = scan.words, scan.stances
    size, frames = _verdict_at(words, at, stances)
    if not frames or frames[0].said:
        return
    verb = at - 1
    while verb >= 0 and (
        is_adverb(words.low[verb]) or words.low[verb] in {"somewhat", "completely", "some", "much"}
    ):
        verb -= 1
    if verb < 0 or any(first <= at < last for first, last in scan.read):
        return
    causes = words.low[verb] in stances.causing
    if not (causes or words.low[verb] in BE | _LINKS):
        return
    if causes != (words.low[at] in {"criticism", "objections", "opposition", "controversy"}):
        return
    group = group_at(words, verb, "past")
    if words.at(words.before(group.first)) in {"and", ","}:
        return
    phrase = phrase_before(words, group.first, stances)
    if phrase is None:
        return
    frame = frames[0]
    sense = frame.negated if group.negated and frame.negated else frame.sense
    if group.negated and frame.negated is None:
        return
    after = at + size
    found: list[Range] = []
    if words.at(after) in {"to", "for", "from", "by"} and words.at(after + 1) not in {"be"}:
        found, _ = list_after(words, after + 1, stances)
    whole = replace(group, verb=at)
    draft = draft_of(scan, whole, sense, Complement(phrase[0], phrase[1], after), "verdict", 0.9)
    if found:
        scan.drafts += for_everyone(scan, draft, Holders(found, [], at))
    else:
        scan.drafts.append(draft)


def _verdict_at(words: Words, at: int, stances: Stances) -> tuple[int, tuple[Frame, ...]]:
    for size in (3, 2, 1):
        key = "-".join(words.low[at : at + size])
        if key in stances.verdicts and at + size <= len(words):
            return size, stances.verdicts[key]
    return 1, ()
