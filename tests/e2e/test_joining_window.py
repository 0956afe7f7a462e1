"""The assistant joins a real server, in the real window: a desk that is in step at the end of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app import Wishes, start
from console.compose_reports import ReportsCorner
from console.profiles import Profile
from console.room import DeskRoom
from console.shell import Shell
from core.rights import Role
from core.sync.standing import Stand
from telephony.scripted import ScriptedLine
from tests.server.rig import PASSWORD, RunningServer, make_server, running

LONGEST = 60_000


Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    return lambda condition: qtbot.waitUntil(condition, timeout=LONGEST)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    fingerprint = make_server(tmp_path / "server")
    with running(tmp_path / "server", fingerprint) as made:
        made.new_person("wang.min", Role.SUPERVISOR, "After-sales")
        yield made


@pytest.fixture
def shell(server: RunningServer, until: Until, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    """A new desk that the assistant has joined to the server, in step."""
    said = server.words("enrol", "front desk").split()
    code = next(word for word in said if word.count("-") == 3 and len(word) == 19)
    wishes = Wishes(Profile("work", tmp_path / "work"), language="en", theme="light")
    shell = start(wishes, ScriptedLine(), qapp)
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
            assert shown.split() == server.fingerprint.split()
        for key, text in typed.items():
            view.field_changed.emit(step, key, text)
        QTest.mouseClick(view.next, Qt.MouseButton.LeftButton)
    until(lambda: shell.is_open)
    standing = room_of(shell).frame
    until(lambda: standing.standing.stand is Stand.IN_STEP and not standing.standing.waiting)
    yield shell
    leave(shell, until)


def test_a_new_desk_joins_and_the_first_supervisor_brings_categories(shell: Shell, until: Until) -> None:
    room = room_of(shell)
    assert room.place.me.name == "wang.min"
    until(lambda: bool(room.reference.directory.categories))


def test_a_report_that_is_saved_stands_in_the_servers_audit_log_and_an_agent_saves_none(
    shell: Shell, server: RunningServer, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    room, panel = room_of(shell), shell.parts.window.desk.reports
    reports = room.reports
    assert isinstance(reports, ReportsCorner)
    monkeypatch.setattr(reports.saver, "_folder", lambda: str(folder))
    reports.open()
    until(lambda: reports.window.worked is not None and panel.exports["csv"].isVisible())
    QTest.mouseClick(panel.exports["csv"], Qt.MouseButton.LeftButton)
    until(lambda: len(list(folder.iterdir())) == 1)
    room.sync.look()
    until(lambda: bool(exported(server)))
    [entry] = exported(server)
    assert entry["by"] == room.place.me.agent
    assert entry["about"].startswith("overview-")
    assert str(folder) not in str(entry)
    server.words("user", "role", "wang.min", "agent")
    room.sync.look()
    until(lambda: not panel.exports["csv"].isEnabled())
    assert "Ask a supervisor" in panel.said.text()


def exported(server: RunningServer) -> list[dict[str, Any]]:
    entries = (json.loads(line) for line in server.words("audit").splitlines() if line.startswith("{"))
    return [entry for entry in entries if entry["kind"] == "exported"]


def room_of(shell: Shell) -> DeskRoom:
    assert shell.room is not None
    return shell.room


def leave(shell: Shell, until: Until) -> None:
    left: list[bool] = []
    shell.on_left(lambda: left.append(True))
    shell.leave()
    until(lambda: bool(left))
    shell.parts.window.deleteLater()
