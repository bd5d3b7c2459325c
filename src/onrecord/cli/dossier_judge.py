"""`onrecord dossier judge`, `judgements`, `undo`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from onrecord.cli.common import desk_option, errors_in_one_line, fail, open_desk, plain
from onrecord.cli.dossiers import as_json, dossier_of, shown

if TYPE_CHECKING:
    from onrecord.store import Desk, JudgementRow

WHAT = ("stance", "issue", "holder", "side", "status", "same", "different")


@click.command("judge")
@click.argument("name")
@click.argument("what", type=click.Choice(WHAT))
@click.argument("subject")
@click.argument("verdict")
@desk_option
@errors_in_one_line
def judge_command(name: str, what: str, subject: str, verdict: str, desk_path: Path | None) -> None:
    """Correct what was found. A correction is kept beside the data, outlives a re-reading, and can be undone.

    \b
    stance POSITION STANCE     what the position is: rejects, accepts, ..., none
    issue POSITION SLUG        what it is on; none for no issue of this dossier
    holder POSITION SIDE       whose it is; none for no party's
    side PERSON SIDE           for whom somebody speaks
    status EVENT STATUS        held, planned, proposed, called off, denied; none for no meeting
    same EVENT EVENT           two reports tell of one meeting
    different EVENT EVENT      they tell of two

    Ids are printed by `onrecord dossier history` and `onrecord dossier calendar`.

    \b
    Example:
      onrecord dossier judge peace-talks stance 0a1b2c3d4e5f6071 conditions
      onrecord dossier judge peace-talks side "Yuri Ushakov" RUS
    """
    with dossier_of(desk_path, name, write=True) as (desk, _):
        try:
            row = _judge(desk, name, what, subject, verdict)
        except KeyError as error:
            fail(f"{desk.path}: nothing in the desk has the id {error.args[0]}")
    click.echo(_line(row))


def _judge(desk: Desk, name: str, what: str, subject: str, verdict: str) -> JudgementRow:
    if what in ("same", "different"):
        return desk.dossiers.judge_meetings(subject, verdict, cast(Literal["same", "different"], what))
    if what == "side":
        return desk.dossiers.judge_side(name, subject, verdict.lower())
    if what == "status":
        return desk.dossiers.judge_status(subject, verdict)
    about = cast(Literal["stance", "holder", "issue"], what)
    return desk.dossiers.judge_position(name, subject, about, verdict.lower())


@click.command("judgements")
@click.argument("name")
@desk_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@errors_in_one_line
def judgements_command(name: str, desk_path: Path | None, form: str) -> None:
    """List a dossier's corrections, the latest first, those that were taken back too.

    \b
    Example:
      onrecord dossier judgements peace-talks
    """
    with dossier_of(desk_path, name) as (desk, dossier):
        rows = desk.dossiers.judgements(name)
        lost = {row.id for row in desk.dossiers.lost(dossier)}
    if form == "json":
        click.echo(as_json([asdict(row) | {"lost": row.id in lost} for row in rows]), nl=False)
        return
    for row in rows:
        click.echo(_line(row) + ("  (its words are not found any more)" if row.id in lost else ""))
    if not rows:
        click.echo("nothing was corrected")


@click.command("undo")
@click.argument("judgement")
@desk_option
@errors_in_one_line
def undo_command(judgement: str, desk_path: Path | None) -> None:
    """Take a correction back: all is as if it had not been given.

    \b
    Example:
      onrecord dossier undo 0a1b2c3d4e5f6071
    """
    with open_desk(desk_path, read_only=False) as desk:
        try:
            row = desk.undo(judgement)
        except KeyError:
            fail(f"{desk.path}: no correction has the id {judgement}")
    click.echo(_line(row))


def _line(row: JudgementRow) -> str:
    undone = f"undone {row.undone[:10]}" if row.undone else ""
    words = plain(row.left_name)
    was = f"{row.right_name} → " if row.right_name and row.about != "meeting" else ""
    return f"{row.id}  {shown(f'{row.about}: {was}{row.verdict}', words, row.given[:10], undone)}"
