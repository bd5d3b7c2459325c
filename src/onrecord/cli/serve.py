"""`onrecord serve`: the desk as a site at a local address."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from pathlib import Path

import click

from onrecord.cli.common import desk_option, errors_in_one_line, fail, plain


@click.command()
@desk_option
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="N",
              help="0 takes any free one.")  # fmt: skip
@click.option("--public", is_flag=True, help="Leave out the full text of others' articles.")
@click.option("--write", is_flag=True, help="Print a link with which its holder may change the desk.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="How the address is printed.")  # fmt: skip
@errors_in_one_line
def command(desk_path: Path | None, host: str, port: int, public: bool, write: bool, form: str) -> None:
    """Show a desk as a site, until stopped with Ctrl-C. Without --write nothing can be written to it.

    With --public only headlines, short quotations and links are shown of what others wrote, so that the
    site may be put where others see it.

    --write prints a link once. Who opens it may change the desk for twelve hours: make a dossier, correct
    what was found. Everybody else only reads, with --public too. The link holds a token, a new one at each
    start, or the one in $ONRECORD_WRITE_TOKEN.

    \b
    Example:
      onrecord serve
      onrecord serve --write
      onrecord serve --desk my.desk --port 9000
    """
    import uvicorn

    from onrecord.site.addresses import write_link
    from onrecord.site.app import make_app
    from onrecord.site.security import is_loopback, local_hosts

    local = is_loopback(host)
    token = _token() if write else None
    hosts = local_hosts(host) if local and not public else ()
    app = make_app(desk_path, public=public, hosts=hosts, write_token=token)
    listening = _listen(host, port)
    if not local:
        click.echo(_warning(host, public), err=True)
        if write:
            click.echo(
                "onrecord: warning: put HTTPS before it: the link's token must not travel in clear", err=True
            )
    address = _address(host, listening.getsockname()[1])
    if form == "json":
        said = {"url": address, "desk": str(app.state.desk.path), "public": public}
        click.echo(json.dumps(said | ({"write": write_link(address, token)} if token else {})))
    else:
        click.echo(f"{plain(str(app.state.desk.path))} is shown at {address}")
        if token:
            click.echo(f"To write, open {write_link(address, token)}\nKeep that link to yourself.")
        click.echo("Ctrl-C stops it.")
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def _token() -> str:
    """The token of the environment, or a new one; one that is too short ends the command in one line."""
    from onrecord.site.access import SHORTEST, new_token

    own = os.environ.get("ONRECORD_WRITE_TOKEN", "")
    if own and (len(own) < SHORTEST or not own.isascii() or not own.isprintable()):
        fail(f"ONRECORD_WRITE_TOKEN must have at least {SHORTEST} printable ASCII characters")
    return own or new_token()


def _listen(host: str, port: int) -> socket.socket:
    """A socket bound there; ends the command in one line where that cannot be."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        fail(f"cannot listen at {host}, port {port}: {error.strerror}; try another with --port or --host")
    return listening


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "localhost", "::": "localhost", "": "localhost"}.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def _warning(host: str, public: bool) -> str:
    reach = f"onrecord: warning: other machines can reach {plain(host)}"
    if public:
        return f"{reach}; whole articles of others are left out"
    return f"{reach} and will see whole articles; add --public to leave out the text of others"
