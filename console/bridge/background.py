"""Lanes away from the UI thread: one worker for the database, one for the server, a pool for the rest."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QTimer

from console.bridge.ui_queue import UiQueue
from core.errors import Trouble

Answer = TypeVar("Answer")
LOG = logging.getLogger("console.background")
BUSY_AFTER_MS = 300
PATIENCE = 1.0  # seconds that the end of the program waits for the network


class OurBug(Trouble):
    """Something failed that nobody foresaw: it is in the log, and the desk goes on."""

    def __init__(self) -> None:
        super().__init__("Ringdesk made a mistake here. It is written to the log; your calls go on.")


class Lane:
    """Workers that take jobs in order, urgent ones first: a keystroke's save never waits behind a list."""

    def __init__(self, name: str, workers: int) -> None:
        self._urgent: deque[Callable[[], None]] = deque()
        self._jobs: deque[Callable[[], None]] = deque()
        self._news = threading.Condition()
        self._is_open = True
        self._threads = [
            threading.Thread(target=self._work, name=f"{name}-{n}", daemon=True) for n in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def add(self, job: Callable[[], None], *, urgent: bool = False) -> None:
        with self._news:
            (self._urgent if urgent else self._jobs).append(job)
            self._news.notify()

    def close(self) -> None:
        """Everything asked for is still done; returns when it is."""
        with self._news:
            self._is_open = False
            self._news.notify_all()
        for thread in self._threads:
            thread.join()

    def leave(self, patience: float) -> None:
        """What is not done in time ends with the program."""
        with self._news:
            self._is_open = False
            self._news.notify_all()
        for thread in self._threads:
            thread.join(patience)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job()

    def _next(self) -> Callable[[], None] | None:
        with self._news:
            while not (self._urgent or self._jobs):
                if not self._is_open:
                    return None
                self._news.wait()
            return self._urgent.popleft() if self._urgent else self._jobs.popleft()


class Background:
    """Work off the UI thread. ``done`` and ``failed`` are called on the UI thread, one of them, once.

    Trouble goes to ``failed`` as it is. Anything else is our bug: it is logged, and ``failed`` is given a sentence.
    """

    def __init__(self, queue: UiQueue) -> None:
        self._queue = queue
        self._busy: Callable[[bool], None] = lambda _: None
        self._database = Lane("database", 1)
        self._pool = Lane("aside", 2)
        self._server = Lane("server", 1)
        self._under_way = 0
        self._watch = QTimer(queue)
        self._watch.setSingleShot(True)
        self._watch.setInterval(BUSY_AFTER_MS)
        self._watch.timeout.connect(lambda: self._busy(True))

    def on_busy(self, busy: Callable[[bool], None]) -> None:
        """Who shows that work takes longer than people like to wait without a sign."""
        self._busy = busy

    def with_database(
        self,
        job: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Trouble], None],
        *,
        urgent: bool = False,
    ) -> None:
        self._start(self._database, job, done, failed, urgent)

    def aside(
        self, job: Callable[[], Answer], done: Callable[[Answer], None], failed: Callable[[Trouble], None]
    ) -> None:
        self._start(self._pool, job, done, failed, urgent=False)

    def with_server(
        self, job: Callable[[], Answer], done: Callable[[Answer], None], failed: Callable[[Trouble], None]
    ) -> None:
        """The network may keep it waiting for long: nobody is shown as busy, and nobody waits for it at the end."""
        self._do(self._server, job, lambda answer: self.tell(lambda: done(answer)), self._told(failed))

    def hop(self, job: Callable[[], Answer]) -> Answer:
        """From within a job of another lane: done on the database lane in its turn; its trouble is raised here."""
        box: SimpleQueue[Answer | Trouble] = SimpleQueue()
        self._do(self._database, job, box.put, box.put)
        answer = box.get()
        if isinstance(answer, Trouble):
            raise answer
        return answer

    def tell(self, news: Callable[[], None]) -> None:
        """From within a job: how far it is, told on the UI thread."""
        self._queue.add(news)

    def close(self) -> None:
        self._watch.stop()
        self._server.leave(PATIENCE)
        self._database.close()
        self._pool.close()

    def _start(
        self,
        lane: Lane,
        job: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Trouble], None],
        urgent: bool,
    ) -> None:
        self._under_way += 1
        if not self._watch.isActive():
            self._watch.start()
        self._do(
            lane,
            job,
            lambda answer: self.tell(lambda: self._finish(lambda: done(answer))),
            self._told(lambda why: self._finish(lambda: failed(why))),
            urgent=urgent,
        )

    def _told(self, failed: Callable[[Trouble], None]) -> Callable[[Trouble], None]:
        return lambda why: self.tell(lambda: failed(why))

    def _do(
        self,
        lane: Lane,
        job: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[Trouble], None],
        *,
        urgent: bool = False,
    ) -> None:
        """``done`` or ``failed`` on the lane's own thread."""

        def work() -> None:
            try:
                answer = job()
            except Trouble as trouble:
                failed(trouble)
            except Exception:
                LOG.exception("a background job failed")
                failed(OurBug())
            else:
                done(answer)

        lane.add(work, urgent=urgent)

    def _finish(self, say: Callable[[], None]) -> None:
        """Progress restarts the watch: busy means that nothing came back for a while."""
        self._under_way -= 1
        self._busy(False)
        if self._under_way:
            self._watch.start()
        else:
            self._watch.stop()
        say()
