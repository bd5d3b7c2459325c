"""The surface of a text: its words and its sentences as offsets, by rules alone.

Everything here is linear in the text and needs no model, so finders that work from patterns can share it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_SHORT = """
    Mr Mrs Ms Mx Dr Sen Sens Rep Reps Gov Govs Gen Gens Lt Col Cols Maj Sgt Capt Cmdr Adm Cpl Pvt Prof
    Rev Hon St Jr Sr Atty Supt Det Insp Pres Sec Amb Fr Msgr Dist Jan Feb Mar Apr Jun Jul Aug Sept Sep
    Oct Nov Dec No vs etc Inc Corp Co Ltd Bros Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La
    Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo Ft Mt Ave Blvd Rd
    approx est Brig Asst Dep
"""
ABBREVIATIONS = frozenset(_SHORT.split())
_TOKEN = re.compile(
    r"""(?:(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?)
      | (?:[^\W\d_]\.(?=\s+[^\W\d_]))
      | (?:['’]s\b|(?<=s)['’](?=\s))
      | (?:\d+(?:[.,:/]\d+)*(?:[^\W\d_]+)?(?:-[^\W_]+)*)
      | (?:[^\W_]+(?:(?:[-&.‑]|['’](?!s\b|\s))[^\W_]+)*)
      | (?:\S)""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[\n\r\u2028\u2029]+")
_NEXT = re.compile(r"\s*([\"“„«‘'(\[]*)(\S)")
_LAST_WORD = re.compile(r"([^\s\"“”(\[]+?)[.!?…]*[\"'”’»)\]]*$")


class Token(NamedTuple):
    """A word or a mark at `[start, end)` of the document's text, and its text in lower case."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins as a name does: `Kyiv`, `U.S.`, `d’Orsay` does not."""
        return self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        return self.text[0] in "'’" and len(self.text) <= 2


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and marks of `text[start:end]`; `’s` stands alone, `Sen.` keeps its point."""
    stop = len(text) if end is None else end
    out: list[Token] = []
    new = tuple.__new__
    for match in _TOKEN.finditer(text, start, stop):
        first, last = match.span()
        word = match[0]
        if word == "." and out and out[-1].end == first and out[-1].text in ABBREVIATIONS:
            before = out[-1]
            out[-1] = Token(before.start, last, before.text + ".", before.lower + ".")
            continue
        out.append(new(Token, (first, last, word, word.lower())))
    return out


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """`(start, end)` of each sentence of `text[start:end]`, white space round it left out, in order.

    A point after an abbreviation or an initial ends nothing; a sentence that ends inside quotation marks
    is one where the next begins with a capital.
    """
    stop = len(text) if end is None else end
    out: list[tuple[int, int]] = []
    at = start
    for match in _SENTENCE_END.finditer(text, start, stop):
        if _ends(text, at, match, stop):
            _add(text, at, match.end(), out)
            at = match.end()
    _add(text, at, stop, out)
    return out


def _ends(text: str, at: int, match: re.Match[str], stop: int) -> bool:
    if match[0][0] in "\n\r\u2028\u2029":
        return True
    following = _NEXT.match(text, match.end(), stop)
    if following is None or following[2].islower():
        return False
    last = _LAST_WORD.search(text, max(at, match.start() - 30), match.end())
    word = last[1] if last else ""
    if not match[0].startswith("."):
        return True
    bare = word.rstrip(".")
    if bare in ABBREVIATIONS or (len(bare) == 1 and bare.isupper() and bare != "I"):
        return False
    return not ("." in bare and bare[0].isupper() and following[2].isupper() and not following[1])


def _add(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))


def containing(spans: Sequence[tuple[int, int]], offset: int) -> int:
    """The index of the last span that starts at or before `offset`, −1 where none does. `spans` in order."""
    return bisect_right(spans, offset, key=lambda span: span[0]) - 1
