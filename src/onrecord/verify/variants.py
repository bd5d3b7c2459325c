"""When two runs of words are one by transcript convention: contractions, numbers, spelling, fillers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from onrecord.verify.english import (
    CONTRACTED,
    ENDINGS,
    FILLER_PHRASES,
    FILLERS,
    NEGATIONS,
    NUMBERS,
    OPEN_ENDINGS,
    ORDINALS,
    SCALES,
    UNITS,
    VARIANTS,
)

Run = Sequence[str]
_SPECIAL = frozenset(FILLERS).union(
    NUMBERS, ORDINALS, SCALES, UNITS, CONTRACTED, (word for phrase in FILLER_PHRASES for word in phrase)
)


def same_by_convention(said: Run, quoted: Run) -> bool:
    """Whether two runs of folded words differ only in how speech is written down."""
    if said and quoted and not (any(map(_special, said)) or any(map(_special, quoted))):
        return "".join(map(spelling, said)) == "".join(map(spelling, quoted))
    if said and "".join(said).replace("'", "") == "".join(quoted).replace("'", ""):
        return True
    one, two = _plain(said), _plain(quoted)
    if one == two or "".join(one) == "".join(two) != "":
        return True
    if len(one) == len(two) and all(_alike(a, b) for a, b in zip(one, two, strict=True)):
        return True
    return _same_figures(one, two)


@lru_cache(1 << 16)
def _special(word: str) -> bool:
    """Whether the word is, or may be part of, a filler, a contraction or a number."""
    return not word.isalpha() or word in _SPECIAL


@lru_cache(1 << 16)
def spelling(word: str) -> str:
    """A key that spelling variants of one word share (`colour`, `color`; `organise`, `organize`)."""
    word = VARIANTS.get(word, word)
    for british, american in (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes")):
        if word.endswith(british) and len(word) > len(british) + 3:
            word = word[: -len(british)] + american
    if word.endswith(("ise", "yse")) and len(word) > 6:
        word = word[:-2] + "ze"
    if len(word) > 4:
        word = word.replace("our", "or").replace("lled", "led").replace("lling", "ling").replace("ae", "e")
    return word


@lru_cache(1 << 14)
def expand(word: str) -> tuple[str, ...]:
    """The words that a contraction stands for; an ending of several readings stays (`it's` → it, 's)."""
    if word in CONTRACTED:
        return CONTRACTED[word]
    if "'" not in word:
        return (word,)
    for ending, full in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*expand(word[: -len(ending)]), *full)
    for ending in OPEN_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], ending)
    return (word,)


def without_fillers(run: Run) -> list[str]:
    """The run without `uh`, `you know` and their like."""
    kept: list[str] = []
    at = 0
    while at < len(run):
        if tuple(run[at : at + 2]) in FILLER_PHRASES:
            at += 2
            continue
        if run[at] not in FILLERS:
            kept.append(run[at])
        at += 1
    return kept


def negations(run: Run) -> int:
    """How many words of the run negate, contracted ones too."""
    return sum(part in NEGATIONS for word in run for part in expand(word))


def figures(run: Run) -> list[str]:
    """The numbers in a run, in digits: `five` and `5` are one, `$15,000` and `15000` too."""
    parts = [part for word in run for part in expand(word)]
    return _read_figures(parts)[0] if any(map(_begins_figure, parts)) else []


@lru_cache(1 << 14)
def name_key(word: str) -> str:
    """A key that spellings of one name share: Katy and Katie, Zelensky and Zelenskyy, Jon and John."""
    for one, other in (("ph", "f"), ("ck", "k"), ("c", "k"), ("ey", "i"), ("ie", "i"), ("y", "i"), ("h", "")):
        word = word.replace(one, other)
    return "".join(char for i, char in enumerate(word) if i == 0 or char != word[i - 1])


def _plain(run: Run) -> list[str]:
    parts = [part for word in without_fillers(run) for part in expand(word)]
    return [spelling(part) for part in parts]


def _alike(one: str, two: str) -> bool:
    if one == two:
        return True
    for ending, readings in OPEN_ENDINGS.items():
        if (one == ending and two in readings) or (two == ending and one in readings):
            return True
    return False


def _same_figures(one: list[str], two: list[str]) -> bool:
    if not (any(map(_begins_figure, one)) and any(map(_begins_figure, two))):
        return False
    left, left_rest = _read_figures(one)
    right, right_rest = _read_figures(two)
    return bool(left) and left == right and _units_apart(left_rest) == _units_apart(right_rest)


def _units_apart(run: list[str]) -> tuple[list[str], list[str]]:
    """The run's units, sorted and by one name each, and its other words in their order."""
    return sorted(UNITS[word] for word in run if word in UNITS), [word for word in run if word not in UNITS]


def _read_figures(run: list[str]) -> tuple[list[str], list[str]]:
    """The numbers of a run as decimal strings, and its other words with `#` where a number stood."""
    found: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(run):
        value, length = _figure(run, at)
        if length == 0:
            rest.append(run[at])
            at += 1
            continue
        found.append(value)
        rest.append("#")
        if run[at][0] in UNITS:
            rest.append(run[at][0])
        at += length
    return found, rest


def _figure(run: list[str], start: int) -> tuple[str, int]:
    """The number that begins at `start` and how many words it takes; ("", 0) when none does."""
    total = 0.0
    group = 0.0
    at = start
    ordinal = False
    while at < len(run) and not ordinal:
        word = run[at]
        digits = word.lstrip("$€£¥₹").replace(",", "")
        if word in NUMBERS:
            if at > start and group % 100 and not (group % 10 == 0 and NUMBERS[word] < 10):
                break
            group += NUMBERS[word]
        elif word in ORDINALS and (at > start or word not in ("first", "second")):
            group, ordinal = group + ORDINALS[word], True
        elif _is_decimal(digits) and at == start:
            group = float(digits)
        elif digits[:-2].isdigit() and digits[-2:] in ("st", "nd", "rd", "th") and at == start:
            group, ordinal = float(digits[:-2]), True
        elif word in SCALES and at > start:
            if word == "hundred":
                group *= 100
            else:
                total, group = total + group * SCALES[word], 0.0
        elif not (word == "and" and at > start and run[at - 1] in SCALES and _begins(run, at + 1)):
            break
        at += 1
    if at == start:
        return "", 0
    return f"{total + group:.10g}{'th' if ordinal else ''}", at - start


@lru_cache(1 << 14)
def _begins_figure(word: str) -> bool:
    """Whether a number can begin with that word."""
    return _figure([word], 0)[1] > 0


def _begins(run: list[str], at: int) -> bool:
    return at < len(run) and run[at] in NUMBERS


def _is_decimal(digits: str) -> bool:
    whole, _, part = digits.partition(".")
    return whole.isdecimal() and (not part or part.isdecimal()) and digits.count(".") <= 1
