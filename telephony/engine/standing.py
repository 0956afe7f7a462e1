"""Where the line stands, as last told, and when something is to be tried next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from core.calls.line import Account, LineState, LineStatus
from core.words import Sentence
from telephony.engine.guard import Say
from telephony.engine.timers import Timer, Timers
from telephony.messages import LineChanged


class Standing:
    """Tells only what is news. One thing at most is planned."""

    def __init__(self, say: Say, timers: Timers) -> None:
        self._say = say
        self._timers = timers
        self._status = LineStatus(LineState.NONE)
        self._planned: Timer | None = None

    @property
    def state(self) -> LineState:
        return self._status.state

    def tell(self, status: LineStatus) -> None:
        if status != self._status:
            self._status = status
            self._say(LineChanged(status))

    def wait(
        self,
        state: LineState,
        account: Account | None,
        why: Sentence,
        seconds: float,
        again: Callable[[], None],
    ) -> None:
        """Say what is wrong and when it is tried again."""
        self.plan(seconds, again)
        shown = account.shown_as if account else ""
        self.tell(LineStatus(state, shown, why, datetime.now(UTC) + timedelta(seconds=seconds)))

    def plan(self, seconds: float, job: Callable[[], None]) -> None:
        self.forget_plan()
        self._planned = self._timers.after(seconds, job)

    def forget_plan(self) -> None:
        if self._planned is not None:
            self._planned.cancel()
        self._planned = None

    def is_news_again(self) -> None:
        """Whatever comes next is told, even if it was told before."""
        self._status = LineStatus(LineState.STARTING)
