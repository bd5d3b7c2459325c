"""The command line: one file a command, imported only when that command runs.

A command lives in `onrecord.cli.<name>` as `command`. The lines below are what `onrecord --help` prints,
so that it starts without importing any of them.
"""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "read": "Read articles: who said what, each item with its exact words.",
    "add": "Read articles and put their records into a desk.",
    "follow": "Follow feeds, sitemaps, sites, or the feeds of an OPML list.",
    "unfollow": "Follow sources no longer.",
    "pause": "Leave sources alone for a while, or ask them again.",
    "sources": "List the sources that a desk follows, with their health.",
    "fetch": "Ask the sources that are due and keep what is new.",
    "watch": "Follow the desk's sources until stopped.",
    "save": "Keep what is served as WARC files, for evidence.",
    "check": "Check articles' quotations against what was said.",
    "collect": "Index transcripts, to trace quotations in.",
    "collections": "List a desk's transcripts.",
    "trace": "Trace quotations, JSON lines in and out.",
    "search": "Search a desk's articles and statements.",
    "stories": "List a desk's stories, or group the articles of files.",
    "timeline": "Tell a story by its days, each with a sentence of a source.",
    "contradictions": "Show where the reports of a story differ.",
    "trending": "List who and what is in the news more than before.",
    "export": "Write a desk's statements as CSV, JSONL, Parquet or SQLite.",
    "revisions": "Show what a document's revisions changed.",
    "forget": "Remove a document and everything that quotes it from a desk.",
    "desk": "Say what is in a desk.",
    "dossier": "Follow a negotiation: who wants what, what moved, who meets whom.",
    "brief": "Say what is new in a dossier, in the sources' own sentences.",
    "serve": "Show a desk as a site at a local address.",
    "bench": "Hold one reading against another.",
    "demo": "Make a desk of specimen articles and show one record.",
}


class Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.cli.{cmd_name}").command
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onrecord", message="onrecord %(version)s")
def main() -> None:
    """Turn the news into a checked record: who said and did what, tied to the exact words that carry it.

    \b
    Example:
      onrecord read article.html
      onrecord demo
    """
