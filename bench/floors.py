"""The floors of quality: what is measured on which data, read from `floors.toml`.

A floor holds the SHA-256 of the data that it was measured on, so that a change of data shows as that and
not as a change of quality.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

FILE = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Floor:
    """Figures that `finder` must reach (`least`) or must not pass (`most`) on `documents` articles of `data`.

    `measures` names the script: `statements` (bench/statements.py) or `speakers` (bench/speakers.py --given).
    `data` is a folder relative to the folder that holds the repository, `sha256` its hash.
    """

    name: str
    measures: Literal["statements", "speakers"]
    finder: str
    data: str
    documents: int
    sha256: str
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)


def read_floors(file: Path = FILE) -> tuple[Floor, ...]:
    """Every floor, by name; raises TypeError for an unknown key."""
    table = tomllib.loads(file.read_text("utf-8"))
    return tuple(Floor(name=name, **entry) for name, entry in sorted(table.items()))


def write_floors(floors: Iterable[Floor], file: Path = FILE) -> None:
    """Write the floors, one table each, with the comments at the head of the file kept."""
    head = (
        [line for line in file.read_text("utf-8").splitlines() if line.startswith("#")]
        if file.exists()
        else []
    )
    file.write_text("\n".join(["\n".join(head), *map(_table, floors)]).lstrip(), encoding="utf-8")


def _table(floor: Floor) -> str:
    parts = [
        f"[{floor.name}]",
        f'measures = "{floor.measures}"',
        f'finder = "{floor.finder}"',
        f'data = "{floor.data}"',
        f"documents = {floor.documents}",
        f'sha256 = "{floor.sha256}"',
    ]
    for side, figures in (("least", floor.least), ("most", floor.most)):
        if figures:
            listed = ", ".join(f'"{name}" = {value:g}' for name, value in figures.items())
            parts.append(f"{side} = {{ {listed} }}")
    return "\n".join(parts) + "\n"


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of every text and annotation of a folder, in order of name."""
    total = hashlib.sha256()
    for file in sorted([*folder.glob("text/*.txt"), *folder.glob("attributions/*.ann")]):
        total.update(file.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
