"""Pages that stand where an article should: a check for robots, a login, a consent form, a missing page."""

from __future__ import annotations

from onrecord.extract.wordlists import sections

_REASONS = {
    "bot": "the page is a check for robots, not the article",
    "login": "the page is a login or subscription wall, not the article",
    "cookie": "the page is a consent form, not the article",
    "missing": "the page says that there is no such page",
}
_WHOLE_ARTICLE = 1500
"""A body of this many characters is an article, whatever else the page asks for."""
_SHORT = 400


def wall_in(title: str, body: str, page: str) -> str | None:
    """Why this page holds no article, or None. `page` is all its words, `body` what was found as body."""
    if len(body) >= _WHOLE_ARTICLE:
        return None
    for name, phrases in sections("walls.txt").items():
        if _speaks_of(phrases, f"{title}\n{body}") and len(body) < _SHORT:
            return _REASONS[name]
        if len(body) < _SHORT // 2 and _speaks_of(phrases, page):
            return _REASONS[name]
    return None


def is_cut_short(body: str, page: str) -> bool:
    """A teaser: a short body on a page that asks for a login to read on."""
    return len(body) < _WHOLE_ARTICLE and _speaks_of(sections("walls.txt")["login"], page)


def _speaks_of(phrases: tuple[str, ...], words: str) -> bool:
    folded = " ".join(words.casefold().replace("’", "'").split())
    return any(phrase in folded for phrase in phrases)
