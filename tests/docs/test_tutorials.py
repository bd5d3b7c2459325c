"""The tutorials run as they are written: their commands, their Python, and the output that they show.

A `console` block holds commands after `$ ` and what they print; a `python` block is a session with `>>> `. The
blocks of a page run in order, in one folder. A line of dots (`…`) in an output stands for lines left out.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "tutorials"
BLOCK = re.compile(r"^```(?P<form>console|python)\n(?P<inside>.*?)^```$", re.M | re.S)
OMITTED = "…"


@dataclass(frozen=True, slots=True)
class Block:
    form: str
    inside: str
    line: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(match["form"], match["inside"], text.count("\n", 0, match.start()) + 1)
        for match in BLOCK.finditer(text)
    ]


def commands(inside: str) -> list[tuple[str, str]]:
    """Each command of a console block with the output that stands under it."""
    pieces = re.split(r"^\$ ", inside, flags=re.M)
    assert pieces[0].strip() == "", f"output before the first command: {pieces[0]!r}"
    return [(command, shown) for command, _, shown in (piece.partition("\n") for piece in pieces[1:])]


def agrees(shown: str, printed: str) -> bool:
    """Whether what the page shows is what was printed; a page may show nothing."""
    if not shown.strip():
        return True
    parts = [re.escape(part) for part in re.split(rf"^\s*{OMITTED}\n", shown, flags=re.M)]
    return re.fullmatch(r"(?:.*\n)*?".join(parts), printed) is not None


def environment(home: Path) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "LANG": "C.UTF-8"}


def run_console(block: Block, folder: Path) -> None:
    for command, shown in commands(block.inside):
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment(folder), check=False, text=True, timeout=300,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == 0, f"line {block.line}: {command}\n{done.stdout}"
        assert agrees(shown, done.stdout), f"line {block.line}: {command} printed\n{done.stdout}"


def run_python(block: Block, names: dict[str, Any]) -> None:
    test = doctest.DocTestParser().get_doctest(block.inside, names, "tutorial", None, block.line)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    printed: list[str] = []
    failed = runner.run(test, out=printed.append, clear_globs=False).failed
    names.update(test.globs)
    assert not failed, "".join(printed)


@pytest.mark.parametrize("page", sorted(FOLDER.glob("*.md")), ids=lambda page: page.stem)
def test_the_tutorial_runs_as_written(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = blocks(page)
    assert found
    names: dict[str, Any] = {}
    for block in found:
        if block.form == "console":
            run_console(block, tmp_path)
        else:
            run_python(block, names)


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        ("", "anything\n", True),
        ("one\n", "one\n", True),
        ("one\n", "two\n", False),
        ("one\n…\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("one\n…\n", "one\ntwo\n", True),
        ("one\n…\nfour\n", "one\ntwo\nfive\n", False),
        ("a (b)\n", "a b\n", False),
    ],
)
def test_dots_stand_for_lines_left_out(shown: str, printed: str, same: bool) -> None:
    assert agrees(shown, printed) is same


def test_a_console_block_is_split_at_its_commands() -> None:
    assert commands("$ one\n$ two --b\nout\nmore\n") == [("one", ""), ("two --b", "out\nmore\n")]
