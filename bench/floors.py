"""The floors of quality: what is measured on which data, read from `floors.toml`.

A floor holds the SHA-256 of the data that it was measured on, so that a change of data shows as that and
not as a change of quality. `bench/measures.py` knows how each kind is measured.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")
ROOT = Path(__file__).parents[1]
Given = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Floor:
    """Figures that must be reached (`least`) or must not be passed (`most`) on `data`.

    `measures` names the kind of measurement in `bench/measures.py`, `given` what it is told: a finder, a
    number of documents, a set of labels. `data` is a file or folder relative to the folder that holds the
    repository, `sha256` its hash.
    """

    name: str
    measures: str
    data: str
    sha256: str
    given: Given = field(default_factory=dict)
    least: Mapping[str, float] = field(default_factory=dict)
    most: Mapping[str, float] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return ROOT.parent / self.data

    def failures(self, reached: Mapping[str, float]) -> dict[str, float]:
        """The figures that are below the floor or above what they may be."""
        low = {name: reached[name] for name, value in self.least.items() if reached[name] < value}
        return low | {name: reached[name] for name, value in self.most.items() if reached[name] > value}


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
    file.write_text("\n".join(["\n".join(head) + "\n", *map(_table, floors)]).lstrip(), encoding="utf-8")


def _table(floor: Floor) -> str:
    parts = [
        f"[{floor.name}]",
        f'measures = "{floor.measures}"',
        f'data = "{floor.data}"',
        f'sha256 = "{floor.sha256}"',
    ]
    for side, values in (("given", floor.given), ("least", floor.least), ("most", floor.most)):
        if values:
            parts.append(f"{side} = {{ {', '.join(map(_entry, values.items()))} }}")
    return "\n".join(parts) + "\n"


def _entry(named: tuple[str, str | float]) -> str:
    name, value = named
    return f'"{name}" = ' + (f'"{value}"' if isinstance(value, str) else f"{value:g}")


def digest(path: Path) -> str:
    """SHA-256 of a file, or over names and bytes of a folder's files in order of name: its texts and
    annotations where it has such folders, else all that lie in it."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    marked = [*path.glob("text/*.txt"), *path.glob("attributions/*.ann")]
    total = hashlib.sha256()
    for file in sorted(marked or filter(Path.is_file, path.iterdir())):
        total.update(file.relative_to(path).as_posix().encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
