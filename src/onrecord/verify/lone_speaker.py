"""Who speaks throughout a transcript that names nobody at turns: from its title page, or its file's name.

Only what is sure: `Statement by H.E. Ana Ruiz, Minister …` in the first lines; a file called by a person's
name and little else, `2008_BUDGET_03_Ana_Ruiz_LAB.txt`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from onrecord.find.given_names import is_given_name
from onrecord.verify.english import word_set

_HEAD = 900
_GIVEN_BY = re.compile(
    r"\b(?:statement|address|remarks|speech|intervention)\b(?:\s+(?:delivered|given|made))?\s+(?:by|of)\b[\s:]+",
    re.I,
)
_HONOURS = re.compile(
    r"(?:(?:the|his|her|excellency|h\.?\s?e\.?|hon(?:ou?rable)?|rt|right|most|mr|mrs|ms|dr|prof(?:essor)?|sir"
    r"|dame|lord|senator|ambassador|president|prime|minister|sheikh|king|queen)[.,]?\s+)*",
    re.I,
)
_SURNAME = re.compile(r"(?:Mc|Mac|O’?)?[^\W\d_a-z][^\W\d_A-Z]+(?:’[^\W\d_]+)?")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_ENDS = word_set(
    "president minister prime secretary head chairman chair chairperson deputy vice foreign federal permanent"
    " representative ambassador king queen chancellor governor republic state states kingdom united and of"
    " the at during phd on to in for member premier speaker leader director general"
)
_NO_SURNAME = word_set(
    "speech speeches rally debate interview briefing conference address statement remarks transcript hall"
    " dinner january february march april may june july august september october november december budget"
    " part night"
    " day morning city county state university college house park beach street center centre final full"
)
_MOST = 5


def lone_speaker(text: str, name: str) -> str | None:
    """The one person who speaks in the text called `name`; None where it is not sure."""
    return _on_title_page(text[:_HEAD]) or _in_file_name(name)


def _on_title_page(head: str) -> str | None:
    found = _GIVEN_BY.search(head)
    if found is None:
        return None
    honours = _HONOURS.match(head, found.end())
    line = head[honours.end() if honours else found.end() :].split("\n", 1)[0]
    words: list[str] = []
    for match in _NAME_WORD.finditer(line):
        word = match[0].rstrip(".") if len(match[0]) > 2 else match[0]
        if not word[0].isupper() or word.lower() in _ENDS or len(words) == _MOST:
            break
        words.append(word)
        if line[match.end() : match.end() + 1] in {",", ";", "("}:
            break
    return " ".join(map(_cased, words)) if len(words) >= 2 else None


def _in_file_name(name: str) -> str | None:
    stem = PurePosixPath(name).name.rsplit(".", 1)[0]
    words = [word for word in re.split(r"[\W\d_]+", stem.replace("'", "’")) if word]
    names = [word for word in words if not word.isupper()]
    if len(names) != 2 or not all(_SURNAME.fullmatch(word) for word in names):
        return None
    if not is_given_name(names[0]) or any(word.lower() in _NO_SURNAME for word in names):
        return None
    return " ".join(names)


def _cased(word: str) -> str:
    return word.capitalize() if word.isupper() and len(word) > 2 and "." not in word else word
