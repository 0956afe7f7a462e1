"""The engine's one thread: it alone touches PJSIP, waits for the network, and carries out commands."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from telephony.engine.account import PjAccount
from telephony.engine.calls import Calls
from telephony.engine.connection import Connection
from telephony.engine.endpoint import Endpoint
from telephony.engine.guard import Say, guarded
from telephony.engine.holding import Holding
from telephony.engine.line import Line
from telephony.engine.orders import Orders
from telephony.engine.pipes import Inbox, Job
from telephony.engine.silence import Silence
from telephony.engine.sound import Sound
from telephony.engine.studio import Studio
from telephony.engine.timers import Timers
from telephony.engine.transports import Transports
from telephony.messages import (
    Chime,
    Command,
    Meter,
    NetworkChanged,
    Ping,
    Pong,
    Ready,
    Stop,
    UseAccount,
    UseSound,
)
from telephony.protocol import PROTOCOL

_WAIT = 0.05
_WAIT_DEAF = 0.01  # without a UDP transport of our own nothing wakes us but SIP
_LAST_WORDS = 0.5  # seconds for the BYEs of calls that are up, and for the PBX to take us off


class Engine:
    """Built on the thread that runs it."""

    def __init__(self, say: Say, inbox: Inbox, *, silent: bool) -> None:
        self.say = say
        self._inbox = inbox
        self._timers = Timers(time.monotonic)
        self._endpoint = Endpoint(say)
        self._endpoint.bring_up()
        self._sound = Silence(say) if silent else Sound(say, self._timers, inbox)
        holding = Holding(say, self._timers)
        self._studio = studio = Studio(self._sound, say, self._timers)
        self._calls = Calls(say, studio, self._timers, holding, self._all_ended)
        connection = Connection(say, inbox, Transports(self._endpoint, self._timers))
        self._line = Line(
            say, self._timers, inbox, connection, lambda: bool(self._calls.places_taken), self._call_arrived
        )
        self._orders = Orders(say, self._calls, holding, studio, self._timers, self._line)
        self._endpoint.on_connection = self._line.connection_changed
        self._endpoint.on_turned_away = self._turned_away
        self._stopping = False

    def run(self) -> None:
        self.say(Ready(PROTOCOL, os.getpid()))
        while not self._stopping:
            self._turn(_WAIT if self._inbox.ear else _WAIT_DEAF)
        self._say_goodbye()

    def _say_goodbye(self) -> None:
        """PJSIP's own way down takes a second and says no more than this: the process ends without it."""
        self._orders.leave_all()
        self._turn_while(self._calls.up)
        for call in self._calls.up():
            self._calls.give_up(call.facts.snapshot.id)
        self._turn_while(lambda: self._orders.unsettled, 2 * _LAST_WORDS)
        self._line.sign_off()
        self._turn_while(lambda: self._line.signed_on or self._studio.writes)
        self._sound.close()

    def _turn_while(self, condition: Callable[[], object], seconds: float = _LAST_WORDS) -> None:
        end = time.monotonic() + seconds
        while condition() and time.monotonic() < end:
            self._turn(_WAIT_DEAF)

    def _turn(self, wait: float) -> None:
        self._endpoint.libHandleEvents(int(self._timers.seconds_to_next(wait) * 1000))
        while (one := self._inbox.take()) is not None:
            self._carry_out(one)
        self._run_timers()

    @guarded
    def _run_timers(self) -> None:
        self._timers.run_due()

    @guarded
    def _carry_out(self, one: Command | Job) -> None:
        if isinstance(one, UseAccount):
            self._line.use(one.account)
        elif isinstance(one, UseSound):
            self._sound.use(one.choice)
        elif isinstance(one, NetworkChanged):
            self._line.network_changed()
        elif isinstance(one, Meter):
            self._sound.meter(one.on)
        elif isinstance(one, Chime):
            self._sound.chime()
        elif isinstance(one, Ping):
            self.say(Pong(one.number))
        elif isinstance(one, Stop):
            self._stopping = True
        elif not self._orders.carry_out(one) and callable(one):
            one()

    def _call_arrived(self, account: PjAccount, pj_id: int, message: str, sender: str) -> None:
        self._calls.arrived(account, pj_id, self._line.read(message, sender))

    def _turned_away(self, code: int, message: str, sender: str) -> None:
        self._calls.turned_away(self._line.read(message, sender), code)

    def _all_ended(self) -> None:
        self._inbox.put(self._line.calls_ended)  # the last call is still in its callback
