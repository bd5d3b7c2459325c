"""A brief as text, Markdown, HTML, e-mail, JSON. Headings and labels are ours, each sentence a source's."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.dossier.board import Cell
from onrecord.dossier.brief import Brief, Meeting, MovedPosition, NewStatement, Told, when_told
from onrecord.dossier.words import kind_words, on_words, party_name, stance_words

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+", re.A)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a brief: a heading, a label over a passage, or the passage itself."""

    label: str = ""
    told: Told | None = None
    heading: int = 0


def lines(brief: Brief) -> Iterator[Line]:
    """The brief in order, the same for every format."""
    period = f"since {brief.since}" + (f" until {brief.until}" if brief.until else "")
    yield Line(f"{brief.dossier.title}, {period}", heading=1)
    if brief.empty:
        yield Line("Nothing new.")
    yield from _part("Positions that moved", brief.positions, _moved)
    yield from _part("Meetings held", brief.held, _meeting)
    yield from _part("Meetings to come", brief.coming, _meeting)
    yield from _part("Called off or denied", brief.off, _meeting)
    yield from _differences(brief)
    yield from _part("New statements", brief.statements, lambda said: _said(brief, said))
    if brief.left_out:
        yield Line(f"And {brief.left_out} more statements in the desk.")


def _part[T](heading: str, items: tuple[T, ...], each: Callable[[T], Iterator[Line]]) -> Iterator[Line]:
    if items:
        yield Line(heading, heading=2)
    for item in items:
        yield from each(item)


def _moved(item: MovedPosition) -> Iterator[Line]:
    cell = item.cell
    assert cell.latest is not None
    yield Line(f"{cell.party.name} on {cell.issue.name}: {stance_words(cell.latest)}{_was(cell)}", item.told)
    if item.before is not None:
        yield Line("before", item.before)


def _was(cell: Cell) -> str:
    return f" (was: {stance_words(cell.before)})" if cell.before else " (new)"


def _meeting(item: Meeting) -> Iterator[Line]:
    entry = item.entry
    names = ", ".join(who.name for who in entry.who)
    facts = [entry.status, entry.when or "day not known", entry.where or ""]
    yield Line(f"{entry.kind}: {names} ({', '.join(filter(None, facts))})", item.told[0])
    for told in item.told[1:]:
        yield Line("", told)


def _differences(brief: Brief) -> Iterator[Line]:
    if brief.differences or brief.contradictions:
        yield Line("Told differently", heading=2)
    for difference in brief.differences:
        for value, told in difference.sides:
            yield Line(f"{on_words(difference.contradiction.on)}: {value}", told)
    for one in brief.contradictions:
        for value, told in one.sides:
            yield Line(": ".join(filter(None, (kind_words(one.kind), value))), told)


def _said(brief: Brief, item: NewStatement) -> Iterator[Line]:
    yield Line(f"{' and '.join(item.names)} ({party_name(brief.dossier, item.party)})", item.told)


def _origin(told: Told) -> list[str]:
    also = f"also in {', '.join(told.also)}" if told.also else ""
    return [word for word in (told.document.source or "", when_told(told), also) if word]


def address(told: Told) -> str | None:
    """The document's own address where it is one of the web."""
    url = told.document.url or ""
    return url if _ADDRESS.fullmatch(url) else None


# Formats


def as_text(brief: Brief) -> str:
    """Plain text: passages are indented and stand on a line of their own."""
    out: list[str] = []
    for line in lines(brief):
        if line.heading:
            out += ["", _plain(line.label), ("=" if line.heading == 1 else "-") * len(line.label)]
        elif line.label:
            out += ["", _plain(line.label)]
        if line.told is not None:
            where = [*_origin(line.told), address(line.told) or line.told.document.path or ""]
            out += [f"  {_plain(line.told.span.exact)}", f"  [{_plain(', '.join(filter(None, where)))}]"]
    return "\n".join(out).strip() + "\n"


def as_markdown(brief: Brief) -> str:
    """Markdown: each passage is a quotation; nothing in it can become markup."""
    from onrecord.export.markdown import escape

    out: list[str] = []
    for line in lines(brief):
        if line.heading:
            out.append(f"{'#' * line.heading} {escape(line.label)}")
        elif line.label:
            out.append(f"**{escape(line.label)}**" if line.told else escape(line.label))
        if line.told is not None:
            url = address(line.told)
            where = escape(", ".join(_origin(line.told)) or "source")
            link = f"[{where}](<{url}>)" if url else where
            out += [f"> {escape(line.told.span.exact)}", f"({link})"]
    return "\n\n".join(out) + "\n"


_STYLE = "font: 16px/1.5 Georgia, serif; max-width: 40em; margin: 1em auto; padding: 0 1em"
_SMALL = "font: 13px/1.4 sans-serif; margin: .2em 0 1em"
_QUOTE = "margin: .2em 0 0 1em"
_LABEL = "font: bold 14px/1.4 sans-serif; margin: 1.2em 0 .2em"


def as_html(brief: Brief) -> str:
    """One page without script or anything from elsewhere, fit for an e-mail."""
    title = _escaped(brief.dossier.title)
    out = [
        "<!doctype html>", '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<title>{title}</title></head><body style="{_STYLE}">',
    ]  # fmt: skip
    for line in lines(brief):
        if line.heading:
            out.append(f"<h{line.heading}>{_escaped(line.label)}</h{line.heading}>")
        elif line.label:
            out.append(f'<p style="{_LABEL}">{_escaped(line.label)}</p>')
        if line.told is not None:
            url = address(line.told)
            where = _escaped(", ".join(_origin(line.told)) or "source")
            link = f'<a href="{html.escape(url)}" rel="noopener nofollow">{where}</a>' if url else where
            words = _escaped(line.told.span.exact)
            out.append(f'<blockquote dir="auto" style="{_QUOTE}">{words}</blockquote>')
            out.append(f'<p style="{_SMALL}">{link}</p>')
    return "\n".join([*out, "</body></html>"]) + "\n"


def as_eml(brief: Brief, now: datetime, *, to: str = "", sender: str = "") -> str:
    """An unsent e-mail with text and HTML, which a mail program opens as a draft."""
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    message = EmailMessage(policy=SMTP)
    message["Subject"] = _plain(f"{brief.dossier.title}: since {brief.since}")
    message["Date"] = format_datetime(now)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = to
    if sender:
        message["From"] = sender
    message.set_content(as_text(brief))
    message.add_alternative(as_html(brief), subtype="html")
    return message.as_string()


def as_json(brief: Brief) -> dict[str, Any]:
    """Every passage as a span of its document: `text[start:end] == exact`."""
    return {
        "dossier": brief.dossier.name,
        "since": brief.since,
        "until": brief.until,
        "positions": [
            {
                "issue": p.cell.issue.slug, "party": p.cell.party.code,
                "stance": p.cell.latest.stance if p.cell.latest else None,
                "degree": p.cell.latest.degree if p.cell.latest else None,
                "before": p.cell.before.stance if p.cell.before else None,
                "told": _json(p.told), "told_before": _json(p.before) if p.before else None,
            }
            for p in brief.positions
        ],
        "held": [_meeting_json(m) for m in brief.held],
        "coming": [_meeting_json(m) for m in brief.coming],
        "off": [_meeting_json(m) for m in brief.off],
        "differences": [
            {
                "meeting": d.contradiction.entry.id, "on": d.contradiction.on,
                "sides": [{"value": value, "told": _json(told)} for value, told in d.sides],
            }
            for d in brief.differences
        ],
        "contradictions": [
            {
                "story": c.story, "kind": c.kind, "about": c.about,
                "sides": [{"value": value, "told": _json(told)} for value, told in c.sides],
            }
            for c in brief.contradictions
        ],
        "statements": [
            {
                "party": s.party, "speakers": list(s.names), "statement": s.told.statement,
                "told": _json(s.told),
            }
            for s in brief.statements
        ],
        "left_out": brief.left_out,
    }  # fmt: skip


def _meeting_json(meeting: Meeting) -> dict[str, Any]:
    e = meeting.entry
    return {
        "id": e.id, "kind": e.kind, "status": e.status, "when": e.when, "where": e.where,
        "who": [who.name for who in e.who], "told": [_json(told) for told in meeting.told],
    }  # fmt: skip


def _json(told: Told) -> dict[str, Any]:
    d = told.document
    return {
        "document": d.id, "source": d.source, "published": d.published, "url": d.url, "also": list(told.also),
        "start": told.span.start, "end": told.span.end, "exact": told.span.exact,
    }  # fmt: skip


def _plain(words: str) -> str:
    """On one line, without control characters."""
    return "".join(c if c.isprintable() else " " for c in " ".join(words.split()))


def _escaped(words: str) -> str:
    return html.escape("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in words))
