"""Articles of invented words in the shape of news, as many as wanted, always the same.

Words follow the frequencies of real reports: of 1.1 million words of AllSides' articles a fifth stand beyond
the 2,000 commonest and a twentieth beyond the 8,000 commonest, and new ones go on coming. A happening has a
topic with its own vocabulary and people that come up again, words, figures, quotations and names of its own,
and from one to hundreds of articles (the share of happenings with n articles falls as n^-2.1) over the days
after it. One article in six of a happening runs an earlier one's text, cut or headed anew.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

import numpy as np

from onrecord.stories.article import Article

A_DAY = 1_000
"""Articles a day, so that 100,000 are of a bit more than three months."""
KNEE, OFFSET = 3_000, 5
"""To that rank a word's frequency falls as 1 / (rank + OFFSET), from there as 1 / rank²."""
STARTS = date(2030, 1, 1)
TOPICS = 300
OUTLETS = 300
MOST = 400
SIDES = ("usa", "gbr", "fra", "deu", "rus", "ukr", "chn", "ind", "bra", "tur", "isr", "egy", None, None)
ROLES = ("president", "foreign minister", "spokesman", "mayor", "analyst", "police chief", "director", "")
SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "on")]


@lru_cache(300_000)
def word(rank: int) -> str:
    """The word of that rank: real function words first, then invented ones, longer as they get rarer."""
    functions = _functions()
    if rank < len(functions):
        return functions[rank]
    made, rest = "", rank + 150
    while rest:
        rest, place = divmod(rest, len(SYLLABLES))
        made += SYLLABLES[place]
    return made


@lru_cache(1)
def _functions() -> list[str]:
    text = (files("onrecord.stories") / "data" / "stopwords.txt").read_text("utf-8")
    return [w for line in text.splitlines() if not line.startswith("#") for w in line.split()][:200]


def ranks(chance: np.random.Generator, count: int) -> list[int]:
    """Ranks of words as they come in running text."""
    head = np.log((KNEE + OFFSET) / OFFSET)
    among = chance.random(count)
    even = chance.random(count)
    common = OFFSET * ((KNEE + OFFSET) / OFFSET) ** even - OFFSET
    rare = KNEE / np.maximum(even, 1e-4)
    found: list[int] = np.where(among < head / (head + 1), common, rare).astype(np.int64).tolist()
    return found


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    side: str | None
    role: str


@dataclass(slots=True)
class Happening:
    """What its articles share. `left` counts those still to come; `texts` are the latest that were run."""

    number: int
    topic: int
    left: int
    own: list[str]
    people: list[Person]
    figures: list[str]
    quotes: list[tuple[str, Person]]
    texts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Report:
    """An article, its happening, and whose quotations it runs."""

    article: Article
    happening: Happening


class Newsroom:
    """The world of one run, drawn from a seed."""

    def __init__(self, seed: int = 3) -> None:
        self.chance = random.Random(seed)
        self.numbers = np.random.default_rng(seed)
        self._sizes = list(accumulate(n**-2.1 for n in range(1, MOST + 1)))
        self._topics = [
            [word(200 + int(6000 * self.chance.random() ** 1.5)) for _ in range(250)] for _ in range(TOPICS)
        ]
        self._known = [[self._person() for _ in range(120)] for _ in range(TOPICS)]
        self._made = 0

    def reports(self, number: int) -> Iterator[Report]:
        """So many reports in the order of their days."""
        waiting: list[tuple[float, int, Happening]] = []
        for n in range(number):
            moment = n / A_DAY
            if not waiting or waiting[0][0] > moment:
                happening = self._happening()
            else:
                _, _, happening = heapq.heappop(waiting)
            happening.left -= 1
            if happening.left:
                slow = 0.15 if happening.left > 20 else 0.6
                heapq.heappush(waiting, (moment + self.chance.expovariate(1 / slow), n, happening))
            yield Report(self._article(n, happening), happening)

    def _person(self) -> Person:
        c = self.chance
        first = word(4000 + int(c.random() ** 2 * 900)).capitalize()
        last = word(5000 + int(c.random() ** 2 * 60_000)).capitalize()
        return Person(f"{first} {last}", c.choice(SIDES), c.choice(ROLES))

    def _happening(self) -> Happening:
        c = self.chance
        self._made += 1
        topic = int(TOPICS * c.random() ** 2)
        known = self._known[topic]
        people = [known[int(len(known) * c.random() ** 2)] for _ in range(c.randint(1, 3))]
        people += [self._person() for _ in range(c.randint(0, 2))]
        people = list({person.name: person for person in people}.values())
        own = [word(int(3000 / max(c.random(), 1e-3))) for _ in range(14)]
        figures = [str(c.randint(3, 99_000)) for _ in range(5)]
        quotes = [
            (" ".join(map(word, ranks(self.numbers, c.randint(9, 28)))), c.choice(people)) for _ in range(5)
        ]
        (size,) = c.choices(range(1, MOST + 1), cum_weights=self._sizes)
        return Happening(self._made, topic, size, own, people, figures, quotes, [])

    def _article(self, n: int, h: Happening) -> Article:
        c = self.chance
        when = (STARTS + timedelta(days=n // A_DAY)).isoformat()
        minute = int(n % A_DAY / A_DAY * 1440)
        when = f"{when}T{minute // 60:02}:{minute % 60:02}:00"
        title = " ".join([c.choice(h.people).name, *c.sample(h.own, 4), word(c.randint(200, 900))])
        if h.texts and c.random() < 0.17:
            first_title, body = c.choice(h.texts)
            parts = body.split("\n\n")
            body = "\n\n".join(parts[: max(2, len(parts) - c.randint(0, 2))])
            title = first_title if c.random() < 0.5 else title
        else:
            body = self._body(h)
            h.texts.append((title, body))
            del h.texts[:-6]
        return Article(f"news-{n}", body, title, when, f"Paper {int(OUTLETS * c.random() ** 2)}")

    def _body(self, h: Happening) -> str:
        c = self.chance
        count = min(max(int(c.lognormvariate(5.9, 0.5)), 90), 1500)
        words = [word(rank) for rank in ranks(self.numbers, count)]
        topic = self._topics[h.topic]
        for place in range(2, count, 11):
            words[place] = c.choice(topic)
        for place in range(3, count, 17):
            words[place] = c.choice(h.own)
        for place in range(7, count, 31):
            person = c.choice(h.people)
            words[place] = person.name if place < 31 else person.name.split()[1]
        for place in range(20, count, 90):
            words[place] = c.choice(h.figures)
        parts = []
        told = iter(c.sample(h.quotes, c.randint(1, 3)))
        for start in range(0, count, 45):
            parts.append(" ".join(words[start : start + 45]).capitalize() + ".")
            quote = next(told, None)
            if quote is not None:
                lead = f"{quote[1].role} {quote[1].name}".strip()
                parts.append(f"“{quote[0]},” said {lead}.")
        return "\n\n".join(parts)
