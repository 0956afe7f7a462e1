"""The assistant joins a real server, in the real window: a desk that is in step at the end of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app import Wishes, start
from console.profiles import Profile
from console.shell import Shell
from core.rights import Role
from core.sync.standing import Stand
from telephony.scripted import ScriptedLine
from tests.server.rig import PASSWORD, make_server, running

LONGEST = 60_000


def test_a_new_desk_joins_and_the_first_supervisor_brings_categories(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    fingerprint = make_server(tmp_path / "server")
    with running(tmp_path / "server", fingerprint) as server:
        server.new_person("wang.min", Role.SUPERVISOR, "After-sales")
        said = server.words("enrol", "front desk").split()
        code = next(word for word in said if word.count("-") == 3 and len(word) == 19)
        shell = start(
            Wishes(Profile("work", tmp_path / "work"), language="en", theme="light"), ScriptedLine(), qapp
        )

        def until(condition: Callable[[], bool]) -> None:
            qtbot.waitUntil(condition, timeout=LONGEST)

        view = shell.parts.window.assistant
        steps: tuple[tuple[str, dict[str, str]], ...] = (
            ("language", {}),
            ("way", {"way": "server"}),
            ("server", {"join_address": f"localhost:{server.port}"}),
            ("compare", {"join_code": code.lower()}),
            ("person", {"join_login": "Wang.Min", "join_password": PASSWORD}),
            ("line", {}),
            ("sound", {}),
        )
        for step, typed in steps:
            until(lambda wanted=step: view.form.page.key == wanted and view.next.isEnabled())  # type: ignore[misc]
            if step == "compare":
                shown = next(one.value for one in view.form.page.fields if one.key == "fingerprint")
                assert shown.split() == fingerprint.split()
            for key, text in typed.items():
                view.field_changed.emit(step, key, text)
            QTest.mouseClick(view.next, Qt.MouseButton.LeftButton)
        until(lambda: shell.is_open)
        room = shell.room
        assert room is not None
        until(lambda: room.frame.standing.stand is Stand.IN_STEP and not room.frame.standing.waiting)
        assert room.place.me.name == "wang.min"
        until(lambda: bool(room.reference.directory.categories))
        leave(shell, until)


def leave(shell: Shell, until: Callable[[Callable[[], bool]], None]) -> None:
    left: list[bool] = []
    shell.on_left(lambda: left.append(True))
    shell.leave()
    until(lambda: bool(left))
    shell.parts.window.deleteLater()
