"""Rows out of JSON of any size: an array's elements one by one, never more than one of them in memory.

What counts as rows: the elements of an array; those of an array of objects that an object holds as
`articles`, `items` or `documents`; any other object, as one row; and several of these one after another.
An element that is broken or too long costs only itself.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

PIECE = 1 << 16
_INNER = ("articles", "items", "documents")
_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\n\r]*")
_SIGN = re.compile(r'["\[\]{},]')
_IN_STRING = re.compile(r'["\\]')
_TAIL = 16
"""An error so near to the end of what was read may be a word, a number or an escape that is cut there."""


class _Bad(Exception):
    """A value that cannot be had; its words say why."""


def json_rows(
    stream: BinaryIO, max_bytes: int, *, piece: int = PIECE, codec: str = "utf-8-sig", errors: str = "replace"
) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Each row with its number, or why it is none; `max_bytes` is the most that one may have."""
    text = _Text(stream, max_bytes, piece, codecs.getincrementaldecoder(codec)(errors))
    number = 0
    if not text.peek():
        yield 1, "is no JSON: it is empty"
    while sign := text.peek():
        if sign == "[":
            text.at += 1
            values = _elements(text)
        elif sign == "{":
            values = _object(text)
        else:
            yield number + 1, "is neither a JSON object nor an array of them"
            return
        for value in values:
            number += 1
            if isinstance(value, _Bad):
                yield number, str(value)
            else:
                yield number, value if isinstance(value, dict) else "is no JSON object"


def _elements(text: _Text) -> Iterator[Any]:
    """The values of an array whose bracket has been read; a `_Bad` for each that cannot be had."""
    while (sign := text.peek()) != "]":
        if not sign:
            yield _Bad("is no JSON: the array has no end")
            return
        if sign == ",":
            text.at += 1
            continue
        try:
            value = text.value()
        except _Bad as bad:
            text.skip()
            value = bad
        yield value
    text.at += 1


def _object(text: _Text) -> Iterator[Any]:
    """The rows that an object holds, or the object as one; a `_Bad` where it breaks off or is too long."""
    fields: dict[str, Any] = {}
    begun, streamed = text.taken, False
    text.at += 1
    try:
        while (sign := text.peek()) != "}":
            if sign == ",":
                text.at += 1
                continue
            name = text.value() if sign == '"' else None
            if name is None or text.peek() != ":":
                raise _Bad("is no JSON: an object breaks off")
            text.at += 1
            if name in _INNER and text.peek() == "[":
                text.at += 1
                if text.peek() == "{":
                    streamed = True
                    yield from _elements(text)
                else:
                    fields[name] = list(_elements(text))
            else:
                fields[name] = text.value()
            text.check(text.taken - begun if not streamed else 0)
    except _Bad as bad:
        text.end()
        yield bad
        return
    text.at += 1
    if not streamed:
        yield fields


class _Text:
    """A window that slides over a stream: `text` from `at` on has been read and not yet used."""

    def __init__(self, stream: BinaryIO, most: int, piece: int, decoder: codecs.IncrementalDecoder) -> None:
        self.text, self.at, self.taken = "", 0, 0
        self._stream, self._most, self._piece = stream, most, piece
        self._decoder = decoder
        self._ended = False

    def more(self) -> bool:
        """Read on, as much again as is there; False at the end."""
        if self._ended:
            return False
        rest = self.text[self.at :]
        data = self._stream.read(max(self._piece, len(rest)))
        self._ended = not data
        self.text, self.at = rest + self._decoder.decode(data, final=self._ended), 0
        return True

    def end(self) -> None:
        """Leave the rest alone."""
        self.text, self.at, self._ended = "", 0, True

    def peek(self) -> str:
        """The next sign that is no white space; nothing at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def check(self, size: int) -> None:
        if size > self._most:
            raise _Bad(f"is over the limit of {self._most / 1e6:g} MB for one document")

    def value(self) -> Any:
        """The next value, of which all must have been read; raises _Bad, still standing before it."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos >= len(self.text) - _TAIL
                if not cut or not self._may_grow():
                    raise _Bad(f"is no JSON: {error.msg}"[:100]) from error
                continue
            except (ValueError, RecursionError) as error:
                raise _Bad(f"is no JSON: {str(error)[:100]}") from error
            if end == len(self.text) and self._may_grow():
                continue
            self.check(end - self.at)
            self.taken += end - self.at
            self.at = end
            return value

    def _may_grow(self) -> bool:
        """Read on, unless the value is too long already; raises _Bad then."""
        self.check(len(self.text) - self.at)
        return self.more()

    def skip(self) -> None:
        """Go past a value that cannot be read, by its brackets and quotation marks."""
        depth, quoted = 0, False
        while True:
            found = (_IN_STRING if quoted else _SIGN).search(self.text, self.at)
            if found is None:
                self.at = len(self.text)
                if not self.more():
                    return
                continue
            sign, self.at = found.group(), found.end()
            if quoted:
                if sign == "\\":
                    if self.at == len(self.text):
                        self.more()
                    self.at += 1
                quoted = sign != '"'
            elif sign == '"':
                quoted = True
            elif sign in "[{":
                depth += 1
            elif sign in "]}":
                depth -= 1
            if not quoted and depth <= 0 and sign in ',]}"' and self._at_end(sign, depth):
                return

    def _at_end(self, sign: str, depth: int) -> bool:
        """Whether the value ends with this sign; one that belongs to the array is left for it."""
        if sign == "," or (sign == "]" and depth < 0):
            self.at -= 1
        return True
