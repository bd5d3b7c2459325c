"""Bytes to text: which encoding is read, what is noted, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import NoArticle, NotText, OnrecordError
from onrecord.gather.decode import decode, decode_noting
from onrecord.gather.files import Media

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


PROSE = {
    "cp1251": "Порт закроется в понедельник, сказала мэр, и никто не знал, как долго корабли останутся вдали.",
    "koi8-r": "Порт закроется в понедельник, сказала мэр, и никто не знал, как долго корабли останутся вдали.",
    "cp1253": "Το λιμάνι θα κλείσει τη Δευτέρα, είπε η δήμαρχος, και κανείς δεν ήξερε πόσο καιρό.",
    "cp932": "港は月曜日に閉鎖されると市長は述べ、船がいつまで離れているのか誰にも分からなかった。",
    "euc_jp": "港は月曜日に閉鎖されると市長は述べ、船がいつまで離れているのか誰にも分からなかった。",
    "gb18030": "市长说，港口将于星期一关闭，没有人知道船只会离开多久。码头上的渔民说没有人问过他们。",
    "big5": "市長說，港口將於星期一關閉，沒有人知道船隻會離開多久。碼頭上的漁民說沒有人問過他們。",
    "cp949": "시장은 항구가 월요일에 문을 닫을 것이라고 말했고, 배들이 얼마나 오래 떠나 있을지 아무도 몰랐다.",
    "cp1250": "Port zostanie zamknięty w poniedziałek, powiedziała burmistrzyni, i nikt nie wiedział, jak długo statki będą z dala, bo są za duże.",
    "iso8859-2": "Přístav se v pondělí zavře, řekla starostka, že prý až na rok, a nikdo nevěděl, že lodě budou pryč tak dlouho; žádná už šla.",
    "cp1254": "Liman pazartesi günü kapanacak, dedi belediye başkanı, ve kimse gemilerin ne kadar süre uzakta kalacağını bilmiyordu.",
    "cp1255": "הנמל ייסגר ביום שני, אמרה ראשת העיר, ואיש לא ידע כמה זמן יישארו הספינות רחוקות.",
    "cp1256": "سيغلق الميناء يوم الاثنين، قالت رئيسة البلدية، ولم يكن أحد يعرف كم من الوقت ستبقى السفن بعيدة.",
    "cp874": "นายกเทศมนตรีกล่าวว่าท่าเรือจะปิดในวันจันทร์ และไม่มีใครรู้ว่าเรือจะอยู่ห่างไกลนานเท่าใด",
    "cp1252": "Le port fermera lundi, a dit la maire ; « personne ne savait » combien de temps les navires resteraient à l’écart.",
}


@pytest.mark.parametrize("encoding", PROSE)
@pytest.mark.parametrize("media", ["text", "html"])
def test_an_old_encoding_that_nothing_declares(encoding: str, media: Media) -> None:
    words = f"<html><body><p>{PROSE[encoding]}</p></body></html>" if media == "html" else PROSE[encoding]
    found = decode_noting(words.encode(encoding), media=media)
    assert found.text == words
    assert found.notes and found.notes[0].startswith("not UTF-8")


def test_a_guess_from_few_letters_is_said_to_be_unsure() -> None:
    found = decode_noting("Порт закрыт.".encode("cp1251"), media="text")
    assert found.encoding == "cp1252" or found.notes[0].endswith("guessed, and not sure")


def test_what_the_server_says_comes_before_what_the_page_says() -> None:
    page = "<meta charset=latin1><p>Порт закрыт".encode("cp1251")
    assert decode_noting(page, media="html", sent="windows-1251").text.endswith("Порт закрыт")
    assert decode_noting("Порт".encode(), media="html", sent="koi8-r").text == "Порт"
    assert decode_noting("Порт".encode("cp1251"), media="html", sent="no-such").encoding == "cp1252"
