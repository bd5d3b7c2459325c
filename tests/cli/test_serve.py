"""`onrecord serve` as a process: where it listens, what it says, how it stops."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from onrecord.store import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    Desk.open(tmp_path / "my.desk").close()
    return tmp_path / "my.desk"


@contextmanager
def serving(desk: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address that the server prints, while it runs."""
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "serve",
        "--desk",
        str(desk),
        "--port",
        "0",
        "--format",
        "json",
    ]
    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stderr is not None
    try:
        yield json.loads(process.stdout.readline())["url"], process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stdout.close()
        process.stderr.close()


def status(url: str, **headers: str) -> int:
    try:
        with urlopen(Request(url, headers=headers), timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def test_it_serves_until_stopped_and_only_to_this_machine(desk: Path) -> None:
    with serving(desk) as (url, process):
        assert url.startswith("http://127.0.0.1:")
        assert status(url + "healthz") == 200
        assert status(url + "healthz", Host="evil.example") == 400
    assert process.returncode == 0


def test_the_link_that_lets_one_write_is_printed_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_WRITE_TOKEN", "a-token-of-ones-own")
    command = [sys.executable, "-m", "onrecord", "serve", "--desk", str(desk), "--port", "0", "--write"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline() for _ in range(4)]
        assert status(lines[1].removeprefix("To write, open ").strip().partition("/write")[0]) == 200
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=60)[0]
    finally:
        process.kill()
        process.wait(60)
        process.stdout.close()
    link = lines[1].removeprefix("To write, open ").strip()
    assert link.startswith("http://127.0.0.1:") and link.endswith("/write?token=a-token-of-ones-own")
    assert "token" not in lines[0] + lines[2] + lines[3] + rest


def test_a_token_that_is_too_short_is_refused(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_WRITE_TOKEN", "short")
    refused = run("--desk", str(desk), "--write")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1) and "at least 16" in refused.stderr


def test_an_address_that_others_reach_is_said(desk: Path) -> None:
    with serving(desk, "--host", "0.0.0.0", "--public") as (url, process):
        assert url.startswith("http://localhost:")
        assert process.stderr is not None
        assert "other machines can reach 0.0.0.0" in process.stderr.readline()
        assert status(url.replace("localhost", "127.0.0.1"), Host="news.example") == 200


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", "serve", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_what_cannot_be_served_is_one_line(desk: Path, tmp_path: Path) -> None:
    missing = run("--desk", str(tmp_path / "none.desk"))
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1) and "no desk here yet" in missing.stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = run("--desk", str(desk), "--port", str(taken.getsockname()[1]))
    assert (busy.returncode, busy.stderr.count("\n")) == (2, 1) and "cannot listen" in busy.stderr
    nowhere = run("--desk", str(desk), "--host", "no.such.host.invalid")
    assert nowhere.returncode == 2 and "cannot listen" in nowhere.stderr
