"""How dates are written in English: one pattern a kind, tried in order at each place of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

UNITS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_D = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_Y = r"(?:1[5-9]\d\d|20\d\d)"
_N = r"(?:\d{1,3}|an?|a\scouple\sof|" + "|".join(UNITS) + r"|thirty|forty|fifty|sixty)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|through|until)\s)"
_PART = r"(?:(?i:early|late|mid)[-\s])?"
_LEADS = ("in", "since", "last", "next", "this", "by", "until", "of", "early", "late", "from", "and", "to")
_AFTER_LEAD = "|".join(rf"(?<=\b{lead}\s)" for lead in _LEADS)
_COUNTED = (
    r"people|troops|soldiers|men|women|dollars|votes|miles|km|tons|tonnes|meters|metres|feet|jobs|words|homes"
    r"|workers|deaths|employees|students|members"
)
_PERIODS = r"weekend|week|month|year|decade|century|quarter|spring|summer|autumn|fall|winter"

_SPAN = r"(?i:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_MANY = rf"(?i:several|a\sfew|few|many|a\ssingle|a\sdozen|{_N}|\d{{1,3}}(?:,\d{{3}})*)"
_NEAR = (
    r"(?i:nearly|almost|about|around|roughly|some|at\sleast|more\sthan|less\sthan|over|up\sto|another|every|each"
    r"|(?:the\s)?(?:past|last|next|previous|first|coming)|just)"
)
_HOLIDAY = (
    r"(?:(?i:election\sday)|Labou?r\sDay|Memorial\sDay|Thanksgiving(?:\sDay)?|Independence\sDay"
    r"|[Tt]he\sFourth\sof\sJuly|Veterans\sDay|Armistice\sDay|Christmas(?:\s(?:Day|Eve))?"
    r"|New\sYear[’']s\s(?:Day|Eve)|Valentine[’']s\sDay|Halloween|May\sDay|Bastille\sDay)"
)

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso_date", r"(?P<iso>\d{4}-\d\d-\d\d)"),
    (
        "attacks",
        r"(?P<attacks>9/11|Sept(?:ember|\.)\s11(?=\s(?:attack|terror|hijack|conspirac|famil|victim|commission|memorial)))",
    ),
    ("holiday", rf"(?P<holiday>{_HOLIDAY})"),
    (
        "clock",
        r"(?P<ck_h>1[0-2]|0?[1-9])(?::(?P<ck_m>[0-5]\d))?\s?(?P<ck_p>[aApP])(?:\.[mM]\.|[mM](?!\w))(?:)",
    ),
    ("slashed", r"(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))"),
    (
        "day_month",
        (
            rf"(?:{_D},?\s)?(?:the\s)?(?P<eu_d>{_DAY})(?:{_TO}(?P<eu_e>{_DAY}))?\s(?:of\s)?(?P<eu_m>{_M})"
            rf"(?:,?\s(?P<eu_y>{_Y}))?"
        ),
    ),
    (
        "month_day",
        (
            rf"(?:{_D},?\s)?(?P<full_m>{_M})\s(?P<full_d>{_DAY})(?:{_TO}(?P<full_e>{_DAY}))?(?!\d|,\d)"
            rf"(?:,?\s(?P<full_y>{_Y}))?"
        ),
    ),
    ("month_year", rf"{_PART}(?P<my_m>{_M}),?\s(?:of\s)?(?P<my_y>{_Y})"),
    ("season", rf"(?:the\s)?(?P<se>(?i:spring|summer|autumn|fall|winter))\s(?:of\s)?(?P<se_y>{_Y})"),
    ("quarter", rf"(?i:the\s)?(?P<q>(?i:first|second|third|fourth))\squarter(?:\sof\s(?P<q_y>{_Y}))?"),
    (
        "ago",
        (
            rf"(?i:(?:about|around|almost|nearly|more\sthan|some|over)\s)?(?P<ago_n>(?i:{_N}))[\s-]"
            r"(?P<ago_u>(?i:day|week|month|year|decade))s?\s(?P<ago_w>(?i:ago|earlier|from\snow))"
        ),
    ),
    (
        "lasted",
        (
            rf"(?:{_NEAR}\s)*(?P<la_n>{_MANY})(?:-plus)?(?:[\s-]|(?<=\d)-)(?P<la_u>{_SPAN})"
            r"(?!\s(?i:ago|earlier|later|old|from\snow)|-(?i:old)|s?-(?i:old))"
        ),
    ),
    ("each", r"(?i:each|every)\s(?P<each_u>(?i:second|minute|hour|day|week|month|year|decade))"),
    ("past_one", r"(?i:the\s(?:last|past)\s(?P<past_u>week|month|year|decade|century))(?!-|\s(?i:old))"),
    ("uncounted", r"(?:(?<=\b[Ff]or\s)|(?<=\bspent\s))(?P<un_u>days|weeks|months|years|decades|hours)"),
    ("repeated", r"(?P<repeated>daily|weekly|monthly|yearly|annually|hourly)"),
    (
        "century",
        r"(?i:the\s)?(?:(?i:early|late|mid)[-\s])?(?P<cent>1?\d|2[01])(?:st|nd|rd|th)[\s-](?i:century)",
    ),
    ("weekend", r"(?<=[Oo]ver\s)(?P<weekend>the\sweekend)"),
    ("that_year", r"(?P<that_year>that\s(?:same\s)?year)"),
    (
        "named",
        (
            r"(?P<named>(?i:the\sday\safter\stomorrow|the\sday\sbefore\syesterday|(?-i:today|(?<![\w,]\s)Today)|tonight|yesterday|tomorrow"
            r"|last\snight|this\s(?:morning|afternoon|evening)))(?:\s(?P<named_p>(?i:morning|afternoon|evening|night)))?"
        ),
    ),
    (
        "month",
        (
            rf"(?:(?P<mo_lead>(?i:last|next|this))\s|(?:(?i:early|late|mid)[-\s](?:in\s)?))?"
            rf"(?P<mo_m>(?!May\b|March\b){_M}|(?:{_AFTER_LEAD})(?:May|March))(?![\w’'])"
        ),
    ),
    (
        "weekday",
        (
            rf"(?:(?P<wd_lead>(?i:last|next|this\scoming|coming|this|late|early))\s)?(?P<wd>{_D})"
            r"(?:\s(?P<wd_p>(?i:morning|afternoon|evening|night)))?"
        ),
    ),
    (
        "around",
        (
            r"(?i:(?:earlier|later)\s)?(?:(?i:the)\s)?(?P<ar_l>(?i:last|past|previous|this|current|next|coming))\s"
            rf"(?P<ar_u>(?i:{_PERIODS}))(?!-|\s(?i:old))"
        ),
    ),
    ("years", rf"(?P<ry_a>{_Y})(?:\s?[–—-]\s?|\sto\s)(?P<ry_b>{_Y}|\d\d)(?!\d|-)"),
    ("decade", rf"(?:the\s)?{_PART}(?P<dec>1[5-9]\d0|20\d0|(?<=[’'])[2-9]0)(?:s|[’']s)"),
    (
        "decade_words",
        rf"the\s{_PART}(?P<decw>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))",
    ),
    (
        "year",
        rf"{_PART}(?<![\d.,$£€#/:-])(?P<y>{_Y})(?![\d%]|[.,/:-]\d|\s(?i:{_COUNTED}))",
    ),
)
PATTERN = re.compile(
    r"(?<!\w)(?:" + "|".join(rf"(?P<k_{kind}>{pattern}(?!\w))" for kind, pattern in PATTERNS) + ")"
)

_MONTH_STARTS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ANCHORS = (
    "day", "night", "morning", "tomorrow", "afternoon", "evening", "week", "month", "year", "decade",
    "century", "quarter", "spring", "summer", "autumn", "fall", "winter", "ties", "hour", "minute", "second",
    "daily", "annually", "christmas", "halloween", "thanksgiving", "fourth of",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_BEFORE = 40
REACH = 120
"""More characters than the longest date has; fewer than `_BEFORE` stand before its first word of time."""


def near_dates(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of `text[start:end]` in which matches of `PATTERN` begin: before a digit or a word of time.

    Looking for these first spares most of a text the pattern, which is tried at every word.
    """
    low = text.lower()
    if len(low) != len(text):
        return [(start, end)]
    anchors = [match.start() for match in _DIGIT.finditer(text, start, end)]
    for words, searched in ((_ANCHORS, low), (_MONTH_STARTS, text)):
        for word in words:
            at = searched.find(word, start, end)
            while at >= 0:
                anchors.append(at)
                at = searched.find(word, at + 1, end)
    out: list[tuple[int, int]] = []
    for at in sorted(anchors):
        first = max(start, at - _BEFORE)
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((first, at + 1))
    return out


_OPENING = """
    thirty forty fifty sixty a an several few many some about around almost nearly roughly at more less over
    up another every each just the past last next previous first second third fourth coming this current
    that early late mid earlier later days weeks months years decades hours daily weekly monthly yearly
    annually hourly today tonight yesterday tomorrow spring summer autumn fall winter election labor labour
    memorial thanksgiving independence veterans armistice christmas new valentine halloween bastille
    monday tuesday wednesday thursday friday saturday sunday jan january feb february mar march apr april
    may jun june jul july aug august sep sept september oct october nov november dec december
"""
_OPENERS = frozenset((*UNITS, *_OPENING.split()))
"""The words, in lower case, that a date may begin with, if not with a digit."""
_WORD = re.compile(r"\w+")


def dates_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of `PATTERN` in `text[start:end]`, in order, looked for only where one can begin."""
    for first, last in near_dates(text, start, end):
        stop = min(end, last + REACH)
        at = first
        for word in _WORD.finditer(text, first, stop):
            if word.start() >= last:
                break
            if word.start() < at or not (word[0][0].isdigit() or word[0].lower() in _OPENERS):
                continue
            match = PATTERN.match(text, word.start(), stop)
            if match is not None:
                yield match
                at = match.end()


FUTURE = re.compile(
    r"\b(?:will|would|to be|shall|’ll|'ll|next|upcoming|plans?|planned|scheduled|expected|set to|due|going to"
    r"|ahead|is to|are to|would be|could|may|coming|begins?|starts?|deadline|slated)\b"
    r"|\b(?:until|by|before)\s+(?:(?:the|early|late|mid|end|of|this)[\s-]+){0,3}$"
)
PAST = re.compile(
    r"\b(?:said|told|was|were|had|did|last|ago|announced|[a-z]{3,}ed|wrote|met|held|spoke|began|took|came|went"
    r"|made|gave|won|lost|left|since|saw|got|found|says|earlier)\b"
)
