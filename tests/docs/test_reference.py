"""docs/reference/ is what the code says; `python docs/make_reference.py` writes it anew."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.cli import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = load()


@pytest.mark.parametrize("page", sorted(REFERENCE.PAGES))
def test_the_page_is_current(page: str) -> None:
    written = (DOCS / "reference" / page).read_text("utf-8")
    assert written == REFERENCE.PAGES[page](), "run: python docs/make_reference.py"


def test_every_command_has_its_help() -> None:
    page = (DOCS / "reference" / "command-line.md").read_text("utf-8")
    assert [line for line in page.splitlines() if line.startswith("## ")] == [
        f"## onrecord {name}" for name in COMMANDS
    ]


def test_every_key_of_the_contract_has_a_meaning_and_no_other_has() -> None:
    for name, keys in REFERENCE.shown().items():
        described = set(REFERENCE.MEANINGS[name])
        assert described <= set(keys), name
        for key in keys:
            assert REFERENCE.meaning(name, key)
