"""Mentions that name the speaker: a name alone, with a role round it, or several joined by `and`."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.find.gazetteer import folded, lookup
from onrecord.find.rolewords import FUNCTION_WORDS, HONORIFICS, MODIFIERS, is_role_noun, is_title
from onrecord.find.surface import Token
from onrecord.models import Span
from onrecord.resolve.cast import Cast, Member
from onrecord.resolve.noun_phrases import ARTICLES, HEAD_STOP, Reading
from onrecord.resolve.scene import Scene


class NamedSpeakers:
    """Reads the mentions that hold the name of their speaker."""

    def __init__(self, cast: Cast, scene: Scene) -> None:
        self.cast = cast
        self.scene = scene

    def read(self, toks: Sequence[Token]) -> Reading | None:
        """The members whose names head the mention, or those whom a shared surname leaves; else None."""
        heads = self._head_names(toks)
        return self._named(heads) if heads else self._ambiguous_name(toks)

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
            return all(t.lower in ARTICLES or t.lower in MODIFIERS for t in words)
        if ends and [t.lower for t in words[:2]] == ["one", "of"] and words[-1].text == ",":
            return True
        rest = [t for t in words if not any(r.start <= t.start and t.end <= r.end for r in member.roles)]
        if any(t.lower in HEAD_STOP or t.lower in {"and", "or"} for t in rest):
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
        if first.text in {"/", "-"}:
            return True
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
        return first.is_word and first.lower not in HEAD_STOP and first.lower not in FUNCTION_WORDS

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


def _is_whole(toks: Sequence[Token], span: Span) -> bool:
    return bool(toks) and toks[-1].end <= span.end + 2 and toks[-1].start <= span.end


def _describes(token: Token) -> bool:
    low = token.lower
    plain = low in ARTICLES or low in MODIFIERS or token.text in {",", "“", '"', "("}
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
