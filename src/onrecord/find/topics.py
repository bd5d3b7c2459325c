"""What a report names only as its subject: “reported on the situation” carries nobody's words or view."""

from __future__ import annotations

import re

from onrecord.models import Spans

# A bare noun phrase: a determiner and at most two more words, with at most one "of the …" behind them.
_BARE = re.compile(
    r"(?:the|this|that|these|those|his|her|its|their)(?:\s+[\w’'-]+){1,3}(?:\s+of\s+(?:the\s+)?[\w’'-]+){0,2}[.,]?",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:on|about|upon)\s*$", re.IGNORECASE)
_JOINTLY = re.compile(r"\bagree[ds]?\b(?:\s+to)?\s*$", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:both|and|sides|parties)\b", re.IGNORECASE)


def is_only_a_topic(text: str, content: Spans, cue: Spans) -> bool:
    """Whether the content is a bare noun phrase that the cue speaks “on” or “about”."""
    if len(content) != 1 or not cue or _BARE.fullmatch(content[0].exact) is None:
        return False
    return _ABOUT.search(text, cue[-1].start, content[0].start) is not None and not any(
        word[:1] in '“"‘«' for word in content[0].exact.split()
    )


def is_a_joint_act(text: str, content: Spans, cue: Spans, source: Spans) -> bool:
    """Whether several parties agreed to do something: an event between them, not a view of each."""
    if not (cue and source and content and content[0].exact.startswith("to ")):
        return False
    several = any(_SEVERAL.search(span.exact) for span in source)
    return several and _JOINTLY.search(text, cue[0].start, content[0].start) is not None
