"""Statements that a verb reports: "X said that …", "…," said X, "X wants to …", "X, calling Y …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.find.cues import Cue
from onrecord.find.drafts import Draft, Pair, Passage, chars
from onrecord.find.rules_frames import arguments_of, marks_of, passive_arguments_of
from onrecord.find.rules_source import agent_of, phrase_of, relative_of, subject_beside, subject_of

_SURE = {
    "clause": 0.85, "question": 0.6, "as aside": 0.6, "infinitive": 0.75, "urged to": 0.75, "predicate": 0.7,
    "object with tail": 0.75, "object": 0.6, "concern": 0.7, "would like": 0.7, "passive": 0.55, "rest": 0.45,
}  # fmt: skip
_UNKNOWN = Cue("speech", frozenset(["quote", "strong"]), frozenset())
_MODIFIERS = frozenset(["aux", "auxpass", "neg", "prt"])
_STOPS = tuple(",.!?")
_SUBORDINATORS = frozenset(["while", "although", "though", "if", "when", "unless", "because", "since", "as"])


def drafts_of_verbs(passage: Passage) -> list[Draft]:
    """A draft for each reporting verb that stands outside quotation marks; its content may still be empty."""
    drafts = []
    for token in passage.tokens:
        if token.i in passage.quoted_tokens or token.pos_ not in ("VERB", "AUX"):
            continue
        if token.lower_ == "according":
            continue
        cue = passage.cues.verbs.get(token.lemma_.lower(), _UNKNOWN)
        if cue is _UNKNOWN and not _beside_a_quotation(passage, token):
            continue
        if token.dep_ not in ("amod", "compound", "aux"):
            draft = _draft(passage, token, cue)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _beside_a_quotation(passage: Passage, verb: Any) -> bool:
    """Whether any verb reports here: "…," he smiled. Or: he smiled, "…"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    start, end = passage.pair(
        min(verb, subject.left_edge, key=_place), max(verb, subject.right_edge, key=_place)
    )
    for quote in passage.quotes:
        if 0 <= start - quote.span.end < 3 and quote.inner.exact[-1:] in tuple(",?!"):
            return (
                passage.text[end : end + 1] in tuple(".,;: ")
                and not passage.text[quote.span.end : start].strip()
            )
        if 0 < quote.span.start - end < 4 and verb.i > subject.i and quote.inner.exact[:1].isupper():
            return passage.text[end : quote.span.start].strip() in (",", ":")
    return False


def _place(token: Any) -> int:
    return int(token.i)


def _draft(passage: Passage, verb: Any, cue: Cue) -> Draft | None:
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    speaker, inverted = _speaker(passage, verb, cue, passive=passive)
    source = _source(passage, verb, speaker)
    arguments = (
        passive_arguments_of(verb, cue) if passive else arguments_of(verb, cue, passage.cues, inverted)
    )
    frame, heads = arguments.frame, arguments.heads
    cue_tokens = _cue_tokens(verb)
    own = frozenset(t.i for t in cue_tokens) | _clause_tokens(verb, speaker)
    if frame == "as aside":
        own = frozenset(t.i for t in verb.subtree)
    content = passage.snapped(passage.runs(_whole(passage, verb, heads), without=own)) if heads else []
    content = [pair for pair in content if not _inside_any(source, pair)]
    content = _to_the_end(passage, verb, heads, _quotation_alone(passage, content))
    if not content and not ("quote" in cue.takes or cue.strong):
        return None
    if not content and cue.strong:
        content, frame = _rest_of_sentence(passage, verb, speaker), "rest"
    return Draft(
        content=content,
        cue=passage.runs([*cue_tokens, *_markers(verb, heads)]),
        source=source,
        confidence=_SURE.get(frame, 0.6) - (0 if source else 0.2),
        sentence=verb.sent,
        bounds=passage.bounds,
        clause=_clause_edges(passage, verb, speaker, cue_tokens),
        quotes="quote" in cue.takes,
        strong=cue.strong,
        rule=f"{verb.lemma_}/{frame}",
    )


def _speaker(passage: Passage, verb: Any, cue: Cue, *, passive: bool) -> tuple[Any | None, Any | None]:
    """The token that heads the speaker, and the same once more where it stands in another role's place."""
    if passive:
        return agent_of(verb), None
    speaker = subject_of(passage.trailing.get(verb.i, verb))
    if speaker is not None:
        return speaker, None
    inverted = _inverted_subject(verb)
    if inverted is None and (cue.strong or verb.i - 1 in passage.quoted_tokens):
        inverted = subject_beside(passage, verb)
    return inverted, inverted


def _source(passage: Passage, verb: Any, speaker: Any | None) -> list[Pair]:
    """The speaker's phrase, and the "who" that stands for it in a relative clause."""
    if speaker is None:
        return []
    relative = relative_of(verb) if verb.dep_ == "relcl" else None
    own = phrase_of(passage, speaker)
    return [own] if relative is None else sorted([own, passage.pair(relative, relative)])


def _inverted_subject(verb: Any) -> Any | None:
    """The person in "…," said Anna Lee, where the parser took her for the object."""
    for child in verb.children:
        behind = child.dep_ in ("dobj", "attr", "npadvmod", "oprd") and child.i > verb.i
        if behind and (child.ent_type_ in ("PERSON", "ORG", "NORP") or child.pos_ == "PROPN"):
            return child
    return None


def _whole(passage: Passage, verb: Any, heads: Sequence[Any]) -> Sequence[Any]:
    """The words under the heads, without their "that" and without a report that trails behind them."""
    tokens = []
    for head in heads:
        left_out = {c.i for c in marks_of(head)}
        for i in passage.trailing:
            trailing = passage.block.tokens[i]
            if i > head.i and trailing != verb and head.is_ancestor(trailing):
                left_out |= {t.i for t in trailing.subtree if t.i >= i}
        tokens += [t for t in head.subtree if t.i not in left_out]
    return tokens


def _quotation_alone(passage: Passage, content: list[Pair]) -> list[Pair]:
    """Where a stretch begins with a quotation that ends in a stop, what follows the mark is not content."""
    kept = []
    for start, end in content:
        for quote in passage.quotes:
            if quote.span.start == start and quote.span.end < end and quote.inner.exact[-1:] in _STOPS:
                rest = passage.text[quote.span.end : end]
                if not any(
                    mark.span.start >= quote.span.end and mark.span.end <= end for mark in passage.quotes
                ):
                    end = quote.span.end if rest.strip() else end
                break
        kept.append((start, end))
    return kept


def _to_the_end(passage: Passage, verb: Any, heads: Sequence[Any], content: list[Pair]) -> list[Pair]:
    """The main clause too, where the parser took "that while A, B" to end with A."""
    if len(content) != 1 or not heads or heads[0].dep_ != "ccomp" or heads[0].i < verb.i:
        return content
    first = heads[0].left_edge
    words = [t for t in heads[0].subtree if t not in marks_of(heads[0])]
    if not words or words[0].lower_ not in _SUBORDINATORS or words[0].head != heads[0]:
        return content
    last = verb.sent[-1]
    while last.i > first.i and (last.is_punct or last.is_space):
        last = last.nbor(-1)
    start, end = content[0]
    return [(start, max(end, passage.pair(last, last)[1]))]


def _markers(verb: Any, heads: Sequence[Any]) -> list[Any]:
    """The "that" of a clause and the preposition of "called for": words that lead the content in."""
    leads = [head.head for head in heads if head.dep_ in ("pobj", "pcomp") and head.head.head == verb]
    return leads + [mark for head in heads for mark in marks_of(head)]


def _cue_tokens(verb: Any) -> Sequence[Any]:
    """The verb with its auxiliaries, negation and particle, and the adverbs between them."""
    tokens = [verb] + [c for c in verb.children if c.dep_ in _MODIFIERS and abs(c.i - verb.i) < 5]
    first = min(t.i for t in tokens)
    return tokens + [
        c for c in verb.children if c.dep_ == "advmod" and first < c.i < verb.i and c.n_lefts == 0
    ]


def _clause_tokens(verb: Any, speaker: Any | None) -> frozenset[int]:
    """Tokens that belong to "X said on Monday" and so never to what X said."""
    mine = {verb.i}
    if speaker is not None and speaker.head == verb:
        mine |= {t.i for t in speaker.subtree}
    for child in verb.children:
        if child.dep_ in (*_MODIFIERS, "cc", "npadvmod", "dative", "punct"):
            mine |= {t.i for t in child.subtree}
    return frozenset(mine)


def _inside_any(pairs: list[Pair], pair: Pair) -> bool:
    return any(start <= pair[0] and pair[1] <= end for start, end in pairs)


def _clause_edges(passage: Passage, verb: Any, speaker: Any | None, cue_tokens: Sequence[Any]) -> Pair:
    """From the first to the last character of "X told reporters on Monday", for quotations beside it."""
    tokens = [*cue_tokens]
    if speaker is not None and (speaker.head == verb or abs(speaker.i - verb.i) < 12):
        tokens += list(speaker.subtree) if speaker.head == verb else [speaker]
    for child in verb.children:
        if (
            child.dep_ in ("dobj", "dative", "prep", "npadvmod", "advmod", "agent", "tmod", "oprd", "xcomp")
            and child.i > verb.i
        ):
            tokens += list(child.subtree)
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    start, end = passage.pair(first, last)
    verb_start, verb_end = passage.pair(verb, verb)
    for quote in passage.quotes:
        if start < quote.span.end <= verb_start:
            start = quote.span.end
        if verb_end <= quote.span.start < end:
            end = quote.span.start
            break
    return start, end


def _rest_of_sentence(passage: Passage, verb: Any, speaker: Any | None) -> list[Pair]:
    """What stands before ", X said." where the parser lost the clause."""
    sentence = verb.sent
    first = min(verb.i, speaker.left_edge.i if speaker is not None else verb.i)
    before = [t for t in sentence if t.i < first]
    after = [
        t for t in sentence if t.i > max(verb.i, speaker.right_edge.i if speaker is not None else verb.i)
    ]
    if len(before) > 3 and before[-1].text == "," and len(after) < 8:
        pairs = passage.snapped(passage.runs(before))
        return pairs if chars(pairs) > 12 else []
    return []
