"""Records as Markdown for reading: a document's head, then each statement with its speaker, each event."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from onrecord.export.flat import joined
from onrecord.models import Actor, Check, Event, Failure, Position, Record, Statement

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&^$])")
_STARTS = re.compile(r"^(\s*)([-+=>]|\d+[.)])", re.M)
_LONE = re.compile("[\ud800-\udfff]")


def write_markdown(results: Iterable[Record | Failure], stream: TextIO) -> int:
    """Write each record under a heading of its own; returns the number of statements."""
    count = 0
    for number, result in enumerate(results):
        if number:
            stream.write("\n")
        if isinstance(result, Failure):
            stream.write(f"# {escape(result.path)}\n\nCould not be read: {escape(result.message)}\n")
            continue
        stream.write(_LONE.sub("\ufffd", render(result)))
        count += len(result.statements)
    return count


def render(record: Record) -> str:
    """One record. Other people's words are escaped: none of them can become markup."""
    d = record.document
    facts = [d.byline, d.published, d.section, d.source, d.canonical_url or d.url or d.path, *d.notes]
    blocks = [f"# {escape(d.title or 'No headline')}", " · ".join(escape(fact) for fact in facts if fact)]
    people = [_person(actor) for actor in record.actors if actor.kind == "person"]
    if people:
        blocks += ["## People", "\n".join(people)]
    if record.statements:
        checks = {check.statement: check for check in reversed(record.checks)}
        blocks.append("## Statements")
        blocks += [_statement(s, checks.get(s.id)) for s in record.statements]
    if record.positions:
        blocks += ["## Positions", "\n".join(_position(p) for p in record.positions)]
    if record.events:
        blocks += ["## Events", "\n".join(_event(e) for e in record.events)]
    own = [check for check in record.checks if check.statement is None]
    if own:
        blocks += ["## Checks", "\n".join(f"- {escape(c.quote.exact)}: {_verdict(c)}" for c in own)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _person(actor: Actor) -> str:
    roles = "; ".join(escape(role.exact) for role in actor.roles)
    facts = [roles, escape(actor.side or "")]
    return f"- **{escape(actor.name)}**" + "".join(f", {fact}" for fact in facts if fact)


def _event(e: Event) -> str:
    who = " and ".join(escape(actor.name) for actor in e.actors)
    whom = " and ".join(escape(actor.name) for actor in e.recipients)
    facts = [e.date.value if e.date else "", escape(e.place.name) if e.place else ""]
    head = f"- **{e.type}{f' {escape(e.mode)}' if e.mode else ''}**, {e.status}"
    parties = " → ".join(part for part in (who, whom) if part)
    return (
        ", ".join(part for part in (head, parties, *facts) if part)
        + f"\n\n  > {escape(joined(e.evidence))}\n"
    )


def _statement(s: Statement, check: Check | None) -> str:
    names = " and ".join(actor.name for actor in s.speaker.actors) or joined(s.speaker.mention)
    facts = [s.kind, s.act, escape(joined(s.cue)), _verdict(check) if check else ""]
    head = f"**{escape(names or 'No speaker named')}** ({', '.join(fact for fact in facts if fact)})"
    return f"{head}\n\n> {escape(joined(s.content))}"


def _position(p: Position) -> str:
    names = " and ".join(actor.name for actor in p.actors) or p.side or "Nobody named"
    stance = f"{p.stance} in part" if p.degree == "part" else p.stance
    facts = [p.side or "", f"to {p.counterparty}" if p.counterparty else "", p.date.value if p.date else ""]
    told = ", ".join(escape(fact) for fact in facts if fact)
    words = escape(p.object.exact) + (f", {escape(p.condition.exact)}" if p.condition else "")
    return f"- **{escape(names)}** {stance}: {words}" + (f" ({told})" if told else "")


def _verdict(check: Check) -> str:
    return ", ".join(escape(word) for word in (check.verdict, *check.notes))


def escape(text: str) -> str:
    """The text on one line with every character that Markdown reads as markup escaped."""
    line = " ".join(text.split())
    return _STARTS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line)) if line else ""
