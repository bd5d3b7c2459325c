"""The table of words met so far gives what the tokenizer gives, and finders read without the parse."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.find.encoder import shared_tokenizer
from onrecord.find.word_pieces import Encoding


def by_tokenizer(text: str) -> Encoding:
    encoded = shared_tokenizer().tokenizer.encode(text, add_special_tokens=False)
    return Encoding(encoded.ids, encoded.offsets, [word or 0 for word in encoded.word_ids])


TEXTS = [
    "“The harbour-master’s boat is safe,” Lopes said — twice…",
    "Unpronounceabilities cost $1,200.50 (or £900) a day.",
    "Café Müller opened\u00a0in 1978",
    "snake_case and C:\\path\ttabs\nlines",
    "x" * 120,
]


@pytest.mark.parametrize("text", TEXTS)
def test_known_texts(text: str) -> None:
    assert shared_tokenizer().encode_batch([text]) == [by_tokenizer(text)]


@given(st.text(alphabet=st.sampled_from("aB9 .,-_“”’\n\té中\u0301€")))
def test_any_text(text: str) -> None:
    assert shared_tokenizer().encode_batch([text]) == [by_tokenizer(text)]


@pytest.mark.parametrize("finder", ["accurate", "fast"])
def test_the_trained_finders_read_without_the_parse(finder: str) -> None:
    code = (
        "import sys, onrecord; "
        f"record = onrecord.read_text('“It is safe,” Ana Lopes said in Porto.', finder={finder!r}); "
        "print([a.name for a in record.actors if a.kind == 'person'], 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['Ana Lopes'] False"
