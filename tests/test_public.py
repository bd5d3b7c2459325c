"""The public surface of `import onrecord`: every name in __all__ is there, and nothing heavy is loaded for it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import onrecord

HEAVY = {"spacy", "onnxruntime", "pyarrow", "sqlalchemy", "trafilatura", "rich", "starlette", "numpy", "lxml"}


def test_every_exported_name_exists() -> None:
    assert [name for name in onrecord.__all__ if not hasattr(onrecord, name)] == []


def test_exported_names_are_sorted() -> None:
    assert onrecord.__all__ == sorted(onrecord.__all__)


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in run.stdout.split()}


def test_importing_onrecord_loads_nothing_heavy() -> None:
    assert loaded_by("import onrecord") & HEAVY == set()


@pytest.mark.parametrize("given", [None, 5, b"ferry.txt"])
def test_what_is_no_path_and_no_text_is_a_type_error_that_says_what_is(given: Any) -> None:
    with pytest.raises(TypeError, match=f"path of a file, a str or Path, not {type(given).__name__}"):
        onrecord.read(given)
    with pytest.raises(TypeError, match=f"the text itself, a str, not {type(given).__name__}"):
        onrecord.read_text(given)


def test_help_loads_nothing_heavy() -> None:
    code = "from onrecord.cli import main\nmain(['--help'], standalone_mode=False)"
    assert loaded_by(code) & HEAVY == set()
