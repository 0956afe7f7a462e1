"""Timers on the UI thread, as the presenters ask for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer


class UiTimers(QObject):
    """``after`` runs a job once, ``every`` again and again; what comes back ends it, also when it has ended."""

    def after(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be late by a twentieth of the wait

        waiting = [timer]  # emptied at its end: what Qt has deleted is not touched again

        def end() -> None:
            while waiting:
                one = waiting.pop()
                one.stop()
                one.deleteLater()

        def run() -> None:
            end()
            job()

        timer.timeout.connect(run)
        timer.start(int(seconds * 1000))
        return end

    def every(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        timer = QTimer(self)
        timer.timeout.connect(job)
        timer.start(int(seconds * 1000))
        return timer.stop

    def close(self) -> None:
        """Nothing of it happens any more: the screens it was for are going."""
        for timer in self.findChildren(QTimer):
            timer.stop()
