"""The beginning of a text that is too long to show."""

from __future__ import annotations


def shorten(words: str, most: int) -> str:
    """At most `most` characters, cut at a word, with an ellipsis where something was cut."""
    if len(words) <= most:
        return words
    cut = words.rfind(" ", most // 2, most)
    return words[: cut if cut > 0 else most - 1].rstrip(" ,;:–—-") + "…"
