"""How many words of transcripts are given to the right speaker, on 22 transcripts of different forms.

    turns.py [--data ../shared/data] [--json] [--errors]

`bench/gold/turns.jsonl` has for each transcript, up to the code point `until`, where each speaker's turn
starts and who it is; null for words that nobody named says (announcers, headings). Offsets and names only.
Labels and stage notes count for nobody. A role (`Question`) is right when the same role is told.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.models import text_id
from onrecord.text.words import folded_words, words
from onrecord.verify.names import may_be_same
from onrecord.verify.sources import made
from onrecord.verify.tokens import said_words
from onrecord.verify.transcript import Transcript
from onrecord.verify.turns import label_end

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "bench" / "gold" / "turns.jsonl"
DATA = ROOT.parent / "shared" / "data"


@dataclass(frozen=True, slots=True)
class Score:
    """Words of one transcript, and how many of them stand with the right speaker."""

    name: str
    words: int
    right: int
    wrong: tuple[tuple[int, str | None, str | None], ...]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    scores = list(measured(given.data))
    total, right = sum(score.words for score in scores), sum(score.right for score in scores)
    if given.json:
        print(json.dumps({"words": total, "right": right, "share": right / total}))
        return
    for score in scores:
        print(f"{100 * score.right / score.words:6.1f} % of {score.words:>6,} words  {score.name[-80:]}")
        for start, gold, ours in score.wrong if given.errors else ():
            print(f"           from {start}: {gold} was told as {ours}")
    print(f"{100 * right / total:6.2f} % of {total:,} words in {len(scores)} transcripts")


def measured(data: Path = DATA) -> Iterator[Score]:
    """A score for each marked transcript; exits where a text is not the one that was marked."""
    marked = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    texts = _texts(data, {(row["collection"], row["id"]) for row in marked})
    for row in marked:
        facts = texts[row["collection"], row["id"]]
        if text_id(facts["text"]) != row["text_id"]:
            sys.exit(f"{row['id']} is not the text that was marked")
        transcript = made(facts["text"], facts["id"], title=facts["title"], date=facts["date"])
        yield scored(transcript, row["turns"], row["until"])


def _texts(data: Path, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], dict[str, Any]]:
    found = {}
    for collection in sorted({collection for collection, _ in wanted}):
        with gzip.open(data / "transcripts" / f"{collection}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if (collection, row["id"]) in wanted:
                    found[collection, row["id"]] = row
    return found


def scored(transcript: Transcript, gold: list[tuple[int, str | None]], until: int) -> Score:
    text = transcript.text
    ours = [(0, transcript.speaker), *((turn.start, turn.speaker) for turn in transcript.turns)]
    silent = [*said_words(text, 0, until).notes]
    silent += [(start, label_end(text, start)) for start, _ in (*gold, *ours)]
    counted = [
        word.start
        for word in words(text, 0, until)
        if not any(first <= word.start < last for first, last in silent)
    ]
    right = 0
    wrong: dict[tuple[str | None, str | None], int] = {}
    for at in counted:
        true, told = _who(gold, at), _who(ours, at)
        if same(true, told):
            right += 1
        else:
            wrong.setdefault((true, told), at)
    return Score(transcript.id, len(counted), right, tuple((at, *pair) for pair, at in wrong.items()))


def _who(turns: list[tuple[int, str | None]], at: int) -> str | None:
    number = bisect_right([start for start, _ in turns], at) - 1
    return turns[number][1] if number >= 0 else None


def same(true: str | None, told: str | None) -> bool:
    """Whether two names, or two roles, are one."""
    if true is None or told is None:
        return true is told
    return may_be_same(true, told) is True or folded_words(true) == folded_words(told)


if __name__ == "__main__":
    main()
