"""Make the shipped tables of countries, role words and governments from the public data sets.

    python bench/make_actor_data.py ../shared/data/actors

Writes `src/onrecord/find/data/countries.json` (mledoze/countries, ODbL 1.0, with the nationalities of the
PLOVER country list, MIT), `src/onrecord/find/data/agents.tsv` (PLOVER agents, MIT) and
`src/onrecord/resolve/data/government.tsv` (CIA World Factbook, public domain). The same input gives the
same bytes.
"""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FIND = ROOT / "src/onrecord/find/data"
RESOLVE = ROOT / "src/onrecord/resolve/data"

_TERRITORY = {"Channel Islander", "Anguillian", "Bermudian", "Manx", "Guam", "Puerto Rico"}
_SLUGS = {"UNK": "xkx"}
_LATIN = re.compile(r"[^\W\d_]", re.UNICODE)


def latin(name: str) -> bool:
    """Whether every letter of `name` is a Latin one."""
    return all("LATIN" in unicodedata.name(c, "") for c in name if _LATIN.match(c))


def nationalities(path: Path) -> dict[str, list[str]]:
    """Alpha-3 code to the adjectives and names of the PLOVER list, without dependent territories."""
    out: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["CCA3"].strip()
            out.setdefault(code, [])
            names = [row["Name"].split("[")[0].strip(), *row["Nationality"].split(",")]
            if code in {"GBR", "USA", "AUS", "NLD", "NZL", "DNK", "FRA", "NOR", "FIN", "CHN"}:
                names = names[:14]
            out[code] += [n.strip() for n in names if n.strip() and "Island" not in n and "Samoa" not in n]
    return out


def countries(folder: Path) -> list[dict[str, Any]]:
    rows = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    more = nationalities(folder / "countries.csv")
    out = []
    for row in rows:
        code = row["cca3"]
        slug = _SLUGS.get(code, code.lower())
        names = [row["name"]["common"], row["name"]["official"]]
        names += [
            n for n in row["altSpellings"] if latin(n) and len(n) > 3 and n[0].isupper() and "," not in n
        ]
        demonyms = re.split(r", | or ", row["demonyms"].get("eng", {}).get("m", ""))
        extra = more.get("XKX" if code == "UNK" else code, [])
        out.append(
            {
                "slug": slug,
                "names": list(dict.fromkeys(names)),
                "demonyms": [d for d in dict.fromkeys([*demonyms, *extra]) if d and d not in names],
                "capitals": row["capital"],
                "sovereign": bool(row["unMember"]) or slug in {"xkx", "twn", "vat", "pse"},
            }
        )
    return sorted(out, key=lambda entry: str(entry["slug"]))


_SETS = {
    "!PERSON!": ["MAN", "MEN", "WOMAN", "WOMEN", "PERSON"],
    "!MINIST!": ["MINISTER", "MINISTERS", "MINISTRY", "MINISTRIES"],
}


def agents(path: Path) -> Iterator[tuple[str, str]]:
    """Role phrase in lower case and its PLOVER code, plurals and sets written out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"([^#\[]+?)\s*\[~([A-Z]+)\]", line)
        if not match:
            continue
        for phrase in re.split(r"[{},]", match[1]):
            for written in spelled(phrase.strip()):
                words = " ".join(re.split(r"[_\s]+", written)).strip().lower()
                if words:
                    yield words, match[2]


def spelled(phrase: str) -> list[str]:
    for name, members in _SETS.items():
        if name in phrase:
            return [phrase.replace(name, member) for member in members]
    if re.search(r"MINIST($|_|\s)", phrase):
        return [re.sub(r"MINIST(?=$|_|\s)", word, phrase) for word in _SETS["!MINIST!"]]
    return [phrase]


_OFFICE = re.compile(
    r"^(?:represented by |head of the )?(?P<office>"
    r"(?:(?:Sovereign Council Chair and|State Affairs Commission|"
    r"Supreme People's Assembly|Acting|acting|Interim|Transitional|CNSP|Co-President|Federal|Grand|Crown|"
    r"Governor[ -]General|Lieutenant Governor|Prime Minister|Chief Minister|Minister of State|"
    r"Minister-President|"
    r"President|Vice President|Premier|King|Queen|Sultan|Amir|Emir|Pope|Prince|Duke|Chancellor|Chairman|"
    r"Chairperson|Chairwoman|Supreme Leader|Secretary of State|Taoiseach|Governor|Commissioner|Administrator|"
    r"General|Gen\.|Sr\. Gen\.|Brig\. Gen\.|Lt\. Gen\.|Col\.|Capt\.|Captain|Colonel|Brigadier|Sir|Dame|Dr\.|"
    r"Sheikh|Field Marshal)\s+)+)?(?P<name>\S.*)$"
)
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
_MONTHS += ["November", "December"]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def iso(words: str) -> str:
    match = re.search(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", words)
    if not match:
        return ""
    day, month, year = match.groups()
    if month not in _MONTHS:
        return year
    number = f"{year}-{_MONTHS.index(month) + 1:02d}"
    return f"{number}-{int(day):02d}" if day else number


def _lowered(word: str) -> str:
    """`PUTIN` as `Putin`, `OSMANI-Sadriu` as `Osmani-Sadriu`; numerals of kings as they are."""
    if re.fullmatch(r"[IVX]+", word) and len(word) > 1:
        return word
    parts = [part.title() if part.isupper() and len(part) > 1 else part for part in word.split("-")]
    return "-".join(parts)


def leaders(text: str) -> Iterator[tuple[str, str, str]]:
    """`(office, name, since)` for each person with a date in a factbook line such as
    `President Abdelmadjid TEBBOUNE (since 12 December 2019)`."""
    told = plain(text)
    told = "" if "o-prince" in told or "o-Prince" in told else told.split("represented by")[-1]
    for match in re.finditer(r"([^;()]+?)\s*\(since ([^)]*)\)", told):
        parted = _OFFICE.match(match[1].strip(" ,"))
        if parted is None:
            continue
        name = " ".join(_lowered(word) for word in parted["name"].replace(",", " ").split())
        surname = re.search(r"[^\W\d_]{2,}", parted["name"])
        if surname and re.search(r"[A-Z]{2,}", match[1]) and len(name.split()) <= 7:
            yield (parted["office"] or "").strip(), name, iso(match[2])


def governments(
    folder: Path, slugs: dict[str, str], sovereign: set[str]
) -> Iterator[tuple[str, str, str, str]]:
    """`(slug, what, name, since)` rows: heads of state and government, legislatures, parties, provinces."""
    with gzip.open(folder / "factbook_government.json.gz", "rt", encoding="utf-8") as file:
        rows = json.load(file)
    for row in rows:
        gov = row["Government"]
        names = gov.get("Country name") or {}
        short = plain((names.get("conventional short form") or {}).get("text", ""))
        full = plain((names.get("conventional long form") or {}).get("text", ""))
        slug = (
            slugs.get(short.lower()) or slugs.get(full.lower()) or slugs.get(short.split(" or ")[0].lower())
        )
        if slug is None:
            continue
        yield from _government(slug, gov, sovereign=slug in sovereign)


def _government(slug: str, gov: dict[str, Any], *, sovereign: bool) -> Iterator[tuple[str, str, str, str]]:
    executive = gov.get("Executive branch") or {}
    for key in ("chief of state", "head of government") if sovereign else ():
        for office, name, since in leaders((executive.get(key) or {}).get("text", "")):
            yield slug, office.lower() or key, name, since
    for branch in (
        "Legislative branch",
        "Legislative branch - lower chamber",
        "Legislative branch - upper chamber",
    ):
        part = gov.get(branch) or {}
        for key in ("legislature name", "chamber name"):
            text = plain((part.get(key) or {}).get("text", ""))
            for name in re.split(r"\s*[()/]\s*|\s+or\s+", text):
                if 3 < len(name) < 50 and name[0].isupper():
                    yield slug, "legislature", name, ""
    parties = (gov.get("Political parties") or {}).get("text", "")
    for line in re.split(r"<br>|;", parties):
        for name in re.split(r"\s*[()]\s*|\s+or\s+", plain(line)):
            if 2 <= len(name) < 60 and name[0].isupper() and "note" not in name:
                yield slug, "party", name, ""
    text = plain((gov.get("Administrative divisions") or {}).get("text", ""))
    text = re.sub(r"\([^)]*(?:singular|plural)[^)]*\)", "", text)
    for name in re.split(r"[;,:]|\bnote\b", text):
        name = re.sub(r"\s*[*(].*", "", name).strip()
        if 3 < len(name) < 30 and name[0].isupper() and not re.search(r"\d", name):
            yield slug, "province", name, ""


def main(argv: list[str]) -> int:
    folder = Path(argv[0]) if argv else ROOT.parent / "shared/data/actors"
    FIND.mkdir(parents=True, exist_ok=True)
    RESOLVE.mkdir(parents=True, exist_ok=True)
    table = countries(folder)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in table)
    (FIND / "countries.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    codes = dict(sorted(dict(reversed(list(agents(folder / "PLOVER_agents.txt")))).items()))
    (FIND / "agents.tsv").write_text("".join(f"{k}\t{v}\n" for k, v in codes.items()), encoding="utf-8")
    slugs = {str(n).lower(): str(row["slug"]) for row in reversed(table) for n in row["names"]}
    facts = sorted(set(governments(folder, slugs, {str(row["slug"]) for row in table if row["sovereign"]})))
    (RESOLVE / "government.tsv").write_text("".join("\t".join(f) + "\n" for f in facts), encoding="utf-8")
    print(f"{len(table)} countries, {len(codes)} role phrases, {len(facts)} facts of government")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
