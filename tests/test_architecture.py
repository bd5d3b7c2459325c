"""The table of imports in docs/architecture.md is what the code does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "onrecord"
ROW = re.compile(r"^\| `([a-z_]+)(?:/|\.py)` \| [^|]+ \| ([^|]+) \|$", re.M)


def table() -> dict[str, set[str]]:
    rows = ROW.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    names = [name for name, _ in rows]
    allowed: dict[str, set[str]] = {}
    for number, (name, words) in enumerate(rows):
        if words.startswith("all above"):
            allowed[name] = set(names[:number])
        elif words.startswith("all but"):
            allowed[name] = set(names) - set(re.findall(r"`([a-z_]+)`", words))
        elif words.startswith("all"):
            allowed[name] = set(names)
        else:
            allowed[name] = set(re.findall(r"`([a-z_]+)`", words))
    return allowed


def imports(file: Path) -> set[str]:
    """The parts of onrecord that a module imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if module == "onrecord":
                found |= {alias.name for alias in node.names}
            elif module.startswith("onrecord."):
                found.add(module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("onrecord.")}
    return found


def part_of(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


FILES = sorted(file for file in SOURCE.rglob("*.py") if file.parent != SOURCE or file.name[0] != "_")


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_module_imports_only_what_the_table_allows(file: Path) -> None:
    part = part_of(file)
    allowed = table()
    assert part in allowed, f"{part} has no row in docs/architecture.md"
    assert imports(file) - {part} <= allowed[part]


def test_every_row_names_a_part_that_exists() -> None:
    assert set(table()) <= {part_of(file) for file in FILES}


def test_no_module_is_longer_than_600_lines() -> None:
    long = {file.name: len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert {name: lines for name, lines in long.items() if lines > 600} == {}
