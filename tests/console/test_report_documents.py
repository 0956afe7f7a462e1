"""Papers of a time: which one is offered, and that all that belongs to it is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from console.exports.documents import column, day_of
from console.presenters.report_documents import PARTS
from core.ids import AgentId, PromiseId, TicketId
from core.reading import Person
from core.reporting.catalogue import BY_ID, measure_of
from core.reporting.sheets import Document
from core.tickets.commands import PromiseCallBack, SettlePromise
from tests.console.report_rig import ReportRig


@pytest.fixture
def rig(tmp_path: Path) -> ReportRig:
    """A call with its ticket."""
    rig = ReportRig(tmp_path)
    call = rig.talks(rig.rings())
    rig.make()
    rig.ends(call)
    rig.looks()
    return rig


def offered(rig: ReportRig) -> str:
    rig.lane.settle()
    said: str = rig.view.last("show_report").document
    return said


def test_each_report_offers_the_paper_that_it_can_become(rig: ReportRig) -> None:
    assert offered(rig) == "Monthly report"
    rig.reports.filter("span", "today")
    assert offered(rig) == "Daily report"
    rig.reports.filter("span", "last week")
    assert offered(rig) == ""
    rig.reports.choose("agents")
    assert offered(rig) == ""
    rig.reports.filter("agent", "me")
    assert offered(rig) == "Agent report"
    rig.reports.choose("levels")
    assert offered(rig) == "Service-level report"
    rig.reports.choose("tickets")
    assert offered(rig) == ""
    rig.saver.save("document")
    rig.lane.settle()
    assert rig.exporter.documents == []


@pytest.mark.parametrize(
    ("report", "filters", "kind"),
    [
        ("overview", (), "month"),
        ("overview", (("span", "today"),), "day"),
        ("agents", (("agent", "me"),), "agent"),
        ("levels", (), "levels"),
    ],
)
def test_a_paper_has_all_its_reports_of_the_same_time_and_people(
    rig: ReportRig, report: str, filters: tuple[tuple[str, str], ...], kind: str
) -> None:
    rig.reports.choose(report)
    for field, key in filters:
        rig.reports.filter(field, key)
    rig.lane.settle()
    rig.saver.save("document")
    rig.lane.settle()
    [made] = rig.exporter.documents
    assert made.kind == kind
    assert [name for name, _ in made.sheets] == [name for name, _ in PARTS[kind]]
    assert made.last == date(2026, 5, 4)
    assert rig.view.last("show_report").said.startswith("Saved: ")


def test_the_columns_that_papers_read_are_those_of_the_reports(rig: ReportRig) -> None:
    rig.reports.choose("calls")
    rig.lane.settle()
    rig.saver.save("csv")
    [sheet] = rig.exporter.sheets
    for measure in BY_ID["calls"].measures[:4]:
        assert sheet.columns[column("calls", measure)].head == str(measure_of(measure).name)


def promises(rig: ReportRig, ticket: TicketId, name: str, due: timedelta) -> None:
    at = rig.clock.at + due
    rig.writer.perform(PromiseCallBack(rig.place.stamp(), ticket, PromiseId(name), at))


def keeps(rig: ReportRig, ticket: TicketId, name: str) -> None:
    rig.writer.perform(SettlePromise(rig.place.stamp(), ticket, PromiseId(name), is_kept=True))


def levels_of(rig: ReportRig, period: str) -> Document:
    rig.reports.choose("levels")
    rig.reports.type_period(period)
    rig.lane.settle()
    rig.saver.save("document")
    rig.lane.settle()
    return rig.exporter.documents[-1]


def test_late_clocks_are_those_of_the_figure_not_of_another_day_nor_running(rig: ReportRig) -> None:
    """Three promises of one ticket: two kept too late, on two days, and one that is late and not kept."""
    current = rig.tickets.current
    assert current is not None
    hour = timedelta(hours=1)
    for name in ("first", "second", "open"):
        promises(rig, current.id, name, hour)
    rig.clock.at += 2 * hour
    keeps(rig, current.id, "first")
    rig.clock.at += 24 * hour
    keeps(rig, current.id, "second")
    rig.clock.at += hour
    found = {
        period: [one.why.reading.ref for one in levels_of(rig, period).late]
        for period in ("2026-05-04", "2026-05-05", "2026-05-06", "2026-05-04 2026-05-05")
    }
    assert found == {
        "2026-05-04": ["first"],
        "2026-05-05": ["second"],
        "2026-05-06": [],
        "2026-05-04 2026-05-05": ["first", "second"],
    }
    judged = levels_of(rig, "2026-05-04 2026-05-05").judged
    assert sum(missed for _name, _met, missed in judged) == 2


def test_two_agents_of_one_name_have_each_their_own_figures(rig: ReportRig) -> None:
    """王敏 made a ticket in her call; her namesake was only rung."""
    directory = rig.desk.read.directory()
    people = (Person(AgentId("lei"), "王敏"), Person(AgentId("me"), "王敏"))
    rig.desk.save_directory(replace(directory, people=people))
    rig.place.me = replace(rig.place.me, agent=AgentId("lei"))
    rig.ends(rig.answered_call("13900000000"))
    rig.reports.filter("span", "today")
    rig.looks()
    rig.saver.save("document")
    rig.lane.settle()
    day = day_of(rig.exporter.documents[-1])
    assert sorted((one.name, one.calls, one.opened) for one in day.agents) == [("王敏", 1, 0), ("王敏", 1, 1)]
