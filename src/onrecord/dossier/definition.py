"""What a person writes to define a dossier: parties and people, and issues in TOML."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.dossier.sides import side_name
from onrecord.errors import DossierError
from onrecord.store.dossier_rows import Dossier, Issue, Party

_KEYS = ("about", "issues", "parties", "people")
EXAMPLE = 'territory = ["territor*", "Donbas", "withdraw*"]'


def make_dossier(
    name: str,
    *,
    title: str = "",
    parties: str,
    issues: Mapping[str, Any],
    people: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    about: Iterable[str] = (),
) -> Dossier:
    """A dossier of parts; raises DossierError.

    `parties` are sides, parted by commas; sides joined by `+` are one party. `issues` are names with the
    words that mark each, `people` names with their party, `names` parties with the name to show.
    """
    made = [_party(part, names or {}) for part in parties.split(",") if part.strip()]
    codes = {party.code for party in made}
    for person, code in (people or {}).items():
        if code.strip().lower() not in codes:
            raise DossierError(f"{person} is of {code}, which is no party here: {', '.join(sorted(codes))}")
    listed_as = {person: code.strip().lower() for person, code in (people or {}).items()}
    with_people = tuple(
        replace(p, people=tuple(person for person, code in listed_as.items() if code == p.code)) for p in made
    )
    listed = tuple(Issue(slug(issue), issue, _words(issue, words)) for issue, words in issues.items())
    return Dossier(name, title or name, with_people, listed, tuple(about))


def read_issues(path: Path) -> dict[str, Any]:
    """The tables of an issues file: `issues`, and where there `about`, `parties`, `people`.

    A file of nothing but lines `name = [words]` is taken for its `issues`. Raises DossierError.
    """
    try:
        return parse_issues(path.read_text("utf-8"))
    except OSError as error:
        raise DossierError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise DossierError("is not UTF-8 text", path=str(path)) from error
    except DossierError as error:
        raise DossierError(error.message, path=str(path)) from error


def parse_issues(text: str) -> dict[str, Any]:
    """The same of the file's text."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DossierError(f"is not TOML: {error}; an issue is a line such as {EXAMPLE}") from error
    if "issues" not in table:
        table = {"issues": {k: v for k, v in table.items() if k not in _KEYS}} | {
            k: v for k, v in table.items() if k in _KEYS
        }
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise DossierError(f"{unknown[0]} is no part of an issues file; these are: {', '.join(_KEYS)}")
    for key in ("issues", "parties", "people"):
        if not isinstance(table.setdefault(key, {}), dict):
            raise DossierError(f"{key} must be a table: [{key}]")
    about = table.setdefault("about", [])
    table["about"] = [about] if isinstance(about, str) else about
    if not isinstance(table["about"], list) or not all(isinstance(word, str) for word in table["about"]):
        raise DossierError('about must be a list of words: about = ["Oregon"]')
    for key in ("parties", "people"):
        if not all(isinstance(value, str) for value in table[key].values()):
            raise DossierError(f"in [{key}] each line is a name and one word in quotation marks")
    return table


def slug(name: str) -> str:
    """Letters and digits of a name in lower case without accents, joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return "-".join(re.findall(r"\w+", plain.lower()))


def _party(part: str, names: Mapping[str, str]) -> Party:
    sides = tuple(side.strip().lower() for side in part.split("+") if side.strip())
    if not sides:
        raise DossierError("a party has no side")
    code = sides[0]
    given = {key.lower(): value for key, value in names.items()}
    return Party(code, given.get(code) or " and ".join(map(side_name, sides)), sides)


def _words(name: str, words: Any) -> tuple[str, ...]:
    given = words.split(",") if isinstance(words, str) else words
    if not isinstance(given, list) or not all(isinstance(word, str) for word in given):
        raise DossierError(f"the words of {name} must be a list, such as {EXAMPLE}")
    kept = tuple(dict.fromkeys(word.strip() for word in given if word.strip()))
    return kept or (name,)
