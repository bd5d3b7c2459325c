"""SRT and VTT captions as one text with turns: numbers, times and tags gone, rolling lines told once."""

from __future__ import annotations

import re

from onrecord.verify.transcript import Turn
from onrecord.verify.turns import find_turns

_TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}\s*-->")
_NUMBER = re.compile(r"^\s*\d+\s*$")
_VOICE = re.compile(r"<v(?:\.[\w.-]+)?\s+([^>]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^>]{0,80}>|\{\\[^}]{0,40}\}")
_HEADS = ("WEBVTT", "NOTE", "STYLE", "REGION", "Kind:", "Language:")


def from_captions(captions: str) -> tuple[str, tuple[Turn, ...]]:
    """The captions' text, a line for each line shown, and its turns."""
    lines: list[str] = []
    voices: list[Turn] = []
    at = 0
    for block in re.split(r"\r?\n[ \t]*\r?\n", captions.removeprefix("\ufeff")):
        rows = block.splitlines()
        start = next((i + 1 for i, row in enumerate(rows) if _TIMES.match(row)), None)
        if start is None:
            continue
        for row in rows[start:]:
            voice = _VOICE.search(row)
            line = _TAG.sub("", row).strip()
            if not line or _NUMBER.match(line) or line in lines[-2:] or line.startswith(_HEADS):
                continue
            if voice and (not voices or voices[-1].speaker != voice[1].strip()):
                voices.append(Turn(at, voice[1].strip()))
            lines.append(line)
            at += len(line) + 1
    text = "\n".join(lines)
    return text, tuple(voices) or find_turns(text)
