"""A thousand service reports in the real window: how long they take, and how long the screen stood still meanwhile."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.app import Wishes, start
from console.compose_papers import PaperCorner
from console.presenters.signing import Typed
from console.profiles import Profile
from core.ids import TicketId
from core.reading import TicketFilter, TicketScope
from telephony.scripted import ScriptedLine
from tests.bench.report import Figure
from tests.bench.volume import PASSPHRASE, volume_profile

PAPERS = 1000
LIMIT_SECONDS = 300
EVERY = 50  # papers for each figure of how long the screen stood still


def batch_figures(papers: int = PAPERS) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="ringdesk-bench-") as documents:
        bench = BatchBench(volume_profile(papers, papers, "volume-small"), Path(documents))
        try:
            yield from bench.run(papers)
        finally:
            bench.close()


class OwnWork(QTimer):
    """What the UI thread itself did between two beats: what it waits for on a busy machine is not in it."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[float] = []
        self._last = time.thread_time()
        self.timeout.connect(self._beat)
        self.start(5)

    def _beat(self) -> None:
        now = time.thread_time()
        self.turns.append((now - self._last) * 1000)
        self._last = now


class BatchBench:
    """One desk, whose agent goes on typing while the reports are made."""

    def __init__(self, folder: Path, documents: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.documents, running = documents, QApplication.instance()
        self.app = running if isinstance(running, QApplication) else QApplication(["bench"])
        self.shell = start(Wishes(Profile(folder.name, folder), "zh_CN", "light"), ScriptedLine(), self.app)
        failed: list[str] = []
        self.shell.open(Typed("", PASSPHRASE), lambda: None, lambda why: failed.append(str(why)))
        self.until(lambda: self.shell.is_open or bool(failed))
        assert not failed, failed
        room = self.shell.room
        assert room is not None
        assert isinstance(room.papers, PaperCorner)
        self.corner = room.papers
        self.corner.counter._folder = lambda: documents

    def until(self, condition: Callable[[], bool]) -> None:
        give_up = time.perf_counter() + LIMIT_SECONDS
        turn, beat = QEventLoop(), QTimer()
        beat.start(5)
        while not condition():
            if time.perf_counter() > give_up:
                raise TimeoutError("the bench waited in vain")
            turn.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def run(self, papers: int) -> Iterator[Figure]:
        tickets = self._tickets(papers)
        field, beats = self.shell.parts.window.desk.search.field, self.shell.parts.heartbeat
        calm = self._calm()
        blocked: list[float] = []
        own = OwnWork()
        beats.measured(True)
        began = time.perf_counter()
        self.corner.batch.start(tickets)
        self.shell.parts.window.desk.open_search()
        while self.corner.batch.is_going:
            self.until(partial(self._is_further, self.corner.batch._done))
            blocked.append(beats.measured(True))
            field.clear()
            QTest.keyClicks(field, "printer")
        took = time.perf_counter() - began
        own.stop()
        made = [file for file in self.documents.rglob("*") if file.is_file()]
        assert len(made) == papers, len(made)
        assert all(file.read_bytes().endswith(b"%%EOF\n") for file in made), "whole files"
        yield Figure(
            "UI thread blocked during a batch (longest)", blocked, limit=50, judged="max",
            baseline="the same window, nothing to do", baseline_values=calm,
        )  # fmt: skip
        yield Figure("of it the UI thread's own work (processor time)", own.turns, limit=50, judged="max")
        yield Figure(f"a batch of {papers} service reports: each", [took * 1000 / papers])
        yield from self._cancelled(tickets)

    def _is_further(self, done: int) -> bool:
        return self.corner.batch._done >= done + EVERY or not self.corner.batch.is_going

    def _calm(self) -> list[float]:
        """What the machine itself costs."""
        values, beats = [], self.shell.parts.heartbeat
        beats.measured(True)
        for _ in range(10):
            ended: list[bool] = []
            QTimer.singleShot(500, partial(ended.append, True))
            self.until(partial(bool, ended))
            values.append(beats.measured(True))
        return values

    def _cancelled(self, tickets: tuple[TicketId, ...]) -> Iterator[Figure]:
        before = set(self.documents.rglob("*.pdf"))
        self.corner.batch.start(tickets)
        self.until(lambda: self.corner.batch._done >= EVERY)
        began = time.perf_counter()
        self.corner.batch.cancel()
        self.until(lambda: not self.corner.batch.is_going)
        yield Figure("cancel → the batch has ended", [(time.perf_counter() - began) * 1000])
        made = [file for file in self.documents.rglob("*") if file.is_file() and file not in before]
        assert len(made) == self.corner.batch._done
        assert all(file.read_bytes().endswith(b"%%EOF\n") for file in made), "whole files"

    def _tickets(self, papers: int) -> tuple[TicketId, ...]:
        found: list[tuple[TicketId, ...]] = []
        self.shell.parts.door.ask(
            lambda desk: tuple(
                row.id for row in desk.read.tickets(TicketFilter(TicketScope.ALL), limit=papers).rows
            ),
            found.append,
            lambda _: found.append(()),
        )
        self.until(lambda: bool(found))
        assert len(found[0]) == papers, len(found[0])
        return found[0]

    def close(self) -> None:
        left: list[bool] = []
        self.shell.on_left(lambda: left.append(True))
        self.shell.leave()
        self.until(lambda: bool(left))
