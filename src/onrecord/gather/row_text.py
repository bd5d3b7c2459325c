"""How a file of rows is written: told by its beginning, so that the rest can be read as a stream.

What does not fit further on is one sign, LOST, until its row says so in a note.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import NoArticle, NotText, Unreadable
from onrecord.gather.decode import Decoded, encoding_of

ERRORS = "onrecord-lost"
_LOST = "\udcff"
_STRAY = re.compile("[\ud800-\udfff]")
_HEAD = 1_000_000
"""Bytes by which the encoding is told."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FEW_ZEROS = 2
_ZEROS = 0.01
"""Files of exports have a zero byte here and there; one with more of them is binary."""


def _lose(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _LOST, error.end


codecs.register_error(ERRORS, _lose)


@dataclass(frozen=True, slots=True)
class Written:
    """A codec, what to say of it with each row, and its name for readers."""

    codec: str
    notes: tuple[str, ...] = ()
    name: str = "UTF-8"


def written(stream: BinaryIO, path: str) -> Written:
    """How the file is written; the stream stands at its begin again. Raises Unreadable and NotText."""
    head = stream.read(_HEAD)
    stream.seek(0)
    if len(head) == _HEAD:
        head = head[: head.rfind(b"\n") + 1] or head
        head = head[: len(head) - len(head) % 2] if head[:2] in _UTF_16 else head
    try:
        told = _told(head)
    except NoArticle as error:
        raise Unreadable(f"{error.message}: there is no row in it", path=path) from error
    except NotText as error:
        error.path = path
        raise
    if told.encoding == "utf-8":
        return Written("utf-8-sig")
    if head[:2] in _UTF_16:
        return Written("utf-16", name="UTF-16")
    return Written(told.encoding, told.notes, told.encoding.upper())


def _told(head: bytes) -> Decoded:
    try:
        return encoding_of(head)
    except NotText:
        zeros = head.count(0)
        if not 0 < zeros <= max(_FEW_ZEROS, _ZEROS * len(head)):
            raise
        return encoding_of(head.replace(b"\x00", b""))


def shown(words: str) -> str:
    """The words with U+FFFD for what could not be read."""
    return _STRAY.sub("\ufffd", words)


def lost_note(words: str, name: str) -> tuple[str, ...]:
    """What is to be said of words that hold what could not be read."""
    lost = len(_STRAY.findall(words))
    if not lost:
        return ()
    places = "1 place is" if lost == 1 else f"{lost} places are"
    return (f"{places} not valid {name} and shown as U+FFFD",)
