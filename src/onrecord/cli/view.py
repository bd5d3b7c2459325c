"""The clear view of a record on a terminal: page, people, statements by speaker, events, checks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.lines import flat
from onrecord.cli.view_events import print_events
from onrecord.cli.view_positions import print_positions
from onrecord.models import Actor, Check, Record, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONTEXT = 48
_LONGEST_GAP = 240
_STOP = re.compile(r"(?<=[^\s.][a-z0-9%)”’\"])([.!?][”’\"]?|(?<=[.!?])[”’\"])\s+(?=[A-Z“‘\"])")
_STYLES = ("cyan", "green", "magenta", "yellow", "blue", "red")


def print_record(record: Record, console: Console) -> None:
    """Print one record; colour and width are the console's business."""
    _print_page(record, console)
    _print_people(record, console)
    _print_statements(record, console)
    print_events(record, console)
    print_positions(record, console)
    print_checks(record, console)


def _print_page(record: Record, console: Console) -> None:
    doc = record.document
    if doc.section:
        console.print(Text(flat(doc.section).upper(), style="bold dim"))
    console.print(Text(flat(doc.title or "") or "(no headline)", style="bold"))
    published = doc.published or "undated"
    if doc.updated and doc.updated != doc.published:
        published += f", updated {doc.updated}"
    facts = [doc.byline, published, doc.source, doc.url or doc.path, *doc.notes]
    console.print(Text(flat(" · ".join(fact for fact in facts if fact)), style="dim"), soft_wrap=True)
    console.print()


def _print_people(record: Record, console: Console) -> None:
    people = [actor for actor in record.actors if actor.kind == "person"]
    if not people:
        return
    console.print(Text("People", style="bold underline"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for actor in people:
        said = len(record.said_by(actor))
        count = f"{said} statement{'s' * (said != 1)}" if said else ""
        table.add_row(
            Text(flat(actor.name)),
            Text(flat(_roles(actor))),
            Text(actor.side or ""),
            Text(count, style="dim"),
        )
    console.print(table)
    console.print()


def _print_statements(record: Record, console: Console) -> None:
    if not record.statements:
        console.print(Text("No statements found.", style="dim"))
        return
    console.print(Text("Statements", style="bold underline"))
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        groups[_who(statement)].append(statement)
    for number, (who, statements) in enumerate(groups.items()):
        console.print(Padding(Text(flat(who), style=f"bold {_STYLES[number % len(_STYLES)]}"), (0, 0, 0, 2)))
        for statement in statements:
            line = _line(record, statement, marks=not console.is_terminal)
            console.print(Padding(line, (0, 0, 0, 4)))
    console.print()


def print_checks(record: Record, console: Console) -> None:
    """Each check with its verdict, what it was held against, and the difference."""
    if not record.checks:
        return
    console.print(Text("Checks", style="bold underline"))
    fine = Counter(check.verdict for check in record.checks if _is_fine(check))
    for check in record.checks:
        if not _is_fine(check):
            console.print(Padding(_check_line(check), (0, 0, 0, 2)))
    if fine:
        counts = ", ".join(f"{count} {verdict}" for verdict, count in fine.items())
        console.print(
            Padding(Text(f"and {counts}" if fine.total() < len(record.checks) else counts), (0, 0, 0, 2))
        )
    console.print()


def _roles(actor: Actor) -> str:
    return ", ".join(dict.fromkeys(role.exact for role in actor.roles))


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker.actors:
        return " and ".join(actor.name for actor in speaker.actors)
    words = " ".join(span.exact for span in speaker.mention)
    if speaker.candidates:
        return f"{words}: {' or '.join(actor.name for actor in speaker.candidates)}?"
    return words or "(nobody named)"


def _line(record: Record, statement: Statement, *, marks: bool) -> Text:
    line = Text(f"{statement.kind} ", style="dim")
    line.append_text(_in_context(record, statement, marks=marks))
    facts = [f"{statement.content[0].start}–{statement.content[-1].end}", f"{statement.confidence:.2f}"]
    if statement.act != "speech":
        facts.insert(0, statement.act)
    if statement.occasion is not None:
        facts.append(f"“{flat(statement.occasion.exact)}”")
    facts += [_verdict(check) for check in record.checks if check.statement == statement.id]
    line.append(f"  [{' · '.join(facts)}]", style="dim")
    return line


def _in_context(record: Record, statement: Statement, *, marks: bool) -> Text:
    """The words round the statement: content underlined, cue in italics, the speaker's words bold.

    With `marks`, for where no style is seen, the content stands between ⟨ and ⟩.
    """
    text = record.document.text
    marked = [(span, "underline") for span in statement.content]
    marked += [(span, "italic") for span in statement.cue]
    marked += [(span, "bold") for span in statement.speaker.mention if _near(span, statement)]
    marked.sort(key=lambda pair: (pair[0].start, pair[0].end))
    start, end = marked[0][0].start, max(span.end for span, _ in marked)
    left, right = _left(text, start), _right(text, end)
    context = Text("" if left == start or text[left - 1 : left] in ("\n", "") else "…")
    at = left
    for span, style in marked:
        context.append(flat(text[at : max(at, span.start)]), style="dim")
        words = flat(text[max(at, span.start) : span.end])
        context.append(f"⟨{words}⟩" if marks and words and style == "underline" else words, style=style)
        at = max(at, span.end)
    context.append(flat(text[at:right]), style="dim")
    if right < len(text) and text[right] not in "\r\n":
        context.append("…", style="dim")
    return context


def _near(span: Span, statement: Statement) -> bool:
    """Whether the speaker's words stand close enough to be shown in one line with what was said."""
    first, last = statement.content[0].start, statement.content[-1].end
    return first - span.end <= _LONGEST_GAP and span.start - last <= _LONGEST_GAP


def _left(text: str, start: int) -> int:
    """Where the context begins: with the paragraph, the sentence, or a word some characters before."""
    edge = text.rfind("\n", 0, start) + 1
    for stop in _STOP.finditer(text, edge, start + 1):
        edge = stop.end()
    if start - edge <= _CONTEXT:
        return edge
    space = text.find(" ", start - _CONTEXT, start)
    return start if space < 0 else space + 1


def _right(text: str, end: int) -> int:
    """Where it ends: with the sentence, the paragraph, or a word some characters behind."""
    line = text.find("\n", end)
    edge = len(text) if line < 0 else line
    if text[end - 1] in ".!?" or (text[end - 1] in '”’"' and text[end - 2] in ".!?"):
        return end
    stop = _STOP.search(text, end, edge)
    edge = stop.end(1) if stop else edge
    if edge - end <= _CONTEXT:
        return edge
    space = text.rfind(" ", end, end + _CONTEXT)
    return end if space < 0 else space


def _verdict(check: Check) -> str:
    return ", ".join([check.verdict, *check.notes])


def _is_fine(check: Check) -> bool:
    """Whether nothing about the quotation needs a second look."""
    return check.verdict in ("exact", "same words") and not check.notes


def _check_line(check: Check) -> Text:
    line = Text(flat(check.quote.exact), style="bold")
    line.append(f"  {_verdict(check)}", style="" if check.verdict in ("exact", "same words") else "yellow")
    if check.against is not None:
        said = ", ".join(fact for fact in (check.against.speaker, check.against.date) if fact)
        line.append("\n  against " + (flat(f"{said}: ") if said else ""), style="dim")
        line.append(flat(check.against.span.exact), style="dim")
    if any(mark != "=" for mark, _ in check.difference):
        line.append("\n  ")
        line.append_text(_difference(check.difference))
    return line


def _difference(steps: Iterable[tuple[str, str]]) -> Text:
    """Words that stand in both as they are, `[-only in what was said-]`, `{+only in the quotation+}`."""
    out = Text()
    for number, (mark, words) in enumerate(steps):
        out.append(" " if number else "")
        if mark == "-":
            out.append(f"[-{words}-]", style="red strike")
        elif mark == "+":
            out.append(f"{{+{words}+}}", style="green underline")
        else:
            out.append(words)
    return out
