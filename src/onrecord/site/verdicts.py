"""A check as it is shown: the verdict's word with its mark, and the difference word by word."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.models import Check, VerdictWord
from onrecord.site.pages import Checked, Sign, Verdict
from onrecord.site.words import shorten
from onrecord.visibility import LONGEST

MARKS: dict[VerdictWord, str] = {
    "exact": "✓",
    "same words": "≈",
    "trimmed": "…",
    "altered": "≠",
    "stitched": "+",
    "not found": "?",
    "too short": "–",
}
FEW = 80
"""Characters of a withheld text, beyond the quotation itself, that a difference may show."""
_GRAVE = ("hides", "figure changed", "negation changed", "other speaker", "other date")


def verdict(word: VerdictWord, notes: Sequence[str] = ()) -> Verdict:
    """The verdict with its mark. An editor must see altered and stitched words and what hides something."""
    grave = word in ("altered", "stitched") or any(note.startswith(_GRAVE) for note in notes)
    return Verdict(word, MARKS.get(word, "·"), tuple(notes), grave)


def checked(
    check: Check,
    *,
    href: str | None,
    withheld: bool,
    passage_href: str | None = None,
    quotation_href: str | None = None,
) -> Checked:
    """A check with its difference; where the text is withheld, without the passage."""
    passage = check.against
    most = LONGEST if withheld else 2000
    return Checked(
        quote=shorten(check.quote.exact, most),
        verdict=verdict(check.verdict, check.notes),
        difference=_difference(check, most, withheld),
        against=shorten(passage.span.exact, most) if passage and not withheld else None,
        against_href=href,
        by=passage.speaker if passage else None,
        date=passage.date if passage else None,
        passage_href=passage_href,
        quotation_href=quotation_href,
    )


def _difference(check: Check, most: int, withheld: bool) -> tuple[tuple[Sign, str], ...]:
    """The steps up to `most` characters; nothing where the two do not differ.

    Where the text is withheld, nothing either that would give away more than a few dropped words of it.
    """
    if all(sign == "=" for sign, _ in check.difference):
        return ()
    if withheld and sum(len(words) for sign, words in check.difference if sign == "-") > FEW:
        return ()
    steps: list[tuple[Sign, str]] = []
    left = most
    for sign, words in check.difference:
        if left <= 0:
            break
        steps.append((sign, shorten(words, max(left, 2))))
        left -= len(words)
    return tuple(steps)
