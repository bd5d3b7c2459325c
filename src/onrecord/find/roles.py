"""Role phrases that the text ties to a person's name right there, from surface patterns and word lists.

Before the name: titles and nouns (`U.S. Special Envoy Steve …`, `the country’s foreign minister, Ana …`).
After it: an apposition between commas, dashes or brackets (`…, deputy director at the …`, `…, D-Ohio`).
A plural role before or after a list of names belongs to each of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.find.gazetteer import lookup
from onrecord.find.institutions import heads_institution, is_subject
from onrecord.find.lines import Line, Name
from onrecord.find.rolewords import (
    FUNCTION_WORDS,
    HONORIFICS,
    KIN,
    MODIFIERS,
    PLURAL,
    is_role_noun,
    is_title,
    singular,
)
from onrecord.find.surface import Token

_POSSESSORS = frozenset({"his", "her", "their", "its", "my", "our"})
_LINKS = frozenset({"of", "for", "and", "to", "&", "the", "at", "in", "on", "with", "from", "under"})
_INNER = frozenset({"of", "for", "and", "&", "the", "to"})
_OPENERS = frozenset({"the", "a", "an", "another"})
_COMMAS = frozenset({",", "—", "–", "(", "--", "-"})
_CLOSERS = frozenset({",", ".", ";", ":", "—", "–", ")", "--", "?", "!", "”", '"', "-"})
_STOP_VERBS = frozenset(
    {
        "said",
        "says",
        "told",
        "tells",
        "added",
        "adds",
        "wrote",
        "writes",
        "argued",
        "stated",
        "noted",
        "warned",
    }
    | {
        "announced",
        "called",
        "asked",
        "went",
        "made",
        "took",
        "gave",
        "got",
        "came",
        "became",
        "who",
        "which",
    }
)
_PARTY = re.compile(
    r"\s?[,(]\s?((?:[DRI]|Rep|Dem|Ind|Lab|Con)\.?[-–](?:[A-Z][\w.]*)(?:\s(?:Virginia|Hampshire|Jersey|Mexico|York|"
    r"Carolina|Dakota|Island))?)(?=[,.)\s])"
)
_REACH = 14


@dataclass(frozen=True, slots=True)
class Role:
    """Tokens `[first, last)` of a line that say what somebody is; `relation` are tokens of another's name
    or of the possessive pronoun that it leans on."""

    first: int
    last: int
    relation: tuple[int, int] | None = None


def roles_of(line: Line, text: str) -> list[list[Role]]:
    """For each name of the line its roles, in the order of the text; only persons have any."""
    owners = line.owners()
    out: list[list[Role]] = []
    for index, name in enumerate(line.names):
        found: list[Role] = []
        if name.label == "person":
            before = _before(line, owners, name.first) or _noun_comma(line, owners, name)
            if before is not None:
                found.append(before)
            elif index > 0:
                found += _shared(line, index, out[index - 1])
            after = _after(line, owners, name)
            if after is not None:
                found.append(after)
                if after.first and _is_many(line, after):
                    _share_back(line, index, after, out)
            found += _party(line, name, text)
        out.append(found)
    return out


def _before(line: Line, owners: Sequence[int], stop: int) -> Role | None:
    """The role phrase that ends right before token `stop`."""
    toks = line.tokens
    at, relation = stop - 1, None
    while at >= 0 and toks[at].lower in HONORIFICS and toks[at].lower not in {"brother", "sister", "father"}:
        at -= 1
    end = at + 1
    while at >= 0 and stop - at <= _REACH:
        token = toks[at]
        owner = owners[at]
        if owner >= 0 and line.names[owner].label == "person":
            break
        if token.is_possessive:
            start, relation = _possessor(line, owners, at)
            at = start - 1
            break
        if not (_belongs(token) or _names_office(toks, at, end)):
            if token.lower in _POSSESSORS:
                relation = (at, at + 1)
            break
        at -= 1
    if end and toks[end - 1].lower in _LINKS:
        return None
    first = _past_other_noun(toks, at + 1, end)
    while first < end and _not_first(toks[first], first, line):
        first += 1
    if first >= end or not _has_head(toks, first, end):
        return None
    if relation is not None and relation[0] >= first and not _is_kin(toks, first, end):
        relation = None
    return Role(first, end, relation if relation and (_is_kin(toks, first, end)) else None)


def _past_other_noun(toks: Sequence[Token], first: int, end: int) -> int:
    """One past the last `and` whose left side is another thing: `the media and rival Jane …`."""
    for at in range(end - 1, first, -1):
        left = toks[at - 1]
        if toks[at].lower == "and" and not left.is_capital and not is_role_noun(left.text):
            return at + 1
    return first


def _possessor(line: Line, owners: Sequence[int], at: int) -> tuple[int, tuple[int, int] | None]:
    """Where the phrase in front of the possessive mark at `at` starts, and its tokens if it is a name."""
    owner = owners[at - 1] if at else -1
    if owner >= 0:
        name = line.names[owner]
        return name.first, (name.first, name.last)
    start = at
    while start > 0 and line.tokens[start - 1].is_word and line.tokens[start - 1].is_capital:
        if line.tokens[start - 1].lower in FUNCTION_WORDS:
            break
        start -= 1
    if start == at and at > 0 and line.tokens[at - 1].is_word:
        start = at - 1
    return start, None


def _belongs(token: Token) -> bool:
    if not token.is_word:
        return token.text == "&"
    low = token.lower
    if token.is_capital:
        return low not in FUNCTION_WORDS or low in _INNER
    return is_role_noun(low) or low in MODIFIERS or low in _INNER or _is_adjective(low)


def _names_office(toks: Sequence[Token], at: int, end: int) -> bool:
    """`foreign ministry spokeswoman`, `interior ministry`: an institution in small letters before a head."""
    low = toks[at].lower
    if at + 1 >= end or not toks[at].is_word or toks[at].is_capital:
        return False
    following = toks[at + 1].text
    if heads_institution(low) or is_subject(low):
        return is_role_noun(following) or heads_institution(following)
    return False


def _is_adjective(low: str) -> bool:
    return bool(re.fullmatch(r"\d+-year-old|[a-z]+-(?:born|based|backed|led|american|elect|designate)", low))


def _not_first(token: Token, at: int, line: Line) -> bool:
    """Whether a role phrase cannot begin with this token."""
    low = token.lower
    if low in _INNER or low in FUNCTION_WORDS or not token.is_word:
        return True
    starts_sentence = at == 0 or line.tokens[at - 1].text in {".", "!", "?", "”", "“", '"'}
    if starts_sentence and token.is_capital and lookup(token.text) is None:
        known = is_role_noun(low) or low in MODIFIERS or is_title(low)
        following = line.tokens[at + 1] if at + 1 < len(line.tokens) else token
        return not known and not following.is_capital
    return False


def _has_head(toks: Sequence[Token], first: int, end: int) -> bool:
    last = toks[end - 1]
    if is_role_noun(last.text) or (is_title(last.text) and last.lower not in HONORIFICS):
        return True
    for at in range(end - 2, first - 1, -1):
        if toks[at].lower in {"of", "for", "to"} and at > first:
            heads = is_role_noun(toks[at - 1].text) or is_title(toks[at - 1].text)
            if heads and all(t.is_capital or t.lower in _INNER for t in toks[at:end]):
                return True
    return last.lower in {"attorney-general", "whip"} or (
        last.lower == "general"
        and first < end - 1
        and toks[end - 2].lower in {"attorney", "secretary", "surgeon"}
    )


def _is_kin(toks: Sequence[Token], first: int, end: int) -> bool:
    return any(singular(t.lower) in KIN or t.lower in KIN for t in toks[first:end])


def _noun_comma(line: Line, owners: Sequence[int], name: Name) -> Role | None:
    """`the country’s foreign minister, Ana Roe, …`: a definite role phrase, a comma, the name, a mark."""
    toks = line.tokens
    closes = name.last >= len(toks) or toks[name.last].text in _CLOSERS or toks[name.last].is_possessive
    if name.first < 3 or toks[name.first - 1].text != "," or not closes:
        return None
    role = _before(line, owners, name.first - 1)
    if role is None:
        return _of_phrase(line, owners, name.first - 1)
    lead = toks[role.first - 1].lower if role.first else ""
    definite = lead in {"the", "its", "his", "her", "their", "our"} or any(
        t.is_possessive for t in toks[role.first : role.last]
    )
    return role if definite else None


def _of_phrase(line: Line, owners: Sequence[int], stop: int) -> Role | None:
    """`the director of the clinic` in front of token `stop`: a determiner, a role noun, `of` and its noun."""
    toks = line.tokens
    for at in range(stop - 2, max(0, stop - _REACH), -1):
        token = toks[at]
        if token.text in _CLOSERS or (owners[at] >= 0 and line.names[owners[at]].label == "person"):
            return None
        if is_role_noun(token.text) and toks[at + 1].lower in {"of", "for", "at"}:
            first = at
            while first > 0 and _belongs(toks[first - 1]) and toks[first - 1].lower not in _INNER:
                first -= 1
            return Role(first, stop) if first > 0 and toks[first - 1].lower == "the" else None
    return None


def _after(line: Line, owners: Sequence[int], name: Name) -> Role | None:
    """The apposition after the name, between commas, dashes or brackets."""
    toks = line.tokens
    at = _past_bracket(toks, name.last)
    if at + 1 >= len(toks) or toks[at].text not in _COMMAS:
        return None
    at += 1
    if toks[at].text[0].isdigit() and at + 1 < len(toks) and toks[at + 1].text == ",":
        at += 2
    if at >= len(toks):
        return None
    first, relation = at, None
    at = _past_who(toks, at)
    first = at
    if toks[at].lower in _OPENERS and at + 1 < len(toks):
        first = at = at + 1
    elif toks[at].lower == "one" and at + 1 < len(toks) and toks[at + 1].lower == "of":
        head = _apposition_head(line, owners, min(at + 3, len(toks) - 1))
        return None if head is None else Role(at, _apposition_end(line, owners, head) or head + 1)
    elif toks[at].lower in _POSSESSORS:
        relation = (at, at + 1)
        first = at = at + 1
    head = _apposition_head(line, owners, first)
    if head is None:
        return None
    last = _apposition_end(line, owners, head)
    if last is None:
        return None
    relation = relation or _leaning(line, owners, first, last)
    return Role(first, last, relation if _is_kin(toks, first, head + 1) else None)


_WHO_IS = re.compile(
    r"who (?:is|was|serves|served|has served|works|worked|became|had been|has been)(?: (?:as|for))?$"
)


def _past_bracket(toks: Sequence[Token], at: int) -> int:
    """One past a short bracket right behind the name, as in `Roe (D-Ohio), chair of …`."""
    if at < len(toks) and toks[at].text == "(":
        for close in range(at + 1, min(len(toks) - 1, at + 6)):
            if toks[close].text == ")":
                return close + 1 if toks[close + 1].text == "," else at
    return at


def _past_who(toks: Sequence[Token], at: int) -> int:
    """One past `who served as` and the like; `at` where none stands there."""
    for size in (4, 3, 2):
        if at + size < len(toks) and _WHO_IS.match(" ".join(t.lower for t in toks[at : at + size])):
            return at + size
    return at


def _apposition_head(line: Line, owners: Sequence[int], first: int) -> int | None:
    toks = line.tokens
    head = None
    for at in range(first, min(len(toks), first + _REACH)):
        token = toks[at]
        person = owners[at] >= 0 and line.names[owners[at]].label == "person"
        if person and not _is_possessed(toks, line.names[owners[at]].last):
            return None
        if is_role_noun(token.text) or (is_title(token.text) and token.is_capital):
            head = at
            continue
        low = token.lower
        if head is not None:
            if low in MODIFIERS and at + 1 < len(toks) and is_role_noun(toks[at + 1].text):
                continue
            break
        if not (token.is_word or token.is_possessive) or low in _STOP_VERBS:
            return None
        if low in FUNCTION_WORDS and low not in {"of", "for", "and", "the"}:
            return None
        if re.search(r"(?:ing|ed)$", low) and not token.is_capital and low not in MODIFIERS:
            return None
    return head


def _is_possessed(toks: Sequence[Token], at: int) -> bool:
    return at < len(toks) and toks[at].is_possessive


def _apposition_end(line: Line, owners: Sequence[int], head: int) -> int | None:
    """One past the last token of the apposition; None where it is the start of something else."""
    toks = line.tokens
    at = head + 1
    while at < len(toks):
        token, low = toks[at], toks[at].lower
        if token.text in _CLOSERS or low in _STOP_VERBS or low in {"that", "when", "where", "while"}:
            break
        person = owners[at] >= 0 and line.names[owners[at]].label == "person"
        if person and not _is_object(line, owners, head, at):
            return None
        if low in FUNCTION_WORDS and low not in _LINKS and low not in _POSSESSORS:
            break
        if low == "and" and _next_is_person(line, owners, at + 1):
            break
        if at == head + 1 and not person and token.is_word and low not in _LINKS and not token.is_capital:
            break
        at += 1
    while at > head + 1 and toks[at - 1].lower in _LINKS:
        at -= 1
    return at


def _is_object(line: Line, owners: Sequence[int], head: int, at: int) -> bool:
    """Whether the person's name at `at` is what the role is of: `adviser to President Roe`."""
    name = line.names[owners[at]]
    before = name.first - 1
    while before > head and (is_title(line.tokens[before].text) or is_role_noun(line.tokens[before].text)
                             or line.tokens[before].lower in MODIFIERS):  # fmt: skip
        before -= 1
    return before > head - 1 and line.tokens[before].lower in {"of", "to", "for", "with", "the", "and"}


def _next_is_person(line: Line, owners: Sequence[int], at: int) -> bool:
    toks = line.tokens
    while at < len(toks) and (is_title(toks[at].text) or is_role_noun(toks[at].text)):
        at += 1
    return at < len(toks) and owners[at] >= 0 and line.names[owners[at]].label == "person"


def _leaning(line: Line, owners: Sequence[int], first: int, last: int) -> tuple[int, int] | None:
    for at in range(first, last):
        if owners[at] >= 0 and line.names[owners[at]].label == "person":
            name = line.names[owners[at]]
            return (name.first, name.last)
    return None


def _is_many(line: Line, role: Role) -> bool:
    words = [t.lower for t in line.tokens[role.first : role.last]]
    stop = next((i for i, word in enumerate(words) if word in {"of", "for", "at", "to"}), len(words))
    return bool(stop) and words[stop - 1] in PLURAL


def _joined(line: Line, left: Name, right: Name) -> bool:
    between = [t.lower for t in line.tokens[left.last : right.first]]
    return between in ([","], ["and"], ["&"], [",", "and"])


def _shared(line: Line, index: int, roles: Sequence[Role]) -> list[Role]:
    """The plural roles in front of a list that this name goes on with: `aides A, B and C`."""
    names = line.names
    if not _joined(line, names[index - 1], names[index]):
        return []
    if _has_and(line, names[index - 1], names[index]):
        closing = True
    else:
        ended = index > 1 and _has_and(line, names[index - 2], names[index - 1])
        closing = not ended and _list_goes_on(line, index)
    if not closing:
        return []
    return [role for role in roles if role.last <= names[index - 1].first and _is_many(line, role)]


def _has_and(line: Line, left: Name, right: Name) -> bool:
    return any(t.lower in {"and", "&"} for t in line.tokens[left.last : right.first])


def _list_goes_on(line: Line, index: int) -> bool:
    names = line.names
    while index + 1 < len(names) and _joined(line, names[index], names[index + 1]):
        if _has_and(line, names[index], names[index + 1]):
            return True
        index += 1
    return False


def _share_back(line: Line, index: int, role: Role, out: list[list[Role]]) -> None:
    at = index
    while (
        at > 0 and line.names[at - 1].label == "person" and _joined(line, line.names[at - 1], line.names[at])
    ):
        at -= 1
        out[at].append(role)


def _party(line: Line, name: Name, text: str) -> list[Role]:
    end = line.tokens[name.last - 1].end
    match = _PARTY.match(text, end, line.end)
    if match is None:
        return []
    inside = [i for i, t in enumerate(line.tokens) if match.start(1) <= t.start and t.end <= match.end(1)]
    return [Role(inside[0], inside[-1] + 1)] if inside else []
