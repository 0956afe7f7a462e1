"""The sockets under an account: kept while the same are wanted, closed a little after they are not."""

from __future__ import annotations

from contextlib import suppress

import pjsua2 as pj

from core.calls.line import Account
from telephony.engine.account import transport_config, transport_kind
from telephony.engine.timers import Timers

_GOODBYE = 3.0  # seconds in which an un-REGISTER can still be answered


class Transports:
    """One transport at a time is in use."""

    def __init__(self, endpoint: pj.Endpoint, timers: Timers) -> None:
        self._endpoint = endpoint
        self._timers = timers
        self._key: tuple[object, ...] = ()
        self._id = -1

    def open(self, account: Account, address: str) -> int:
        """Raises ``pj.Error`` if the port is taken."""
        key = (account.transport, address, account.local_port, account.ca_file, account.verify_server)
        if self._id < 0 or key != self._key:
            self.close()
            config = transport_config(account, address)
            self._id = int(self._endpoint.transportCreate(transport_kind(account, address), config))
            self._key = key
        return self._id

    def place(self) -> tuple[str, int]:
        """Our address and port."""
        info = self._endpoint.transportGetInfo(self._id)
        host, _, port = str(info.localName).rpartition(":")
        return host, int(port or 0)

    def close(self) -> None:
        gone, self._id = self._id, -1
        if gone < 0:
            return
        fixed_port = bool(self._key[2])
        if fixed_port:
            self._close(gone)
        else:
            self._timers.after(_GOODBYE, lambda: self._close(gone))

    def _close(self, gone: int) -> None:
        with suppress(pj.Error):  # PJSIP closes one by itself when its connection breaks
            self._endpoint.transportClose(gone)
