"""Papers of a time: which one is offered, and that all that belongs to it is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from console.exports.documents import column
from console.presenters.report_documents import PARTS
from core.reporting.catalogue import BY_ID, measure_of
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
