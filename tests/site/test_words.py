from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.site.words import (
    counted,
    date_value,
    date_words,
    inert,
    safe_url,
    segment,
    shorten,
    side_words,
    slug,
)


@pytest.mark.parametrize(
    ("iso", "words", "value"),
    [
        ("2025-12-04", "4 December 2025", "2025-12-04"),
        ("2025-12-04T18:00:00-05:00", "4 December 2025", "2025-12-04"),
        ("2025-12", "December 2025", "2025-12"),
        ("2025", "2025", "2025"),
        ("1862-W49", "week 49 of 1862", "1862-W49"),
        ("last spring", "last spring", None),
        ("<b>", "<b>", None),
        (None, "", None),
    ],
)
def test_dates_are_as_coarse_as_given(iso: str | None, words: str, value: str | None) -> None:
    assert (date_words(iso), date_value(iso)) == (words, value)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "//example.org/x",
        "/local",
        "http:///nohost",
        "https://exa mple.org/",
        "https://example.org/\x00",
        "https://example.org/\u202egpj.exe",
        "http://[broken",
        'https://example.org/"onmouseover="x',
        "https://example.org/<x>",
        "https:\\\\example.org",
        "",
        None,
    ],
)
def test_only_plain_addresses_of_the_web_become_links(url: str | None) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c#d", "http://example.org", "HTTPS://example.org/é"]
)
def test_addresses_of_the_web_stay_as_they_are(url: str) -> None:
    assert safe_url(url) == url


def test_what_steers_the_words_round_it_is_replaced() -> None:
    assert inert("a\u202eb\u2066c\x00d\x1be\x7ff\ud800g\uffffh") == "a�b�c␀d␛e�f�g�h"


def test_what_belongs_to_writing_stays() -> None:
    plain = "“It’s” — naïve 中文 עברית\u200f\u200d\n\r\n\t\xa0…😀"
    assert inert(plain) == plain


@given(st.text())
def test_inert_text_is_as_long_and_can_be_sent(text: str) -> None:
    assert len(inert(text)) == len(text)
    inert(text).encode("utf-8")


@given(st.text(), st.integers(1, 60))
def test_shortened_text_keeps_its_beginning(text: str, most: int) -> None:
    short = shorten(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_small_words() -> None:
    assert slug("World & Middle East") == "world-middle-east"
    assert slug("…") == "-"
    assert segment("../a b?c/é") == "..%2Fa%20b%3Fc%2F%C3%A9"
    assert [side_words(s) for s in ("usa", "nato", "council-on-foreign-relations", None, "")] == [
        "USA", "NATO", "council on foreign relations", None, None,
    ]  # fmt: skip
    assert [counted(1, "person", "people"), counted(2, "person", "people"), counted(1200, "statement")] == [
        "1 person", "2 people", "1,200 statements",
    ]  # fmt: skip
