"""Whether two ways of naming a speaker can be one person."""

from __future__ import annotations

import pytest

from onrecord.verify.names import may_be_same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Dana Whit", "WHIT", True),
        ("Dana Whit", "MS. WHIT", True),
        ("Dana Whit", "Senator Dana Whit (D-OH)", True),
        ("Dana Whit", "Sen. Whit, R-Ohio", True),
        ("Katy Doyle", "Katie Doyle", True),
        ("Mike Doyle", "Michael Doyle", True),
        ("Ada Doyle", "Tom Doyle", None),
        ("Volodymyr Hrynko", "Hrynkko", True),
        ("Dana Whit", "HALE", False),
        ("Dana Whit", "Mr. Hale", False),
        ("Dana Whit", "THE PRESIDENT", None),
        ("Dana Whit", "Q", None),
        ("Dana Whit", "Moderator", None),
        ("Dana Whit", None, None),
        ("the president", "HALE", None),
    ],
)
def test_may_be_same(one: str, other: str | None, same: bool | None) -> None:
    assert may_be_same(one, other) is same
    assert may_be_same(other, one) is same
