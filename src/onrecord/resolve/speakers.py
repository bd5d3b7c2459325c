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

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "both"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "their", "its"})
_HEAD_STOP = frozenset(
    [
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
    ]
    + ["close", "familiar", "within", "as", "into"]
)
_EQUAL = (
    {"leader", "president", "chancellor", "premier", "king", "ruler", "strongman", "minister", "dictator"},
    {"lawmaker", "senator", "congressman", "congresswoman", "representative", "legislator", "mp", "deputy"},
    {"envoy", "emissary", "negotiator", "mediator"},
    {"candidate", "nominee", "contender"},
    {"executive", "ceo", "boss", "chief"},
    {"diplomat", "ambassador", "secretary", "envoy"},
    {"coach", "manager", "boss"},
    {"aide", "adviser", "advisor"},
    {"billionaire", "tycoon", "mogul", "businessman"},
    {"lawyer", "attorney", "counsel", "barrister", "solicitor"},
)  # fmt: skip
_COUNTS = {"two": 2, "three": 3, "both": 2, "four": 4, "pair": 2, "duo": 2, "trio": 3}
_PEOPLE = frozenset(
    """people men women officials experts sources police critics supporters voters residents witnesses authorities
    analysts aides leaders lawmakers activists democrats republicans scientists researchers reporters journalists
    staff troops forces prosecutors investigators observers others many some few most several families parents
    users fans players workers economists opponents allies both everyone everybody nobody somebody someone anyone
    """.split()
)


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
            if self.scene.possessed(index) and not _is_whole(toks, mention.span):
                if out:
                    break
                continue
            if not out:
                if not self._only_roles(between, mention.member):
                    continue
            elif not self._is_joint(between, mention.member):
                if any(t.text == "," for t in between):
                    continue
                break
            if self._goes_on(toks, mention.span, mention.member):
                continue
            out.append(mention.member)
            at = mention.span.end
        return list(dict.fromkeys(out))

    def _only_roles(self, words: Sequence[Token], member: Member) -> bool:
        """Whether nothing but a role stands between the start of the mention and the name."""
        if not words:
            return True
        covered = [r for r in member.roles if r.start < words[-1].end and r.end > words[0].start]
        rest = [t for t in words if not any(r.start <= t.start and t.end <= r.end for r in covered)]
        plain = all(
            t.lower in _ARTICLES or t.lower in MODIFIERS or is_title(t.text) or t.text in {",", "“", '"', "("}
            or t.lower in {"his", "her", "their", "own"} or (not t.is_possessive and lookup(t.text) is not None)
            or is_role_noun(t.text)
            for t in rest
        )  # fmt: skip
        if member.kind != "person":
            return all(t.lower in _ARTICLES or t.lower in MODIFIERS for t in words)
        linked = any(t.lower in _HEAD_STOP for t in rest)
        return plain and not linked

    def _is_joint(self, words: Sequence[Token], member: Member) -> bool:
        if not words or words[0].lower not in {"and", ",", "&", "or"}:
            return False
        if member.kind != "person" and words[0].text == "," and len(words) == 1:
            return False
        rest = [t for t in words if t.lower not in {"and", ",", "&", "or"}]
        return self._only_roles(rest, member) if rest else words[-1].lower in {"and", "&", ",", "or"}

    def _goes_on(self, toks: Sequence[Token], span: Span, member: Member) -> bool:
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
        return Reading((), ranked.members, 0.3)

    # nouns

    def _noun(self, toks: Sequence[Token], mention: Span) -> Reading:
        lead = toks[0].lower
        body = toks[1:] if lead in _ARTICLES and len(toks) > 1 else toks
        institution = self._institution(body)
        if institution is not None:
            return Reading((institution,), (), 0.9)
        head = _head_of(body)
        if head is None:
            return self._unnamed_actor(toks, body, "", mention)
        plural = head.lower in PLURAL or head.lower in _PEOPLE
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
            return (
                self._pair(toks, count)
                if head.lower in {"men", "women", "pair", "duo", "trio", "two"}
                else None
            )
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
        span = self.cast.document.span(start, toks[-1].end)
        name = re.sub(r"\s+", " ", text[start : toks[-1].end])
        member = self.cast.add(name, "group", span)
        if member.named and not member.mentions:
            member.named = False
            member.many = head in PLURAL or head in _PEOPLE or head.endswith("s")
            member.side = side_of_phrase(name)
            member.confidence = 0.8
            self._heads.setdefault(singular(head), []).append(member)
        self.cast.mention(member, span)
        return Reading((member,), (), 0.8)


def _shorn(toks: list[Token]) -> list[Token]:
    while toks and not toks[0].is_word:
        toks = toks[1:]
    while toks and not (toks[-1].is_word or toks[-1].text == ")"):
        toks = toks[:-1]
    return toks


def _is_whole(toks: Sequence[Token], span: Span) -> bool:
    return bool(toks) and toks[-1].end <= span.end + 2 and toks[-1].start <= span.end


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
    return wanted in heads or any(wanted in group and heads & group for group in _EQUAL)
