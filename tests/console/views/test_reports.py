"""The report window by hand, by keys and by screen reader; charts that say their numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.viewmodels.reports import (
    BARS,
    HEAT,
    LINES,
    Chart,
    Filters,
    ReportShown,
    ScheduleLine,
    SchedulesShown,
    Series,
    Table,
    TableLine,
    Tile,
)
from console.viewmodels.tickets import Choice, ScopeTab
from console.views.charts import frame
from console.views.charts.bars import Rows
from console.views.charts.view import ChartView
from console.views.desk_window import DeskWindow
from console.views.report_panel import ReportPanel
from console.views.theme import Role, Theme
from console.views.tokens import DARK, LIGHT, contrast
from tests.console.views.test_accessibility import CONTROLS, tab_way, walk

CHARTS = {
    LINES: Chart(
        LINES,
        "Opened",
        "how many",
        ("11-01", "11-02", "11-03"),
        ("2026-11-01 Sun", "2026-11-02 Mon", "2026-11-03 Tue"),
        (
            Series("Opened", (1.0, None, 3.0), ("1", "–", "3")),
            Series("Resolved", (0.0, 2.0, 2.0), ("0", "2", "2")),
        ),
        ((0.0, "0"), (2.0, "2"), (4.0, "4")),
    ),
    BARS: Chart(
        BARS,
        "Answered",
        "how many",
        ("王芳", "李娜"),
        ("王芳", "李娜"),
        (Series("Answered", (7.0, 2.0), ("7", "2")),),
        ((0.0, "0"), (10.0, "10")),
    ),
    HEAT: Chart(
        HEAT,
        "Offered by hour of the week",
        "on average in such an hour",
        tuple(f"{n:02}" for n in range(24)),
        tuple(f"{n:02}:00 – {n + 1:02}:00" for n in range(24)),
        tuple(
            Series(f"day {d}", tuple(float(d * n) for n in range(24)), tuple(str(d * n) for n in range(24)))
            for d in range(7)
        ),
        ((0.0, "0"), (138.0, "138")),
    ),
}
FIRST = {
    LINES: "2026-11-01 Sun: Opened 1, Resolved 0",
    BARS: "王芳: Answered 7",
    HEAT: "day 0 00:00 – 01:00: 0",
}
LAST = {
    LINES: "2026-11-03 Tue: Opened 3, Resolved 2",
    BARS: "李娜: Answered 2",
    HEAT: "day 6 23:00 – 24:00: 138",
}


def shown(chart: Chart = CHARTS[LINES], problem: str = "", span: str = "month") -> ReportShown:
    spans = (Choice("month", "This month"), Choice("own", "From … to …"))
    return ReportShown(
        (ScopeTab("overview", "Overview", "", True), ScopeTab("calls", "Calls", "", False)),
        Filters((("span", spans, span), ("group", (Choice("day", "By day"),), "day"))),
        "",
        "2026-11-01 – 2026-11-03, compared with 2026-10-01 – 2026-10-03",
        "Days of UTC",
        problem,
        "",
        (
            Tile("opened", "Opened", "4", "▲ 12 %", "what it is", True),
            Tile("offered", "Offered", "9", "", "what", False),
        ),
        chart,
        Table(
            ("Day", "Offered", "Opened"),
            ("", "", "opened"),
            (TableLine("total", ("Total", "9", "4"), True), TableLine("19000", ("2026-11-01 Sun", "9", "1"))),
        ),
    )


@pytest.fixture
def panel(window: DeskWindow, qtbot: QtBot) -> ReportPanel:
    window.desk.reports.show_report(shown())
    qtbot.waitUntil(window.desk.reports.isVisible)
    return window.desk.reports


def test_names_of_bars_never_lie_over_each_other(theme: Theme, qtbot: QtBot) -> None:
    names = tuple(f"Agent {n}" for n in range(13))
    numbers = Series("Answered", (7.0,) * 13, ("7",) * 13)
    many = replace(
        CHARTS[BARS],
        labels=names,
        longer=names,
        series=(numbers, numbers),
        beyond=2,
        rest="{n} more in the table",
    )
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.show_chart(many)
    line = QFontMetricsF(theme.font(Role.SMALL)).height()
    for height in (160, 240, 480):
        view.resize(480, height)
        rows = Rows(theme, many, view._box())
        assert all(rows.box(place).height() >= 0.9 * line for place in range(rows.shown + 1))
        assert rows.shown + rows.left_out == 15
        assert len(view._spots()) == rows.shown
    assert Rows(theme, many, view._box()).shown == 13


@pytest.mark.parametrize("kind", CHARTS)
def test_keys_walk_through_a_chart_and_every_number_is_said(theme: Theme, kind: str, qtbot: QtBot) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show_chart(CHARTS[kind])
    view.show()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.said == FIRST[kind]
    assert view.accessibleName() == f"{CHARTS[kind].title}: {FIRST[kind]}"
    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name) == view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.said == LAST[kind]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.said == LAST[kind]
    if kind == HEAT:
        QTest.keyClick(view, Qt.Key.Key_Up)
        assert view.said == "day 5 23:00 – 24:00: 115"


@pytest.mark.parametrize("kind", CHARTS)
def test_the_pointer_tells_the_number_under_it(theme: Theme, kind: str, qtbot: QtBot) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show_chart(CHARTS[kind])
    view.show()
    spots = view._spots()
    assert len(spots) == {LINES: 3, BARS: 2, HEAT: 168}[kind]
    middle: QPointF = spots[-1].box.center()
    QTest.mouseMove(view, QPoint(round(middle.x()), round(middle.y())))
    qtbot.waitUntil(lambda: view.said == LAST[kind])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_is_painted_in_both_themes(theme: Theme, kind: str, scheme: str, qtbot: QtBot) -> None:
    theme.choose(scheme)
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.show_chart(CHARTS[kind])
    image = view.grab().toImage()
    wanted = frame.colour(theme, 0) if kind != HEAT else None
    seen = {image.pixelColor(x, y).name() for x in range(0, 600, 2) for y in range(0, 300, 2)}
    if wanted is not None:
        assert wanted.name() in seen
    else:
        assert len(seen) > 20  # a ramp of many strengths
    theme.choose("light")


def test_colours_of_charts_stand_out_from_their_ground() -> None:
    for ground, colours in ((LIGHT.pane, frame.LIGHT), (DARK.pane, frame.DARK)):
        assert all(contrast(one, ground) >= 3.0 for one in colours)
        assert len(set(colours)) == len(frame.DASHES)


def test_a_chart_without_numbers_says_so(theme: Theme, qtbot: QtBot) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_chart(
        Chart(
            LINES, "Opened", "how many", ("a",), ("a",), (Series("Opened", (0.0,), ("0",)),), (), "Nothing."
        )
    )
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.said == ""
    assert view.accessibleName() == "Opened: Nothing."
    view.grab()


def test_enter_opens_the_tickets_behind_a_number(panel: ReportPanel, qtbot: QtBot) -> None:
    panel.table.setCurrentIndex(panel.table.model_.index(1, 2))
    with qtbot.waitSignal(panel.figure_opened) as told:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert told.args == ["opened", "19000"]
    panel.table.setCurrentIndex(panel.table.model_.index(1, 1))
    with qtbot.assertNotEmitted(panel.figure_opened):
        QTest.keyClick(panel.table, Qt.Key.Key_Return)  # no tickets stand behind calls


def test_a_tile_leads_to_its_tickets_and_one_that_leads_nowhere_does_not(
    panel: ReportPanel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(panel.figure_opened) as told:
        QTest.keyClick(panel.tiles.tiles[0], Qt.Key.Key_Space)
    assert told.args == ["opened", "total"]
    assert panel.tiles.tiles[1].focusPolicy() is Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(panel.figure_opened):
        panel.tiles.tiles[1].click()


def test_choices_and_files_are_told(panel: ReportPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.filter_chosen) as told:
        panel.fields["span"].pick("own")
    assert told.args == ["span", "own"]
    with qtbot.waitSignal(panel.export_clicked) as saved:
        panel.exports["xlsx"].click()
    assert saved.args == ["xlsx"]
    assert not panel.fields["agent"].isVisible()  # not offered by this report


def test_who_may_not_take_a_report_out_finds_its_buttons_grey(panel: ReportPanel, qtbot: QtBot) -> None:
    buttons = (*panel.exports.values(), panel.document)
    panel.show_report(replace(shown(), document="Monthly report", may_leave=False, said="Ask a supervisor."))
    assert [one.isEnabled() for one in buttons] == [False] * 4
    assert panel.said.isVisible()
    with qtbot.assertNotEmitted(panel.export_clicked):
        panel.exports["csv"].click()
    way = tab_way(panel.tabs.buttons[0], panel.schedule)
    assert not {*buttons} & {*way}
    panel.show_report(shown())
    assert all(one.isEnabled() for one in buttons)


def test_a_period_that_is_being_typed_is_left_alone(panel: ReportPanel, qtbot: QtBot) -> None:
    panel.show_report(shown(span="own"))
    panel.own.setFocus()
    qtbot.waitUntil(panel.own.hasFocus)
    QTest.keyClicks(panel.own, "2026-")
    panel.show_report(shown(span="own"))
    assert panel.own.text() == "2026-"


def test_everything_in_the_window_has_a_name(panel: ReportPanel, window: DeskWindow) -> None:
    interface = QAccessible.queryAccessibleInterface(panel)
    controls = [one for one in walk(interface) if one.role() in CONTROLS]
    assert len(controls) > 8
    assert [type(one.object()).__name__ for one in controls if not one.text(QAccessible.Text.Name)] == []
    panel.turn_schedules()
    panel.show_schedules(schedules())
    controls = [one for one in walk(interface) if one.role() in CONTROLS]
    assert [type(one.object()).__name__ for one in controls if not one.text(QAccessible.Text.Name)] == []
    panel.turn_schedules()


def test_tab_goes_from_the_reports_to_the_files(panel: ReportPanel) -> None:
    way = tab_way(panel.tabs.buttons[0], panel.schedule)
    stops = [
        panel.fields["span"],
        panel.fields["group"],
        panel.tiles.tiles[0],
        panel.chart,
        panel.table,
        panel.exports["csv"],
    ]
    places = [way.index(stop) for stop in stops]
    assert places == sorted(places)


def schedules() -> SchedulesShown:
    line = ScheduleLine("s", "Calls: Yesterday", "Every day 07:30 · Excel · /x", "next 07:30")
    days = (Choice("day", "Every day"),)
    return SchedulesShown((line,), days, (Choice("yesterday", "Yesterday"),), (Choice("xlsx", "Excel"),), "")


def test_a_schedule_is_typed_and_removed(panel: ReportPanel, qtbot: QtBot) -> None:
    panel.turn_schedules()
    drawer = panel.schedules
    drawer.show_schedules(schedules())
    drawer.time.setText("07:30")
    drawer.where.setText("/somewhere")
    with qtbot.waitSignal(drawer.scheduled) as told:
        QTest.keyClick(drawer.where, Qt.Key.Key_Return)
    assert told.args == ["day", "07:30", "yesterday", "xlsx", "/somewhere"]
    assert drawer.where.text() == "/somewhere"  # stays until it is taken
    drawer.rows.setCurrentIndex(drawer.rows.rows.index(0))
    with qtbot.waitSignal(drawer.unscheduled) as gone:
        drawer.remove.click()
    assert gone.args == ["s"]
    panel.turn_schedules()
