"""When to come again: by the pace of publication, by what servers ask, and always the same for the same state."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.watching.schedule import (
    LATEST,
    SOONEST,
    back_off,
    bounded,
    chance,
    interval_of,
    next_turn,
    rate_of,
    slower,
)

NOW = 1_764_849_600.0


def every(seconds: float, count: int = 12) -> list[float]:
    return [NOW - seconds * n for n in range(count)]


def test_what_publishes_more_is_asked_more_often() -> None:
    intervals = [interval_of(every(seconds), NOW) or 0.0 for seconds in (60, 600, 3_600, 86_400, 864_000)]
    assert intervals == sorted(intervals)
    assert intervals[0] == SOONEST
    assert 150 < intervals[1] < 250
    assert intervals[-1] == LATEST


def test_silence_counts_as_time_without_an_article() -> None:
    quiet = [moment - 86_400 for moment in every(600)]
    assert (interval_of(quiet, NOW) or 0.0) > 10 * (interval_of(every(600), NOW) or 0.0)


def test_dates_in_the_future_and_single_dates_say_nothing() -> None:
    assert interval_of([NOW + 86_400, NOW + 90_000], NOW) is None
    assert interval_of([NOW], NOW) is None
    assert rate_of([NOW + 86_400, NOW], NOW) is None


def test_the_daily_rate() -> None:
    assert round(rate_of(every(3_600, 100), NOW) or 0.0) == 24
    assert rate_of(every(864, 10), NOW) == 10 * 86_400 / (9 * 864)
    assert rate_of(every(1, 3), NOW) == 72.0, "what is published all at once tells little"


def test_a_source_never_slows_down_below_its_own_rate() -> None:
    interval = 60.0
    for _ in range(100):
        interval = slower(interval, 48.0)
    assert interval == 1_800.0
    assert slower(LATEST, None) == LATEST


def test_what_a_server_asks_for_counts_up_to_an_hour() -> None:
    assert [bounded(60.0, hint) for hint in (None, 0.0, 900.0, 90_000.0)] == [60.0, 60.0, 900.0, 3_600.0]


def test_errors_put_off_more_and_more_and_no_less_than_asked() -> None:
    waits = [back_off("source", errors) for errors in range(14)]
    assert 45 <= waits[0] <= 75
    assert waits[-1] >= LATEST * 0.75
    assert back_off("source", 0, 7_200.0) == 7_200.0
    assert back_off("source", 0, 1e9) == LATEST


@given(st.text(max_size=20), st.floats(0, 1e6), st.floats(0, 2e9))
def test_the_next_turn_is_in_time_and_the_same_each_time(source: str, interval: float, now: float) -> None:
    turn = next_turn(source, interval, now)
    assert turn == next_turn(source, interval, now)
    assert now + SOONEST <= turn + 1e-6
    assert turn <= now + max(interval * 1.1, SOONEST) + 1e-3
    assert 0.0 <= chance(source, now) < 1.0
