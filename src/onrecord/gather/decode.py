"""Bytes to text, and what was odd about them.

A byte-order mark stays in the text as U+FEFF and every line end as it is, so that offsets count the
file's own characters (law 1). Nothing is repaired: doubtful bytes are read and noted.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from onrecord.errors import NoArticle, NotText
from onrecord.gather.files import Media
from onrecord.gather.guessing import guess

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 8192
_BROWSERS_READ = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
_NOT_CHARSETS = frozenset(
    ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs")
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.002
_BINARY_HEADS = (
    (b"%PDF-", "a PDF"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a zip or office file"), (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"SQLite format 3\x00", "a SQLite database"), (b"\x7fELF", "a program"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
)  # fmt: skip
_MOJIBAKE = re.compile(
    "â€[œ\u009d™˜“”¦\u009c\u0099\u0098]|Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|ï»¿|â\u0080[\u0090-\u00bf]"
)
_NAMES = {
    "cp1250": "Windows-1250", "cp1251": "Windows-1251", "cp1253": "Windows-1253", "cp1254": "Windows-1254",
    "cp1255": "Windows-1255", "cp1256": "Windows-1256", "cp1257": "Windows-1257", "cp874": "Windows-874",
    "koi8_r": "KOI8-R", "iso8859-2": "ISO-8859-2", "cp932": "Shift-JIS", "euc_jp": "EUC-JP",
    "gb18030": "GB18030", "big5": "Big5", "cp949": "EUC-KR",
}  # fmt: skip
_REPLACED_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that it was read by, and notes on what was odd."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, media: Media) -> str:
    """The text of `data`; raises NotText for binary data and NoArticle for empty data."""
    return decode_noting(data, media=media).text


def decode_noting(data: bytes, *, media: Media, sent: str | None = None) -> Decoded:
    """As `decode`, with the encoding and notes on what was odd; `sent` is the charset that a server named."""
    decoded = encoding_of(data, media=media, sent=sent)
    return Decoded(decoded.text, decoded.encoding, (*decoded.notes, *_mojibake(decoded.text)))


def encoding_of(data: bytes, *, media: Media = "row", sent: str | None = None) -> Decoded:
    """As `decode_noting`, with notes on the encoding alone."""
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n\x0b\x0c"):
        raise NoArticle("is empty" if not data else "holds nothing but white space")
    for head, what in _BINARY_HEADS:
        if data.startswith(head):
            raise NotText(f"is {what}, not text")
    decoded = _by_mark(data) or _by_zeros(data) or _by_content(data, media, sent)
    odd = len(_CONTROL.findall(decoded.text))
    if odd > max(2, _CONTROL_SHARE * len(decoded.text)):
        raise NotText("is binary data, not text, or text in no known encoding")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _forgiving(data, encoding)
    return None


def _by_zeros(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: zeros stand in every second place, wherever ASCII is written."""
    head = data[:_DECLARED_WITHIN]
    if b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < 0.05 * len(head) or min(even, odd) > 0.02 * max(even, odd):
        raise NotText("is binary data, not text")
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 2:
            raise NotText("is binary data, not text") from error
        text = data.decode(encoding, "replace")
    return Decoded(text, encoding, ("read as UTF-16, without a byte-order mark",))


def _by_content(data: bytes, media: Media, sent: str | None) -> Decoded:
    declared = (_codec(sent) if sent else None) or (_declared(data) if media == "html" else None)
    if declared is None or not declared.startswith("iso2022"):
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    if declared is not None and declared != "utf-8":
        return _forgiving(data, declared)
    lenient = data.decode("utf-8", "replace")
    lost = lenient.count("\ufffd")
    if lost <= _REPLACED_SHARE * sum(char > "\x7f" for char in lenient) + (declared == "utf-8"):
        return Decoded(lenient, "utf-8", (_lost_note(lost, "UTF-8"),))
    guessed = guess(data)
    if guessed is None:
        return Decoded(_windows(data), "cp1252", ("not UTF-8: read as Windows-1252",))
    known = "guessed" if guessed.sure else "guessed, and not sure"
    name = _NAMES.get(guessed.encoding, guessed.encoding)
    note = f"not UTF-8, and no encoding declared: read as {name}, {known}"
    return Decoded(data.decode(guessed.encoding, "replace"), guessed.encoding, (note,))


def _forgiving(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (_lost_note(text.count("\ufffd"), encoding.upper()),))


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return None if match is None else _codec((match[1] or match[2]).decode("ascii", "replace"))


def _codec(named: str) -> str | None:
    """The codec by which browsers read what is named so; None for none that a page may be written in."""
    try:
        name = codecs.lookup(named).name
        if name.replace("_", "-") in _NOT_CHARSETS:
            return None
        "".encode(name)
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    return _BROWSERS_READ.get(name, name)


def _windows(data: bytes) -> str:
    """Windows-1252 as browsers read it: its five holes are the control characters of Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_WINDOWS[byte] for byte in data)


_WINDOWS = [
    bytes((byte,)).decode("cp1252", "ignore") or bytes((byte,)).decode("latin-1") for byte in range(256)
]


def _lost_note(lost: int, encoding: str) -> str:
    return f"{lost} places are not valid {encoding} and stand as U+FFFD"


def _mojibake(text: str) -> tuple[str, ...]:
    marks = len(_MOJIBAKE.findall(text))
    if marks < 2:
        return ()
    return (f"mojibake: {marks} places look like UTF-8 that was once read as Windows-1252; left as they are",)
