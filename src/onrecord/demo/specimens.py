"""The files that ship with the demo, wherever the package is installed, a zip file included."""

from __future__ import annotations

import atexit
import gzip
import json
import shutil
import tomllib
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OutputError

if TYPE_CHECKING:
    from onrecord.store.dossier_rows import Dossier

COLLECTION = "speeches"
DOSSIER = "oregon"
_PACKAGE = "onrecord.demo"


@dataclass(frozen=True, slots=True)
class Speech:
    """One address: `id` is its date and its speaker's surname, `date` an ISO day, `text` its paragraphs."""

    id: str
    collection: str
    date: str
    title: str
    speaker: str
    text: str


def articles() -> list[Path]:
    """The specimen articles as files, in order of their dates."""
    return sorted(path for path in _folder().iterdir() if path.suffix in {".html", ".md", ".txt"})


def copy_articles(folder: Path) -> list[Path]:
    """Copy the specimen articles into `folder`, made where missing; raises OutputError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [Path(shutil.copyfile(path, folder / path.name)) for path in articles()]
    except OSError as error:
        raise OutputError(f"cannot be written: {error.strerror or error}", path=str(folder)) from error


@cache
def speeches() -> tuple[Speech, ...]:
    """The speeches that the specimens quote, and some that they do not, in order of their dates."""
    packed = files(_PACKAGE).joinpath("speeches.jsonl.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return tuple(Speech(**json.loads(line)) for line in lines)


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """For each specimen's file name what it is and what it quotes: the tables of `expected.toml`."""
    tables = tomllib.loads(files(_PACKAGE).joinpath("expected.toml").read_text("utf-8"))
    return {article["file"]: article for article in tables["article"]}


def dossier() -> Dossier:
    """The dossier of the demo: a negotiation that two of the specimens report."""
    from onrecord.dossier.definition import make_dossier, parse_issues

    table = parse_issues(files(_PACKAGE).joinpath("oregon.toml").read_text("utf-8"))
    return make_dossier(
        DOSSIER, title="The Oregon talks", parties="USA,GBR", issues=table["issues"], people=table["people"],
        names=table["parties"], about=table["about"],
    )  # fmt: skip


@cache
def _folder() -> Path:
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(as_file(files(_PACKAGE).joinpath("articles")))
