"""What every presenter works with: words, time, the way to the database, and who the agent is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar

from console.presenters.hub import Hub
from console.presenters.times import Times
from console.presenters.writer import Writer
from console.viewmodels.words import Words
from core.clock import Clock
from core.customers.identity import NumberRules
from core.errors import EnvironmentFault, Trouble
from core.ids import AgentId, DeskId, TeamId
from core.ports import Desk
from core.post import Channels
from core.tickets.commands import Stamp

Answer = TypeVar("Answer")
Job = Callable[[], None]


class DeskLocked(EnvironmentFault):
    """Nobody is at the desk: what must be written waits for the passphrase."""

    def __init__(self) -> None:
        super().__init__("The desk is locked. What was done is kept and written when it is unlocked.")


class DeskLane(Protocol):
    """The way to the unlocked desk: off the screen's thread, one after the other, urgent before the rest."""

    def ask(
        self,
        question: Callable[[Desk], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Trouble], None],
        *,
        urgent: bool = False,
    ) -> None: ...


class Timers(Protocol):
    """Later, on the screen's thread. What comes back ends it."""

    def after(self, seconds: float, job: Job) -> Job: ...
    def every(self, seconds: float, job: Job) -> Job: ...


class Preferences(Protocol):
    """The settings that presenters follow; they may change at any time."""

    @property
    def wrap_up_seconds(self) -> int: ...
    @property
    def number_rules(self) -> NumberRules: ...
    @property
    def reminder_duty(self) -> bool: ...
    @property
    def channels(self) -> Channels: ...


@dataclass(frozen=True, slots=True)
class Me:
    """The agent at this desk."""

    agent: AgentId
    name: str
    desk: DeskId
    teams: tuple[TeamId, ...] = ()


@dataclass(slots=True)
class Workplace:
    """One bundle, because every presenter speaks, asks, writes and knows the time.

    ``me`` and ``offset`` change: another person signs in, the server's clock is measured.
    """

    me: Me
    words: Words
    clock: Clock
    timers: Timers
    lane: DeskLane
    writer: Writer
    hub: Hub
    times: Times
    preferences: Preferences
    offset: timedelta = timedelta()

    def stamp(self) -> Stamp:
        return Stamp(self.me.agent, self.me.desk, self.clock.now(), self.offset)
