"""The line: an account that is kept registered, or one that listens on its own address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pjsua2 as pj

from core.calls.line import Account, LineState, LineStatus, Transport
from core.errors import RuleViolation
from core.words import Sentence
from telephony.addresses import Facing, facing, find_aside, ip_of
from telephony.dialling import dial_address
from telephony.engine import refusals
from telephony.engine.account import PjAccount, Registration, transport_suffix
from telephony.engine.connection import Connection
from telephony.engine.guard import Say
from telephony.engine.pipes import Inbox
from telephony.engine.retry import Backoff
from telephony.engine.standing import Standing
from telephony.engine.timers import Timer, Timers
from telephony.engine.watchdog import Watchdog
from telephony.invite import Invite, read_invite

_ANSWER_LIMIT = 5.0  # seconds for a REGISTER; PJSIP itself would wait 32
_LOOK_ROUND = 5.0  # seconds between looks at our own address
_REFUSED_PAUSE = 30.0  # a network that comes and goes must not try a wrong password each time
_LOOPBACK = "127.0.0.1"
_NOBODY = Account("", "")

CallArrived = Callable[[PjAccount, int, str, str], None]


class Line:
    """A change of account waits until the last call has ended: a call outranks everything."""

    def __init__(
        self,
        say: Say,
        timers: Timers,
        inbox: Inbox,
        connection: Connection,
        calls_up: Callable[[], bool],
        call_arrived: CallArrived,
    ) -> None:
        self._timers = timers
        self._inbox = inbox
        self._connection = connection
        self._calls_up = calls_up
        self.call_arrived = call_arrived
        self._account: Account | None = None
        self._next: list[Account | None] = []  # waits for the calls to end
        self._facing = Facing()
        self._pbx: frozenset[str] = frozenset()  # its addresses
        self._standing = Standing(say, timers)
        self._round = 0  # answers to an older question are left aside
        self._deadline: Timer | None = None
        self._untrusted = False
        self.signed_on = False
        self._refused_at: datetime | None = None
        self._backoff = Backoff()
        self._watchdog = Watchdog(timers, self._probe, self._register, self._silent)

    def use(self, account: Account | None) -> None:
        if self._connection.pj is not None and self._calls_up():
            self._next = [account]
            return
        self._next = []
        self._refused_at = None
        self._drop()
        self._account = account
        self._backoff.reset()
        self._start()

    def calls_ended(self) -> None:
        if self._next:
            self.use(self._next.pop())

    def network_changed(self) -> None:
        account = self._account
        if account is None or (not account.register and self._standing.state is LineState.DIRECT):
            return
        if self._refused_at and datetime.now(UTC) - self._refused_at < timedelta(seconds=_REFUSED_PAUSE):
            return
        self._backoff.reset()
        self._again()

    def account(self) -> PjAccount:
        if self._connection.pj is None or not self._standing.state.takes_calls:
            raise RuleViolation("The line is not connected: nobody can be called now.")
        return self._connection.pj

    def address_of(self, number: str) -> str:
        account = self._account
        if account is None:
            raise RuleViolation("No line is set up: nobody can be called.")
        return dial_address(number, account.registrar, transport_suffix(account))

    def read(self, message: str, sender: str) -> Invite:
        """A registered line believes its PBX; a direct line has none and believes its callers."""
        whose = self._account or _NOBODY
        by_the_pbx = not whose.register or ip_of(sender) in self._pbx
        return read_invite(message, whose.queue_headers, by_the_pbx=by_the_pbx)

    def probe_answered(self, account: PjAccount, *, by_the_pbx: bool) -> None:
        if account is self._connection.pj and by_the_pbx:
            self._watchdog.answered()

    def connection_changed(self, state: int, trouble: str) -> None:
        self._untrusted = self._untrusted or bool(trouble)
        registered = self._standing.state is LineState.REGISTERED
        lost = state == pj.PJSIP_TP_STATE_DISCONNECTED and registered
        if lost and self._account is not None and self._account.transport is not Transport.UDP:
            self._inbox.put(self._register)  # later: PJSIP is still taking the connection down

    def registration_answered(self, account: PjAccount, answer: Registration) -> None:
        if account is not self._connection.pj or self._account is None:
            return
        self._cancel_deadline()
        self.signed_on = answer.code // 100 == 2 and answer.seconds > 0
        if answer.code // 100 == 2:
            if self.signed_on:
                self._registered(self._account)
            return
        no = refusals.refusal(self._account, answer.code)
        if no is not None:
            self._refused_at = datetime.now(UTC)
            self._wait(LineState.REFUSED, *no)
        else:
            self._trouble(refusals.trouble(self._account, answer.code, untrusted=self._untrusted))

    def _start(self) -> None:
        account = self._account
        if account is None:
            self._standing.tell(LineStatus(LineState.NONE))
        elif account.register:
            self._standing.tell(LineStatus(LineState.REGISTERING, account.shown_as))
            self._again()
        else:
            self._open(account, account.bound_address or _LOOPBACK)

    def _again(self) -> None:
        """Look where the PBX is, aside; then register."""
        self._standing.forget_plan()
        account = self._account
        if account is None:
            return
        if not account.register:
            self._open(account, account.bound_address or _LOOPBACK)
            return
        self._round += 1
        number = self._round
        find_aside(account, lambda found: self._inbox.put(lambda: self._found(number, found)))

    def _found(self, number: int, found: Facing) -> None:
        account = self._account
        if number != self._round or account is None:
            return
        if account.transport is Transport.TLS and account.ca_file and not Path(account.ca_file).is_file():
            self._trouble(refusals.no_authority_file(account))
        elif not found.found:
            self._trouble(refusals.unknown_name(account))
        elif self._connection.pj is not None and (found == self._facing or self._calls_up()):
            self._pbx = found.known
            self._register()
        else:
            self._connection.close_account()
            self._facing, self._pbx = found, found.known
            self._open(account, account.bound_address or found.ours)

    def _open(self, account: Account, address: str) -> None:
        try:
            self._connection.open(account, address, self)
        except pj.Error:
            self._connection.close_account()
            self._trouble(refusals.cannot_listen(account))
            return
        if account.register:
            self._register()
        else:
            self._standing.tell(
                LineStatus(LineState.DIRECT, account.shown_as, address=self._connection.own_address(account))
            )

    def _register(self) -> None:
        self._untrusted = False
        self._connection.register()
        if self._deadline is None:
            self._deadline = self._timers.after(_ANSWER_LIMIT, self._silent)

    def _registered(self, account: Account) -> None:
        self._backoff.reset()
        self._refused_at = None
        self._standing.forget_plan()
        self._watchdog.start(account.watchdog_seconds)
        if not account.bound_address:
            self._standing.plan(_LOOK_ROUND, self._look_round)
        self._standing.tell(
            LineStatus(LineState.REGISTERED, account.shown_as, address=self._connection.own_address(account))
        )

    def _probe(self) -> None:
        if self._account is not None:
            self._connection.probe(self._account)

    def _look_round(self) -> None:
        ours = facing(self._facing.theirs)
        if ours and ours != self._facing.ours:
            self.network_changed()
        else:
            self._standing.plan(_LOOK_ROUND, self._look_round)

    def _silent(self) -> None:
        self._cancel_deadline()
        if not self._calls_up():
            self._connection.close_account()  # and with it a REGISTER that would hang for 32 seconds
        if self._account is not None:
            self._trouble(refusals.trouble(self._account, 408, untrusted=self._untrusted))

    def _trouble(self, why: Sentence) -> None:
        self._wait(LineState.UNREACHABLE, why, self._backoff.seconds())

    def _wait(self, state: LineState, why: Sentence, seconds: float) -> None:
        self._watchdog.stop()
        self._standing.wait(state, self._account, why, seconds, self._again)

    def sign_off(self) -> None:
        """Tell the PBX; ``signed_on`` says when it has answered."""
        self._watchdog.stop()
        self._standing.forget_plan()
        self._cancel_deadline()
        if self.signed_on:
            self._connection.unregister()

    def _drop(self) -> None:
        self._round += 1
        self._watchdog.stop()
        self._standing.forget_plan()
        self._cancel_deadline()
        self._connection.close()
        self._standing.is_news_again()

    def _cancel_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None
