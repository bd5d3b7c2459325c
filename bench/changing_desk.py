"""What a reader costs while the desk changes before every reader, in CPU-milliseconds.

    python -m bench.changing_desk --desk front.sqlite

Make the desk with `bench/front_page.py`. It is touched, not written to: to what is kept that is the same.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.site.app import make_app


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--desk", type=Path, required=True)
    parser.add_argument("--times", type=int, default=6)
    given = parser.parse_args()
    with TestClient(make_app(given.desk)) as reader:
        for page in ("/", "/trends", "/stories", "/people", "/sources"):
            took = []
            for _ in range(given.times + 1):
                os.utime(given.desk)
                begun = time.process_time()
                reader.get(page).raise_for_status()
                took.append((time.process_time() - begun) * 1000)
            print(f"{page:10} first {took[0]:6.0f} ms, then {statistics.median(took[1:]):6.0f} ms")


if __name__ == "__main__":
    main()
