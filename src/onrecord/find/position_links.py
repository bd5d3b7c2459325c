"""What `this`, `the proposal` and `a demand that …` take up: the object of a position told before.

Looks back within the paragraph: first in the same sentence, then in up to three before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.find.clause_ends import CALENDAR
from onrecord.find.clauses import DETERMINERS, Words
from onrecord.find.grammar import word_list
from onrecord.find.noun_phrases import list_after
from onrecord.find.objects import complement
from onrecord.find.position_drafts import Draft, Offsets, Scan
from onrecord.find.stances import Frame, Sense

_BARE = word_list("bare")
_POINTING = word_list("pointing")
_CONTENT = Frame(
    Sense("offers", "whole"), None, frozenset({"for", "that", "to", "of", "on"}), nouns=frozenset({"-"})
)
_AGREEING = frozenset({"demands", "offers", "supports", "accepts", "conditions"})
_BESIDE = frozenset({"as", "in", "at", "during"})
_NEAR = 3
_TIMES = CALENDAR | {"day", "days", "date", "eve", "morning", "grounds", "ground", "condition", "behalf"}


def settle_objects(scan: Scan, earlier: Sequence[Draft]) -> list[Draft]:
    """The sentence's drafts with objects that only point at a proposal replaced by what it proposes.

    A pronoun that leads to nothing drops its draft.
    """
    out: list[Draft] = []
    for draft in scan.drafts:
        known = [*earlier, *(d for d in out if d.trigger != draft.trigger)]
        settled = _settled(scan, draft, known)
        if settled.sure:
            out.append(settled)
    return out


def _settled(scan: Scan, draft: Draft, known: Sequence[Draft]) -> Draft:
    words = scan.words
    first, last = _places(words, draft.object)
    if first >= last or draft.way == "must":
        return draft
    low = [words.at(at) for at in range(first, last)]
    if _is_bare(words, draft):
        return _pointed(scan, draft, known, None)
    if low[0] in _POINTING and len(low) == 2 and low[1] in words.stances.words["pointers"]:
        return _pointed(scan, draft, known, None)
    head = _head(words, first, last)
    if head is None:
        return draft
    content = _content(words, head, last)
    if content is not None and draft.way != "relative":
        return replace(draft, object=scan.offsets(*content))
    author = _author(words, first, head)
    bare = head + 1 >= last
    if draft.way == "relative":
        return _pointed(scan, draft, [d for d in known if d.sentence == draft.sentence], None)
    if bare and (low[0] in _POINTING or (low[0] == "the" and head == first + 1)):
        return _pointed(scan, draft, known, None)
    if author is not None:
        return _pointed(scan, draft, known, author, keep=True)
    return draft


def _pointed(
    scan: Scan, draft: Draft, known: Sequence[Draft], author: str | None, *, keep: bool = False
) -> Draft:
    """The draft with the object of the last proposal near by, by `author` where the words name one."""
    same = next((d for d in reversed(known) if d.sentence == draft.sentence and d.anaphor), None)
    if same is not None and not keep:
        return replace(draft, object=same.object, anaphor=True, sure=draft.sure * 0.8)
    topic = _topic(scan.words)
    if topic is not None and not keep and not any(d.sentence == draft.sentence for d in known):
        return replace(draft, object=scan.offsets(*topic), anaphor=True, sure=draft.sure * 0.8)
    bare = _is_bare(scan.words, draft)
    for other in reversed(known):
        if draft.sentence - other.sentence > _NEAR:
            break
        if (
            (other.stance not in _AGREEING and not bare)
            or other.object == draft.object
            or other.way == "company"
        ):
            continue
        if author is not None and (other.holder is None or author not in (other.author or "")):
            continue
        return replace(draft, object=other.object, anaphor=True, sure=draft.sure * 0.94)
    if keep:
        return draft
    return replace(draft, anaphor=True, sure=draft.sure * (0.0 if bare else 0.5))


def _is_bare(words: Words, draft: Draft) -> bool:
    """Whether the object is a pronoun, which means nothing where it leads to nothing.

    `it as a candidate`, `it in its first form` are no more than `it`.
    """
    first, last = _places(words, draft.object)
    if last - first == 1:
        return words.at(first) in _BARE
    return last > first and words.at(first) in {"it", "this", "them"} and words.at(first + 1) in _BESIDE


def _topic(words: Words) -> tuple[int, int] | None:
    """`Regarding a second meeting, Peru opposed this`: what the sentence says first that it is about."""
    if words.at(0) not in {"regarding", "concerning", "on"}:
        return None
    end = next((at for at in range(1, min(30, len(words))) if words.at(at) == ","), None)
    if end is None or end < 3:
        return None
    head = next((at for at in range(1, end) if words.at(at) in words.stances.words["proposals"]), None)
    content = _content(words, head, end) if head is not None else None
    if content is not None:
        return content[0], end
    return None if words.at(0) == "on" and words.at(1) not in {"a", "an"} else (1, end)


def _places(words: Words, object_: Offsets) -> tuple[int, int]:
    inside = [
        at for at, token in enumerate(words.tokens) if object_[0] <= token.start and token.end <= object_[1]
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _head(words: Words, first: int, last: int) -> int | None:
    """The place of `proposal`, `demand` … where it heads the object."""
    for at in range(first, min(last, first + 8)):
        low = words.at(at)
        if low in words.stances.words["proposals"]:
            return at
        plain = low in DETERMINERS or words.tokens[at].is_possessive or words.is_capital(at) or low.isalpha()
        if (
            not plain
            or low in {"of", "to", "for", "and", "that", "in", "on", "by", "with"}
            or low.endswith("ing")
        ):
            return None
    return None


def _content(words: Words, head: int, last: int) -> tuple[int, int] | None:
    at = head + 1
    if words.at(at) in {"by", "from"}:
        _, at = list_after(words, at + 1)
    if at >= last or (words.at(at) == "on" and _TIMES & {*words.low[at + 1 : at + 4]}):
        return None
    found = complement(words, at - 1, _CONTENT, "past")
    if found is None or found.first >= last:
        return None
    return found.first, max(found.first + 1, min(found.last, last))


def _author(words: Words, first: int, head: int) -> str | None:
    named = [words.tokens[at].text for at in range(first, head) if words.is_capital(at)]
    return " ".join(named).casefold() or None


def named(text: str, draft: Draft) -> Draft:
    """The draft with the words of its holder kept, by which later sentences may name its proposal."""
    if draft.holder is None:
        return draft
    words = re.sub(r"\s+", " ", text[draft.holder[0] : draft.holder[1]]).casefold()
    return replace(draft, author=words.removeprefix("the "))
