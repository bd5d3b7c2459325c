"""The verdict on one quotation against a passage, decided from the aligned difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.models import Difference, VerdictWord
from onrecord.text.fold import DASHES, DOUBLE_MARKS, SINGLE_MARKS
from onrecord.verify.blocks import Block, blocks
from onrecord.verify.english import NEGATING
from onrecord.verify.hides import after, before, in_cut
from onrecord.verify.tokens import Quote, Said, quote_words, said_words
from onrecord.verify.variants import figures, negations

_ORDER: tuple[VerdictWord, ...] = (
    "exact", "same words", "trimmed", "stitched", "altered", "too short", "not found"
)  # fmt: skip
RANK = {word: rank for rank, word in enumerate(_ORDER)}
FOUND_SHARE = 0.6
_STITCH_WORDS = 8
_STITCH_SENTENCE = 3
_STITCH_SIDE = 3
_REVERSED_BY = 8
_CLAUSE = 5
_ASIDE = 3
_ASIDES = ",-–—("
_DASH = re.compile(rf"\s*[{re.escape(DASHES)}]+\s*")
_MARK = re.compile(r"\"|(?<!\w)'|'(?!\w)")
_EDGE = " \t\r\n.,;:!?…-\"'()[]"
_MARKS = str.maketrans(dict.fromkeys(DOUBLE_MARKS, '"') | dict.fromkeys(SINGLE_MARKS, "'"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict, its notes and the difference word by word.

    `[start, end)` is the passage in the text that was compared; `share`, 0 to 1, is how much of the
    quotation's own words stand there, `changed` how many words differ without a mark, in so many `runs`, and
    `edges` how many of the quotation's words at its two ends; `kept` are the stretches of the quotation,
    from the start of a first to the start of a last word, that stand in the passage.
    """

    verdict: VerdictWord
    notes: tuple[str, ...] = ()
    difference: Difference = ()
    start: int = 0
    end: int = 0
    share: float = 0.0
    changed: int = 0
    edges: int = 0
    runs: int = 0
    kept: tuple[tuple[int, int], ...] = ()

    @property
    def rank(self) -> tuple[int, int, float]:
        """Smaller is better; of passages that all differ without a mark, the one that differs least."""
        rank = RANK["stitched"] if self.verdict == "altered" else RANK[self.verdict]
        return rank, self.changed, -self.share


NOT_FOUND = Comparison("not found")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known beside the two texts.

    `headline`: letter case says nothing; `less`: fewer words than the passage count as `trimmed`, for a
    headline against its body's quotation; `translated`: the passage is a translation, so that no word of
    it can accuse; `context`: the words that stand before the quotation in its article, which may carry a
    limit that it seems to hide.
    """

    headline: bool = False
    less: bool = False
    translated: bool = False
    context: str = ""


PLAIN = Terms()


def compare(
    quote: str, said: str, terms: Terms = PLAIN, *, start: int = 0, end: int | None = None
) -> Comparison:
    """The verdict on `quote` against `said[start:end]`; offsets given back are offsets in `said`."""
    return judge(quote_words(quote), said_words(said, start, end), terms)


def judge(quote: Quote, said: Said, terms: Terms = PLAIN) -> Comparison:
    """As `compare`, for words that are already told apart."""
    found = blocks(quote, said)
    share = _share(found, quote)
    if not found or share < FOUND_SHARE:
        return Comparison("not found", share=share)
    verdict = _verdict(found, quote, said, terms.headline)
    first, last = _ends(found)
    notes = _notes(found, quote, said, terms.context)
    steps = difference(found, quote, said)
    if terms.less:
        part = first > 0 or last < len(said.words)
        verdict = "trimmed" if part and verdict in ("exact", "same words") else verdict
        notes = _unique(
            [*notes, *(f"hides: {word}" for word in before(said, first, terms.context, whole=True))]
        )
        steps = _with_rest(steps, said, first, last)
        first, last = 0, len(said.words)
    if terms.translated:
        verdict = "same words" if verdict == "altered" else verdict
        notes = ("translation",)
    return Comparison(
        verdict,
        notes,
        steps,
        said.words[first].start,
        said.words[last - 1].end,
        share,
        *_changes(found),
        _kept_stretches(found, quote),
    )


def _changes(found: Sequence[Block]) -> tuple[int, int, int]:
    """Words that differ without a mark, those of the quotation at its ends, and runs of them."""
    changed = [block for block in found if block.kind == "changed"]
    words = sum(block.said_to - block.said_from + block.quote_to - block.quote_from for block in changed)
    ends = {id(block): block for block in (found[0], found[-1]) if block.kind == "changed"}
    return words, sum(block.quote_to - block.quote_from for block in ends.values()), len(changed)


def _kept_stretches(found: Sequence[Block], quote: Quote) -> tuple[tuple[int, int], ...]:
    return tuple(
        (quote.words[block.quote_from].start, quote.words[block.quote_to - 1].start)
        for block in found
        if block.kind in ("same", "convention") and block.quote_to > block.quote_from
    )


def difference(found: Sequence[Block], quote: Quote, said: Said) -> Difference:
    """`=` in both, `-` only in what was said, `+` only in the quotation; each run as it stands."""
    steps: list[tuple[str, str]] = []
    for block in found:
        spoken = _slice(said, block.said_from, block.said_to)
        quoted = _slice(quote, block.quote_from, block.quote_to)
        if block.kind == "same":
            steps.append(("=", spoken))
            continue
        if spoken:
            steps.append(("-", spoken))
        if quoted:
            steps.append(("+", quoted))
    return tuple(steps)  # type: ignore[arg-type]


def _with_rest(steps: Difference, said: Said, first: int, last: int) -> Difference:
    """The difference with the words of the passage before and after what was taken from it."""
    ahead, behind = _slice(said, 0, first), _slice(said, last, len(said.words))
    return (*((("-", ahead),) if ahead else ()), *steps, *((("-", behind),) if behind else ()))


def _slice(source: Quote | Said, first: int, last: int) -> str:
    if first >= last:
        return ""
    return " ".join(source.text[source.words[first].start : source.words[last - 1].end].split())


def _ends(found: Sequence[Block]) -> tuple[int, int]:
    """The first word said that belongs to the passage, and the one after its last."""
    placed = [block for block in found if block.said_to > block.said_from]
    return placed[0].said_from, placed[-1].said_to


def _share(found: Sequence[Block], quote: Quote) -> float:
    own = sum(not free for free in quote.free)
    kept = sum(
        not quote.free[i]
        for block in found
        if block.kind in ("same", "convention")
        for i in range(block.quote_from, block.quote_to)
    )
    return kept / own if own else 0.0


def _verdict(found: Sequence[Block], quote: Quote, said: Said, any_case: bool) -> VerdictWord:
    kinds = {block.kind for block in found}
    if "changed" in kinds:
        return "stitched" if any(_stitch(found, i, said) for i in range(len(found))) else "altered"
    if kinds & {"cut", "editorial"}:
        return "trimmed"
    if "convention" in kinds or not _to_the_letter(found, quote, said, any_case):
        return "same words"
    return "exact"


def _stitch(found: Sequence[Block], i: int, said: Said) -> bool:
    """Whether block `i` is a long unmarked gap between two passages that both stand."""
    block = found[i]
    gap = block.said_to - block.said_from
    if block.kind != "changed" or block.quote_to > block.quote_from or not 0 < i < len(found) - 1:
        return False
    sides = [
        sum(b.quote_to - b.quote_from for b in part if b.kind == "same")
        for part in (found[:i], found[i + 1 :])
    ]
    if min(sides) < _STITCH_SIDE:
        return False
    whole_sentence = said.ends_sentence(block.said_from) and said.ends_sentence(block.said_to)
    return gap >= _STITCH_WORDS or (gap >= _STITCH_SENTENCE and whole_sentence)


def _to_the_letter(found: Sequence[Block], quote: Quote, said: Said, any_case: bool) -> bool:
    """Whether a passage matched word for word also has its letters, figures and inner punctuation."""
    first, last = _ends(found)
    one = said.text[said.words[first].start : said.words[last - 1].end]
    two = quote.text[quote.words[0].start : quote.words[-1].end]
    if one == two:
        return True
    one, two = _letters(one), _letters(two)
    return one == two or (any_case and one.casefold() == two.casefold())


def _letters(text: str) -> str:
    """The text without quotation marks; dashes, apostrophes and white space alike, the first letter small."""
    plain = _MARK.sub("", " ".join(text.translate(_MARKS).split()))
    plain = _DASH.sub("-", plain).strip(_EDGE)
    return plain[:1].casefold() + plain[1:]


def _notes(found: Sequence[Block], quote: Quote, said: Said, context: str) -> tuple[str, ...]:
    notes: list[str] = []
    for i, block in enumerate(found):
        if block.kind in ("same", "convention") or _stitch(found, i, said):
            continue
        spoken = said.folded[block.said_from : block.said_to]
        quoted = quote.folded[block.quote_from : block.quote_to]
        if block.kind == "cut" or not quoted:
            hidden = in_cut(said, block.said_from, block.said_to)
            if block.kind == "changed":
                hidden = [word for word in hidden if not negations([word])]
            if hidden:
                notes.append(f"hides: {', '.join(hidden)}")
        if block.kind == "cut":
            continue
        if _figure_changed(spoken, quoted):
            notes.append("figure changed")
        if len(spoken) <= _REVERSED_BY and _negation_changed(spoken, quoted) and not _aside(block, quote):
            notes.append("negation changed")
    first, last = _ends(found)
    if found[0].quote_from == 0 and found[0].kind in ("same", "convention"):
        notes += [f"hides: {word}" for word in before(said, first, context)]
    if found[-1].kind in ("same", "convention") and len(quote.words) >= _CLAUSE:
        notes += [f"hides: {word}" for word in after(said, last)]
    return _unique(notes)


def _negation_changed(spoken: list[str], quoted: list[str]) -> bool:
    """Whether one run negates and the other does not; `unsure` against `not sure` does on both sides."""
    return negations(spoken) + _prefixed(spoken, quoted) != negations(quoted) + _prefixed(quoted, spoken)


def _prefixed(run: list[str], other: list[str]) -> int:
    """How many words of the run are a word of the other with a prefix that negates it."""
    return sum(
        word.removeprefix(prefix) in other for word in run for prefix in NEGATING if word.startswith(prefix)
    )


def _aside(block: Block, quote: Quote) -> bool:
    """Whether the quotation's words of a block are an aside between two dashes, commas or brackets."""
    if block.quote_to - block.quote_from < _ASIDE or block.said_to > block.said_from:
        return False
    words, text = quote.words, quote.text
    if not block.quote_from > 0 or not block.quote_to < len(words):
        return False
    ahead = text[words[block.quote_from - 1].end : words[block.quote_from].start]
    behind = text[words[block.quote_to - 1].end : words[block.quote_to].start]
    return any(mark in ahead for mark in _ASIDES) and any(mark in behind for mark in _ASIDES)


def _figure_changed(spoken: list[str], quoted: list[str]) -> bool:
    one, two = figures(spoken), figures(quoted)
    return bool(one) and bool(two) and one != two


def _unique(notes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notes))
