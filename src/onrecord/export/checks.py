"""Reports of an article's checks, as Markdown and as one HTML page."""

from __future__ import annotations

import re
from html import escape

from onrecord.models import Check, Record

_SURE = 0.65
_ACCUSING = ("altered", "stitched")
_GRAVE_NOTES = ("hides", "other speaker", "figure changed", "negation changed")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~])")


def accuses(check: Check) -> bool:
    """Whether an editor must look: altered, stitched, hides something, or said by somebody else.

    Not where it is unsure that these are the words meant, as with captions, which mishear.
    """
    if check.confidence < _SURE:
        return False
    return check.verdict in _ACCUSING or any(note.split(":")[0] in _GRAVE_NOTES for note in check.notes)


def in_markdown(record: Record) -> str:
    """One article's checks as a Markdown section."""
    lines = [f"## {_plain(_title(record))}", ""]
    for check in record.checks:
        lines.append(f"- {_plain(check.quote.exact)}: **{_plain(_verdict(check))}**")
        if check.against is not None:
            lines.append(f"  - {_plain(_said(check))}: {_plain(check.against.span.exact)}")
        if any(mark != "=" for mark, _ in check.difference):
            lines.append(f"  - difference: {' '.join(_step_markdown(*step) for step in check.difference)}")
    if not record.checks:
        lines.append("No quotation to check.")
    return "\n".join([*lines, ""])


def html_start() -> str:
    """The page up to the first article."""
    head = f'<head><meta charset="utf-8"><title>{_HEADING}</title>{_STYLE}</head>'
    return f'<!doctype html>\n<html lang="en">\n{head}\n<body>\n<h1>{_HEADING}</h1>'


def html_end() -> str:
    return "</body>\n</html>"


def in_html(record: Record) -> str:
    """One article's checks as a section of the page."""
    items = "\n".join(_item(check) for check in record.checks) or "<li>No quotation to check.</li>"
    return f"<section>\n<h2>{escape(_title(record))}</h2>\n<ul>\n{items}\n</ul>\n</section>"


_HEADING = "Quotations checked"
_STYLE = (
    "<style>body{font-family:Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;line-height:1.5}"
    "li{margin-bottom:1rem}.verdict{font-family:sans-serif;font-weight:bold}"
    ".said{display:block;color:#444}.hint{position:absolute;left:-999em}"
    "del{color:#8a1f11}ins{color:#1a5c2e}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}.said{color:#bbb}"
    "del{color:#ff9d8c}ins{color:#8fdca5}}</style>"
)


def _item(check: Check) -> str:
    quote = escape(check.quote.exact.strip("“”‘’\"' "))
    parts = [f'<q>{quote}</q> <span class="verdict">{escape(_verdict(check))}</span>']
    if check.against is not None:
        parts.append(f'<span class="said">{escape(_said(check))}: {escape(check.against.span.exact)}</span>')
    if any(mark != "=" for mark, _ in check.difference):
        parts.append(f'<span class="said">{" ".join(_step_html(*step) for step in check.difference)}</span>')
    return f"<li>{''.join(parts)}</li>"


def _step_html(mark: str, words: str) -> str:
    if mark == "-":
        return f'<del><span class="hint">left out: </span>{escape(words)}</del>'
    if mark == "+":
        return f'<ins><span class="hint">put in: </span>{escape(words)}</ins>'
    return escape(words)


def _step_markdown(mark: str, words: str) -> str:
    plain = _plain(words)
    return f"~~{plain}~~" if mark == "-" else f"**+{plain}**" if mark == "+" else plain


def _title(record: Record) -> str:
    document = record.document
    return document.title or document.path or document.url or document.id


def _verdict(check: Check) -> str:
    word = "not in these sources" if check.verdict == "not found" else check.verdict
    return ", ".join((word, *check.notes))


def _said(check: Check) -> str:
    """Who said the passage, when, and in which transcript; for a headline's quotation only who."""
    against = check.against
    if against is None:
        return ""
    where = against.document if check.traced else None
    facts = [fact for fact in (against.speaker, against.date, where) if fact]
    return f"said by {', '.join(facts)}" if facts else "said"


def _plain(text: str) -> str:
    """Other people's text in one line, with nothing in it that Markdown would read as markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
