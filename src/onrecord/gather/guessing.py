"""In which old encoding bytes are written that declare none: by charset-normalizer, where it can be told.

Text in Latin letters has few bytes that tell one encoding from another: there Windows-1252 stands unless
the letters of another one show. Whatever is guessed is said in a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ENCODINGS = (
    "cp1251", "koi8_r", "cp1253", "cp932", "euc_jp", "gb18030", "big5", "cp949",
    "cp1250", "cp1252", "cp1254", "cp1255", "cp1256", "cp1257", "cp874",
)  # fmt: skip
_WIDE = frozenset(("cp932", "euc_jp", "gb18030", "big5", "cp949"))
_SAMPLE = 60_000
_LEAST_BYTES = 6
_OTHER_SCRIPT = 0.3
_SURE_BYTES = 60
_SURE = 0.3
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z]")
_KANA = re.compile("[\u3041-\u30fe]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_KANA = 0.25
_CENTRAL = re.compile("[³¹¿¼¾±¶¥£¯][a-z]")
_TURKISH = re.compile("[ðþý]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess:
    """A codec, and whether the bytes tell it from others."""

    encoding: str
    sure: bool


def guess(data: bytes) -> Guess | None:
    """The encoding of text that is not UTF-8; None where nothing speaks against Windows-1252."""
    sample = _TAG.sub(b" ", data[:_SAMPLE])
    high = len(_HIGH.findall(sample))
    if high < _LEAST_BYTES:
        return None
    share = high / (high + len(_LETTERS.findall(sample)))
    sure = high >= _SURE_BYTES
    if share < _OTHER_SCRIPT:
        return _latin(sample, sure=sure)
    japanese = _japanese(sample)
    if japanese is not None:
        return Guess(japanese, sure)
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_ENCODINGS), enable_fallback=False).best()
    if best is None or best.encoding == "cp1252":
        return None
    told = best.encoding in _WIDE or best.coherence >= _SURE
    return Guess(best.encoding, sure and told)


def _japanese(sample: bytes) -> str | None:
    """Kana in runs of Chinese characters are Japanese; other encodings do not give them by chance."""
    for encoding in ("euc_jp", "cp932"):
        text = sample.decode(encoding, "replace")
        kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
        if text.count("\ufffd") <= 0.01 * len(text) and kana > _LEAST_KANA * (kana + han) and kana:
            return encoding
    return None


def _latin(sample: bytes, *, sure: bool) -> Guess | None:
    """Latin letters that Windows-1252 would show as signs inside words, or as letters of Iceland."""
    text = sample.decode("cp1252", "replace").lower()
    if len(_CENTRAL.findall(text)) >= 2:
        named = any(0x8A <= byte <= 0x9F and byte not in _QUOTES for byte in sample)
        polish = b"\xb9" in sample and b"\xb3" in sample and b"\xb1" not in sample
        return Guess("cp1250" if named or polish else "iso8859-2", sure)
    if len(_TURKISH.findall(text)) >= 4:
        from charset_normalizer import from_bytes

        best = from_bytes(sample, cp_isolation=["cp1254", "cp1252"], enable_fallback=False).best()
        if best is not None and "Turkish" in best.languages:
            return Guess("cp1254", sure)
    return None


_QUOTES = frozenset((0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99))
