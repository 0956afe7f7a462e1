"""Real lines for tests: an engine process with its listener, without sound devices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.calls.line import Account, LineState, Srtp
from core.calls.model import CallSnapshot, CallState
from telephony.engine_process import EngineProcess
from telephony.messages import Event
from tests.fakes.line_listener import RecordingListener

LOOPBACK = "127.0.0.1"


@dataclass
class Desk:
    """One side of a call: a line and what its listener heard."""

    line: EngineProcess
    ear: RecordingListener

    @property
    def address(self) -> str:
        return self.ear.wait_for_line(lambda status: bool(status.address)).address

    @property
    def host_port(self) -> str:
        return self.address.partition("@")[2].partition(";")[0]

    def rung(self, seen: int = 0) -> CallSnapshot:
        return self.ear.wait_for_ringing(seen)

    def answered(self, seen: int = 0) -> CallSnapshot:
        ringing = self.rung(seen)
        self.line.answer(ringing.id)
        return self.ear.wait_for_state(ringing.id, CallState.TALKING)


@contextmanager
def desk(
    account: Account | None,
    *,
    silent: bool = True,
    beyond: Callable[[Event], None] | None = None,
    hang_limit: float = 10,
) -> Iterator[Desk]:
    ear = RecordingListener()
    line = EngineProcess(silent=silent, beyond=beyond, hang_limit=hang_limit, beat=min(2.0, hang_limit / 3))
    line.start(ear)
    line.use_account(account)
    try:
        yield Desk(line, ear)
    finally:
        line.stop()


@contextmanager
def direct_desk(
    user: str = "8001",
    name: str = "",
    srtp: Srtp = Srtp.OFF,
    *,
    silent: bool = True,
    beyond: Callable[[Event], None] | None = None,
    hang_limit: float = 10,
) -> Iterator[Desk]:
    account = Account(user, "", display_name=name, register=False, bound_address=LOOPBACK, srtp=srtp)
    with desk(account, silent=silent, beyond=beyond, hang_limit=hang_limit) as one:
        one.ear.wait_for_line(lambda status: status.state is LineState.DIRECT)
        yield one
