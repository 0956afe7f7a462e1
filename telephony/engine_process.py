"""The phone line of the console: an engine in a child process, watched, and started again when it is gone."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

from core.calls.line import Account, LineListener, LineState, LineStatus, SoundChoice
from core.calls.model import EndReason
from core.words import sentence
from telephony.call_orders import CallOrders
from telephony.child import Child
from telephony.messages import (
    Command,
    CommandFailed,
    Dial,
    Event,
    Fault,
    LineChanged,
    Meter,
    NetworkChanged,
    Order,
    Ping,
    Pong,
    Ready,
    Stop,
    UseAccount,
    UseSound,
)
from telephony.protocol import PROTOCOL
from telephony.pulse import Pulse
from telephony.told import Told

log = logging.getLogger(__name__)

_STOP_LIMIT = 3.0
_NOT_DIALLED = sentence("The phone is being restarted: dial again in a moment.")

Job = Callable[[], None]


class EngineProcess(CallOrders):
    """One thread of its own keeps all its state, tells the listener, and feels the engine's pulse.

    Whatever the engine was told to use (account, sound, meter) the next one is told again.
    """

    def __init__(
        self,
        *,
        silent: bool = False,
        beat: float = 2.0,
        hang_limit: float = 10.0,
        beyond: Callable[[Event], None] | None = None,
    ) -> None:
        self._silent = silent
        self._pulse = Pulse(time.monotonic, beat, hang_limit)
        self._beyond = beyond
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._told: Told | None = None
        self._child: Child | None = None
        self._ready = False
        self._account: Account | None = None
        self._sound = SoundChoice()
        self._meter = False
        self._stopping = False
        self._over = False
        self._why = sentence("The phone stopped working and is being restarted.")
        self._start_at: float | None = None
        self._kill_at: float | None = None

    def start(self, listener: LineListener) -> None:
        self._told = Told(listener)
        self._thread = threading.Thread(target=self._run, name="phone line", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Calls end, the engine ends, and when this returns the listener hears no more."""
        thread = self._thread
        if thread is not None and thread.is_alive():
            self._jobs.put(self._stop)
            if thread is not threading.current_thread():
                thread.join()

    def use_account(self, account: Account | None) -> None:
        self._jobs.put(lambda: self._use_account(account))

    def use_sound(self, choice: SoundChoice) -> None:
        self._jobs.put(lambda: self._use_sound(choice))

    def meter(self, on: bool) -> None:
        self._jobs.put(lambda: self._use_meter(on))

    def network_changed(self) -> None:
        self._jobs.put(lambda: self._send(NetworkChanged()))

    def order(self, command: Order) -> None:
        self._jobs.put(lambda: self._order(command))

    @property
    def pid(self) -> int | None:
        """The engine's process; None while there is none."""
        return self._child.pid if self._child else None

    def _run(self) -> None:
        self._tell(LineChanged(LineStatus(LineState.STARTING)))
        self._start_child()
        while not self._over:
            with suppress(queue.Empty):
                self._jobs.get(timeout=self._seconds_to_wait())()
            self._look()

    def _seconds_to_wait(self) -> float:
        if self._start_at is None:
            return self._pulse.beat
        return max(0.0, min(self._pulse.beat, self._start_at - time.monotonic()))

    def _tell(self, event: Event) -> None:
        assert self._told is not None  # noqa: S101 - set before the thread starts
        if not self._told.tell(event) and self._beyond is not None:
            self._beyond(event)

    def _send(self, command: Command) -> None:
        if self._ready and self._child is not None:
            self._child.send(command)

    def _order(self, command: Order) -> None:
        if isinstance(command, Dial):
            if not self._ready or self._stopping:
                self._tell(CommandFailed(command.call, _NOT_DIALLED))
                return
            if self._told is not None:
                self._told.dialled(command.call)
        self._send(command)

    def _use_account(self, account: Account | None) -> None:
        self._account = account
        self._send(UseAccount(account))

    def _use_sound(self, choice: SoundChoice) -> None:
        self._sound = choice
        self._send(UseSound(choice))

    def _use_meter(self, on: bool) -> None:
        self._meter = on
        self._send(Meter(on))

    def _start_child(self) -> None:
        self._start_at = None
        self._ready = False
        self._pulse.born()
        try:
            child = self._child = Child(silent=self._silent)
        except OSError as why:
            log.warning("The phone engine could not be started: %s", type(why).__name__)
            self._lost()
            return
        threading.Thread(target=self._read, args=(child,), name="phone events", daemon=True).start()

    def _read(self, child: Child) -> None:
        """On a thread for each engine."""
        for event in child.events(log.warning):
            self._jobs.put(partial(self._heard, child, event))
        code = child.ended()
        self._jobs.put(partial(self._ended, child, code))

    def _heard(self, child: Child, event: Event) -> None:
        if child is not self._child:
            return
        match event:
            case Ready(protocol, _):
                self._welcome(child, protocol)
            case Pong():
                self._pulse.felt()
            case Fault(where, error):
                log.warning("The phone engine met a bug in %s: %s", where, error)
            case _:
                self._tell(event)

    def _welcome(self, child: Child, protocol: int) -> None:
        if protocol != PROTOCOL:
            log.error("The phone engine speaks protocol %d, the console %d.", protocol, PROTOCOL)
            self._why = sentence(
                "Ringdesk was updated while it ran: the phone works again when you restart it."
            )
            child.kill()
            return
        self._ready = True
        self._pulse.felt()
        child.send(UseSound(self._sound))
        child.send(Meter(self._meter))
        child.send(UseAccount(self._account))

    def _ended(self, child: Child, code: int) -> None:
        if child is not self._child:
            return
        if self._stopping:
            self._finish()
        else:
            log.warning("The phone engine ended by itself (%d).", code)
            self._lost()

    def _lost(self) -> None:
        self._child = None
        self._ready = False
        pause = self._pulse.died()
        self._end_calls(EndReason.LINE_LOST)
        shown = self._account.shown_as if self._account else ""
        retry_at = datetime.now(UTC) + timedelta(seconds=pause)
        self._tell(LineChanged(LineStatus(LineState.ENGINE_LOST, shown, self._why, retry_at)))
        self._start_at = time.monotonic() + pause

    def _end_calls(self, why: EndReason) -> None:
        if self._told is not None:
            self._told.end_all(datetime.now(UTC), why, _NOT_DIALLED)

    def _look(self) -> None:
        """Start what is due, and kill an engine that breathes no more."""
        now = time.monotonic()
        if self._start_at is not None and now >= self._start_at and not self._stopping:
            self._start_child()
        if self._child is None:
            return
        if self._kill_at is not None and now > self._kill_at:
            self._child.kill()
        elif self._pulse.is_due():
            if self._pulse.is_gone:
                log.warning("The phone engine does not answer any more: killed.")
                self._child.kill()
            self._send(Ping(0))

    def _stop(self) -> None:
        self._stopping = True
        if self._child is None:
            self._finish()
        elif self._kill_at is None:
            self._kill_at = time.monotonic() + _STOP_LIMIT
            self._child.send(Stop())

    def _finish(self) -> None:
        self._end_calls(EndReason.HUNG_UP_BY_US)
        self._child = None
        self._over = True
