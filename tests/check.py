"""All checks of this project in one run: lint, types, then the tests, ending with pytest's summary.

    python -m tests.check [pytest arguments]

The browser tests drive Debian's Chromium, which is installed here when it is missing and this user may.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
STEPS = (
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("types", ["mypy"]),
)


def main(arguments: list[str]) -> int:
    ensure_browser()
    failed = [name for name, command in STEPS if run(name, command)]
    tests = subprocess.run([sys.executable, "-m", "pytest", "-n", "2", *arguments], cwd=ROOT, check=False)
    if failed:
        print(f"failed before the tests: {', '.join(failed)}", file=sys.stderr)
    return tests.returncode or int(bool(failed))


def run(name: str, command: list[str]) -> int:
    print(f"{name}: {' '.join(command)}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode


def ensure_browser() -> None:
    if shutil.which("chromium") or shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
