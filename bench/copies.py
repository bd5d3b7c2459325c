"""Measure copies: edited copies of articles with known truth, among reports of the same stories.

    copies.py [--data ../shared/data/stories] [--copies 2000] [--seed 7]

Copies are made of the full articles of a set by one to four edits each. All are streamed together, each copy
after its original. A pair of articles by two outlets counts against precision unless most of one stands
word for word in the other (such pairs are listed: they are the wire copies that the set holds itself).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.story_data import STORIES, load
from onrecord.stories.article import Article
from onrecord.stories.copies import first_of, prints
from onrecord.stories.shelf import Memory
from onrecord.stories.tokens import tokens

Edit = Callable[[list[str], random.Random], list[str]]
LOCAL = (
    """Residents of the county will feel the change as early as next month, the local council warned in a note
    to its members. A public meeting is set for the town hall, with officials of three offices.""",
    """Here in the valley, owners of shops interviewed by this newspaper were of two minds. “We have seen this
    film before,” said the manager of a hardware store on the main road, who asked for lower fees.""",
    """The region’s two representatives did not answer requests for comment by the time of printing. Their
    offices had earlier pointed to votes of last year, when both stood with their party on the matter.""",
)


def _words(paragraphs: list[str]) -> int:
    return sum(len(p.split()) for p in paragraphs)


def cut(paragraphs: list[str], chance: random.Random) -> list[str]:
    """The first few paragraphs, at least 90 words of them."""
    least = next((n for n in range(1, len(paragraphs) + 1) if _words(paragraphs[:n]) >= 90), len(paragraphs))
    return paragraphs[: chance.randint(least, max(least, int(len(paragraphs) * 0.8)))]


def byline(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Another byline and dateline."""
    name = chance.choice(
        ("Staff and wire reports", "By Dana Kessel", "From our correspondents", "By R. Okafor")
    )
    place = chance.choice(("WASHINGTON (Wire)", "LONDON", "SPRINGFIELD, Ill.", "BRUSSELS (Agency)"))
    first = re.sub(r"^[A-Z][A-Za-z,. ]{2,30}(?:\([A-Za-z]+\))? ?[—–-]+ ", "", paragraphs[0])
    return [name, f"{place} — {first}", *paragraphs[1:]]


def local(paragraphs: list[str], chance: random.Random) -> list[str]:
    """A paragraph of the outlet's own put in."""
    place = chance.randint(1, len(paragraphs))
    return [*paragraphs[:place], " ".join(chance.choice(LOCAL).split()), *paragraphs[place:]]


def reorder(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Paragraphs with quotations in another order."""
    places = [i for i, p in enumerate(paragraphs) if "“" in p or '"' in p]
    mixed = places[:]
    chance.shuffle(mixed)
    moved = dict(zip(places, mixed, strict=True))
    return [paragraphs[moved.get(i, i)] for i in range(len(paragraphs))]


def noise(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Misread letters, as from a scan: about one in a hundred."""
    misread = {"l": "1", "o": "0", "e": "c", "m": "rn", "i": "l", "a": "o", "h": "b", "t": "f", "s": "5"}

    def read(char: str) -> str:
        return misread.get(char, char) if chance.random() < 1 / 60 else char

    return ["".join(map(read, p)) for p in paragraphs]


def straight(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Straight quotation marks and hyphens."""
    marks = str.maketrans("“”’‘—", "\"\"''-")
    return [p.translate(marks) for p in paragraphs]


def drop(paragraphs: list[str], chance: random.Random) -> list[str]:
    """Every fourth paragraph gone."""
    return [p for p in paragraphs if chance.random() > 0.25] or paragraphs


EDITS: tuple[Edit, ...] = (cut, drop, byline, local, reorder, noise, straight)


@dataclass(frozen=True, slots=True)
class Made:
    """An article of the stream; `first` is the id of the original of a copy."""

    article: Article
    story: str
    first: str | None
    edits: tuple[str, ...] = ()


def make(rows: list[Made], copies: int, seed: int) -> list[Made]:
    """The originals with `copies` edited copies, each somewhere after its original."""
    chance = random.Random(seed)
    full = [row for row in rows if len(row.article.text.split()) >= 120]
    placed: list[tuple[float, int, Made]] = [(float(n), 0, row) for n, row in enumerate(rows)]
    where = {row.article.id: n for n, row in enumerate(rows)}
    for number in range(copies):
        row = full[number % len(full)]
        paragraphs = [p for p in row.article.text.split("\n") if p.strip()]
        edits = [edit for edit in EDITS if edit in set(chance.sample(EDITS, chance.randint(1, 4)))]
        for edit in edits:
            paragraphs = edit(paragraphs, chance)
        title = chance.choice((row.article.title, " ".join(paragraphs[-1].split()[:9]), "What to know today"))
        copy = Article(
            f"{row.article.id}#{number}",
            "\n\n".join(paragraphs),
            title,
            row.article.date,
            f"Paper {number % 40}",
        )
        at = where[row.article.id] + chance.random() * 60
        placed.append(
            (at, number + 1, Made(copy, row.story, row.article.id, tuple(e.__name__ for e in edits)))
        )
    placed.sort(key=lambda item: item[:2])
    return [row for _, _, row in placed]


def wire(a: Article, b: Article) -> bool:
    """Whether half of the shorter text stands in the other in runs of at least 12 words."""
    left, right = a.text.split(), b.text.split()
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= 12) >= 0.35 * min(len(left), len(right))


@dataclass(slots=True)
class Result:
    right: int = 0
    wrong_first: int = 0
    missed: Counter[tuple[str, ...]] | None = None
    lost: int = 0
    false: list[tuple[Article, Article]] | None = None
    wires: int = 0
    total: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.total

    @property
    def precision(self) -> float:
        told = self.right + self.wrong_first + len(self.false or ())
        return self.right / told if told else 1.0


def run(stream: list[Made]) -> Result:
    shelf = Memory()
    numbers = {row.article.id: n for n, row in enumerate(stream)}
    result = Result(missed=Counter(), false=[])
    root: dict[int, int] = {}
    for number, row in enumerate(stream):
        found = first_of(number, prints(tokens(row.article.text)), shelf)
        if row.first is None:
            if found is not None:
                root[number] = found
                other = stream[found].article
                if wire(row.article, other):
                    result.wires += 1
                elif result.false is not None:
                    result.false.append((row.article, other))
            continue
        result.total += 1
        original = numbers[row.first]
        if found is None:
            result.lost += 1
            if result.missed is not None:
                result.missed[row.edits] += 1
        elif found in (original, root.get(original)):
            result.right += 1
        else:
            result.wrong_first += 1
    return result


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=STORIES)
    parser.add_argument("--copies", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rows = [Made(row.article, row.story, None) for row in load("allsides", args.data)]
    result = run(make(rows, args.copies, args.seed))
    print(f"{result.total} copies of {len(rows)} articles: ", end="")
    print(f"precision {result.precision:.4f}, recall {result.recall:.4f}")
    print(
        f"{result.lost} missed, {result.wrong_first} tied to another first, {len(result.false or ())} false"
    )
    print(f"{result.wires} wire copies among the articles themselves")
    for edits, n in (result.missed or Counter()).most_common(8):
        print(f"  missed {n}: {', '.join(edits)}")
    for a, b in (result.false or [])[:12]:
        print(f"  false: {a.source}: {a.title[:60]} ~ {b.source}: {b.title[:60]}")


if __name__ == "__main__":
    main()
