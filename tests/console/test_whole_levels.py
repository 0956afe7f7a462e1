"""The whole window on a real desk: a supervisor shapes a calendar and a policy, and a ticket falls due by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.app import Wishes, start
from console.door import DEMO_PASSPHRASE
from console.profiles import Profile
from console.views.levels_panel import LevelsPanel
from core.sla.levels import ServiceLevels
from core.sla.policy import TargetKind
from storage.desk import open_desk
from telephony.scripted import ScriptedLine
from tests.console.test_whole_desk import Desk, copy_folder, leave
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, demo_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "demo"
    copy_folder(demo_folder, folder)
    line = ScriptedLine()
    shell = start(Wishes(Profile("demo", folder), language="en", theme="light"), line, qapp)
    desk = Desk(shell, line, qtbot, folder)
    desk.unlock()
    yield desk
    leave(desk)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def drag_hours(panel: LevelsPanel, day: int, start: int, end: int) -> None:
    """In half hours of the day."""
    bar = panel.calendar.week.bars[day]
    half = bar.width() / 48
    begin, last = (QPoint(round((at + 0.5) * half), 12) for at in (start, end - 1))
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(bar, last)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=last)


def make_calendar(panel: LevelsPanel) -> None:
    """Every hour of the week, so that what falls due does not hang on the day of the test."""
    click(panel.list.adds["add_calendar"])
    QTest.keyClicks(panel.calendar.name.control, "Hotline")
    drag_hours(panel, 6, 16, 40)
    assert panel.calendar.week.fields[6].text() == "8:00-20:00"
    click(panel.calendar.always)


def make_policy(panel: LevelsPanel) -> None:
    click(panel.list.adds["add_policy"])
    policy = panel.policy
    QTest.keyClicks(policy.fields["name"].control, "Hotline, at once")
    calendar = policy.fields["calendar"].control
    calendar.setFocus()
    QTest.keyClicks(calendar, "H")
    QTest.keyClick(QApplication.focusWidget() or calendar, Qt.Key.Key_Return)
    solve = next(n for n, label in enumerate(policy.targets.labels) if label.text() == "Resolution")
    for entry in policy.targets.times[solve]:
        entry.setFocus()
        QTest.keyClicks(entry, "37 min")
    for _ in range(2):  # before every other: the first that fits is taken
        QTest.keyClick(panel.list.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


def test_a_calendar_and_a_policy_made_by_hand_change_when_a_ticket_falls_due(desk: Desk) -> None:
    room, panel = desk.shell.room, desk.window.desk.levels
    assert room is not None
    desk.key(Qt.Key.Key_F2)
    desk.until(lambda: room.tickets.current is not None and room.tickets.current.is_made)
    ticket = room.tickets.current
    assert ticket is not None
    due = desk.window.desk.ticket.due.text
    desk.until(lambda: "Resolution due" in due.text() or "First response due" in due.text())
    QTest.keyClick(desk.window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    desk.until(panel.isVisible)
    make_calendar(panel)
    make_policy(panel)
    assert panel.save.isEnabled(), panel.said.text()
    desk.until(lambda: "Hotline, at once" in panel.trial.taken.text())
    QTest.keyClick(
        panel.policy.fields["name"].control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    desk.until(lambda: panel.said.text().startswith("Saved."))
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    desk.until(lambda: "37 min left" in due.text() or "36 min left" in due.text())
    desk.shell.lock()
    desk.until(lambda: desk.shell.parts.door.is_closed)
    kept = open_desk(desk.folder, DEMO_PASSPHRASE)
    try:
        card = kept.read.ticket(ticket.id)
        assert card is not None
        assert card.service is not None
        edition = ServiceLevels(kept.clocks.book(), card.service.opened_at).book.newest
        assert edition is not None
        first = edition.policies[0]
        assert (first.name, [one.kind for one in first.targets]) == (
            "Hotline, at once",
            [TargetKind.RESOLUTION],
        )
        made = edition.calendar(first.calendar)
        assert made is not None
        assert made.name == "Hotline"
        assert len(made.week) == 7
        assert all(day == made.week[0] for day in made.week)
    finally:
        kept.close()
