"""What a revision changed, drawn: [-struck-] and {+put in+}; and what became of the statements."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading import read_text
from onrecord.revisions import revised
from onrecord.text.difference import difference


def drawn(old: str, new: str) -> str:
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(marks[piece.sign].format(piece.exact) for piece in difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "picture"),
    [
        ("The harbour will close.", "The harbour will close.", "The harbour will close."),
        ("The harbour will close.", "The harbour may close.", "The harbour [-will -]{+may +}close."),
        ("It closes.", "It closes. Nobody knew.", "It closes. {+Nobody knew.+}"),
        ("It closes. Nobody knew.", "It closes.", "It closes.[-Nobody knew.-]"),
        ("", "It closes.", "{+It closes.+}"),
        ("It  closes.\n", "It closes.", "It closes."),
        ("One ship in the harbour was lost", "Two boats in the bay were lost", "[-One ship in the harbour was -]{+Two boats in the bay were +}lost"),
        ("He saw one of them go", "He met two of us go", "He [-saw one of them -]{+met two of us +}go"),
        ("港は月曜日に閉鎖", "港は火曜日に閉鎖", "港は[-月-]{+火+}曜日に閉鎖"),
        ("First.\n\nSecond.", "First.\n\nBetween.\n\nSecond.", "First.\n\n{+Between.\n\n+}Second."),
    ],
)  # fmt: skip
def test_words_struck_and_put_in(old: str, new: str, picture: str) -> None:
    assert drawn(old, new) == picture


TEXTS = st.lists(
    st.sampled_from(["The", "harbour", "will", "close", "a", "港", " ", "\n\n", "\u00a0", "."]), max_size=30
).map(" ".join)


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_two_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(piece.exact for piece in pieces if piece.sign != "-") == new
    assert "".join("".join(piece.exact.split()) for piece in pieces if piece.sign != "+") == "".join(
        old.split()
    )
    for piece in pieces:
        text = old if piece.sign == "-" else new
        assert piece.sign == "=" or text.startswith(piece.exact[:1], piece.start)


def test_a_text_of_a_million_words_is_compared_by_paragraphs() -> None:
    old = "\n".join(f"a{n} b c d e f g h" for n in range(12_000))
    new = "\n".join(f"a{n} b c x e f g h" for n in range(12_000))
    assert {piece.sign for piece in difference(old, new)} == {"-", "+"}


OLD = """Harbour to close

By Ana Ruiz

The harbour will close on Monday. “Not one ship will come in,” Mayor Ines Calder said.

“We were not asked,” Omar Lind, who owns a shop on the pier, said.

“The pier is old,” Calder said.
"""
NEW = """Harbour to close for a year

By Ana Ruiz

The harbour will close on Monday. “Not one single ship will come in,” Mayor Ines Calder said.

“The pier is old,” Omar Lind, who owns a shop on the pier, said.

“Ships can wait,” Calder said.
"""


def test_statements_that_appeared_vanished_or_were_reworded() -> None:
    change = revised(read_text(OLD, finder="rules"), read_text(NEW, finder="rules"), 2)
    told = [
        (one.change, "".join(span.exact for span in one.statement.content).strip("“”,"))
        for one in change.statements
    ]
    assert ("reworded", "Not one single ship will come in") in told
    assert ("given to another", "The pier is old") in told
    assert ("vanished", "We were not asked") in told
    assert ("appeared", "Ships can wait") in told
    assert len(told) == 4
    assert change.title and (change.struck, change.put_in) != (0, 0)
    (reworded,) = [one for one in change.statements if one.change == "reworded"]
    assert ("+", "single") in reworded.difference


def test_the_same_text_changes_nothing() -> None:
    record = read_text(OLD, finder="rules")
    change = revised(record, record, 2)
    assert (change.statements, change.title, change.struck, change.put_in) == ((), False, 0, 0)


def test_what_was_only_read_otherwise_is_no_change() -> None:
    new = read_text(NEW, finder="rules")
    fewer = replace(new, statements=new.statements[1:])
    assert revised(new, fewer, 2).statements == revised(fewer, new, 2).statements == ()


@pytest.mark.parametrize(("before", "after"), [("denied", "confirmed"), ("denied", "admitted")])
def test_a_verb_that_is_turned_round_is_told(before: str, after: str) -> None:
    text = "Harbour to close\n\nMayor Ines Calder {} that the harbour had been sold to a bank.\n"
    change = revised(
        read_text(text.format(before), finder="rules"), read_text(text.format(after), finder="rules"), 2
    )
    ((told),) = change.statements
    assert told.change == "told otherwise"
    assert told.difference[:2] == (("-", f"{before} that"), ("+", f"{after} that"))


def test_a_sentence_that_was_not_touched_has_no_change_though_its_paragraph_has() -> None:
    first = "The mayor accused the port of hiding the costs"
    old = f"Harbour to close\n\n{first}. Nobody from the port could be reached.\n"
    new = f"Harbour to close\n\n{first}. The port called it a lie, which the audit office put at 3 million.\n"
    left, right = read_text(old, finder="rules"), read_text(new, finder="rules")
    change = revised(left, right, 2)
    assert all("hiding" not in span.exact for one in change.statements for span in one.statement.content)


def test_a_verb_that_is_turned_round_is_told_of_a_reworded_statement_too() -> None:
    text = "Harbour to close\n\nMayor Ines Calder {} that the harbour had been sold to a {}.\n"
    old = read_text(text.format("denied", "bank"), finder="rules")
    new = read_text(text.format("confirmed", "large bank"), finder="rules")
    ((told),) = revised(old, new, 2).statements
    assert told.change == "reworded"
    assert told.difference[:2] == (("-", "denied that"), ("+", "confirmed that"))
    assert ("+", "large") in told.difference
