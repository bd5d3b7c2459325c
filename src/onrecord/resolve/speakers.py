"""From the words that name a speaker to the actors they mean.

A name in full or in part, a role (`the Russian leader`, `the secretary`), a pronoun, a plural set (`the two
envoys`), an institution (`the White House`), or people whom nobody names (`experts`): each kind of mention
has one function. Where two readings remain, the members become candidates and nobody is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.find.surface import Token, tokens
from onrecord.models import Span
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.named_speakers import NamedSpeakers
from onrecord.resolve.noun_phrases import Reading, shorn
from onrecord.resolve.noun_speakers import NounSpeakers
from onrecord.resolve.pronouns import FIRST, MANY, PRONOUNS, THING, Turn, rank
from onrecord.resolve.scene import Scene

_POSSESSORS = frozenset({"his", "her", "its", "their"})
_ONE = frozenset({"is", "was", "has", "does", "says"})
"""Verbs that show that `who` means one person."""
_NOBODY = frozenset({"that", "this", "these", "those", "each", "what", "whose", "one", "there"})


class SpeakerReader:
    """Reads the speakers of one document, statement by statement in the order of the text."""

    def __init__(self, cast: Cast, scene: Scene) -> None:
        self.cast = cast
        self.scene = scene
        self.turns: list[Turn] = []
        self.names = NamedSpeakers(cast, scene)
        self.nouns = NounSpeakers(cast, scene, self.turns)

    def read(
        self,
        source: Sequence[Span],
        *,
        barred: Sequence[Member] = (),
        reporter: Sequence[Member] = (),
        content: Sequence[Span] = (),
    ) -> Reading:
        """Whom the spans of `source` mean; see `rank` for `barred`, `reporter` and `content`."""
        mention = next((span for span in source if span.exact.strip()), None)
        if mention is None:
            return Reading()
        toks = shorn(tokens(self.cast.document.text, mention.start, mention.end))
        if not toks:
            return Reading()
        if len(toks) == 1 and toks[0].lower in _NOBODY:
            return Reading()
        if len(toks) == 1 and toks[0].lower == "which":
            return self._which(toks[0])
        if len(toks) == 1 and toks[0].lower in PRONOUNS:
            return self._pronoun(toks[0], barred, reporter, content)
        return self.names.read(toks) or self._with_company(toks) or self.nouns.read(toks, mention, content)

    def _with_company(self, toks: Sequence[Token]) -> Reading | None:
        """`the Harbour Board and its defenders`: the institution, where the cast or the tables know it."""
        for at in range(1, len(toks) - 1):
            if toks[at].lower == "and" and toks[at + 1].lower in _POSSESSORS:
                body = toks[1:at] if toks[0].lower == "the" and at > 1 else toks[:at]
                institution = self.nouns.institution(body)
                return None if institution is None else Reading((institution,), (), 0.75)
        return None

    def _pronoun(
        self, token: Token, barred: Sequence[Member], reporter: Sequence[Member], content: Sequence[Span]
    ) -> Reading:
        word = token.lower
        if word in FIRST or (word in {"who", "whom"} and not self.scene.before(token.start, 1)):
            return Reading()
        if word in {"who", "whom"}:
            return self._relative(token)
        if word in MANY or word in THING:
            return self._last_set(token, word)
        ranked = rank(
            self.scene, self.turns, token.start, word, barred=barred, reporter=reporter, content=content
        )
        if ranked.sure:
            return Reading(ranked.members, (), round(min(0.92, 0.62 + 0.1 * ranked.margin), 4))
        return Reading((), ranked.members, 0.4)

    def _relative(self, token: Token) -> Reading:
        index = self._relative_head(token)
        mention = self.scene.mentions[index]
        near = self.scene.sentence(mention.span.start) == self.scene.sentence(token.start)
        if not near or mention.member.kind != "person":
            return Reading()
        other = self._joined_before(index, token)
        if other is not None:
            return Reading((), (other, mention.member), 0.4)
        return Reading((mention.member,), (), 0.75)

    def _joined_before(self, index: int, token: Token) -> Member | None:
        """Ann Roe in `Ann Roe and Bo Lind, who saw it`, who may be meant too; None where one alone is."""
        text = self.cast.document.text
        first, second = self.scene.mentions[index - 1], self.scene.mentions[index]
        verb = text[token.end : token.end + 12].split()[:1]
        joined = index and text[first.span.end : second.span.start] == " and "
        if not joined or text[second.span.end : token.start] != ", " or not _ONE.isdisjoint(verb):
            return None
        return first.member if first.member.kind == "person" else None

    def _which(self, token: Token) -> Reading:
        """`the Harbour Board, which said`: the organisation right before."""
        for index in self.scene.before(token.start, 1):
            mention = self.scene.mentions[index]
            between = self.cast.document.text[mention.span.end : token.start]
            if mention.member.kind in {"organisation", "country"} and between.strip() in {",", ""}:
                return Reading((mention.member,), (), 0.8)
        return Reading()

    def _relative_head(self, token: Token) -> int:
        """The mention before `who`; past one inside an apposition: `Ann Roe, a Clinton aide who`."""
        last = self.scene.before(token.start, 2)
        text = self.cast.document.text
        if len(last) == 2:
            first, second = (self.scene.mentions[index] for index in last)
            between = text[first.span.end : second.span.start]
            behind = text[second.span.end : token.start].strip()
            if (
                re.match(r",\s(?:an?|the|one of|his|her|their|its)\b", between)
                and "," not in between[1:]
                and behind
            ):
                return last[0]
        return last[-1]

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
        """Whether the member is the subject of something before `offset` in its paragraph."""
        paragraph = self.scene.paragraph(offset)
        return any(
            mention.member is member
            and self.scene.paragraph(mention.span.start) == paragraph
            and not self.scene.governed(index)
            and not self.scene.possessed(index)
            for index in self.scene.before(offset, 30)
            for mention in [self.scene.mentions[index]]
        )
