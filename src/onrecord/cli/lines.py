"""Other people's words for a terminal."""

from __future__ import annotations


def flat(words: str) -> str:
    """The words in one line, without anything that could steer a terminal; white space at the ends stays."""
    return "".join(c if c.isprintable() else " " for c in words.replace("\r\n", " "))
