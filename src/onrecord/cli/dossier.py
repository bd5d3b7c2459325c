"""`onrecord dossier`: a matter that is followed; one file a group of subcommands."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

SUBCOMMANDS = {
    "new": ("dossier_define", "Make a dossier of parties and issues."),
    "suggest": ("dossier_suggest", "Suggest parties, people and issues from the desk's documents."),
    "list": ("dossier_define", "List a desk's dossiers."),
    "show": ("dossier_define", "Say what a dossier is made of."),
    "remove": ("dossier_define", "Remove a dossier; its documents stay."),
    "board": ("dossier_board", "Show who stands where on what, in the sources' words."),
    "history": ("dossier_board", "Show each position that was taken, the newest first."),
    "calendar": ("dossier_calendar", "Show meetings, calls, visits, signings and deadlines."),
    "judge": ("dossier_judge", "Correct what was found."),
    "judgements": ("dossier_judge", "List a dossier's corrections."),
    "undo": ("dossier_judge", "Take a correction back."),
}


class Subcommands(click.Group):
    """Imports a subcommand's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        made: Any = getattr(import_module(f"onrecord.cli.{SUBCOMMANDS[cmd_name][0]}"), f"{cmd_name}_command")
        assert isinstance(made, click.Command)
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in SUBCOMMANDS.items()])


@click.group(cls=Subcommands)
def command() -> None:
    """Follow a negotiation: who wants what, what moved, who meets whom.

    A dossier has parties (sides with their people) and issues (a name and the words that mark it). What
    belongs to it is found in the desk's documents, and can be corrected.

    \b
    Example:
      onrecord dossier new peace-talks --parties RUS,UKR,USA --issues issues.toml
      onrecord dossier board peace-talks --since 2025-12-01
      onrecord dossier calendar peace-talks --format ics -o talks.ics
    """
