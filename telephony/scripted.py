"""A phone line without a network: the other side's part is written down, or played step by step.

It keeps the contract of ``core.calls.line.PhoneLine`` (one suite runs on this line and on the real engine), so what a
screen does with it, it does with a PBX.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from core.calls.line import Account, LineListener, LineState, LineStatus, SoundChoice, SoundStatus
from core.calls.model import CallSnapshot, CallState, Direction, EndReason, Party
from core.ids import CallId, new_id
from core.words import Sentence
from telephony.call_orders import CallOrders
from telephony.messages import Chime, DigitReceived, Event, LineChanged, Order, SoundChanged
from telephony.scripted_calls import ScriptedCalls
from telephony.told import Told

Job = Callable[[], None]


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """What the caller's INVITE says."""

    number: str
    name: str = ""
    queue: str = ""
    dialled: str = "8001"
    diverted_by: str = ""
    withheld: bool = False

    def snapshot(self) -> CallSnapshot:
        return CallSnapshot(
            id=CallId(new_id()),
            direction=Direction.INCOMING,
            state=CallState.RINGING,
            remote=Party(self.number, self.name, self.withheld),
            began_at=datetime.now(UTC),
            dialled=self.dialled,
            diverted_by=self.diverted_by,
            queue=self.queue,
        )


class ScriptedLine(CallOrders):
    """Tells its listener from a thread of its own, in order, as the real line does."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._told: Told | None = None
        self._calls = ScriptedCalls(self._say)
        self.other_side = OtherSide(self._calls, self._say, self._jobs.put)
        self.sound = SoundChoice()
        self.metering = False
        self.network_changes = self.chimes = 0

    def start(self, listener: LineListener) -> None:
        self._told = Told(listener)
        self._thread = threading.Thread(target=self._run, name="scripted line", daemon=True)
        self._thread.start()
        self._jobs.put(lambda: self._say(LineChanged(LineStatus(LineState.STARTING))))

    def stop(self) -> None:
        self._jobs.put(self._calls.leave_all)
        self._jobs.put(None)
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def use_account(self, account: Account | None) -> None:
        self._jobs.put(lambda: self._use_account(account))

    def use_sound(self, choice: SoundChoice) -> None:
        def use() -> None:
            self.sound = choice
            self._say(SoundChanged(SoundStatus((), (), choice.microphone, choice.speaker, choice.ringer)))

        self._jobs.put(use)

    def network_changed(self) -> None:
        self.network_changes += 1

    def meter(self, on: bool) -> None:
        self.metering = on

    def order(self, command: Order) -> None:
        if isinstance(command, Chime):
            self.chimes += 1
            return
        self._jobs.put(lambda: self._calls.carry_out(command))

    def play(self, calls: Iterable[WrittenCall]) -> list[CallId]:
        """Ring with each of them, in order."""
        return [self.other_side.rings(one) for one in calls]

    def settle(self) -> None:
        """Until all that was asked so far has been told."""
        done = threading.Event()
        self._jobs.put(done.set)
        done.wait()

    def _use_account(self, account: Account | None) -> None:
        if account is None:
            self._say(LineChanged(LineStatus(LineState.NONE)))
        else:
            state = LineState.REGISTERED if account.register else LineState.DIRECT
            address = f"sip:{account.user}@127.0.0.1:5060"
            self._say(LineChanged(LineStatus(state, account.shown_as, address=address)))
        self._calls.connected = account is not None

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _say(self, event: Event) -> None:
        if self._told is not None:
            self._told.tell(event)


class OtherSide:
    """What callers, called people and the PBX do."""

    def __init__(
        self, calls: ScriptedCalls, say: Callable[[Event], None], later: Callable[[Job], None]
    ) -> None:
        self._calls = calls
        self._say = say
        self._later = later

    def rings(self, written: WrittenCall) -> CallId:
        snapshot = written.snapshot()
        self._later(lambda: self._calls.add(snapshot))
        return snapshot.id

    def answers(self, call: CallId) -> None:
        self._later(lambda: self._calls.answered(call))

    def hangs_up(self, call: CallId) -> None:
        """Or gives up ringing, or turns down our call."""
        self._later(lambda: self._calls.left(call))

    def refuses(self, call: CallId, why: EndReason) -> None:
        """BUSY, NOT_FOUND, DECLINED, NO_ANSWER for a call of ours; ANSWERED_ELSEWHERE for theirs."""
        self._later(lambda: self._calls.end(call, why))

    def holds(self, call: CallId, *, on: bool = True) -> None:
        self._later(lambda: self._calls.change(call, held_by_them=on))

    def sends(self, call: CallId, digits: str) -> None:
        for digit in digits:
            self._later(partial(self._say, DigitReceived(call, digit)))

    def line_is(self, status: LineStatus) -> None:
        """The PBX is gone, back, or says no."""
        self._later(lambda: self._say(LineChanged(status)))

    def loses_the_engine(self, why: Sentence) -> None:
        def lose() -> None:
            for snapshot in self._calls.up():
                self._calls.end(snapshot.id, EndReason.LINE_LOST)
            self._say(LineChanged(LineStatus(LineState.ENGINE_LOST, reason=why)))

        self._later(lose)

    def sound_is(self, status: SoundStatus) -> None:
        self._later(lambda: self._say(SoundChanged(status)))

    def digits_heard(self, call: CallId) -> str:
        """What the agent keyed in."""
        return self._calls.digits.get(call, "")
