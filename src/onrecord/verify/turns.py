"""Who has the word in a transcript: turns, recognised by the usual ways of naming a speaker.

Sure forms stand alone: `**Name:** [01:46]`, `NAME (ROLE):`, `>> NAME:`, `01:14:23` over a name,
`HON. A. NAME.-`, a title and a name. Capitals and plain names before a colon, and Q and A, count only in
a text where they come again and again, for a colon also introduces a list, a letter or a salutation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from onrecord.verify.english import word_set
from onrecord.verify.transcript import Turn

_CAP = r"[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_CAP}[\w.'’\-]*(?:[ ](?:{_CAP}[\w.'’\-]*|de|del|der|di|la|le|van|von|bin|al|of|the|and|&)){{0,5}}"
_CAPITALS = rf"{_CAP}[A-ZÀ-ÖØ-Þ.'’\-]*(?:[ ,]{{1,2}}(?:[A-ZÀ-ÖØ-Þ.'’\-]+|Mc[A-Z]+|\d)){{0,6}}"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Hon|Senator|Sen|Rep|Deputy|Minister|President|Governor"
    r"|Gov|Representative|Secretary|Chairman|Chair|Speaker|Professor|Prof|General|Judge|An)\.?"
)
_STAMP = r"\[?\(?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\)?\]?"
LABEL = re.compile(
    rf"""^[ \t]*(?:
      \*\*(?P<bold>[^*\n:]{{1,60}}):\*\*(?:\s*\\?\[\d[\d:.]*\\?\])?
    | >>\s*(?:(?P<caption>{_NAME}|{_CAPITALS})\s*:)?
    | (?P<dashed>(?:HON|MR|MRS|MS|DR|SIR|MADAM)\.?[ ]{_CAPITALS})\.[-–—]
    | (?P<role>{_NAME})[ ]?\([^()\n]{{0,80}}\)[ ]?:
    | (?P<titled>(?:The[ ])?{_TITLE}[ ]{_NAME})[ ]?:(?=\s)
    | (?P<capitals>{_CAPITALS})(?:[ ]?\[[^\]\n]{{0,40}}\])?[ ]?:(?=\s|$)
    | (?P<plain>{_NAME}|Speaker[ ]\d+)[ ]?:(?=\s|$)
    | (?P<answer>Q|A|QUESTION|ANSWER)(?:[.:][ \t]|[ \t]{{2,}}|\n)
    | {_STAMP}[ \t]*\n(?P<stamped>{_NAME}|{_CAPITALS})(?<![.,?!\-])[ \t]*\n
    )""",
    re.M | re.X,
)
_QUICK = re.compile(r":|>>|\.[-–—]|^[QA]\b", re.M)
_AGAIN = 2
_OFTEN = 4
_SHARE_OF_LINES = 0.04
_NOT_NAMES = word_set(
    "gentlemen ladies citizens fellow members congress friends countrymen americans break outro jingle sample"
    " intro music audio page question answer note subject date time place re remarks transcript summary"
    " minutes bills bill chapter part section article item figure table source contents orders motion"
    " copyright email website headline title speech location byline statement"
)
_NOBODY = word_set("break outro jingle sample intro music audio video clip remix audience applause crowd")
_SMALL_WORDS = word_set(
    "the a an in to for of no not please welcome with on at by from under one all have has will be"
)
_SENTENCE_WORDS = word_set(
    "is are was were my our your his her their i we you he she it and but so this that these"
)


def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript, in order; none where nobody is named. A turn starts with its label."""
    if not _QUICK.search(text):
        return ()
    found = [(match, match.lastgroup or "caption", _label(match)) for match in LABEL.finditer(text)]
    if not found:
        return ()
    counts = Counter(label for _, form, label in found if form in ("capitals", "plain"))
    often = _dialogue(text, counts.values())
    answers = sum(form == "answer" for _, form, _ in found) >= _OFTEN
    turns = [
        Turn(match.start(), _shown(label))
        for match, form, label in found
        if _counts(form, label, counts, often, answers, match.start() == 0)
    ]
    return tuple(turns)


def label_end(text: str, start: int) -> int:
    """Where the label that a turn starts with ends; `start` where there is none."""
    match = LABEL.match(text, start)
    return match.end() if match else start


def _label(match: re.Match[str]) -> str:
    name = match[match.lastgroup] if match.lastgroup else ""
    return " ".join(name.split()).strip(" .")


def _dialogue(text: str, counts: Iterable[int]) -> bool:
    """Whether labels before a colon are so many, and come so often again, that two or more people talk."""
    again = [count for count in counts if count >= _AGAIN]
    lines = sum(bool(line.strip()) for line in text.split("\n"))
    return sum(again) >= _OFTEN and sum(again) >= lines * _SHARE_OF_LINES and len(again) > 1


def _counts(form: str, label: str, counts: Counter[str], often: bool, answers: bool, first: bool) -> bool:
    words = label.lower().replace(",", " ").replace(".", " ").split()
    if form in ("bold", "caption"):
        return True
    if form == "stamped":
        return len(words) > 1 and not set(words) & (_SENTENCE_WORDS | _SMALL_WORDS | _NOBODY)
    if form in ("dashed", "role", "titled"):
        return not set(words) & _SENTENCE_WORDS
    if form == "answer":
        return answers
    if set(words) & (_NOT_NAMES | _SENTENCE_WORDS) or len(words) > 6:
        return label.upper() in ("QUESTION", "ANSWER") and often
    if form == "capitals":
        return often or counts[label] >= _AGAIN or (first and len(words) <= 3)
    return often and (counts[label] >= _AGAIN or len(words) in (2, 3))


def _shown(label: str) -> str | None:
    """The name as it is shown: capitals as a name's; nobody for music, breaks and the audience."""
    if not label or label.lower() in _NOBODY:
        return None
    if label.upper() == label:
        return " ".join(_cased(word) for word in label.split())
    return label


def _cased(word: str) -> str:
    if len(word.strip(".")) <= 1 or "." in word.strip("."):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m[0][:1] + m[0][1:].lower(), word.replace("’", "'"))
