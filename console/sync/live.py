"""The open line to the server: pokes, and who is how and where. It comes back by itself; polling goes on without it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

from console.sync.ways import OpenLine, Ways
from core.errors import Trouble
from core.sync.live import FromDesk, News

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials

_BREATH = 20.0


class LiveLine:
    """Two threads while it is open: one listens, one speaks, so that neither waits for the other."""

    def __init__(
        self,
        ways: Ways,
        tell: Callable[[Callable[[], None]], None],
        heard: Callable[[News], None],
        turned: Callable[[bool], None],
    ) -> None:
        """``tell`` carries to the screen's thread; ``turned`` is told there: it is open now, or it ended."""
        self._ways = ways
        self._tell = tell
        self._heard = heard
        self._turned = turned
        self._line: _Line | None = None

    def open(self, credentials: Credentials, token: str) -> None:
        """Nothing when it is open already."""
        if self._line is None:
            self._line = line = _Line(self._ways, credentials, token, self._came)
            line.begin()

    def say(self, message: FromDesk) -> None:
        """What is said while there is no line is not kept: it is of this moment only."""
        if self._line is not None:
            self._line.outbox.put(message)

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.end()

    def _came(self, line: _Line, news: News | None, *, is_open: bool) -> None:
        """On a thread of the line's."""
        self._tell(lambda: self._arrived(line, news, is_open=is_open))

    def _arrived(self, line: _Line, news: News | None, *, is_open: bool) -> None:
        if line is not self._line:
            return
        if news is not None:
            self._heard(news)
            return
        if not is_open:
            self._line = None
        self._turned(is_open)


class _Line:
    """One connection from its opening to its end."""

    def __init__(self, ways: Ways, credentials: Credentials, token: str, came: Callable[..., None]) -> None:
        self._ways = ways
        self._credentials = credentials
        self._token = token
        self._came = came
        self._is_over = threading.Event()
        self.outbox: SimpleQueue[FromDesk | None] = SimpleQueue()

    def begin(self) -> None:
        threading.Thread(target=self._listen, name="live", daemon=True).start()

    def end(self) -> None:
        self._is_over.set()
        self.outbox.put(None)

    def _listen(self) -> None:
        with suppress(Trouble):
            line = self._ways.line(self._credentials, self._token)
            speaker = threading.Thread(target=self._speak, args=(line,), name="live-out", daemon=True)
            speaker.start()
            self._came(self, None, is_open=True)
            try:
                while not self._is_over.is_set():
                    news = line.next(_BREATH)
                    if news is not None:
                        self._came(self, news, is_open=True)
            finally:
                self.end()
                line.close()
        self._came(self, None, is_open=False)

    def _speak(self, line: OpenLine) -> None:
        """Ends with the line, or at the word to end: then the listener wakes up too."""
        with suppress(Trouble):
            while (message := self.outbox.get()) is not None:
                line.say(message)
        line.close()
