"""Whether two ways of naming a speaker can be one person."""

from __future__ import annotations

from functools import lru_cache

from onrecord.text.words import folded_words
from onrecord.verify.english import word_set
from onrecord.verify.variants import name_key

TITLES = word_set(
    "mr mrs ms miss dr sir dame lord lady baroness hon honourable honorable rt right the of president vice"
    " senator sen governor gov representative rep congressman congresswoman secretary minister prime first"
    " deputy speaker chair chairman chairwoman chairperson madam mayor judge justice general gen colonel col"
    " captain king queen prince princess professor prof rev reverend ambassador leader attorney assistant"
    " acting former late jr sr ii iii"
)
NOBODY = word_set(
    "q a question answer questioner reporter reporters moderator audience crowd unknown unidentified male"
    " female voice speaker speakers announcer all both press interviewer host narrator video man woman member"
    " members several other others participant translator interpreter participants staff caller operator"
)


@lru_cache(1 << 12)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is, folded; empty for a role alone (`THE PRESIDENT`, `Q`)."""
    head = name.split(",")[0].split("(")[0]
    words = [word.removesuffix("'s") for word in folded_words(head)]
    return tuple(word for word in words if word not in TITLES and word not in NOBODY)


def may_be_same(one: str | None, other: str | None) -> bool | None:
    """True or False where both name somebody; None where either is only a role, or nobody, or where they
    share a surname and not even an initial: a family, or a nickname."""
    a, b = name_words(one or ""), name_words(other or "")
    if not a or not b:
        return None
    first, second = {name_key(word) for word in a}, {name_key(word) for word in b}
    if len(a) == len(b) == 2 and first & second == {name_key(a[1])} == {name_key(b[1])}:
        return True if a[0][0] == b[0][0] else None
    if name_key(a[-1]) in second or name_key(b[-1]) in first:
        return True
    return bool({word for word in first & second if len(word) > 2})
