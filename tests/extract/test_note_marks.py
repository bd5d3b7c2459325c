"""Numbers and signs that lead to a note are no words of the article; all other raised ones are."""

from __future__ import annotations

import pytest

from tests.extract.test_page import BODY, page, read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('Trees,<sup><a href="#f1">1</a></sup> she said.', "Trees, she said."),
        ('Old trees.<sup id="r">[<a href="#f2">2</a>, <a href="#f3">3</a>]</sup> And new.', "Old trees. And new."),
        ('It was dear.<a href="#f4"><sup>*</sup></a>', "It was dear."),
        ('A long<a href="#f7">[7]</a> road<a href="#f8">8</a> it is.', "A long road it is."),
        ('Some <a href="#n" role="doc-noteref">2</a>450 trees.', "Some 450 trees."),
        ('He saw <a href="#n1">1</a><i><a href="#n2">2</a>“450</i> trees”.', "He saw “450 trees”."),
        ('<b><a href="#n1">1</a>Limes</b> grow.', "Limes grow."),
        ('Some <a href="https://news.example/trees#n2">[2]</a> limes.', "Some limes."),
        ("It is 5 m<sup>2</sup> on the 1<sup>st</sup>, 10<sup>2</sup> in all.", "It is 5 m2 on the 1st, 102 in all."),
        ('See table <a href="#t2">2</a> or <a href="#t3">3</a>.', "See table 2 or 3."),
        ('Of <a href="/2024">2024</a> and<a href="/x#1">[4]</a> on.', "Of 2024 and[4] on."),
        ('The <a href="#top">top</a> of it.', "The top of it."),
    ],
)  # fmt: skip
def test_a_mark_of_a_note_is_left_out(markup: str, text: str) -> None:
    source = page(f"<h1>City to plant trees</h1><article>{BODY}<p>{markup}</p></article>")
    document = read(source, url="https://news.example/trees")
    assert document.text.split("\n\n")[-1] == text


def test_what_its_role_calls_a_note_stands_beside_the_article() -> None:
    note = '<p role="note">Ines Calder has been the mayor of the city for all of nine years by now.</p>'
    document = read(page(f"<h1>City to plant trees</h1><article>{note}{BODY}</article>"))
    assert "nine years" not in document.text
