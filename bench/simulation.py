"""A made-up news world for measurements: sources, a schedule with bursts, and articles of distinct words.

Everything follows from the seed and the numbers given: when what is published where, and every word of it.
Pages take the forms of real ones where those are at hand (`../shared/data/pages/news`): the parts of an
article are put where the page has its own. Otherwise a plain form of our own is used.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from importlib.resources import files
from math import exp
from pathlib import Path
from random import Random

from tests.gather.server import Reply, Request, Server

from onrecord.extract import extract
from onrecord.gather.files import Gathered, load
from onrecord.models import Document

SHARED = Path(__file__).parents[1].parent / "shared" / "data" / "pages" / "news"
START = datetime(2025, 12, 4, 6, tzinfo=UTC).timestamp()
PER_DAY = 100_000
LISTED = 25
HISTORY = 12
"""How many articles each source had published before the simulation begins; they are known to the desk."""

_FIRST = (
    "Ana",
    "Bo",
    "Cy",
    "Dee",
    "Eli",
    "Fay",
    "Gus",
    "Hal",
    "Ida",
    "Jo",
    "Kay",
    "Lou",
    "Mae",
    "Ned",
    "Oda",
)
_LAST = (
    "Arden",
    "Birch",
    "Cole",
    "Drake",
    "Ellis",
    "Frost",
    "Grant",
    "Hale",
    "Irwin",
    "Joyce",
    "Keane",
    "Lowe",
)
_ROLES = ("mayor", "minister of transport", "head of the council", "union leader", "spokesman of the police")
_THINGS = (
    "bridge",
    "road",
    "harbour",
    "school",
    "hospital",
    "railway",
    "market",
    "theatre",
    "airport",
    "archive",
    "budget",
    "treaty",
    "report",
    "strike",
    "harvest",
    "election",
    "vaccine",
    "pipeline",
    "museum",
    "forest",
    "tunnel",
    "festival",
    "refinery",
    "census",
    "orchestra",
    "reactor",
    "ferry",
    "library",
    "quarry",
    "dairy",
    "satellite",
    "loan",
    "curfew",
    "dam",
    "tariff",
    "orchard",
    "prison",
    "stadium",
    "mine",
    "parliament",
)
_PLACES = (
    "valley",
    "old-town",
    "northern-district",
    "hill",
    "coast",
    "border",
    "east-side",
    "village",
    "island",
    "capital",
    "delta",
    "plateau",
    "lake",
    "province",
    "peninsula",
    "suburb",
    "river",
    "south",
    "frontier",
    "bay",
)
_TIMES = ("on Thursday", "on Wednesday evening", "after a long meeting", "in a letter", "at the market")
_SPREAD = 0.63
_SHORTEST, _LONGEST = 50.0, 1_500.0
_PARAGRAPH = 36
"""Words of a paragraph on average."""
_STRUCTURED = re.compile(r'(<script[^>]*type="application/(?:ld\+)?json"[^>]*>).*?(</script>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its source, its number there, and when it is published (seconds since 1970)."""

    source: int
    number: int
    published: float

    @property
    def path(self) -> str:
        return f"/2025/12/04/{_slug(self)}-{self.source}-{self.number}"


def _slug(article: Article) -> str:
    chance = Random(f"slug {article.source} {article.number}")
    return f"{chance.choice(_THINGS)}-in-the-{chance.choice(_PLACES)}"


def title_of(article: Article) -> str:
    chance = Random(f"title {article.source} {article.number}")
    return f"Council: {_clause(chance)}, case {article.source}/{article.number}"


def paragraphs_of(article: Article, words: int | None = None) -> list[str]:
    """Distinct paragraphs with people, quotations and reported words: six, or as long as `words` makes them.

    `words` is the median length over many articles. Lengths are log-normal, as those of news are: with a
    median of 200 words a quarter has fewer than 130 and one in ten more than 450.
    """
    chance = Random(f"text {article.source} {article.number}")
    names = [f"{chance.choice(_FIRST)} {chance.choice(_LAST)}" for _ in range(3)]
    if words is None:
        return [_paragraph(chance, names, article) for _ in range(6)]
    wanted = min(max(words * exp(chance.gauss(0.0, _SPREAD)), _SHORTEST), _LONGEST)
    paragraphs: list[str] = []
    while wanted - sum(len(one.split()) for one in paragraphs) > _PARAGRAPH / 2 or not paragraphs:
        paragraphs.append(_paragraph(chance, names, article))
    return paragraphs


def _clause(chance: Random) -> str:
    """Words in the order in which old speeches have them two by two: natural, and hardly ever said twice."""
    chain = _chain()
    pair = chance.choice(_starts())
    words = list(pair)
    for _ in range(chance.randint(7, 16)):
        after = chain.get(pair)
        if after is None:
            break
        pair = (pair[1], chance.choice(after))
        words.append(pair[1])
    return " ".join(words)


@lru_cache(maxsize=1)
def _chain() -> dict[tuple[str, str], list[str]]:
    """Which words follow two words, in the speeches that the demo ships."""
    chain: dict[tuple[str, str], list[str]] = {}
    with gzip.open(files("onrecord.demo").joinpath("speeches.jsonl.gz").open("rb"), "rt") as lines:
        for line in lines:
            words = re.findall(r"[a-z]+", " ".join(_texts(json.loads(line))).lower())
            for one, two, three in zip(words, words[1:], words[2:], strict=False):
                chain.setdefault((one, two), []).append(three)
    return chain


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@lru_cache(maxsize=1)
def _starts() -> list[tuple[str, str]]:
    return sorted(_chain())


def _paragraph(chance: Random, names: list[str], article: Article) -> str:
    who, role = chance.choice(names), chance.choice(_ROLES)
    number, when = chance.randint(3, 900), chance.choice(_TIMES)
    case = f"{article.source}/{article.number}"
    one, other = _clause(chance), _clause(chance)
    forms = (
        f"“{one.capitalize()},” said {who}, the {role}, {when}. “{other.capitalize()}.”",
        f"{who}, the {role}, said {when} that {one}, {number} days from case {case}.",
        f"Many of the {number} families there hold that {one}, and others ask whether {other}.",
        f"According to {who}, {one}. “{other.capitalize()},” the {role} said {when}.",
    )
    return chance.choice(forms)


@dataclass
class World:
    """Sources and their schedules. `articles` are spread over as long as they take at `per_day`."""

    sources: int
    articles: int
    seed: str = "a day"
    per_day: int = PER_DAY
    delay: float = 2.0
    plain: bool = False
    words: int | None = None
    schedule: list[list[Article]] = field(default_factory=list)
    times: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.length = self.articles / self.per_day * 86_400.0
        chance = Random(self.seed)
        weights = [1.0 / (1 + place % 40) ** 0.5 for place in range(self.sources)]
        owners = chance.choices(range(self.sources), weights, k=self.articles)
        bursts = [chance.random() for _ in range(max(1, self.articles // 400))]
        moments: list[list[float]] = [[] for _ in range(self.sources)]
        for owner in owners:
            at = chance.random()
            if chance.random() < 0.3:  # news breaks, and everybody writes about it at once
                at = min(max(chance.choice(bursts) + chance.gauss(0, 0.01), 0.0), 0.999)
            moments[owner].append(START + at * self.length)
        for source, weight in enumerate(weights):
            gap = self.length / max(self.articles * weight / sum(weights), 1.0)
            before = [START - gap * (n + chance.random()) for n in range(1, HISTORY + 1)]
            ordered = sorted(before) + sorted(moments[source])
            self.schedule.append([Article(source, n, at) for n, at in enumerate(ordered)])
            self.times.append(ordered)

    @property
    def end(self) -> float:
        return START + self.length

    def host(self, source: int) -> str:
        return f"outlet{source}.test"

    def published(self, source: int, now: float) -> list[Article]:
        """What the source has published by then, the newest first."""
        count = bisect_right(self.times[source], now)
        return self.schedule[source][max(0, count - LISTED) : count][::-1]

    def article_at(self, source: int, path: str, now: float) -> Article | None:
        number = path.rpartition("-")[2]
        if not number.isdecimal() or int(number) >= len(self.schedule[source]):
            return None
        article = self.schedule[source][int(number)]
        return article if article.published <= now and article.path == path else None

    # What the server answers

    def serve(self, server: Server) -> None:
        for source in range(self.sources):
            server.host(self.host(source))
        server.anything = lambda request: self.answer(request, server.port)

    def answer(self, request: Request, port: int) -> Reply | None:
        source = int(request.host.removeprefix("outlet").removesuffix(".test"))
        base = f"http://{request.host}:{port}"
        if request.path == "/robots.txt":
            return Reply("User-agent: *\nDisallow: /private/\n", kind="text/plain")
        if request.path == "/feed":
            return self._feed(source, request, base)
        article = self.article_at(source, request.path, request.at)
        if article is None:
            return None
        page = page_of(article, base, plain=self.plain, words=self.words)
        return Reply(gzip.compress(page.encode(), 1, mtime=0), headers={"Content-Encoding": "gzip"})

    def _feed(self, source: int, request: Request, base: str) -> Reply:
        articles = self.published(source, request.at)
        etag = f'"{articles[0].number}"'
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        entries = "".join(
            f"<item><title>{escape(title_of(a))}</title><link>{base}{a.path}</link>"
            f'<guid isPermaLink="false">{a.source}/{a.number}</guid>'
            f"<pubDate>{format_datetime(datetime.fromtimestamp(a.published, UTC))}</pubDate></item>"
            for a in articles
        )
        feed = f'<rss version="2.0"><channel><title>Outlet {source}</title>{entries}</channel></rss>'
        return Reply(feed, headers={"ETag": etag}, kind="application/rss+xml")


# Pages


def page_of(article: Article, base: str, *, plain: bool = False, words: int | None = None) -> str:
    """The article in one of the forms."""
    url = base + article.path
    forms = () if plain else page_forms()
    title, paragraphs = title_of(article), paragraphs_of(article, words)
    when = datetime.fromtimestamp(article.published, UTC).isoformat()
    if not forms:
        body = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(title)}</title>'
            f'<link rel="canonical" href="{url}">'
            f'<meta property="og:title" content="{escape(title)}">'
            f'<meta property="article:published_time" content="{when}"></head><body>'
            f"<article><h1>{escape(title)}</h1>{body}</article><footer>About us</footer></body></html>"
        )
    return forms[(article.source * 7 + article.number) % len(forms)].filled(url, title, paragraphs, when)


@dataclass(frozen=True, slots=True)
class Form:
    """A real page cut where its own title and body stand; `addresses` are the names that it gives itself."""

    pieces: tuple[str, ...]
    slots: tuple[str, ...]
    addresses: tuple[str, ...]
    title: str
    published: str

    def filled(self, url: str, title: str, paragraphs: list[str], when: str) -> str:
        words = iter(paragraphs)
        out = []
        for piece, slot in zip(self.pieces, (*self.slots, ""), strict=True):
            for address in self.addresses:
                piece = piece.replace(address, url)
            if self.title:
                piece = piece.replace(self.title, escape(title, quote=True))
            if self.published:
                piece = piece.replace(self.published, when[: len(self.published)])
            out.append(piece)
            out.append(escape(title if slot == "title" else next(words, "")) if slot else "")
        return "".join(out)


@lru_cache(maxsize=1)
def page_forms(most: int = 24) -> tuple[Form, ...]:
    """Forms of the English pages at hand that read back what is put in; made once, kept beside the bench."""
    if not SHARED.is_dir():
        return ()
    found: list[Form] = []
    for path in sorted(SHARED.rglob("*.html.gz")):
        page = load(str(path))
        try:
            document = extract(page)
        except Exception:
            continue
        if document.language != "en" or len(page.data) > 600_000:
            continue
        form = _form_of(page.data.decode("utf-8", "replace"), document)
        if form is not None and _reads_back(form):
            found.append(form)
        if len(found) == most:
            break
    return tuple(found)


def _form_of(source: str, document: Document) -> Form | None:
    places = [(span, "title") for span in document.served.get("title", ())]
    places += [(span, "body") for span in document.served.get("body", ())]
    places.sort(key=lambda place: place[0].start)
    if sum(slot == "body" for _, slot in places) < 4:
        return None
    pieces, slots, at = [], [], 0
    for span, slot in places:
        if span.start < at:
            return None
        pieces.append(_without_data(source[at : span.start]))
        slots.append(slot)
        at = span.end
    pieces.append(_without_data(source[at:]))
    addresses = sorted({a for a in (document.canonical_url, document.url) if a}, key=len, reverse=True)
    title = escape(document.title or "", quote=True)
    return Form(tuple(pieces), tuple(slots), tuple(addresses), title, document.published or "")


def _without_data(piece: str) -> str:
    """Structured data would tell the real article's words; a form keeps its markup only."""
    return _STRUCTURED.sub(r"\1{}\2", piece)


def _reads_back(form: Form) -> bool:
    article = Article(999, 1, START)
    url, paragraphs = "http://outlet999.test" + article.path, paragraphs_of(article)
    page = form.filled(url, title_of(article), paragraphs, "2025-12-04T06:00:00+00:00")
    try:
        document = extract(Gathered(url, page.encode(), "html", url=url))
    except Exception:
        return False
    good = document.title == title_of(article) and paragraphs[0][:40] in document.text
    return good and document.canonical_url in (url, None) and document.language == "en"


def main() -> None:
    world = World(300, 2_000)
    print(json.dumps({"forms": len(page_forms()), "minutes": world.length / 60}))
    print(page_of(world.schedule[3][2], "http://outlet3.test")[:300])


if __name__ == "__main__":
    main()
