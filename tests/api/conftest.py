"""The site over a module's desk, asked by the API, and what the command line prints of the same desk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from starlette.testclient import TestClient

from onrecord.cli import main
from tests.site.conftest import client, public

__all__ = ["client", "public"]


def get(client: TestClient, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def printed(desk_path: Path, *words: str) -> Any:
    done = CliRunner().invoke(main, [*words, "--desk", str(desk_path), "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)
