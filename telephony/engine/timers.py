"""What is to be done later, on the engine's one thread."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable


class Timer:
    """A job with its moment; ``cancel`` takes it back."""

    __slots__ = ("_job", "due")

    def __init__(self, due: float, job: Callable[[], None]) -> None:
        self.due = due
        self._job: Callable[[], None] | None = job

    def cancel(self) -> None:
        self._job = None

    def run(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job()

    @property
    def waits(self) -> bool:
        return self._job is not None


class Timers:
    """A heap of jobs by their moment on a monotonic clock."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._heap: list[tuple[float, int, Timer]] = []
        self._number = itertools.count()

    def after(self, seconds: float, job: Callable[[], None]) -> Timer:
        timer = Timer(self._clock() + seconds, job)
        heapq.heappush(self._heap, (timer.due, next(self._number), timer))
        return timer

    def run_due(self) -> None:
        now = self._clock()
        while self._heap and self._heap[0][0] <= now:
            heapq.heappop(self._heap)[2].run()

    def seconds_to_next(self, at_most: float) -> float:
        while self._heap and not self._heap[0][2].waits:
            heapq.heappop(self._heap)
        return min(at_most, max(0.0, self._heap[0][0] - self._clock())) if self._heap else at_most
