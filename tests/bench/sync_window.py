"""The whole program in this process, joined to a real server: what an agent sees of other desks' work."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from console.app import Wishes, start
from console.presenters.signing import Typed
from console.room import DeskRoom
from console.shell import Shell
from core.events import Arrived, Event
from core.sync.standing import Stand
from telephony.scripted import ScriptedLine
from tests.e2e.two_desks import join_profile
from tests.server.rig import PASSWORD, RunningServer

LIMIT_SECONDS = 120


class SyncWindow:
    """Signed in and in step when it is made; ``arrived`` says when each ticket of others was told to the house."""

    def __init__(self, folder: Path, login: str, server: RunningServer) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.app = QApplication.instance() or QApplication(["bench"])
        assert isinstance(self.app, QApplication)
        profile = join_profile(folder.parent, folder.name, login, server, server.port)
        self.shell: Shell = start(Wishes(profile, "zh_CN", "light"), ScriptedLine(), self.app)
        self.arrived: dict[str, float] = {}
        self.failed: list[Exception] = []
        self.shell.open(Typed(login, PASSWORD), lambda: None, self.failed.append)
        self.until(lambda: self.shell.is_open or bool(self.failed))
        if self.failed:
            raise SystemExit(str(self.failed[0]))
        self.room.place.hub.listen(self._happened)
        self.until(lambda: self.room.frame.standing.stand is Stand.IN_STEP)
        self.shell.parts.window.activateWindow()

    @property
    def room(self) -> DeskRoom:
        assert self.shell.room is not None
        return self.shell.room

    def until(self, condition: Callable[[], bool], seconds: float = LIMIT_SECONDS) -> None:
        """Turn Qt's loop until ``condition`` holds; wakes at every event, and every 5 ms at the latest."""
        give_up = time.perf_counter() + seconds
        turn, beat = QEventLoop(), QTimer()
        beat.start(5)
        while not condition():
            turn.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > give_up:
                raise TimeoutError("the bench waited in vain")

    def let_pass(self, seconds: float) -> None:
        over: list[bool] = []
        QTimer.singleShot(round(seconds * 1_000), lambda: over.append(True))
        self.until(lambda: bool(over))

    def close(self) -> None:
        left: list[bool] = []
        self.shell.on_left(lambda: left.append(True))
        self.shell.leave()
        self.until(lambda: bool(left))

    def _happened(self, event: Event) -> None:
        if isinstance(event, Arrived):
            now = time.perf_counter()
            for ticket in event.tickets:
                self.arrived.setdefault(ticket, now)
