"""Laws of resolving: spans hold, ids come from content, nothing depends on order or process."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.find.findings import Findings, FoundName, FoundStatement, NameLabel
from onrecord.models import Document, Span, text_id
from onrecord.resolve import resolve
from tests.resolve.stage import read, stage

PICTURE = "Mayor [Anna Berg] {said} <the bridge is safe>. [She] {said} <it opens on Friday>. [Experts] {doubt} <it>."


def test_findings_without_names_or_parse_still_make_a_record() -> None:
    staged = stage(PICTURE)
    record = resolve(staged.document, Findings(statements=staged.statements))
    assert [s.id for s in record.statements] and len(record.statements) == 3


def test_no_findings_make_an_empty_record() -> None:
    document = stage("Nothing was said.").document
    record = resolve(document, Findings())
    assert (record.actors, record.statements) == ((), ())


def test_every_actor_of_a_statement_is_in_the_record_and_spans_hold() -> None:
    record = read(PICTURE)
    known = {actor.id for actor in record.actors}
    for statement in record.statements:
        assert {a.id for a in (*statement.speaker.actors, *statement.speaker.candidates)} <= known
    for actor in record.actors:
        assert all(span.holds_in(record.document.text) for span in (*actor.roles, *actor.mentions))
    assert len(known) == len(record.actors)
    assert len({s.id for s in record.statements}) == len(record.statements)


def test_another_process_gives_the_same_record() -> None:
    code = (
        "from tests.resolve.stage import read\nfrom onrecord.contract import to_json\nimport json\n"
        f"print(json.dumps(to_json(read({PICTURE!r}))))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


SPAN = st.tuples(st.integers(0, 60), st.integers(1, 20))


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="AnaBerg he said,.’“” \nU.S.", min_size=1, max_size=70),
    st.lists(SPAN, max_size=5),
    st.lists(st.tuples(SPAN, SPAN, SPAN, st.none() | st.integers(-1, 6)), max_size=5),
)
def test_any_findings_resolve(text: str, names: list[tuple[int, int]], rows: list[tuple]) -> None:  # type: ignore[type-arg]
    document = Document("d", text_id(text), text, {"body": (Span.of(text, 0, len(text)),)})

    def span(place: tuple[int, int]) -> Span:
        start = min(place[0], len(text) - 1)
        return Span.of(text, start, min(len(text), start + place[1]))

    labels: tuple[NameLabel, ...] = ("person", "organisation", "place", "group")
    found = tuple(
        FoundName(span(place), labels[i % 4], (span((place[0] + 3, 5)),), None, "t", 0.5)
        for i, place in enumerate(sorted(names))
    )
    statements = tuple(
        FoundStatement((span(c),), (span(q),), (span(s),), "direct", "speech", parent, None, None, "t", 0.5)
        for s, q, c, parent in rows
    )
    record = resolve(document, Findings(statements, found))
    known = {actor.id for actor in record.actors}
    ids = {s.id for s in record.statements}
    for statement in record.statements:
        assert {a.id for a in (*statement.speaker.actors, *statement.speaker.candidates)} <= known
        assert statement.within is None or statement.within in ids
    for actor in record.actors:
        assert all(s.holds_in(text) for s in (*actor.roles, *actor.mentions))


def test_a_long_transcript_takes_time_in_proportion() -> None:
    unit = stage(PICTURE + "\n\nPeter Lang met Karl Weiss in Oslo.\n\n")

    def moved(spans: tuple[Span, ...], text: str, by: int) -> tuple[Span, ...]:
        return tuple(Span.of(text, span.start + by, span.end + by) for span in spans)

    def seconds(times: int) -> float:
        size = len(unit.document.text)
        text = unit.document.text * times
        statements = tuple(
            replace(
                s,
                content=moved(s.content, text, at),
                cue=moved(s.cue, text, at),
                source=moved(s.source, text, at),
            )
            for at in range(0, len(text), size)
            for s in unit.statements
        )
        places = range(0, len(text) - 5, 40)
        names = tuple(FoundName(Span.of(text, at, at + 4), "person", (), None, "t", 0.9) for at in places)
        document = Document("d", text_id(text), text, {"body": (Span.of(text, 0, len(text)),)})
        begun = time.process_time()
        resolve(document, Findings(statements, names))
        return time.process_time() - begun

    seconds(5)
    assert seconds(400) < 30 * max(0.02, seconds(40))
