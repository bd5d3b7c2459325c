"""Word pairs: the same words give the same hashes wherever and however they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.verify.index import pairs
from onrecord.verify.index.pairs import pairs_of, words_of

ALIKE = [
    ("The office of DON’T", "the oﬃce of don't"),
    ("café", "cafe\u0301"),
    ("naïve – well-known", "naive well known"),
    ("Ｗｉｄｅ words", "wide words"),
    ("co\u00adop", "coop"),
    ("straße", "STRASSE"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_folded_words_hash_alike(one: str, other: str) -> None:
    assert words_of(one)[0].tolist() == words_of(other)[0].tolist()


def test_places_are_where_words_start() -> None:
    text = "A  don’t ﬁne, day"
    assert [text[place:][:2] for place in words_of(text)[1].tolist()] == ["A ", "do", "ﬁn", "da"]


def test_other_words_other_order_other_hash() -> None:
    found = {int(pairs_of(text)[0][0]) for text in ("a b", "b a", "a c", "ab c", "a bc")}
    assert len(found) == 5


@given(st.text(max_size=60), st.text(max_size=60))
def test_hashes_do_not_depend_on_what_stands_around(before: str, after: str) -> None:
    alone = pairs_of("river bank holds")[0].tolist()
    hashes = pairs_of(f"{before} . river bank holds . {after}")[0].tolist()
    assert any(hashes[i : i + 2] == alone for i in range(len(hashes)))


def test_chunks_give_what_one_piece_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(f"word{i} and the river" for i in range(400))
    whole = {(int(h), int(p)) for h, p in zip(*pairs_of(text), strict=True)}
    monkeypatch.setattr(pairs, "_CHUNK", 512)
    parts = {(int(h), int(p)) for h, p in zip(*pairs_of(text), strict=True)}
    assert parts < whole
    assert len(whole - parts) <= len(text) // 256 + 1
