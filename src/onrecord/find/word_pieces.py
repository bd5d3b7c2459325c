"""Word pieces by a table of the words met so far: most are met again, and cost one look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_PLAIN = re.compile(r"[A-Za-z0-9]+|[!-/:-@\[-`{-~“”‘’–—…•]")
_STRANGE = re.compile(r"[^ \t\n!-~“”‘’–—…•]")
_MOST = 200_000

Places = list[tuple[int, int]]


class Encoding(NamedTuple):
    """One text: the ids of its pieces, where each stands, and which word it belongs to."""

    ids: list[int]
    offsets: Places
    word_ids: list[int]


class WordPieces:
    """Encodes as the tokenizer does. A text with letters beyond ASCII goes to the tokenizer whole."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.known: dict[str, tuple[list[int], Places]] = {}

    def encode_batch(self, texts: Sequence[str], *, add_special_tokens: bool = False) -> list[Encoding]:
        """The pieces of each text; `add_special_tokens` stands for the tokenizer's and must be False."""
        return [self._plain(text) if _STRANGE.search(text) is None else self._strange(text) for text in texts]

    def _plain(self, text: str) -> Encoding:
        ids: list[int] = []
        offsets: Places = []
        word_ids: list[int] = []
        known = self.known
        for number, match in enumerate(_PLAIN.finditer(text)):
            word = match[0]
            pieces = known.get(word) or self._learn(word)
            at = match.start()
            if len(pieces[0]) == 1:
                ids.append(pieces[0][0])
                offsets.append((at, match.end()))
                word_ids.append(number)
            else:
                ids += pieces[0]
                offsets += [(at + start, at + end) for start, end in pieces[1]]
                word_ids += [number] * len(pieces[0])
        return Encoding(ids, offsets, word_ids)

    def _learn(self, word: str) -> tuple[list[int], Places]:
        if len(self.known) >= _MOST:
            self.known.clear()
        encoded = self.tokenizer.encode(word, add_special_tokens=False)
        pieces = self.known[word] = (encoded.ids, encoded.offsets)
        return pieces

    def _strange(self, text: str) -> Encoding:
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        return Encoding(encoded.ids, encoded.offsets, [word or 0 for word in encoded.word_ids])
