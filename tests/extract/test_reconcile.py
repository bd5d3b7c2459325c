"""When a document was published, out of what several say; each decision with its reason."""

from __future__ import annotations

import pytest

from onrecord.extract.dates import iso_of
from onrecord.extract.reconcile import Dates, day_in, reconcile
from onrecord.gather.files import Metadata

SLUG = "https://paper.example/2025/12/01/harbour-closes"
NOW = "2025-12-05T12:00:00+00:00"


@pytest.mark.parametrize(
    ("page", "said", "url", "fetched", "kept", "reason"),
    [
        # The page's own word.
        (("2025-12-01T08:00:00+01:00", None), None, SLUG, NOW, ("2025-12-01T08:00:00+01:00", None), None),
        (("2025-12-01", "2025-12-02"), None, None, None, ("2025-12-01", "2025-12-02"), None),
        # Without it: a feed's, else the address's.
        ((None, None), "Mon, 01 Dec 2025 08:00:00 GMT", SLUG, NOW, ("2025-12-01T08:00:00+00:00", None), "as the feed says"),
        ((None, None), None, SLUG, NOW, ("2025-12-01", None), "as its address says"),
        ((None, "2025-12-02"), None, None, NOW, ("2025-12-02", None), "only the time of an update"),
        # A day with a feed's time; another day is not touched.
        (("2025-12-01", None), "2025-12-01T08:00:00Z", None, NOW, ("2025-12-01T08:00:00+00:00", None), "the time as the feed says"),
        (("2025-12-01", None), "2025-12-03T08:00:00Z", None, NOW, ("2025-12-01", None), None),
        # Re-dated: the address is older than the page's word.
        (("2025-12-04T08:00:00Z", None), None, SLUG, NOW, ("2025-12-01", "2025-12-04T08:00:00Z"), "taken as updated"),
        (("2025-12-04T08:00:00Z", None), "2025-12-01T07:00:00Z", SLUG, NOW, ("2025-12-01T07:00:00+00:00", "2025-12-04T08:00:00Z"), "taken as updated"),
        (("2025-12-02T00:30:00+09:00", None), None, SLUG, NOW, ("2025-12-02T00:30:00+09:00", None), None),
        # Never after the fetching, whatever the zone.
        (("2025-12-25", None), None, None, NOW, (None, None), "after the fetching"),
        (("2025-12-25", None), None, SLUG, NOW, ("2025-12-01", None), "as its address says"),
        (("2025-12-05T20:00:00Z", None), None, None, NOW, ("2025-12-05", None), "the day alone"),
        (("2025-12-05T12:05:00Z", None), None, None, NOW, ("2025-12-05T12:05:00Z", None), None),
        (("2025-12-05T20:00:00+09:00", None), None, None, NOW, ("2025-12-05T20:00:00+09:00", None), None),
        (("2025-12-05T20:00:00", None), None, None, NOW, ("2025-12-05T20:00:00", None), None),
        (("2025-12-06", None), None, None, "2025-12-05T22:00:00+00:00", ("2025-12-06", None), None),
        (("2999-01-01", None), None, None, None, (None, None), "after 2100"),
        # An update before publication is none.
        (("2025-12-03T08:00:00Z", "2025-12-01T08:00:00Z"), None, None, NOW, ("2025-12-03T08:00:00Z", None), None),
        (("2025-12-03", "2025-12-03T09:00:00Z"), None, None, NOW, ("2025-12-03", None), None),
    ],
)  # fmt: skip
def test_what_is_kept_and_why(
    page: tuple[str | None, str | None],
    said: str | None,
    url: str | None,
    fetched: str | None,
    kept: tuple[str | None, str | None],
    reason: str | None,
) -> None:
    told = Metadata("feed", published=said) if said else None
    found = reconcile(Dates(*page), said=told, url=url, fetched=fetched)
    assert (found.published, found.updated) == kept
    assert bool(found.notes) == bool(reason) and (reason or "") in " ".join(found.notes)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://paper.example/2025/12/1/x", "2025-12-01"),
        ("https://paper.example/a/2025-12-01-harbour.html", "2025-12-01"),
        ("https://paper.example/harbour-20251201.html", "2025-12-01"),
        ("https://paper.example/2025/13/01/x", None),
        ("https://paper.example/20251299/x", None),
        ("https://paper.example/2025/12/01/after-2024-11-30", "2025-12-01"),
        ("https://paper.example/2025/12/01/2024-11-30-after", None),
        ("https://paper.example/120251201/x", None),
        ("https://paper.example/x?date=2025-12-01", None),
        ("http://[x", None),
    ],
)
def test_the_day_in_an_address(url: str, day: str | None) -> None:
    assert day_in(url) == day


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Mon, 01 Dec 2025 08:00:00 GMT", "2025-12-01T08:00:00+00:00"),
        ("Mon, 01 Dec 2025 08:00:00 -0330", "2025-12-01T08:00:00-03:30"),
        ("1 Dec 2025 08:00 CEST", "2025-12-01T08:00:00+02:00"),
        ("Mon, 01 Dec 2025 08:00:00 XST", "2025-12-01"),
        ("2025-12-01 08:00:00 JST", "2025-12-01T08:00:00+09:00"),
        ("2025-12-01T08:00:00Z", "2025-12-01T08:00:00+00:00"),
        ("2025-12-01 08:00:00 +0200", "2025-12-01T08:00:00+02:00"),
        ("Mon, 32 Dec 2025 08:00:00 GMT", None),
        ("x" * 400, None),
    ],
)
def test_times_as_feeds_write_them(written: str, iso: str | None) -> None:
    assert iso_of(written) == iso
