"""The one door to the UI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class UiQueue(QObject):
    """Runs jobs on the thread that made this object, in the order they were added; any thread may add."""

    _job = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_open = True
        self._job.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def add(self, job: Callable[[], None]) -> None:
        self._job.emit(job)

    def close(self) -> None:
        """What is still on its way is dropped: the screens it was for are going."""
        self._is_open = False

    def _run(self, job: Callable[[], None]) -> None:
        if self._is_open:
            job()
