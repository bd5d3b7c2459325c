"""Bytes to text: which encoding is read, what is noted, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import NoArticle, NotText, OnrecordError
from onrecord.gather.decode import decode, decode_noting

SAID = "“Très bien”, said Zoë — and left.\r\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SAID.encode(), SAID, "utf-8"),
        (codecs.BOM_UTF8 + SAID.encode(), "\ufeff" + SAID, "utf-8"),
        (codecs.BOM_UTF16_LE + SAID.encode("utf-16-le"), "\ufeff" + SAID, "utf-16-le"),
        (codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), "\ufeff" + SAID, "utf-16-be"),
        (codecs.BOM_UTF32_LE + SAID.encode("utf-32-le"), "\ufeff" + SAID, "utf-32-le"),
        (SAID.encode("utf-16-le"), SAID, "utf-16-le"),
        (SAID.encode("utf-16-be"), SAID, "utf-16-be"),
        (SAID.encode("cp1252"), SAID, "cp1252"),
    ],
)
def test_a_file_is_read_character_for_character(data: bytes, text: str, encoding: str) -> None:
    decoded = decode_noting(data, media="text")
    assert (decoded.text, decoded.encoding) == (text, encoding)


@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_a_page_is_read_as_it_declares(declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body>Министр сказал, что уходит.</body></html>"
    assert decode(page.encode(declared), media="html") == page


def test_what_browsers_read_otherwise_is_read_as_browsers_do() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>“No”, she said.'
    assert decode(page.encode("cp1252"), media="html") == page
    wrong = '<meta charset="iso-8859-1"><p>Straße — ja'
    assert decode(wrong.encode("utf-8"), media="html") == wrong
    japanese = '<meta charset="iso-2022-jp"><p>首相は語った。'
    assert decode(japanese.encode("iso-2022-jp"), media="html") == japanese


@pytest.mark.parametrize("charset", ["unicode_escape", "idna", "rot13", "nonsense", "utf-7", "undefined"])
def test_a_charset_that_is_none_is_not_believed(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>caf\\x41 caf\xe9'
    assert decode(page.encode("cp1252"), media="html") == page


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    data = ("Señor Núñez habló así. " * 40).encode() + b"\xff end"
    decoded = decode_noting(data, media="text")
    assert decoded.text.endswith("así. \ufffd end")
    assert "1 places" in decoded.notes[0]


def test_mojibake_is_noted_and_left_as_it_is() -> None:
    text = "â€œWe will not go,â€\x9d said the mayor of CÃ³rdoba."
    decoded = decode_noting(text.encode(), media="text")
    assert decoded.text == text
    assert "mojibake" in decoded.notes[0]
    assert decode_noting("Ã¼ber was typed once".encode(), media="text").notes == ()


@pytest.mark.parametrize("data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\x00\x00"])
def test_an_empty_file_has_no_article(data: bytes) -> None:
    with pytest.raises(NoArticle, match=r"empty|white space"):
        decode(data, media="text")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 words", b"\x89PNG\r\n", bytes(range(256)) * 9, b"PK\x03\x04abc", b"\x7fELF", b"a\x00b\x00\x00c" * 99]
)  # fmt: skip
def test_binary_data_is_not_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data, media="text")


@given(st.binary(max_size=400), st.sampled_from(["text", "html", "markdown"]))
def test_any_bytes_are_read_or_refused(data: bytes, media: str) -> None:
    try:
        assert isinstance(decode(data, media=media), str)  # type: ignore[arg-type]
    except OnrecordError as error:
        assert error.message


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf8_comes_through_unchanged(text: str) -> None:
    if text.strip("\ufeff \t\r\n\x0b\x0c"):
        assert decode(text.encode(), media="text") == text
