"""Noun phrases that stand before or after a place in a sentence, and lists of them joined by `and`."""

from __future__ import annotations

from onrecord.find.clauses import (
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    Words,
    in_noun_phrase,
    is_finite,
    join,
)
from onrecord.find.gazetteer import lookup
from onrecord.find.grammar import word_list
from onrecord.find.rolewords import is_role_noun

Range = tuple[int, int]

_ENOUGH = 40
_ADJECTIVE = ("al", "ive", "ic", "ish", "ary", "ous", "ern")
_PANELS = frozenset({"committee", "subcommittee", "commission", "panel", "caucus", "adviser", "envoy"})
ARTICLES = frozenset({"the", "a", "an"})
AND = frozenset({"and", "or", "&"})
_CALENDAR = word_list("calendar")
_ORGANISATIONS = word_list("organisations")
_LEFT_OUT = frozenset({"others", "other", "else"})


def phrase_before(words: Words, end: int) -> Range | None:
    """The noun phrase whose last token stands right before `end`, brackets in between passed over."""
    at = end - 1
    if at >= 0 and at in words.partner and words.tokens[at].text in ")]":
        end = words.partner[at]
        at = end - 1
    if at < 0:
        return None
    if words.at(at) in PRONOUNS:
        return at, end
    if words.at(at) in DETERMINERS - ARTICLES and words.at(at) not in {"no", "every"}:
        return at, end
    if not in_noun_phrase(words, at) or words.tokens[at].is_possessive:
        return None
    first = at
    while at > 0:
        before = words.before(at)
        if before < 0:
            break
        low = words.at(before)
        if in_noun_phrase(words, before):
            first = at = before
            continue
        if low in DETERMINERS - {"that"} | POSSESSIVES:
            first = at = before
            if words.at(at - 1) not in {"of", "all", "both", "from"} and not _numbered(words, at - 1):
                break
            continue
        if _goes_on_before(words, before, at) or _is_reduced(words, before):
            at = before
            continue
        break
    while first < end and not (words.is_word(first)):
        first += 1
    return (first, end) if first < end else None


def _is_reduced(words: Words, gerund: int) -> bool:
    """`a union representing pilots`: a gerund that describes the noun before it."""
    low, head = words.at(gerund), gerund - 1
    return low.endswith("ing") and head >= 0 and words.is_word(head) and in_noun_phrase(words, head)


def _numbered(words: Words, at: int) -> bool:
    return False if at < 0 else words.at(at) in {"several", "some", "many", "most"}


def _goes_on_before(words: Words, before: int, at: int) -> bool:
    """Whether a preposition at `before` ties the phrase to one before it: `Republic of Korea`."""
    low, head = words.at(before), before - 1
    if head < 0 or not in_noun_phrase(words, head):
        return False
    if low == "of" or (low == "on" and words.at(head) in _PANELS):
        return True
    if low in {"for", "from", "at", "on", "to", "in"}:
        if (low in {"from", "for", "to", "at"} and words.is_capital(at)) or words.at(at) in ARTICLES:
            return not words.is_capital(head) or (words.is_capital(at) and low in {"for", "on", "from", "at"})
        return words.is_capital(head) and words.is_capital(at) and low in {"on", "for"}
    return (
        low == "and"
        and words.is_capital(head)
        and words.is_capital(at)
        and words.at(head - 1) in {"on", "of"}
    )


def list_before(words: Words, end: int) -> tuple[list[Range], int]:
    """The noun phrases of the list that ends right before `end`, in order, and where it starts."""
    found: list[Range] = []
    at, joined, oxford = end, False, False
    while len(found) < _ENOUGH:
        phrase = phrase_before(words, at)
        if phrase is None or (found and not _is_item(words, phrase)):
            break
        if found and (
            _is_date(words, phrase)
            or words.at(words.before(phrase[0])) in PREPOSITIONS - {"of", "including", "with", "like", "as"}
        ):
            break
        found.append(phrase)
        at = words.before(phrase[0]) + 1
        mark = words.at(at - 1)
        if mark in AND and not joined:
            at -= 1
            joined = True
            if words.at(at - 1) == ",":
                at -= 1
                oxford = True
        elif mark == "," and joined:
            at -= 1
        else:
            if mark in AND and len(found) > 2 and words.at(found[-1][1]) == ",":
                at = found.pop()[1] + 1
            break
    if oxford and len(found) == 2:
        found.pop()
    while found and found[-1] != found[0] and not _starts_list(words, found[-1]):
        found.pop()
    start = found[-1][0] if found else end
    kept = [phrase for phrase in reversed(found) if not _is_left_out(words, phrase)]
    return _whole_names(words, kept), start


def _whole_names(words: Words, found: list[Range]) -> list[Range]:
    """`Trinidad and Tobago` is one: neighbours that the tables know as one name are joined."""
    out: list[Range] = []
    for phrase in found:
        if out and words.at(out[-1][1]) == "and" and phrase[0] == out[-1][1] + 1:
            if _is_adjective(words, out[-1][1] - 1) and words.at(phrase[0]) not in DETERMINERS | POSSESSIVES:
                out[-1] = (out[-1][0], phrase[1])
                continue
            start, end = join(words, out[-1][0], phrase[1])
            split = words.low[out[-1][0]] == "the" and words.low[phrase[1] - 1] in _ORGANISATIONS
            if lookup(words.text[start:end]) is not None or (split and words.is_capital(phrase[0])):
                out[-1] = (out[-1][0], phrase[1])
                continue
        out.append(phrase)
    return out


def _is_adjective(words: Words, at: int) -> bool:
    """`top political and military leaders` are one group: the word before `and` is no noun."""
    low = words.low[at]
    return not words.is_capital(at) and low.endswith(_ADJECTIVE) and not is_role_noun(low)


def _is_date(words: Words, phrase: Range) -> bool:
    return any(words.at(at) in _CALENDAR for at in range(*phrase)) or words.low[phrase[0]][0].isdigit()


def _starts_list(words: Words, phrase: Range) -> bool:
    return words.at(words.before(phrase[0])) not in {"of", "in", "on", "at"}


def _is_item(words: Words, phrase: Range) -> bool:
    """Whether a phrase can be an earlier item of a list of holders: a name, a group, `several parties`."""
    first, last = phrase
    if words.at(first) in PRONOUNS:
        return True
    return any(words.is_capital(at) for at in range(first, last)) or words.at(first) in {
        "several", "some", "many", "most", "other", "others", "various",
    }  # fmt: skip


def _is_left_out(words: Words, phrase: Range) -> bool:
    """`others`, `some others`: nobody whom the text names or describes."""
    return words.low[phrase[1] - 1] in _LEFT_OUT


def list_after(words: Words, start: int, most: int = 60) -> tuple[list[Range], int]:
    """The noun phrases of the list that starts at `start` (`Norway and Kuwait`), and where it ends."""
    found: list[Range] = []
    at = start
    while at < len(words) and len(found) < _ENOUGH and at - start < most:
        end = _phrase_end(words, at)
        if end == at:
            break
        found.append((at, end))
        at = end
        after = at
        while after in words.partner and words.tokens[after].text in "([":
            after = words.partner[after] + 1
        mark = words.at(after)
        nxt = after + 1
        if mark == "," and words.at(nxt) in AND:
            nxt += 1
        if mark not in {",", *AND} or not _can_start(words, nxt) or not _is_item_at(words, nxt):
            at = after
            break
        at = nxt
    return _whole_names(words, [phrase for phrase in found if not _is_left_out(words, phrase)]), at


def _can_start(words: Words, at: int) -> bool:
    return words.is_capital(at) or words.at(at) in DETERMINERS | _LEFT_OUT | {
        "several",
        "many",
        "some",
        "most",
    }


def _is_item_at(words: Words, at: int) -> bool:
    end = _phrase_end(words, at)
    if end == at or is_finite(words, end):
        return False
    return _is_item(words, (at, end))


def _phrase_end(words: Words, at: int) -> int:
    end = at
    while end < len(words):
        low = words.at(end)
        if low in DETERMINERS | POSSESSIVES and end == at:
            end += 1
            continue
        if end > at and low == "of" and end + 1 < len(words) and not words.inside[end]:
            end += 1
            if words.at(end) in ARTICLES:
                end += 1
            continue
        if end == at and low in PRONOUNS | {"him", "her", "them", "us", "me"}:
            return end + 1
        if not in_noun_phrase(words, end) or (low in words.stances.siding and end > at):
            break
        end += 1
    while end > at and words.at(end - 1) in {"of", *ARTICLES}:
        end -= 1
    return end
