"""The report window as a supervisor meets it: figures, periods, filters, tickets behind a number, files, schedules."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from console.presenters.report_counting import DURING_A_CALL, ReportCounting
from console.presenters.report_schedules import KEPT
from console.presenters.ticket_list_presenter import BEHIND
from console.viewmodels.reports import SchedulesShown
from core.calls.model import CallState
from core.post import Delivery, Fate
from core.reporting.asking import CountingState
from core.words import Sentence
from tests.console.report_rig import ReportRig
from tests.console.rig import DiskFull


@pytest.fixture
def rig(tmp_path: Path) -> ReportRig:
    """One call of two minutes, held for twenty seconds, with its ticket; and one that was missed."""
    rig = ReportRig(tmp_path)
    call = rig.talks(rig.rings())
    rig.make()
    rig.wait(60)
    held = rig.holds(call)
    rig.wait(20)
    rig.ends(held)  # hung up while it was held
    rig.wait(31)  # the wrap-up runs out after thirty seconds
    rig.looks()
    return rig


def test_the_window_shows_figures_with_what_they_were_before(rig: ReportRig) -> None:
    shown = rig.view.last("show_report")
    assert shown.period == "2026-05-01 – 2026-05-04, compared with 2026-04-01 – 2026-04-04"
    assert rig.tile("offered") == "1"
    assert rig.tile("opened") == "1"
    assert shown.tiles[0].change == "▲ 1"
    assert shown.chart.kind == "lines"
    assert shown.chart.series[0].values == (0.0, 0.0, 0.0, 1.0)
    assert shown.table.lines[0].key == "total"


def test_hold_and_wrap_up_are_measured_as_they_happen(rig: ReportRig) -> None:
    rig.reports.choose("calls")
    rig.lane.settle()
    assert rig.tile("talk_time") == "1:00 min"
    assert rig.tile("hold_time") == "20 s"
    assert rig.tile("wrap_up_time") == "31 s"
    assert rig.tile("handle_time") == "1:51 min"
    [record] = rig.desk.shelf.calls.values()
    assert record.agent == "me"
    assert record.facts.state is CallState.ENDED


def test_a_call_that_was_up_before_anybody_watched_has_no_hold(tmp_path: Path) -> None:
    rig = ReportRig(tmp_path)
    snapshot = rig.rings()
    fresh = ReportRig(tmp_path)
    talking = fresh.talks(snapshot)
    fresh.ends(talking)
    assert [one.held for one in fresh.desk.shelf.calls.values()] == [None]


@pytest.mark.parametrize(
    ("field", "key", "opened"),
    [
        ("agent", "me", "1"),
        ("agent", "lei", "0"),
        ("team", "after-sales", "1"),
        ("category", "1", "0"),
        ("queue", "", "1"),
    ],
)
def test_a_filter_narrows_everything(rig: ReportRig, field: str, key: str, opened: str) -> None:
    rig.reports.filter(field, key)
    rig.lane.settle()
    assert rig.tile("opened") == opened
    rig.reports.filter(field, "*")
    rig.lane.settle()
    assert rig.tile("opened") == "1"


def test_calls_have_no_category_and_say_so_by_being_empty(rig: ReportRig) -> None:
    rig.reports.filter("group", "category")
    rig.lane.settle()
    line = rig.view.last("show_report").table.lines[1]
    assert line.cells[:2] == ("No category", "–")


def test_an_own_period_is_typed_and_what_is_none_is_said(rig: ReportRig) -> None:
    rig.reports.filter("span", "own")
    rig.lane.settle()
    assert rig.view.last("show_report").own == "2026-05-01 – 2026-05-04"
    rig.reports.type_period("last spring")
    rig.lane.settle()
    shown = rig.view.last("show_report")
    assert "two dates" in shown.problem
    assert shown.own == "last spring"
    rig.reports.type_period("2026-05-04")
    rig.lane.settle()
    assert rig.view.last("show_report").problem == ""
    assert rig.view.last("show_report").chart.kind == "bars"  # one day is no line


def test_the_tickets_behind_a_figure_come_into_the_list(rig: ReportRig) -> None:
    rig.reports.open_figure("opened", "total")
    behind, title = rig.opened[-1]
    assert title == "Opened · 05-01 – 05-04"
    rig.list.show_behind(behind, title)
    rig.lane.settle()
    rows, _more, _empty = rig.view.last("show_rows")
    assert len(rows) == 1
    tab = rig.view.last("show_scopes")[-1]
    assert (tab.key, tab.text, tab.is_chosen) == (BEHIND, title, True)
    rig.list.choose_scope("mine")
    rig.lane.settle()
    assert rig.view.last("show_scopes")[-1].key != BEHIND


def test_a_line_opens_the_tickets_of_that_line(rig: ReportRig) -> None:
    day = rig.view.last("show_report").table.lines[-1].key
    rig.reports.open_figure("opened", day)
    behind, title = rig.opened[-1]
    assert behind.first == behind.last == int(day)
    assert title == "Opened · 05-04"


def test_hours_of_the_week_offer_only_what_they_are_counted_by(rig: ReportRig) -> None:
    rig.reports.filter("agent", "lei")
    rig.reports.choose("week")
    rig.lane.settle()
    shown = rig.view.last("show_report")
    assert [name for name, _choices, _key in shown.filters.fields] == ["span", "queue"]
    assert shown.chart.kind == "heat"
    assert max(max(one.values) for one in shown.chart.series) == 1.0  # one Monday, one call at four
    assert shown.table.lines[4].cells[1] == "1.0"
    assert rig.tile("offered") == "1"


def test_nothing_counted_is_said_where_the_chart_would_be(rig: ReportRig) -> None:
    rig.reports.filter("span", "last month")
    rig.lane.settle()
    assert rig.view.last("show_report").chart.empty == "Nothing was counted in this time."


def test_a_report_is_saved_and_where_is_said(rig: ReportRig) -> None:
    rig.saver.save("csv")
    [file] = rig.folder.iterdir()
    assert file.name == "ringdesk-overview-2026-05-01--2026-05-04.csv"
    assert rig.view.last("show_report").said == f"Saved: {file}"
    assert "Opened" in file.read_text(encoding="utf-8-sig")
    rig.saver.save("csv")
    assert len(list(rig.folder.iterdir())) == 2  # never over what is there


def test_a_folder_that_is_gone_is_said(rig: ReportRig, tmp_path: Path) -> None:
    rig.folder = tmp_path / "gone"
    rig.saver._folder = lambda: str(rig.folder)
    rig.saver.save("csv")
    assert "is not there" in rig.view.last("show_report").problem


def test_what_is_still_being_counted_is_said_and_read_again(rig: ReportRig) -> None:
    rig.reports.counted(CountingState("UTC", 10, 40, is_complete=False, is_idle=False))
    assert "25 %" in rig.view.last("show_report").note
    before = len(rig.view.shown["show_report"])
    rig.reports.counted(CountingState())
    rig.lane.settle()
    assert len(rig.view.shown["show_report"]) > before
    assert rig.view.last("show_report").note == "Days of UTC"


def test_chinese_says_it_in_chinese(tmp_path: Path) -> None:
    rig = ReportRig(tmp_path, "zh_CN")
    rig.looks()
    shown = rig.view.last("show_report")
    assert [tab.text for tab in shown.tabs][:2] == ["总览", "通话"]
    assert shown.tiles[0].name == "呼入"


class TestSchedules:
    def add(self, rig: ReportRig, where: str = "", time: str = "07:30") -> None:
        rig.schedules.add("day", time, "yesterday", "csv", where or str(rig.folder))
        rig.lane.settle()

    def add_paper(self, rig: ReportRig, span: str, where: str = "") -> SchedulesShown:
        rig.schedules.add("month", "07:30", span, "document", where or str(rig.folder))
        rig.lane.settle()
        shown: SchedulesShown = rig.view.last("show_schedules")
        return shown

    def due(self, rig: ReportRig) -> datetime:
        assert rig.hand.when is not None
        return rig.hand.when

    def strike(self, rig: ReportRig) -> None:
        rig.clock.at = self.due(rig)
        rig.hand.job()
        rig.lane.settle()

    def test_a_report_makes_itself_when_it_is_due_and_again_the_next_day(self, rig: ReportRig) -> None:
        self.add(rig)
        first = self.due(rig)
        assert (first.hour, first.minute) == (7, 30)
        self.strike(rig)
        [file] = rig.folder.iterdir()
        assert file.name == "ringdesk-overview-2026-05-03--2026-05-03.csv"
        assert self.due(rig) == first + timedelta(days=1)
        assert rig.view.last("show_schedules").lines[0].state.startswith("saved")

    def test_it_goes_by_mail_with_the_file(self, rig: ReportRig) -> None:
        self.add(rig, "boss@example.invalid")
        self.strike(rig)
        [letter] = rig.letters
        assert letter.to == "boss@example.invalid"
        assert letter.files[0].name.endswith(".csv")
        assert b"Opened" in letter.files[0].data

    def test_a_mail_server_that_wants_it_later_is_asked_again(self, rig: ReportRig) -> None:
        rig.fate = Delivery(
            Fate.LATER, Sentence("The mail server does not answer. It is tried again by itself.")
        )
        self.add(rig, "boss@example.invalid")
        self.strike(rig)
        assert "does not answer" in rig.view.last("show_schedules").lines[0].state
        rig.fate = Delivery(Fate.SENT)
        rig.wait(601)
        assert len(rig.letters) == 2
        assert rig.letters[0].id == rig.letters[1].id
        assert rig.view.last("show_schedules").lines[0].state.startswith("sent")

    def test_what_was_missed_while_the_desk_was_off_is_made_once(self, rig: ReportRig) -> None:
        self.add(rig)
        rig.clock.at += timedelta(days=5)
        again = rig.scheduled()
        assert self.due(rig) < rig.clock.at
        rig.hand.job()
        rig.lane.settle()
        assert len(list(rig.folder.iterdir())) == 1
        assert self.due(rig) > rig.clock.at
        again.show()

    def test_a_folder_that_is_gone_is_said_beside_it_and_tried_the_next_time(
        self, rig: ReportRig, tmp_path: Path
    ) -> None:
        where = tmp_path / "share"
        where.mkdir()
        self.add(rig, str(where))
        where.rmdir()
        self.strike(rig)
        assert "is not there" in rig.view.last("show_schedules").lines[0].state
        where.mkdir()
        self.strike(rig)
        assert len(list(where.iterdir())) == 1

    @pytest.mark.parametrize(
        ("where", "time", "said"),
        [
            ("nowhere", "07:30", "a folder that is there"),
            ("a b@c", "07:30", "mail address"),
            ("", "soon", "07:30"),
        ],
    )
    def test_what_cannot_be_scheduled_is_said(self, rig: ReportRig, where: str, time: str, said: str) -> None:
        self.add(rig, where, time)
        shown = rig.view.last("show_schedules")
        assert said in shown.problem
        assert shown.lines == ()

    def test_a_paper_makes_itself(self, rig: ReportRig) -> None:
        assert "Monthly report" in self.add_paper(rig, "last month").lines[0].detail
        self.strike(rig)
        [paper] = rig.exporter.documents
        assert (paper.kind, paper.name) == ("month", "ringdesk-month-2026-05-01--2026-05-31")
        assert rig.view.last("show_schedules").lines[0].state.startswith("saved")

    def test_a_paper_goes_by_mail_under_its_own_name(self, rig: ReportRig) -> None:
        rig.reports.choose("levels")
        self.add_paper(rig, "last month", "boss@example.invalid")
        self.strike(rig)
        [letter] = rig.letters
        assert letter.subject.startswith("Service-level report")
        assert [(one.name, one.type) for one in letter.files] == [
            ("ringdesk-levels-2026-05-01--2026-05-31.pdf", "application/pdf")
        ]
        assert rig.exporter.became == [""]

    def test_on_the_first_this_month_is_still_the_month(self, rig: ReportRig) -> None:
        self.add_paper(rig, "month")
        self.strike(rig)
        [paper] = rig.exporter.documents
        assert paper.kind == "month"
        assert paper.first == paper.last

    def test_what_has_no_paper_is_said(self, rig: ReportRig) -> None:
        shown = self.add_paper(rig, "last week")
        assert "no paper of its own" in shown.problem
        assert shown.lines == ()

    def test_what_a_newer_program_scheduled_is_not_a_reason_to_stop(self, rig: ReportRig) -> None:
        self.add(rig)
        kept = rig.desk.setting(KEPT)
        assert kept is not None
        rig.desk.set_setting(KEPT, kept.replace('"csv"', '"hologram"'))
        rig.scheduled().show()
        assert rig.view.last("show_schedules").lines == ()

    def test_one_is_removed(self, rig: ReportRig) -> None:
        self.add(rig)
        rig.schedules.remove(rig.view.last("show_schedules").lines[0].id)
        rig.lane.settle()
        assert rig.hand.when is None
        assert rig.desk.setting(KEPT) == '{"all": []}'

    def test_a_damaged_list_is_an_empty_one(self, rig: ReportRig) -> None:
        rig.desk.set_setting(KEPT, '{"all": [{"id": 7}]}')
        rig.scheduled().show()
        assert rig.view.last("show_schedules").lines == ()


def test_an_answer_to_a_question_that_was_replaced_is_dropped(rig: ReportRig) -> None:
    rig.reports.choose("calls")
    rig.reports.choose("agents")
    rig.lane.settle()
    assert next(tab.key for tab in rig.view.last("show_report").tabs if tab.is_chosen) == "agents"
    assert rig.reports.worked is not None
    assert rig.reports.worked.asked.report.id == "agents"


def test_trouble_is_said_and_the_figures_stay(rig: ReportRig) -> None:
    rig.fails(DiskFull())
    rig.reports.choose("calls")
    rig.lane.settle()
    shown = rig.view.last("show_report")
    assert shown.problem == "The disk is full."
    assert shown.tiles


def test_nothing_is_counted_while_somebody_talks(rig: ReportRig) -> None:
    told: list[CountingState] = []
    up = [True]
    counting = ReportCounting(rig.place, told.append, lambda: up[0])
    counting.begin()
    rig.lane.settle()
    assert told == []
    up.clear()
    up.append(False)
    rig.wait(DURING_A_CALL)
    rig.lane.settle()
    assert told
