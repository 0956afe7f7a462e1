"""An account with the transport under it: opened, used and closed together."""

from __future__ import annotations

from contextlib import suppress

import pjsua2 as pj

from core.calls.line import Account, Transport
from telephony.engine.account import AccountEvents, PjAccount, pj_config, registrar_uri, transport_suffix
from telephony.engine.guard import Say
from telephony.engine.pipes import Inbox
from telephony.engine.transports import Transports


class Connection:
    """At most one at a time; closing one that is closed does nothing."""

    def __init__(self, say: Say, inbox: Inbox, transports: Transports) -> None:
        self._say = say
        self._inbox = inbox
        self._transports = transports
        self.pj: PjAccount | None = None

    def open(self, account: Account, address: str, events: AccountEvents) -> None:
        """Raises ``pj.Error`` if the port is taken."""
        transport = self._transports.open(account, address)
        self.pj = PjAccount(events, self._say)
        self.pj.create(pj_config(account, address, transport))
        self._inbox.ear = self._transports.place() if account.transport is Transport.UDP else None

    def own_address(self, account: Account) -> str:
        host, port = self._transports.place()
        return f"sip:{account.user}@{host}:{port}{transport_suffix(account)}"

    def register(self) -> None:
        if self.pj is not None:
            with suppress(pj.Error):  # another one is on its way: its answer or the deadline decides
                self.pj.setRegistration(True)

    def unregister(self) -> None:
        if self.pj is not None:
            with suppress(pj.Error):  # a REGISTER is on its way: the PBX will find out by itself
                self.pj.setRegistration(False)

    def probe(self, account: Account) -> None:
        if self.pj is not None:
            with suppress(pj.Error):  # not sent, so not answered: the watchdog draws the conclusion
                self.pj.probe(registrar_uri(account))

    def close_account(self) -> None:
        gone, self.pj = self.pj, None
        if gone is not None and gone.isValid():
            gone.shutdown()

    def close(self) -> None:
        self.close_account()
        self._inbox.ear = None
        self._transports.close()
