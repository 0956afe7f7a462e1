"""The running server: uvicorn with our TLS, a word when it is ready, and an end that finishes what was begun."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from anyio.to_thread import run_sync
from cryptography import x509

from core.errors import EnvironmentFault
from server.app import build_app
from server.authority import RENEW_BEFORE
from server.compose import Opened
from server.folder import read_authority, write_server_certificate
from server.lasting import lasting
from server.live import LONGEST_MESSAGE, Live
from server.peer import PeerHttp, PeerSocket
from server.tls import server_context

_LOOK_AT_CERTIFICATE = 5.0  # seconds
_log = logging.getLogger(__name__)
HANDLED = (signal.SIGTERM, signal.SIGINT)


class AddressTaken(EnvironmentFault):
    """Another program listens there, or the address is none of this machine's."""

    def __init__(self, address: str, port: int) -> None:
        super().__init__(
            "Nothing can listen on {address}, port {port}: another program does, or the address is not this machine's. "
            "Look at listen.address and listen.port in server.toml.",
            address=address,
            port=port,
        )


class Server(uvicorn.Server):
    """uvicorn's, which says when it is ready, and ends with a good word when it was asked to."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """A second signal changes nothing: what was begun is finished within ``limits.stop_seconds``."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.signal(one, self._asked_to_stop) for one in HANDLED}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.should_exit = True


class Certificate:
    """The server's own: renewed in good time, and taken up by the running server when IT rotated it."""

    def __init__(self, one: Opened) -> None:
        self._one = one
        self._path: Path = one.folder.certificate
        self.renew_if_due()
        self._context = server_context(self._path, one.keys.wrap, one.folder.authority)
        self._changed = self._path.stat().st_mtime_ns

    @property
    def context(self) -> Any:
        return self._context

    def read(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self._path.read_bytes())

    def renew_if_due(self) -> None:
        """For the names it had."""
        now, old = self._one.clock.now(), self.read()
        if old.not_valid_after_utc - now < RENEW_BEFORE:
            authority = read_authority(self._one.folder, self._one.keys)
            write_server_certificate(self._one.folder, self._one.keys, authority, names_of(old), now)
            _log.info("the server's certificate was renewed")

    def look(self) -> None:
        """New connections get what lies there now."""
        self.renew_if_due()
        changed = self._path.stat().st_mtime_ns
        if changed != self._changed:
            self._context.load_cert_chain(self._path, password=self._one.keys.wrap)
            self._changed = changed
            _log.info("the server's certificate was taken up")


def names_of(certificate: x509.Certificate) -> tuple[str, ...]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return tuple(str(name.value) for name in names)


def serve(one: Opened, say: Callable[[str, int], None]) -> None:
    """Until SIGTERM; ``say`` is told address and port once desks can come."""
    room = one.room()
    live, certificate = Live(room), Certificate(one)
    app = build_app(room, live)
    listening = _listening(one.settings.address, one.settings.port)
    port: int = listening.getsockname()[1]

    @contextlib.asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        await live.start()
        looking = asyncio.create_task(_keep_certificate(certificate))
        yield
        looking.cancel()
        await live.stop()

    app.router.lifespan_context = lifespan
    room.figures.certificate_ends.set(certificate.read().not_valid_after_utc.timestamp())
    if one.settings.metrics_port:
        room.figures.serve(one.settings.metrics_port)
    config = uvicorn.Config(
        app,
        http=PeerHttp,
        ws=PeerSocket,
        ws_max_size=LONGEST_MESSAGE,
        ws_per_message_deflate=False,
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=one.settings.stop_seconds,
        limit_concurrency=4_000,
        ssl_context_factory=lambda _config, _default: certificate.context,
    )
    Server(config, lambda: _ready(one, port, say)).run(sockets=[listening])


def _ready(one: Opened, port: int, say: Callable[[str, int], None]) -> None:
    _log.info("ready on port %d", port)
    say(one.settings.address, port)


def _listening(address: str, port: int) -> socket.socket:
    """Bound before anything else starts, so that a port that is taken is said in words."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # asyncio sends without delay only where the protocol is named: otherwise every answer waits 40 ms for the other
    # side's acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two programs share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
    except OSError as why:
        listening.close()
        raise AddressTaken(address, port) from why
    return listening


async def _keep_certificate(certificate: Certificate) -> None:
    while True:
        await asyncio.sleep(_LOOK_AT_CERTIFICATE)
        with lasting("the server's certificate can be neither renewed nor read; it is tried again"):
            await run_sync(certificate.look)
