"""How each kind of floor is measured: by the functions of the script that shows the same figures.

Figures are in percent, but for counts: `lost` articles, `meetings`, and the quotations of tracing.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.floors import Floor

Figures = dict[str, float]
_OTHER_TRANSCRIPTS = 300


def measure(floor: Floor) -> Figures:
    """Every figure of the floor's kind on its data; raises KeyError for an unknown kind."""
    return KINDS[floor.measures](floor)


def statements(floor: Floor) -> Figures:
    from bench.calibration import calibration_error, told
    from bench.score_statements import score
    from bench.statements import found, golds, predictions, texts
    from onrecord.reading import finder_named

    paths = texts(floor.path, int(floor.given["documents"]))
    read = list(found(paths, finder_named(str(floor.given["finder"]))))
    lines = predictions(read)
    gold = golds(floor.path, (path.stem for path in paths))
    of = score(lines, gold)
    figures = {name: of[name][2] for name in ("exact", "J50", "joint")}
    figures |= {"speaker": of["speaker"], "lost": of["missing documents"]}
    figures["calibration error"] = round(100 * calibration_error(list(told(read, gold))), 1)
    for subset in ("quoted", "indirect"):
        figures[f"joint {subset}"] = score(lines, gold, subset)["joint"][2]
    return figures


def speakers(floor: Floor) -> Figures:
    from bench import speakers

    told = speakers.measure(speakers.read_labels(), floor.path, None, names=str(floor.given["finder"]))
    table = speakers.figures(told)
    return {f"{what} {stratum}": of[what] for stratum, of in table.items() for what in ("right", "wrong")}


def events(floor: Floor) -> Figures:
    from bench import events

    met, missed, extra = events.judge(floor.path, str(floor.given["finder"]))
    return events.figures(met, len(missed), len(extra))


def times(floor: Floor) -> Figures:
    from bench import times

    return times.figures(times.judge(floor.path, times.ours))


def positions(floor: Floor) -> Figures:
    from bench import positions

    report = positions.score(str(floor.given["labels"]), positions.SHARED)
    return {name: 100 * tally.scores[2] for name, tally in report.tallies.items()}


def calendar(floor: Floor) -> Figures:
    from bench import bulletins

    count = bulletins.measure(floor.path)
    shares = {name: 100 * count[name] / count["meetings"] for name in ("place", "near", "start", "end")}
    return {"meetings": count["meetings"], "in order": count["in order"], **shares}


def tracing(floor: Floor) -> Figures:
    """On a slice: the transcripts that the marked quotations come from, and some others."""
    from bench.trace import rows_of, same_passage, transcripts_of
    from onrecord.verify.collections import Collections
    from onrecord.verify.traces import Query

    rows = [json.loads(line) for line in floor.path.read_text("utf-8").splitlines()]
    given = list(rows_of(sorted((floor.path.parents[1] / "transcripts").glob("*.jsonl.gz")), None))
    wanted = {row["document"] for row in rows}
    slice_ = [one for one in given if one["id"] in wanted]
    slice_ += [one for one in given if one["id"] not in wanted][:_OTHER_TRANSCRIPTS]
    figures: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        collections = Collections(Path(folder))
        collections.add("slice", transcripts_of(slice_))
        for row, trace in zip(rows, collections.trace_all(Query(row["quote"]) for row in rows), strict=True):
            good = trace.verdict in row["accept"] and row.get("note", "") in ("", *trace.notes)
            if row["kind"] in ("exact", "never said"):
                figures[row["kind"]] += good
            else:
                figures["changed placed"] += bool(trace.found) and same_passage(row, trace)
                figures["changed accepted"] += good
                figures["stitched"] += row["kind"] == "stitched" and good
    return dict(figures)


def turns(floor: Floor) -> Figures:
    from bench.turns import measured

    scores = list(measured(floor.path.parent))
    return {"words": 100 * sum(score.right for score in scores) / sum(score.words for score in scores)}


def stories(floor: Floor) -> Figures:
    from bench.stories import measure

    figures: Figures = {}
    for name, ours, _ in measure(floor.path, beside=False):
        figures |= {f"{name} bcubed": 100 * ours.bcubed, f"{name} pairs": 100 * ours.pairs}
    return figures


def copies(floor: Floor) -> Figures:
    from bench.copies import Made, make, run
    from bench.story_data import load

    name = floor.path.name.partition(".")[0]
    rows = [Made(row.article, row.story, None) for row in load(name, floor.path.parent)]
    result = run(make(rows[: int(floor.given["documents"])], int(floor.given["copies"]), 7))
    return {"precision": 100 * result.precision, "recall": 100 * result.recall}


def contradictions(floor: Floor) -> Figures:
    """On altered pairs, and of the differences that are shown first in unaltered reports."""
    from bench.contradictions import measure, shown

    recall, made, wrong, _, _ = measure(floor.path, int(floor.given["cases"]), 11)
    found = recall * made
    clear, true, _ = shown(floor.path)
    return {
        "recall": 100 * recall,
        "precision": 100 * found / (found + wrong),
        "clear true": 100 * true / clear,
        "clear": clear,
    }


def sections(floor: Floor) -> Figures:
    from bench.train_sections import load, measure

    macro, accuracy, _ = measure(load(floor.path.parent))
    return {"macro-F1": 100 * macro, "accuracy": 100 * accuracy}


KINDS: dict[str, Callable[[Floor], Figures]] = {
    one.__name__: one
    for one in (
        statements, speakers, events, times, positions, calendar, tracing, turns, stories, copies,
        contradictions, sections,
    )
}  # fmt: skip
