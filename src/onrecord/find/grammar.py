"""Closed words of English grammar, from `data/grammar.en.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, frozenset[str]]:
    text = (files("onrecord.find") / "data" / "grammar.en.toml").read_text("utf-8")
    return {name: frozenset(str(text_).split()) for name, text_ in tomllib.loads(text)["lists"].items()}


def word_list(name: str) -> frozenset[str]:
    """The words of one list, in lower case."""
    return _lists()[name]
