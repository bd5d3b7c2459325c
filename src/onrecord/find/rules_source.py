"""Who speaks, by the parse: the noun phrase that a reporting word has as its subject."""

from __future__ import annotations

from typing import Any

from onrecord.find.drafts import Pair, Passage

_RELATIVE = frozenset(["who", "which", "that", "whom"])
_CUT = frozenset(["relcl", "advcl", "parataxis", "ccomp"])
_LEANING = frozenset(["conj", "advcl", "xcomp", "parataxis", "dep", "prep", "pcomp", "acomp", "oprd", "attr"])
_NOMINAL = frozenset(["PROPN", "NOUN", "PRON"])
_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_NEAR = 25
_STEPS = 10


def subject_of(verb: Any) -> Any | None:
    """The token that heads the subject of `verb`: its own, or that of the verb it leans on."""
    token = verb
    for _ in range(_STEPS):
        own = _own_subject(token, passive=token != verb)
        if own is not None:
            return own
        if token.dep_ in _LEANING:
            if token.dep_ == "xcomp" and token == verb:
                holder = next((c for c in token.head.children if c.dep_ in ("dobj", "dative")), None)
                if holder is not None and token.head.lemma_ in (
                    "ask",
                    "urge",
                    "tell",
                    "force",
                    "lead",
                    "allow",
                ):
                    return holder
            token = token.head
        elif token.dep_ == "acl" and token == verb and verb.tag_ == "VBG" and not _says_itself(token.head):
            token = token.head
            while token.dep_ in ("pobj", "dobj", "prep", "attr", "conj", "compound", "dative", "appos"):
                token = token.head
            own = _own_subject(token, passive=True)
            return verb.head if own is None else own
        elif token.dep_ in ("acl", "relcl"):
            return token.head if token.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        elif token.dep_ == "ccomp" and token.head.i > token.i and token.head.pos_ in ("VERB", "AUX"):
            return None
        else:
            return None
    return None


_PAPERS = frozenset(
    [
        "statement",
        "letter",
        "sign",
        "email",
        "tweet",
        "report",
        "ad",
        "message",
        "memo",
        "law",
        "bill",
        "poll",
    ]
)


def _says_itself(noun: Any) -> bool:
    """ "a letter saying …": the noun speaks; in "sent a letter to Bonn saying …" the sender does."""
    return (
        noun.dep_ in ("nsubj", "nsubjpass", "ROOT")
        or noun.lemma_.lower() in _PAPERS
        or noun.ent_type_ == "PERSON"
    )


def relative_of(verb: Any) -> Any | None:
    """The "who" of "X, who said …"."""
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in _RELATIVE), None)


def _own_subject(verb: Any, *, passive: bool = False) -> Any | None:
    for child in verb.children:
        if child.dep_ == "nsubj" or (passive and child.dep_ == "nsubjpass"):
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                return verb.head
            if child.lower_ in ("which", "what", "that") and child.tag_ in ("WDT", "WP"):
                return None
            return child
    return None


def subject_beside(passage: Passage, verb: Any) -> Any | None:
    """The subject of a finite verb by place alone, where the parse has none.

    It stands behind the verb in "…," said X, and else just before it, after the last quotation.
    """
    if verb.tag_ not in _FINITE:
        return None
    tokens, quoted = passage.block.tokens, passage.quoted_tokens
    if verb.i > 0 and verb.i - 1 in quoted:
        behind = next((t for t in tokens[verb.i + 1 : verb.i + 6] if t.pos_ in _NOMINAL or t.is_punct), None)
        return (
            _top(behind, verb.i + 1, verb.i + _NEAR)
            if behind is not None and behind.pos_ in _NOMINAL
            else None
        )
    first = verb.i
    while first > max(0, verb.i - _NEAR) and first - 1 not in quoted and not tokens[first].is_sent_start:
        first -= 1
    if first > 0 and first - 1 in quoted:
        nominal = next((t for t in tokens[first : verb.i] if t.pos_ in _NOMINAL), None)
    else:
        before = verb.i - 1
        while before >= first and (
            tokens[before].pos_ in ("ADV", "AUX", "PART") or tokens[before].text == ","
        ):
            before -= 1
        nominal = tokens[before] if before >= first and tokens[before].pos_ in _NOMINAL else None
    return None if nominal is None else _top(nominal, first, verb.i)


def _top(token: Any, first: int, end: int) -> Any:
    """The head of the noun phrase that `token` stands in, between two places."""
    while (
        first <= token.head.i < end
        and token.head != token
        and token.head.pos_ in _NOMINAL
        and token.dep_ != "conj"
    ):
        token = token.head
    return token


def agent_of(verb: Any) -> Any | None:
    """The token that heads the "by …" of a passive verb."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def phrase_of(passage: Passage, head: Any) -> Pair:
    """The noun phrase of `head` with its appositions, without a clause that follows it."""
    first, last = head.left_edge, head.right_edge
    tokens = passage.block.tokens
    for token in head.subtree:
        if token.dep_ in _CUT and token.head.i <= token.i and token.left_edge.i > head.i:
            last = min(last, tokens[token.left_edge.i - 1], key=lambda t: t.i)
    quoted = passage.quoted_tokens
    if head.i not in quoted:
        while first.i < head.i and first.i in quoted:
            first = tokens[first.i + 1]
        for i in range(head.i, last.i + 1):
            if i in quoted and tokens[i].idx + passage.base in {q.span.start for q in passage.quotes}:
                last = _last_outside(passage, head, i, last)
                break
    while last.i > head.i and (last.text in (",", "-", "—", "–", "--", ":", ";") or last.is_space):
        last = tokens[last.i - 1]
    while first.i < head.i and (first.is_punct or first.is_space or first.dep_ in ("cc", "mark")):
        first = tokens[first.i + 1]
    return passage.pair(first, last)


def _last_outside(passage: Passage, head: Any, quoted: int, last: Any) -> Any:
    """Keep a nickname or a title inside the phrase; end before a long quotation that leaked into it."""
    quote = next(q for q in passage.quotes if q.span.end > passage.block.tokens[quoted].idx + passage.base)
    if len(quote.inner.exact.split()) < 4:
        return last
    return passage.block.tokens[max(head.i, quoted - 1)]
