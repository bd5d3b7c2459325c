"""Statements inside statements: the content of one is read again, as a text of its own.

The training texts mark only the outermost statement. What it reports inside is looked for only where a word
that nearly always reports stands in the content, and kept only with a speaker and a cue of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.find.cues import cues_of, lemmas_of
from onrecord.find.encoder import Model
from onrecord.find.reported import Place, Reported, reported

LEAST_WORDS = 6
LEAST_SURE = 0.6
_NOUNS = frozenset(
    {
        "state", "states", "issue", "issues", "claim", "claims", "pledge", "pledges", "tweet", "tweets",
        "report", "reports", "remark", "remarks", "comment", "comments", "address", "promise", "promises",
        "answer", "answers", "charge", "charges", "telling",
    }
)  # fmt: skip
"""Forms of speech verbs that are as often nouns: alone they are no reason to read again."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def inner(text: str, outer: Sequence[Reported], model: Model) -> list[Reported]:
    """Statements that stand, with their cue and their source, inside the content of another."""
    found = []
    for place in _worth_reading(text, outer):
        for encoded in model.encode(text, [place]):
            found += [one for one in reported(encoded, model) if _holds(text, one)]
    return found


def _worth_reading(text: str, outer: Sequence[Reported]) -> list[Place]:
    """The longest span of each content that seems to report somebody's words in turn."""
    places = [_bare(text, max(one.content, key=lambda place: (place[1] - place[0], place))) for one in outer]
    return sorted({place for place in places if _reports(_WORD.findall(text[slice(*place)].lower()))})


def _bare(text: str, place: Place) -> Place:
    """The place without white space, stops and quotation marks at its edges."""
    start, end = place
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _reports(words: Sequence[str]) -> bool:
    return len(words) >= LEAST_WORDS and any(_is_speech(word) for word in words[1:])


@lru_cache(maxsize=16_384)
def _is_speech(word: str) -> bool:
    """Whether a lower-case word nearly always reports speech."""
    if word in _NOUNS:
        return False
    cues = cues_of("en")
    cue = next((cues.verbs[lemma] for lemma in lemmas_of(word, cues) if lemma in cues.verbs), None)
    return cue is not None and cue.strong and cue.act == "speech"


def _holds(text: str, one: Reported) -> bool:
    words = [word for place in one.cue for word in _WORD.findall(text[slice(*place)].lower())]
    return any(map(_is_speech, words)) and bool(one.source) and one.confidence >= LEAST_SURE
