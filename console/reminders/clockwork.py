"""The clockwork: APScheduler on one timer of the screen's thread, with a handful of jobs and never one per ticket.

APScheduler's own Qt scheduler cannot cancel a wake-up under PySide6, so ours drives its queue of jobs by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from apscheduler.executors.base import BaseExecutor
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger

from console.presenters.workplace import Timers

LONGEST_SLEEP = 30.0  # seconds: a timer stands still while the computer sleeps


class InPlace(BaseExecutor):  # type: ignore[misc] # APScheduler has no types
    """Runs a job on this thread, right after the queue was looked through. A bug in one is not swallowed."""

    def __init__(self, timers: Timers) -> None:
        super().__init__()
        self._timers = timers

    def _do_submit_job(self, job: Any, _run_times: list[datetime]) -> None:
        self._run_job_success(job.id, [])
        self._timers.after(0, job.func)


class Clockwork(BaseScheduler):  # type: ignore[misc] # as above
    """Touched on the screen's thread only."""

    def __init__(self, timers: Timers) -> None:
        super().__init__(timezone=UTC)
        self._timers = timers
        self._end_sleep: Callable[[], None] = lambda: None

    def at(self, name: str, when: datetime | None, job: Callable[[], None]) -> None:
        """Once, at that moment or at once when it is past; another moment replaces the one before; None: not at all."""
        known = self.get_job(name)
        if when is None:
            if known is not None:
                self.remove_job(name)
            return
        if known is not None and known.func == job and known.trigger.run_date == when:
            return  # asked after every change of a ticket, and the next moment is mostly the one before
        self.add_job(
            job,
            DateTrigger(when),
            id=name,
            replace_existing=True,
            misfire_grace_time=None,
            coalesce=True,
        )

    def begin(self) -> None:
        if not self.running:
            self.start()

    def end(self) -> None:
        """Locked: nothing is remembered, everything is looked up again."""
        self._end_sleep()
        if self.running:
            self.remove_all_jobs()

    def wakeup(self) -> None:
        """Also asked from outside: after a sleep, or when the clock was changed."""
        self._end_sleep()
        wait = self._process_jobs()
        seconds = LONGEST_SLEEP if wait is None else min(max(0.0, wait), LONGEST_SLEEP)
        self._end_sleep = self._timers.after(seconds, self.wakeup)

    def shutdown(self, wait: bool = True) -> None:
        self._end_sleep()
        super().shutdown(wait)

    def _create_default_executor(self) -> BaseExecutor:
        return InPlace(self._timers)
