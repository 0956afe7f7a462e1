"""Timers on the UI thread, as the presenters ask for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class UiTimers(QObject):
    """``after`` runs a job once, ``every`` again and again; what comes back ends it. They live as long as ``owner``."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)

    def after(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        timer = QTimer(self)
        timer.setSingleShot(True)

        def run() -> None:
            timer.deleteLater()
            job()

        timer.timeout.connect(run)
        timer.start(int(seconds * 1000))
        return timer.stop

    def every(self, seconds: float, job: Callable[[], None]) -> Callable[[], None]:
        timer = QTimer(self)
        timer.timeout.connect(job)
        timer.start(int(seconds * 1000))
        return timer.stop
