"""From the words that name a speaker to the actors they mean.

A name in full or in part, a role (`the Russian leader`, `the secretary`), a pronoun, a plural set (`the two
envoys`), an institution (`the White House`), or people whom nobody names (`experts`): each kind of mention
has one function. Where two readings remain, the members become candidates and nobody is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.find.gazetteer import folded, lookup
from onrecord.find.rolewords import (
    FUNCTION_WORDS,
    HONORIFICS,
    MODIFIERS,
    PLURAL,
    is_role_noun,
    is_title,
    singular,
)
from onrecord.find.surface import Token, tokens
from onrecord.models import Span
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.pronouns import FIRST, MANY, PRONOUNS, THING, Turn, rank
from onrecord.resolve.scene import Scene
from onrecord.resolve.sides import side_of_phrase
from onrecord.resolve.words import EQUAL_ROLES, PEOPLE

_NOBODY = frozenset({"which", "that", "this", "these", "those", "each", "what", "whose", "one", "there"})
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "both"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "their", "its"})
_HEAD_STOP = frozenset(
    {
        "of",
        "for",
        "at",
        "in",
        "from",
        "with",
        "to",
        "on",
        "who",
        "which",
        "that",
        "near",
        "by",
        "about",
        "inside",
    }
    | {"close", "familiar", "within", "as", "into"}
)
_COUNTS = {"two": 2, "three": 3, "both": 2, "four": 4, "pair": 2, "duo": 2, "trio": 3}

_CLAUSE = re.compile(r"\s*(?:,|\(|—|–)|\s+(?:who|whom|which|that|whose|such as|including)\s")


@dataclass(frozen=True, slots=True)
class Reading:
    """Whom a mention means: members chosen, or candidates where it stays open."""

    members: tuple[Member, ...] = ()
    candidates: tuple[Member, ...] = ()
    confidence: float = 0.5


class SpeakerReader:
    """Reads the speakers of one document, statement by statement in the order of the text."""

    def __init__(self, cast: Cast, scene: Scene) -> None:
        self.cast = cast
        self.scene = scene
        self.turns: list[Turn] = []
        self._unnamed: dict[str, Member] = {}
        self._heads: dict[str, list[Member]] = {}

    def read(
        self, source: Sequence[Span], *, barred: Sequence[Member] = (), reporter: Sequence[Member] = ()
    ) -> Reading:
        """Whom the spans of `source` mean; see `rank` for `barred` and `reporter`."""
        mention = next((span for span in source if span.exact.strip()), None)
        if mention is None:
            return Reading()
        toks = _shorn(tokens(self.cast.document.text, mention.start, mention.end))
        if not toks:
            return Reading()
        if len(toks) == 1 and toks[0].lower in _NOBODY:
            return Reading()
        if len(toks) == 1 and toks[0].lower in PRONOUNS:
            return self._pronoun(toks[0], barred, reporter)
        heads = self._head_names(toks)
        if heads:
            return self._named(heads)
        opened = self._ambiguous_name(toks)
        if opened is not None:
            return opened
        return self._noun(toks, mention)

    # names

    def _head_names(self, toks: Sequence[Token]) -> list[Member]:
        """The members whose names head the mention: `A`, `A, the chief of B`, `A and B`."""
        out: list[Member] = []
        at = toks[0].start
        for index in self.scene.within(toks[0].start, toks[-1].end):
            mention = self.scene.mentions[index]
            if mention.span.end > toks[-1].end or mention.span.start < at:
                continue
            between = [t for t in toks if at <= t.start < mention.span.start]
            if any(r.covers(mention.span) for m in out for r in m.roles):
                continue
            if self.scene.possessed(index) and not _is_whole(toks, mention.span):
                if out:
                    break
                continue
            if not out:
                ends = mention.span.end >= toks[-1].end or _next_is(toks, mention.span, {",", "(", "—", "–"})
                if not self._only_roles(between, mention.member, ends=ends):
                    continue
            elif not self._is_joint(_unroled(between, out[-1]), mention.member):
                if any(t.text == "," for t in between):
                    continue
                break
            if self._goes_on(toks, mention.span):
                continue
            out.append(mention.member)
            at = mention.span.end
        return list(dict.fromkeys(out))

    def _only_roles(self, words: Sequence[Token], member: Member, *, ends: bool = False) -> bool:
        """Whether nothing but a role stands between the start of the mention and the name.

        Where the name `ends` the mention, whatever stands before it describes it, if no preposition does.
        """
        if not words:
            return True
        if member.kind != "person":
            return all(t.lower in _ARTICLES or t.lower in MODIFIERS for t in words)
        rest = [t for t in words if not any(r.start <= t.start and t.end <= r.end for r in member.roles)]
        if any(t.lower in _HEAD_STOP or t.lower in {"and", "or"} for t in rest):
            return False
        return ends or all(_describes(t) for t in rest)

    def _is_joint(self, words: Sequence[Token], member: Member) -> bool:
        if not words or words[0].lower not in {"and", ",", "&", "or"}:
            return False
        if member.kind != "person" and not any(t.lower in {"and", "&", "or"} for t in words):
            return False
        rest = [t for t in words if t.lower not in {"and", ",", "&", "or"}]
        return self._only_roles(rest, member) if rest else words[-1].lower in {"and", "&", ",", "or"}

    @staticmethod
    def _goes_on(toks: Sequence[Token], span: Span) -> bool:
        """Whether the name only describes what follows: `Trump campaign`, `Kremlin officials`."""
        following = [t for t in toks if t.start >= span.end]
        if not following:
            return False
        first = following[0]
        if first.text in {",", "(", "—", "–", ")"} or first.lower in {
            "and",
            "&",
            "or",
            "who",
            "himself",
            "herself",
        }:
            return False
        if first.is_possessive:
            return True
        return first.is_word and first.lower not in _HEAD_STOP and first.lower not in FUNCTION_WORDS

    def _named(self, heads: list[Member]) -> Reading:
        many = len(heads) > 1
        full = all(" " in m.name for m in heads)
        return Reading(tuple(heads), (), 0.93 if many else 0.97 if full else 0.94)

    def _ambiguous_name(self, toks: Sequence[Token]) -> Reading | None:
        """A surname that two people of the document have."""
        words = [t for t in toks if t.is_capital and t.lower not in HONORIFICS and not is_title(t.text)]
        if not words or len(words) != len(
            [t for t in toks if t.lower not in HONORIFICS and not is_title(t.text)]
        ):
            return None
        known = self.cast.people_called([folded(t.text) for t in words])
        if len(known) == 1:
            return Reading((known[0],), (), 0.85)
        return Reading((), tuple(known[:4]), 0.4) if known else None

    # pronouns

    def _pronoun(self, token: Token, barred: Sequence[Member], reporter: Sequence[Member]) -> Reading:
        word = token.lower
        if word in FIRST or (word in {"who", "whom"} and not self.scene.before(token.start, 1)):
            return Reading()
        if word in {"who", "whom"}:
            return self._relative(token)
        if word in MANY or word in THING:
            return self._last_set(token, word)
        ranked = rank(self.scene, self.turns, token.start, word, barred=barred, reporter=reporter)
        if ranked.sure:
            return Reading(ranked.members, (), round(min(0.92, 0.62 + 0.1 * ranked.margin), 4))
        return Reading((), ranked.members, 0.4)

    def _relative(self, token: Token) -> Reading:
        index = self.scene.before(token.start, 1)[-1]
        mention = self.scene.mentions[index]
        near = self.scene.sentence(mention.span.start) == self.scene.sentence(token.start)
        return Reading((mention.member,), (), 0.75) if near and mention.member.kind == "person" else Reading()

    def _last_set(self, token: Token, word: str) -> Reading:
        """`they`, `it`: the speakers of the statement before, where they agree in number."""
        here = self.scene.sentence(token.start)
        for turn in reversed(self.turns[-4:]):
            if turn.start >= token.start or here - self.scene.sentence(turn.end) > 3:
                continue
            several = len(turn.members) > 1 or any(m.many for m in turn.members)
            if word in MANY and several:
                return Reading(turn.members, (), 0.7)
            if (
                word in THING
                and len(turn.members) == 1
                and turn.members[0].kind in {"organisation", "country"}
            ):
                return Reading(turn.members, (), 0.7)
            if turn.members:
                break
        ranked = rank(self.scene, self.turns, token.start, word)
        if ranked.sure and word in THING and self._near(ranked.members[0], token.start):
            return Reading(ranked.members, (), 0.6)
        return Reading((), ranked.members, 0.3)

    def _near(self, member: Member, offset: int) -> bool:
        paragraph = self.scene.paragraph(offset)
        return any(
            self.scene.paragraph(span.start) == paragraph for span in member.mentions if span.start < offset
        )

    # nouns

    def _noun(self, toks: Sequence[Token], mention: Span) -> Reading:
        lead = toks[0].lower
        body = toks[1:] if lead in _ARTICLES and len(toks) > 1 else toks
        institution = self._institution(body)
        if institution is not None:
            return Reading((institution,), (), 0.9)
        if self._is_new_name(body):
            return self._new_person(body)
        head = _head_of(body)
        if head is not None and head.lower in FUNCTION_WORDS and len(body) < 3:
            return Reading()
        if head is None:
            return self._unnamed_actor(toks, body, "", mention)
        plural = head.lower in PLURAL or head.lower in PEOPLE
        definite = lead in _DEFINITE or any(t.is_possessive for t in body)
        if definite and (
            is_role_noun(head.text) or head.lower in {"men", "women", "pair", "duo", "trio", "two"}
        ):
            known = self._role_holders(
                body, head, toks, plural=plural or head.lower in {"pair", "duo", "trio"}
            )
            if known is not None:
                return known
        return self._unnamed_actor(toks, body, head.lower, mention)

    def _institution(self, body: Sequence[Token]) -> Member | None:
        """`White House`, `Moscow`, `Justice Department`: a name that the tables or the cast know whole."""
        name = " ".join(t.text for t in body)
        entry = lookup(name)
        span = self.cast.document.span(body[0].start, body[-1].end)
        known = self.cast.at(span)
        if known is not None:
            return known
        if entry is None or entry.kind not in {"seat", "body", "country", "capital"}:
            return None
        if entry.kind in {"seat", "body"}:
            member = self.cast.add(entry.name, "organisation", span)
            member.side = entry.slug
        else:
            slug = "eu" if folded(name) == "brussels" else entry.slug
            member = self.cast.add(entry.name if entry.kind == "country" else name, "country", span, slug)
            member.side = slug
        self.cast.mention(member, span)
        return member

    def _role_holders(
        self, body: Sequence[Token], head: Token, toks: Sequence[Token], *, plural: bool
    ) -> Reading | None:
        """The persons who hold the role that a definite noun phrase names, before it in the text."""
        start = toks[0].start
        wanted = singular(head.lower)
        phrase = " ".join(t.text for t in body)
        side = side_of_phrase(phrase)
        before = [
            m for m in self.cast.persons
            if m.named and (m.order < start or any(r.start < start for r in m.roles)) and _holds(m, wanted)
        ]  # fmt: skip
        if side is not None:
            before = [m for m in before if m.side == side]
        if plural:
            count = next((_COUNTS[t.lower] for t in toks if t.lower in _COUNTS), None)
            if count is not None and len(before) == count:
                return Reading(tuple(before), (), 0.75)
            if head.lower in {"men", "women", "pair", "duo", "trio", "two"}:
                return self._pair(toks, count)
            groups = self._heads.get(wanted, []) if side is None and len(body) == 1 else []
            return Reading((groups[-1],), (), 0.75) if groups else None
        exact = [m for m in before if wanted in _role_heads(m)]
        before = exact or before
        if len(before) == 1:
            return Reading((before[0],), (), 0.82)
        if len(before) > 1:
            last = self.turns[-1] if self.turns else None
            near = last is not None and self.scene.sentence(start) - self.scene.sentence(last.end) <= 1
            if near and last is not None and len(last.members) == 1 and last.members[0] in before:
                return Reading(last.members, (), 0.7)
            return Reading((), tuple(before[:4]), 0.4)
        same = self._heads.get(wanted, [])
        return Reading((same[-1],), (), 0.75) if same else None

    def _is_new_name(self, body: Sequence[Token]) -> bool:
        """Whether the mention is a name that no finder saw: up to three capitalised words, none common."""
        if len(body) > 3 or not all(t.is_capital and t.is_word and t.text.isalpha() for t in body):
            return False
        if any(_is_common(t) for t in body) or self.scene.in_title(body[0].start):
            return False
        at = self.scene.sentence(body[0].start)
        opens = at >= 0 and self.scene.sentences[at][0] == body[0].start
        if len(body) > 1 or not opens:
            return not any(t.text.isupper() and len(t.text) > 1 for t in body)
        return re.search(rf"[a-z,]\s{re.escape(body[0].text)}\b", self.cast.document.text) is not None

    def _new_person(self, body: Sequence[Token]) -> Reading:
        span = self.cast.document.span(body[0].start, body[-1].end)
        member = self.cast.add(re.sub(r"\s+", " ", span.exact), "person", span)
        if not member.mentions:
            member.confidence = 0.6
            self.cast.file(member)
        self.cast.mention(member, span)
        return Reading((member,), (), 0.6)

    def _pair(self, toks: Sequence[Token], count: int | None) -> Reading | None:
        for turn in reversed(self.turns[-3:]):
            if len(turn.members) > 1 and count in {None, len(turn.members)}:
                return Reading(turn.members, (), 0.65)
        return None

    def _unnamed_actor(
        self, toks: Sequence[Token], body: Sequence[Token], head: str, mention: Span
    ) -> Reading:
        """People or a person whom the text does not name, as a group actor under the text's own words."""
        text = self.cast.document.text
        start = body[0].start if toks[0].lower == "the" else toks[0].start
        end = toks[-1].end
        cut = _CLAUSE.search(text, start, end)
        if cut is not None and cut.start() > start:
            end = cut.start()
        span = self.cast.document.span(start, end)
        name = re.sub(r"\s+", " ", span.exact)
        member = self.cast.add(name, "group", span)
        if member.named and not member.mentions:
            member.named = False
            member.many = head in PLURAL or head in PEOPLE or head.endswith("s")
            leaning = self._leaning_on(span)
            member.side = leaning.side if leaning is not None else side_of_phrase(name)
            member.confidence = 0.8
            self._heads.setdefault(singular(head), []).append(member)
        self.cast.mention(member, span)
        return Reading((member,), (), 0.8)

    def _leaning_on(self, span: Span) -> Member | None:
        """The person whom the words lean on: `a spokeswoman for Anna Berg`."""
        members = [self.scene.mentions[index].member for index in self.scene.within(span.start, span.end)]
        return next((member for member in members if member.kind == "person"), None)


def _shorn(toks: list[Token]) -> list[Token]:
    while toks and not toks[0].is_word:
        toks = toks[1:]
    while toks and not (toks[-1].is_word or toks[-1].text == ")"):
        toks = toks[:-1]
    return toks


def _is_whole(toks: Sequence[Token], span: Span) -> bool:
    return bool(toks) and toks[-1].end <= span.end + 2 and toks[-1].start <= span.end


def _is_common(token: Token) -> bool:
    low = token.lower
    return low in PEOPLE or is_role_noun(low) or low in FUNCTION_WORDS or lookup(token.text) is not None


def _describes(token: Token) -> bool:
    low = token.lower
    plain = low in _ARTICLES or low in MODIFIERS or token.text in {",", "“", '"', "("}
    known = is_title(token.text) or is_role_noun(token.text) or low in {"his", "her", "their", "own"}
    return plain or known or (not token.is_possessive and lookup(token.text) is not None)


def _next_is(toks: Sequence[Token], span: Span, marks: set[str]) -> bool:
    following = next((t for t in toks if t.start >= span.end), None)
    return following is not None and following.text in marks


def _unroled(words: Sequence[Token], member: Member) -> list[Token]:
    """The words between two names without the roles of the first and their brackets."""
    inner = [t for t in words if not any(r.start <= t.start and t.end <= r.end for r in member.roles)]
    kept = [t for t in inner if t.text not in {"(", ")"}]
    while len(kept) > 1 and kept[0].text == "," and kept[1].text == ",":
        kept = kept[1:]
    return kept


def _head_of(body: Sequence[Token]) -> Token | None:
    """The head noun of a noun phrase: the last word before `of`, `who`, a comma."""
    head = None
    for token in body:
        if token.lower in _HEAD_STOP or token.text in {",", "(", "—", "–"}:
            break
        if token.is_word:
            head = token
    return head


def _role_heads(member: Member) -> set[str]:
    out: set[str] = set()
    for role in member.roles:
        words = re.split(r"\b(?:of|for|at|in|to)\b", role.exact.lower())[0].split()
        if words:
            out.add(singular(words[-1].rstrip(".,")))
            out |= {singular(w.strip(".,")) for w in words if is_role_noun(w.strip(".,"))}
    short = {
        "sen": "senator",
        "rep": "representative",
        "gov": "governor",
        "gen": "general",
        "amb": "ambassador",
    }
    return {short.get(word, word) for word in out}


def _holds(member: Member, wanted: str) -> bool:
    heads = _role_heads(member)
    return wanted in heads or any(wanted in group and heads & group for group in EQUAL_ROLES)
