"""Who has the word in a transcript: turns, recognised by the usual ways of naming a speaker.

Sure forms stand alone: `**Name:** [01:46]`, `NAME (ROLE):`, `[20:00:00] NAME (R), ROLE:`, `>> NAME:`,
`01:14:23` over a name, `HON. A. NAME.-`, `§ Mr. Name`, `Name (Place) (Party)` on a line, a title and a
name. Capitals and plain names before a colon, and Q and A, count only in a text where they come again and
again, for a colon also introduces a list, a letter or a salutation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.verify.english import word_set
from onrecord.verify.transcript import Turn

_CAP = r"[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_CAP}[\w.'’\-]*(?:[ ](?:{_CAP}[\w.'’\-]*|de|del|der|di|la|le|van|von|bin|al|of|the|and|&)){{0,5}}"
_CAPITALS = rf"{_CAP}[A-ZÀ-ÖØ-Þ.'’\-]*(?:[ ,]{{1,2}}(?:[A-ZÀ-ÖØ-Þ.'’\-]+|Mc[A-Z]+|\d)){{0,6}}"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Hon|Senator|Sen|Rep|Deputy|Minister|President|Governor"
    r"|Gov|Representative|Secretary|Chairman|Chair|Speaker|Professor|Prof|General|Judge|An)\.?"
)
_TITLE_CAPITALS = r"(?:MR|MRS|MS|MISS|DR|SIR|HON|MADAM|SENATOR|PRIME|DEPUTY)\.?"
_STAMP = r"\[?\(?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\)?\]?"
LABEL = re.compile(
    rf"""^[ \t]*(?:
      \*\*(?P<bold>[^*\n:]{{1,60}}):\*\*(?:\s*\\?\[\d[\d:.]*\\?\])?
    | >>\s*(?:(?P<caption>{_NAME}|{_CAPITALS})\s*:)?
    | §\s*(?:\d+\.\s*)?(?P<section>(?:The\ )?{_NAME})(?:\ \([^()\n]{{2,80}}\)){{0,2}}[ \t]*:?(?=\s)
    | (?P<member>(?:The\ )?{_NAME})\ \([^()\n]{{2,60}}\)\ \([A-Z][\w/ .-]{{1,24}}\)[ \t]*\n
    | (?P<dashed>(?:HON|MR|MRS|MS|DR|SIR|MADAM)\.?[ ]{_CAPITALS})(?:[ ]\([^()]{{0,160}}\))?\.[-–—]
    | (?P<asked>(?:HON|MR|MRS|MS|DR|SIR|MADAM)\.?[ ]{_CAPITALS})[ ]asked[ ][^:\n]{{2,80}}:[ \t]*\n
    | (?:{_STAMP}[ \t]+)?(?P<role>{_NAME})[ ]?\([^()\n]{{0,80}}\)(?:,[ ][^:\n]{{2,80}})?[ ]?:
    | (?P<titled>(?:The[ ])?(?:{_TITLE}|{_TITLE_CAPITALS})[ ]{_NAME})[ ]?:(?=\s)
    | (?:{_STAMP}[ \t]+)?(?P<capitals>{_CAPITALS})(?:[ ]?\[[^\]\n]{{0,40}}\])?[ ]?:(?=\s|$)
    | (?P<plain>{_NAME}|Speaker[ ]\d+)[ ]?:(?=\s|$)
    | (?P<answer>Q|A|QUESTION|ANSWER)(?:[.:][ \t]|[ \t]{{2,}}|\n)
    | {_STAMP}[ \t]*\n(?P<stamped>{_NAME}|{_CAPITALS})(?<![.,?!\-])[ \t]*\n
    )""",
    re.M | re.X,
)
INLINE = re.compile(
    rf"(?P<inline>(?:{_CAP}\.|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Rev|St|Jr|Sr)\.|{_CAP}[\w'’\-]*)"
    rf"(?:\s(?:{_CAP}\.|{_CAP}[\w'’\-]*|de|la|von|van)){{0,4}})\s?:\s?\(\s?\d{{1,2}}:\d\d(?::\d\d)?\s?\)"
    r"|(?<=\s)(?P<floor>HON\.[ ](?:[A-Z][A-Z'’\-]*\.?[ ]?){1,5})\.[-–—]"
)
"""`Ana Ruiz : ( 05:23 )` and `HON. A. RUIZ.-` inside a line of a text that was wrapped anew."""
_INLINE_HINT = re.compile(r":\s?\(\s?\d{1,2}:\d\d|\sHON\.[ A-Z.'’\-]{2,60}\.[-–—]")
"""What a label within a line has, told faster than the label itself."""
_TIMED = re.compile(r"\(\s*\)|\(\d")
_QUICK = re.compile(r":|>>|§|\.[-–—]|^[QA]\b|\)[ \t]*$", re.M)
_BREAK = re.compile(r"\n[ \t]*\n\s*")
_SPEECH = 40
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
_OFFICES = word_set("the mr mrs ms madam president speaker chairman chairperson chair secretary general")
_CROWD = word_set("audience crowd chorus")
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
    found = [(match, match.lastgroup or "caption", _label(match)) for match in _labels(text)]
    if not found:
        return ()
    counts = Counter(label for _, form, label in found if form in ("capitals", "plain"))
    often = _dialogue(text, counts.values())
    answers = sum(form == "answer" for _, form, _ in found) >= _OFTEN
    found = [one for one in found if not _is_address(one, found)]
    turns = [
        (Turn(match.start(), _shown(label)), match.end(), label)
        for match, form, label in found
        if _counts(form, label, counts, often, answers, match.start() == 0)
    ]
    return tuple(_with_returns(text, turns))


def _with_returns(text: str, turns: Sequence[tuple[Turn, int, str]]) -> Iterator[Turn]:
    """The turns; whoever speaks alone beside the audience has the word at the beginning, and again
    after each paragraph of the audience's."""
    named = {turn.speaker for turn, _, label in turns if not _is_crowd(label)}
    alone = len(named - {None}) == 1 and len(named) == 1
    (main,) = named if alone else (None,)
    if alone and turns[0][0].start > 0 and _is_speech(text[: turns[0][0].start]):
        yield Turn(0, main)
    for number, (turn, end, label) in enumerate(turns):
        yield turn
        until = turns[number + 1][0].start if number + 1 < len(turns) else len(text)
        back = _next_paragraph(text, end)
        if alone and _is_chant(label) and back < until and text[back:until].strip():
            yield Turn(back, main)


def _is_crowd(label: str) -> bool:
    return _is_chant(label) or label.upper() in ("QUESTION", "QUESTIONER", "Q")


def _is_chant(label: str) -> bool:
    return bool(set(label.lower().split()) & _CROWD)


def _is_speech(text: str) -> bool:
    """Whether what stands before the first label can be speech, not a heading."""
    return len(text.split()) >= _SPEECH and any(mark in text for mark in ".?!")


def _next_paragraph(text: str, start: int) -> int:
    """Where the paragraph after the one at `start` begins."""
    found = _BREAK.search(text, start)
    return found.end() if found else len(text)


def _labels(text: str) -> list[re.Match[str]]:
    """Every place that looks like a label, in order; of two at one place the one at a line's beginning."""
    lines = list(LABEL.finditer(text))
    taken = {match.start() for match in lines}
    if not _INLINE_HINT.search(text):
        return lines
    within = [match for match in INLINE.finditer(text) if match.start() not in taken]
    return sorted([*lines, *within], key=lambda match: match.start())


Found = tuple[re.Match[str], str, str]


def _is_address(one: Found, found: Sequence[Found]) -> bool:
    """Whether a label is somebody spoken to (`Mr. President:`), or a heading with its short form
    (`Joint Trade Office (JTO):`), and no speaker: it stands alone."""
    match, form, label = one
    if form == "titled":
        office = set(label.lower().replace(".", "").split()) <= _OFFICES
        return office and len({other for _, _, other in found}) == 1
    if form != "role" or match.start() == 0 or label.isupper() or _TIMED.search(match[0]):
        return False
    return sum(other == label for _, _, other in found) < _AGAIN


def label_end(text: str, start: int) -> int:
    """Where the label that a turn starts with ends; `start` where there is none."""
    match = LABEL.match(text, start) or INLINE.match(text, start)
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
    if form in ("bold", "caption", "inline", "floor"):
        return True
    if form == "stamped":
        return len(words) > 1 and not set(words) & (_SENTENCE_WORDS | _SMALL_WORDS | _NOBODY)
    if form in ("dashed", "asked", "role", "titled", "section", "member"):
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
    head, comma, rest = label.partition(",")
    if comma and rest.strip(" .").upper() not in ("JR", "SR", "II", "III"):
        label = head
    if label.upper() == label:
        return " ".join(_cased(word) for word in label.split())
    return label


def _cased(word: str) -> str:
    if len(word.strip(".")) <= 1 or "." in word.strip("."):
        return word
    return re.sub(r"[^\W\d_]+", lambda m: m[0][:1] + m[0][1:].lower(), word.replace("’", "'"))
