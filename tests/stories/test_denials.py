"""What one report claims and another denies: ‹claim› against ⟦what is denied⟧."""

from __future__ import annotations

import pytest

from onrecord.stories.contradictions import Contradiction, denied
from onrecord.stories.report import Happening, Report, Stand

RAID = "Agents of the Harbour Board broke into the office of the Quay Herald on Sunday and took its files."


def told(*texts: str) -> list[Contradiction]:
    return denied(Report(str(n), text, f"Paper {n}", f"2031-02-0{n + 1}") for n, text in enumerate(texts))


@pytest.mark.parametrize(
    ("denial", "words"),
    [
        (
            "The Harbour Board denied that its agents broke into the office of the paper.",
            "its agents broke into the office of the paper",
        ),
        ("The Harbour Board denies its agents broke into the office.", "its agents broke into the office"),
        (
            "The Harbour Board on Monday denied breaking into the office of the Quay Herald and taking its files.",
            "breaking into the office of the Quay Herald and taking its files",
        ),
        (
            "The Board dismissed reports that Harbour agents broke into an office and took files.",
            "Harbour agents broke into an office and took files",
        ),
        (
            "Reports that agents of the Board broke into the office are untrue, Ada Lund said.",
            "agents of the Board broke into the office",
        ),
    ],
)
def test_a_denial_meets_the_claim(denial: str, words: str) -> None:
    (one,) = told(RAID, denial)
    claim, answer = one.sides
    assert (one.kind, one.clear, one.development) == ("denial", True, False)
    assert (claim.report, claim.denies, claim.sentence) == ("0", False, RAID)
    assert (answer.report, answer.denies, answer.when) == ("1", True, "2031-02-02")
    assert answer.value.strip().rstrip(".") == words
    assert denial[answer.start : answer.end] == answer.value


def test_a_claim_and_its_denial_may_stand_in_one_report() -> None:
    (one,) = told(f"{RAID} The Harbour Board denied that its agents broke into the office.")
    assert [side.denies for side in one.sides] == [False, True]


@pytest.mark.parametrize(
    "other",
    [
        "The Harbour Board denied that it plans to raise the toll on herring boats.",  # of another thing
        "The court denied the Harbour Board a delay in the case of the office and its files.",  # a refusal
        "The Harbour Board denied wrongdoing.",  # of nothing that is named
        "The Harbour Board denied that its agents never broke into an office.",  # of a denial
        "Agents of the Harbour Board broke into the office, the paper said.",  # the claim again
    ],
)
def test_what_meets_no_claim_is_nothing(other: str) -> None:
    assert told(RAID, other) == []


def test_a_doubt_or_another_denial_is_no_claim() -> None:
    denial = "The Harbour Board denied that its agents broke into the office of the paper."
    assert told("It is not known whether agents of the Harbour Board broke into the office.", denial) == []
    assert told("The Harbour Board denied that agents broke into the office.", denial) == []


def event(text: str, words: str, status: str, *who: str, date: str | None = None) -> Happening:
    start = text.index(words)
    return Happening(start, start + len(words), "CONSULT", "meet", status, date, frozenset(who))


MET = "Ana Ruud met Ulf Brandt in Skagen on Sunday, two envoys said."
NOT_MET = "Ana Ruud has not met Ulf Brandt since the winter, her office said."


@pytest.mark.parametrize(
    ("status", "who", "dates", "found"),
    [
        ("denied", ("ruud", "brandt"), (None, None), 1),
        ("held", ("ruud", "brandt"), (None, None), 0),  # both say that it took place
        ("denied", ("ruud", "laine"), (None, None), 0),  # somebody else
        ("denied", ("ruud", "brandt"), ("2031-02-01", "2031-02-09"), 0),  # another day
    ],
)
def test_an_event_that_is_said_not_to_have_happened(
    status: str, who: tuple[str, ...], dates: tuple[str | None, str | None], found: int
) -> None:
    held = event(MET, "Ana Ruud met Ulf Brandt", "held", "ruud", "brandt", date=dates[0])
    other = event(NOT_MET, "Ana Ruud has not met Ulf Brandt", status, *who, date=dates[1])
    reports = (
        Report("a", MET, "Herald", "2031-02-02", events=(held,)),
        Report("b", NOT_MET, "Post", "2031-02-03", events=(other,)),
    )
    made = denied(reports)
    assert len(made) == found
    for one in made:
        assert [(s.report, s.denies) for s in one.sides] == [("a", False), ("b", True)]


def stand(text: str, words: str, stance: str, object: str, *who: str) -> Stand:
    start = text.index(words)
    return Stand(start, start + len(words), stance, frozenset(who), object)


AGREED = "Sudmark has accepted the lower toll on the Sound bridge, two envoys said."
REFUSED = "Sudmark has rejected the lower toll on the Sound bridge, its minister said."


@pytest.mark.parametrize(
    ("stance", "who", "object", "day", "found"),
    [
        ("rejects", "swe", "the lower toll on the Sound bridge", "2031-02-02", 1),
        ("accepts", "swe", "the lower toll on the Sound bridge", "2031-02-02", 0),  # both say so
        ("rejects", "nor", "the lower toll on the Sound bridge", "2031-02-02", 0),  # another party
        ("rejects", "swe", "the sharing of the herring grounds", "2031-02-02", 0),  # something else
        (
            "rejects",
            "swe",
            "the lower toll on the Sound bridge",
            "2031-02-09",
            0,
        ),  # a week later it may have moved
    ],
)
def test_what_a_party_is_said_to_accept_and_to_reject(
    stance: str, who: str, object: str, day: str, found: int
) -> None:
    toll = "the lower toll on the Sound bridge"
    one = stand(AGREED, "Sudmark has accepted the lower toll", "accepts", toll, "swe")
    two = stand(REFUSED, "Sudmark has rejected the lower toll", stance, object, who)
    made = denied(
        (
            Report("a", AGREED, "Herald", "2031-02-02", stands=(one,)),
            Report("b", REFUSED, "Post", day, stands=(two,)),
        )
    )
    assert [[(s.report, s.denies) for s in c.sides] for c in made] == [[("a", False), ("b", True)]] * found
