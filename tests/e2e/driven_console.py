"""A console that types: the whole program on a scripted line, driven by real key events, telling what it shows.

As a program it loads everything once and forks a console for each line it is given, ``{"folder", "words"}``: so that
fifty consoles can be killed in the time of ten cold starts.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import storage.desk  # noqa: F401 - loaded before the first fork
from console.app import Wishes, start
from console.profiles import Profile
from console.shell import Shell
from core.calls.model import CallState
from telephony.scripted import ScriptedLine, WrittenCall

PASSPHRASE = "a passphrase of the tests"
STEP_MS = 8


class Typist:
    """One step at a time: ring, answer, F2, type, sometimes save, again. Every letter is told once it stands there."""

    def __init__(self, shell: Shell, line: ScriptedLine, words: list[str], tell: Callable[..., None]) -> None:
        self._shell, self._line, self._words, self._tell = shell, line, words, tell
        self._window = shell.parts.window
        self._random = random.Random(words[0])
        self._letters: list[str] = []
        self._steps = self._work()
        self._watch()

    def step(self) -> None:
        next(self._steps)

    def _work(self) -> Any:
        while not self._shell.is_open:
            yield
        room = self._shell.room
        assert room is not None
        while True:
            call = self._line.other_side.rings(WrittenCall("13812345678"))
            while self._shell.parts.phone.book.find(call) is None:
                yield
            self._key(Qt.Key.Key_F4)
            found = self._shell.parts.phone.book.find(call)
            while found is not None and found.snapshot.state is not CallState.TALKING:
                yield
            for _ in range(2):
                self._key(Qt.Key.Key_F2)
                yield
                yield from self._type("subject", self._window.desk.ticket.fields.subject)
                yield from self._type("description", self._window.desk.ticket.fields.description)
                if self._random.random() < 0.4:
                    QTest.keyClick(self._window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
                    yield
            self._line.other_side.hangs_up(call)
            yield

    def _type(self, name: str, field: QWidget) -> Any:
        for letter in self._words[self._random.randrange(len(self._words))] + " ":
            field.setFocus()
            if letter.isascii():
                QTest.keyClicks(field, letter)
            else:
                commit = QInputMethodEvent()
                commit.setCommitString(letter)
                QApplication.sendEvent(field, commit)
            current = self._shell.room.tickets.current if self._shell.room else None
            if current is not None:
                self._tell("typed", ticket=current.id, field=name, text=current.values()[name])
            yield

    def _key(self, key: Qt.Key) -> None:
        QTest.keyClick(self._window, key)

    def _watch(self) -> None:
        """What stands on the screen, told as it is painted."""
        view = self._window.desk.ticket
        show_ticket, show_saved = view.show_ticket, view.show_saved

        def ticket_shown(form: Any) -> None:
            show_ticket(form)
            if form.title.startswith("Ticket "):
                self._tell("made", ticket=form.id, number=form.title.removeprefix("Ticket "))

        def saved_shown(text: str, tone: Any) -> None:
            show_saved(text, tone)
            current = self._shell.room.tickets.current if self._shell.room else None
            if text == "draft saved" and current is not None:
                self._tell("kept", ticket=current.id, fields=dict(current.keeper.fields))

        view.show_ticket = ticket_shown  # type: ignore[method-assign] # seen from outside
        view.show_saved = saved_shown  # type: ignore[method-assign] # the same


def tell(what: str, **facts: Any) -> None:
    """One line, whole: pipes take so little at once."""
    os.write(1, (json.dumps({"what": what, "at": time.time(), **facts}) + "\n").encode())


def run(folder: Path, words: list[str]) -> None:
    """Until it is killed."""
    app = QApplication([])
    line = ScriptedLine()
    shell = start(Wishes(Profile("killed", folder), language="en", theme="light"), line, app)
    typist = Typist(shell, line, words, tell)
    shell.parts.window.unlock.field.setText(PASSPHRASE)
    QTest.keyClick(shell.parts.window.unlock.field, Qt.Key.Key_Return)
    timer = QTimer()
    timer.timeout.connect(typist.step)
    timer.start(STEP_MS)
    tell("started")
    app.exec()


def serve() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                run(Path(asked["folder"]), asked["words"])
            finally:
                os._exit(1)
        tell("forked", pid=child)
        os.waitpid(child, 0)
        tell("gone")


if __name__ == "__main__":
    serve()
