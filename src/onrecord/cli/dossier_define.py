"""`onrecord dossier new`, `list`, `show`, `remove`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.common import counted, desk_option, errors_in_one_line, open_desk, plain
from onrecord.cli.dossiers import as_json, dossier_of

if TYPE_CHECKING:
    from onrecord.store.dossier_rows import Dossier

format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)


@click.command("new")
@click.argument("name")
@click.option(
    "--parties", required=True, metavar="SIDES", help="Sides, parted by commas; + joins sides to one."
)
@click.option("--issues", "issues_path", required=True, type=click.Path(path_type=Path), metavar="FILE",
              help="A TOML file: a line an issue, its name and the words that mark it.")  # fmt: skip
@click.option("--title", default="", metavar="WORDS", help="What it is called.")
@click.option("--person", "people", multiple=True, metavar="NAME=SIDE",
              help="Who speaks for a party, whatever a document says. May be repeated.")  # fmt: skip
@click.option("--about", multiple=True, metavar="WORD",
              help="A document must hold one of these. Without it, one of the issues' words.")  # fmt: skip
@desk_option
@errors_in_one_line
def new_command(
    name: str, parties: str, issues_path: Path, title: str, people: tuple[str, ...], about: tuple[str, ...],
    desk_path: Path | None,
) -> None:  # fmt: skip
    """Make a dossier of parties and issues.

    The issues file holds a line for each issue: its name, and the words that mark it. A word may end in *,
    and may be several in a row. Tables [people] and [parties] in it name people and parties.

    \b
    Example:
      onrecord dossier new peace-talks --parties RUS,UKR,USA --issues issues.toml
      onrecord dossier new talks --parties RUS,USA+NATO --issues issues.toml --person "Yuri Ushakov=RUS"
    """
    from onrecord.dossier.definition import make_dossier, read_issues

    table = read_issues(issues_path)
    dossier = make_dossier(
        name, title=title, parties=parties, issues=table["issues"], people=table["people"] | _people(people),
        names=table["parties"], about=(*table["about"], *about),
    )  # fmt: skip
    with open_desk(desk_path, read_only=False) as desk:
        desk.dossiers.new(dossier)
        taken = len(desk.dossiers.takes(dossier))
        _warn_of_unknown(dossier, desk.dossiers.sides())
    what = f"{_parties(len(dossier.parties))}, {counted(len(dossier.issues), 'issue')}"
    click.echo(f"{name}: {what}, {counted(taken, 'position')} in the desk")


@click.command("list")
@desk_option
@format_option
@errors_in_one_line
def list_command(desk_path: Path | None, form: str) -> None:
    """List a desk's dossiers.

    \b
    Example:
      onrecord dossier list
    """
    with open_desk(desk_path) as desk:
        dossiers = desk.dossiers.all()
    if form == "json":
        click.echo(as_json([asdict(d) for d in dossiers]), nl=False)
        return
    for d in dossiers:
        names = ", ".join(party.name for party in d.parties)
        click.echo(plain(f"{d.name}  {d.title}  ({names}; {counted(len(d.issues), 'issue')})"))
    if not dossiers:
        click.echo("no dossiers yet; `onrecord dossier new` makes one")


@click.command("show")
@click.argument("name")
@desk_option
@format_option
@errors_in_one_line
def show_command(name: str, desk_path: Path | None, form: str) -> None:
    """Say what a dossier is made of: its parties, their people, its issues with their words.

    \b
    Example:
      onrecord dossier show peace-talks
    """
    with dossier_of(desk_path, name) as (desk, dossier):
        people = desk.dossiers.people(dossier)
    if form == "json":
        named = {
            code: [{"entity": e, "name": n, "statements": c} for e, n, c in who]
            for code, who in people.items()
        }
        click.echo(as_json(asdict(dossier) | {"people": named}), nl=False)
        return
    click.echo(plain(f"{dossier.title} ({dossier.name})"))
    _print(dossier, people)


def _print(dossier: Dossier, people: dict[str, list[tuple[str, str, int]]]) -> None:
    if dossier.about:
        click.echo(plain(f"about: {', '.join(dossier.about)}"))
    click.echo("Parties")
    for party in dossier.parties:
        click.echo("  " + plain(f"{party.name} ({', '.join(party.sides)})"))
        for _, name, count in people[party.code][:12]:
            click.echo("    " + plain(f"{name}, {counted(count, 'statement')}"))
    click.echo("Issues")
    for issue in dossier.issues:
        click.echo("  " + plain(f"{issue.name} ({issue.slug}): {', '.join(issue.words)}"))


@click.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@desk_option
@errors_in_one_line
def remove_command(name: str, yes: bool, desk_path: Path | None) -> None:
    """Remove a dossier with the corrections that count only in it. Its documents stay.

    \b
    Example:
      onrecord dossier remove peace-talks
    """
    with dossier_of(desk_path, name, write=True) as (desk, dossier):
        if not yes:
            click.confirm(f"Remove {dossier.title}?", abort=True, err=True)
        desk.dossiers.remove(name)
    click.echo(f"{name} is removed")


def _warn_of_unknown(dossier: Dossier, there: Collection[str]) -> None:
    """Say which sides nothing in the desk has, with those that may have been meant."""
    from onrecord.dossier.sides import is_known, near

    for party in dossier.parties:
        for side in party.sides:
            if side in there or (side == party.code and party.people):
                continue
            meant = [] if is_known(side) else near(side, there)
            asked = f"; did you mean {' or '.join(one.upper() for one in meant)}?" if meant else ""
            click.echo(plain(f"{side.upper()}: no document of this desk has that side{asked}"), err=True)


def _people(given: tuple[str, ...]) -> dict[str, str]:
    people = {}
    for item in given:
        name, sign, side = item.rpartition("=")
        if not sign or not name.strip() or not side.strip():
            raise click.BadParameter(f"{item} is not NAME=SIDE", param_hint="--person")
        people[name.strip()] = side.strip()
    return people


def _parties(number: int) -> str:
    return f"{number} party" if number == 1 else f"{number} parties"
