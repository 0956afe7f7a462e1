"""The one door to the UI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

SLICE = 0.005  # seconds of jobs in a row; then keys, the mouse and painting have their turn


class UiQueue(QObject):
    """Runs jobs on the thread that made this object, in the order they were added; any thread may add.

    Qt hands out all that was posted before it looks at a key or a timer, also what is posted meanwhile: a row of
    answers would keep a key waiting. So the jobs wait here, and few of them run at a time.
    """

    _wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_open = True
        self._is_awake = False  # a turn is on its way
        self._lock = Lock()
        self._jobs: deque[Callable[[], None]] = deque()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._turn)
        self._wanted.connect(self._turn, Qt.ConnectionType.QueuedConnection)

    def add(self, job: Callable[[], None]) -> None:
        with self._lock:
            if not self._is_open:
                return
            self._jobs.append(job)
            sleeps, self._is_awake = not self._is_awake, True
            if sleeps:
                self._wanted.emit()

    def close(self) -> None:
        """What is still on its way is dropped: the screens it was for are going."""
        with self._lock:
            self._is_open = False
            self._jobs.clear()

    def _turn(self) -> None:
        self._again.start(0)  # also when a job fails, or runs an event loop of its own
        until = perf_counter() + SLICE
        while (job := self._next()) is not None:
            job()
            if perf_counter() >= until:
                return

    def _next(self) -> Callable[[], None] | None:
        with self._lock:
            if self._jobs:
                return self._jobs.popleft()
            self._is_awake = False
            self._again.stop()
            return None
