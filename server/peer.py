"""Which desk is at the other end: uvicorn does not tell the application, so the connection itself does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from ssl import SSLObject
from typing import Any, cast

from cryptography import x509
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from server.authority import serial_of

PEER = "ringdesk.certificate"  # in the scope: the serial number of the client certificate, "" without one
_FAREWELL = 0.5  # seconds
_FIRST_REQUEST = 20.0
Message = MutableMapping[str, Any]
App = Callable[[Message, Any, Any], Awaitable[None]]


class WithPeer:
    """The application of one connection: every scope of it carries what TLS proved."""

    def __init__(self, origin: App, serial: str) -> None:
        self._origin = origin
        self._serial = serial

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        scope[PEER] = self._serial
        await self._origin(scope, receive, send)


class PeerHttp(H11Protocol):
    """HTTP/1.1 by h11, with the client's certificate."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        super().connection_made(transport)
        self.app = WithPeer(self.app, peer_serial(transport))
        self.loop.call_later(_FIRST_REQUEST, self._is_too_slow)

    def shutdown(self) -> None:
        super().shutdown()
        let_go(self.loop, self.transport)

    def _is_too_slow(self) -> None:
        """Who has not even asked by now only holds a connection open."""
        if cast("object", self.scope) is None and not self.transport.is_closing():
            self.transport.abort()


class PeerSocket(WebSocketsSansIOProtocol):
    """WebSocket, with the client's certificate."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.app = WithPeer(self.app, peer_serial(transport))

    def shutdown(self) -> None:
        super().shutdown()
        let_go(self.loop, self.transport)


def let_go(loop: asyncio.AbstractEventLoop, transport: asyncio.BaseTransport) -> None:
    """A closed TLS connection waits half a minute for the other side's farewell; a server that stops does not."""
    if transport.is_closing() and isinstance(transport, asyncio.Transport):
        loop.call_later(_FAREWELL, transport.abort)
    else:
        loop.call_later(_FAREWELL, let_go, loop, transport)  # a request is being answered still


def peer_serial(transport: asyncio.BaseTransport) -> str:
    """OpenSSL checked it against our authority before a byte came through; "" when none was shown."""
    tls = transport.get_extra_info("ssl_object")
    shown = tls.getpeercert(binary_form=True) if isinstance(tls, SSLObject) else None
    return serial_of(x509.load_der_x509_certificate(shown)) if shown else ""
