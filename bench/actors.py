"""How often a role phrase or name leads to the right country and sector.

    python bench/actors.py ../shared/data/actors/actor_tests.dev.json

Each test of the file gives a phrase and what it must lead to; only those that ask for a country or a sector
count, and of a test that asks more than once only its first country and sector.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord.resolve.actor_code import actor_code

ROOT = Path(__file__).resolve().parent.parent
_IGO = {"eur": "eu", "uno": "un", "igo": None}


def tests(path: Path) -> Iterator[tuple[str, str | None, str | None, str | None, bool]]:
    """`(phrase, date, country, sector, nothing)`; country or sector None where the test does not ask."""
    for test in json.loads(path.read_text(encoding="utf-8")):
        country = sector = None
        nothing = False
        for line in test["asserts"]:
            match = re.match(r"""(?:code\['(country|code_1)'\]|(cc)) == ["'](\w*)["']""", line)
            if match is None:
                nothing |= line.strip() == "code is None" and country is None and sector is None
                continue
            if match[1] == "code_1":
                sector = match[3] if sector is None else sector
            else:
                country = match[3].lower() if country is None else country
        if country is not None or sector is not None or nothing:
            year = re.search(r"(\d{4})(?:-\d\d-\d\d)?", test["rest"])
            yield test["text"], year[0] if year else None, country, sector, nothing


def main(argv: list[str]) -> int:
    path = Path(argv[0]) if argv else ROOT.parent / "shared/data/actors/actor_tests.dev.json"
    right = total = 0
    for phrase, date, country, sector, nothing in tests(path):
        found, kind = actor_code(phrase, date=date)
        country = _IGO.get(country, country) if country else country
        good = (country is None or (found or "") == country) and (sector is None or (kind or "") == sector)
        good = good and not (nothing and (found or kind))
        right, total = right + good, total + 1
        if not good:
            print(
                f"  {phrase!r}: wanted {country or '-'} {sector or '-'}, found {found or '-'} {kind or '-'}"
            )
    print(f"{right} of {total} right ({100 * right / max(1, total):.1f} %)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
