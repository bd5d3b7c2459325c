"""HTTP/2 over TLS, where the server offers it; and certificates that do not hold."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from contextlib import suppress
from pathlib import Path

import h2.config
import h2.connection
import h2.events
import pytest

from onrecord.errors import Unreachable
from onrecord.gather.clock import SystemClock
from onrecord.gather.net.addresses import anywhere
from onrecord.gather.net.fetcher import Fetcher
from onrecord.gather.net.pace import Pace


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of our own for post.test, and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, made = folder / "key.pem", folder / "cert.pem"
    command = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {made} -days 2 -subj /CN=post.test"
    )
    command += " -addext subjectAltName=DNS:post.test"
    subprocess.run(command.split(), check=True, capture_output=True)
    return made, key


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers every request over HTTP/2 with its path."""
    connection = h2.connection.H2Connection(
        h2.config.H2Configuration(client_side=False, header_encoding=None)
    )
    connection.initiate_connection()
    writer.write(connection.data_to_send())
    with suppress(ConnectionError, ssl.SSLError):
        while data := await reader.read(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    path = dict(event.headers)[b":path"]
                    fields = [
                        (":status", "404" if path == b"/robots.txt" else "200"),
                        ("content-type", "text/html"),
                    ]
                    connection.send_headers(event.stream_id, fields)
                    connection.send_data(event.stream_id, path, end_stream=True)
            writer.write(connection.data_to_send())
            await writer.drain()
    writer.close()


async def fetched(certificate: tuple[Path, Path], name: str, *, trusted: bool) -> list[tuple[bytes, int]]:
    made, key = certificate
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(made, key)
    server_side.set_alpn_protocols(["h2"])
    client_side = ssl.create_default_context(cafile=str(made) if trusted else None)
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=server_side)
    port = server.sockets[0].getsockname()[1]

    async def resolve(host: str, _: int) -> list[str]:
        return ["127.0.0.1"]

    clock = SystemClock()
    pace = Pace(clock, delay=0.0)
    fetching = Fetcher(clock=clock, pace=pace, allowed=anywhere, resolve=resolve, ssl_context=client_side)
    try:
        async with fetching as fetcher:
            answers = [await fetcher.fetch(f"https://{name}:{port}/{path}") for path in "abc"]
            return [(answer.data, answer.status) for answer in answers]
    finally:
        server.close()


def test_http2_is_spoken_with_whom_speaks_it(certificate: tuple[Path, Path]) -> None:
    answers = asyncio.run(fetched(certificate, "post.test", trusted=True))
    assert answers == [(b"/a", 200), (b"/b", 200), (b"/c", 200)]


@pytest.mark.parametrize(("name", "trusted"), [("post.test", False), ("other.test", True)])
def test_a_certificate_that_does_not_hold_is_no_connection(
    certificate: tuple[Path, Path], name: str, trusted: bool
) -> None:
    with pytest.raises(Unreachable):
        asyncio.run(fetched(certificate, name, trusted=trusted))
