"""Mentions without a name: a role, an institution, a plural set, people whom nobody names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.find.gazetteer import folded, lookup
from onrecord.find.rolewords import FUNCTION_WORDS, PLURAL, is_role_noun, singular
from onrecord.find.surface import Token
from onrecord.models import Span
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.descriptions import described_organisation, described_person, is_anaphor, last_two
from onrecord.resolve.noun_phrases import ARTICLES, Reading, head_of, holds, is_second, role_heads
from onrecord.resolve.pronouns import Turn
from onrecord.resolve.scene import Scene
from onrecord.resolve.sides import side_of_phrase
from onrecord.resolve.words import PEOPLE

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "their", "its"})
_COUNTS = {"two": 2, "three": 3, "both": 2, "four": 4, "pair": 2, "duo": 2, "trio": 3}

_CLAUSE = re.compile(r"\s*(?:,|\(|—|–)|\s+(?:who|whom|which|that|whose|such as|including)\s")


class NounSpeakers:
    """Reads the mentions that only describe their speaker. `turns` are the statements resolved so far."""

    def __init__(self, cast: Cast, scene: Scene, turns: list[Turn]) -> None:
        self.cast = cast
        self.scene = scene
        self.turns = turns
        self.content: Sequence[Span] = ()
        self._heads: dict[str, list[Member]] = {}

    def read(self, toks: Sequence[Token], mention: Span, content: Sequence[Span] = ()) -> Reading:
        """Whom `toks` of `mention` describe; nobody who is named only inside the statement's `content`."""
        self.content = content
        lead = toks[0].lower
        body = toks[1:] if lead in ARTICLES and len(toks) > 1 else toks
        institution = self.institution(body)
        if institution is not None:
            return Reading((institution,), (), 0.9)
        if self._is_new_name(body):
            return self._new_person(body)
        closing = _closing_name(body)
        if closing:
            return self._new_person(closing)
        head = head_of(body)
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
        if lead == "the" and not plural and is_anaphor(head.lower):
            phrase = " ".join(t.text for t in body)
            meant = described_person(
                self.scene, self.turns, toks[0].start, phrase, head.lower, (), self.content
            )
            if meant is not None:
                return meant
        if lead in {"the", "that", "this"} and len(body) <= 2:
            organisation = described_organisation(self.cast, self.scene, toks[0].start, head.lower)
            if organisation is not None:
                return Reading((organisation,), (), 0.75)
        return self._unnamed_actor(toks, body, head.lower, mention)

    def institution(self, body: Sequence[Token]) -> Member | None:
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
            if self.cast.meant(entry.slug) != entry.slug:
                return None
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
        side = self.cast.meant(side_of_phrase(phrase))
        before = [
            m for m in self.cast.persons
            if m.named and self._is_known_by(m, start, wanted) and holds(m, wanted)
            and not self._only_inside(m)
        ]  # fmt: skip
        if side is not None:
            before = [m for m in before if m.side == side]
        if not plural:
            before = [m for m in before if self._same_rank(m, wanted, phrase)]
            if is_anaphor(wanted) and len(before) != 1:
                return described_person(self.scene, self.turns, start, phrase, wanted, before, self.content)
            if is_anaphor(wanted) and wanted not in {"president", "premier"}:
                return described_person(self.scene, self.turns, start, phrase, wanted, (), self.content)
        if plural:
            count = next((_COUNTS[t.lower] for t in toks if t.lower in _COUNTS), None)
            if count is not None and len(before) == count:
                return Reading(tuple(before), (), 0.75)
            if head.lower in {"men", "women", "pair", "duo", "trio", "two"}:
                return self._pair(toks, count)
            groups = self._heads.get(wanted, []) if side is None and len(body) == 1 else []
            return Reading((groups[-1],), (), 0.75) if groups else None
        exact = [m for m in before if wanted in role_heads(m)]
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

    def _is_known_by(self, member: Member, start: int, wanted: str) -> bool:
        """Whether the member is named before `start`, or with the very role in the next two sentences."""
        if member.order < start or any(r.start < start for r in member.roles):
            return True
        near = self.scene.sentence(member.order) - self.scene.sentence(start) <= 2
        return near and wanted in role_heads(member)

    def _only_inside(self, member: Member) -> bool:
        return bool(member.mentions) and all(
            any(part.covers(span) for part in self.content) for span in member.mentions
        )

    @staticmethod
    def _same_rank(member: Member, wanted: str, phrase: str) -> bool:
        told = [role.exact for role in member.roles if wanted in role.exact.lower()]
        return not told or any(is_second(role) == is_second(phrase) for role in told)

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
        words = {t.lower for t in toks}
        gender = "m" if "men" in words else "f" if "women" in words else None
        both = last_two(self.scene, toks[0].start, gender) if count in {None, 2} else ()
        return Reading(both, (), 0.65) if both else None

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
            member.side = leaning.side if leaning is not None else self.cast.meant(side_of_phrase(name))
            member.confidence = 0.8
            self._heads.setdefault(singular(head), []).append(member)
        self.cast.mention(member, span)
        return Reading((member,), (), 0.8)

    def _leaning_on(self, span: Span) -> Member | None:
        """The person whom the words lean on: `a spokeswoman for Anna Berg`."""
        members = [self.scene.mentions[index].member for index in self.scene.within(span.start, span.end)]
        return next((member for member in members if member.kind == "person"), None)


def _closing_name(body: Sequence[Token]) -> Sequence[Token]:
    """The name behind a role in small letters, `fisherman Per Aas`, that no finder saw; else nothing."""
    at = len(body)
    while at and body[at - 1].is_capital and body[at - 1].text.isalpha() and not _is_common(body[at - 1]):
        at -= 1
    name, before = body[at:], body[:at]
    plain = all(t.is_word and not t.is_capital and t.lower not in FUNCTION_WORDS for t in before)
    human = bool(before) and is_role_noun(before[-1].text)
    return name if 2 <= len(name) <= 3 and plain and human else ()


def _is_common(token: Token) -> bool:
    low = token.lower
    return low in PEOPLE or is_role_noun(low) or low in FUNCTION_WORDS or lookup(token.text) is not None
