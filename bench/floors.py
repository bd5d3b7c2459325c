"""The floors of quality: what is measured on which data, read from `floors.toml`.

A floor holds the SHA-256 of the data that it was measured on, so that a change of data shows as that and
not as a change of quality.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Floor:
    """`finder` must reach `joint` F1 (percent) on `documents` articles of `data`, whose hash is `sha256`.

    `data` is a folder relative to the folder that holds the repository; at most `lost` articles may fail.
    """

    name: str
    finder: str
    data: str
    documents: int
    sha256: str
    joint: float
    lost: int = 0


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
    tables = [
        f'[{floor.name}]\nfinder = "{floor.finder}"\ndata = "{floor.data}"\ndocuments = {floor.documents}\n'
        f'sha256 = "{floor.sha256}"\njoint = {floor.joint}\nlost = {floor.lost}\n'
        for floor in floors
    ]
    file.write_text("\n".join(["\n".join(head), *tables]).lstrip(), encoding="utf-8")


def digest(folder: Path) -> str:
    """SHA-256 over names and bytes of every text and annotation of a folder, in order of name."""
    total = hashlib.sha256()
    for file in sorted([*folder.glob("text/*.txt"), *folder.glob("attributions/*.ann")]):
        total.update(file.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()
