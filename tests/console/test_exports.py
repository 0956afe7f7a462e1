"""What may leave a desk, and what is written down of it: reports, scheduled ones, ticket lists and batches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from console.paper.noted import NotedPress
from console.presenters.paper_batch import PaperBatch
from console.presenters.paper_preview import PaperPreview
from console.presenters.paper_wish import Left, PaperKind
from core.exports import Export, to_tell
from core.ids import TicketId
from core.papers import PaperWay
from core.post import Delivery, Fate
from core.reading import TicketFilter, TicketScope
from core.rights import RIGHTS, Right, Role
from core.words import Sentence
from tests.console.report_rig import ReportRig
from tests.console.rig import DiskFull
from tests.console.test_paper import Jammed, SlowPress

DAY = "overview-2026-05-03--2026-05-03"
MONTH = "overview-2026-05-01--2026-05-04"
REFUSED = "Ask a supervisor or an administrator"


@pytest.fixture
def rig(tmp_path: Path) -> ReportRig:
    """A joined desk with a supervisor at it."""
    rig = ReportRig(tmp_path)
    rig.make()
    rig.is_joined = True
    rig.book.allow(RIGHTS[Role.SUPERVISOR])
    rig.looks()
    return rig


def noted(rig: ReportRig) -> list[Export]:
    rig.lane.settle()
    return [note.export for note in to_tell(rig.desk)]


def test_a_report_that_is_saved_is_written_down_with_who_when_and_how_much(rig: ReportRig) -> None:
    rig.saver.save("csv")
    [export] = noted(rig)
    assert (export.what, export.kind, export.way, export.domain) == (MONTH, "csv", PaperWay.SAVED, "")
    assert export.rows == len(rig.exporter.sheets[0].rows)
    [note] = to_tell(rig.desk)
    assert (note.by, note.at) == (rig.place.me.agent, rig.clock.at)
    assert str(rig.folder) not in str(rig.desk.shelf.settings["exports to tell"])


def test_it_is_written_down_before_it_leaves_or_it_does_not_leave(rig: ReportRig) -> None:
    rig.desk.fail_with = DiskFull()
    rig.saver.save("csv")
    rig.lane.settle()
    assert rig.view.last("show_report").problem == "The disk is full."
    assert list(rig.folder.iterdir()) == []


def test_what_did_not_leave_is_struck_out(rig: ReportRig) -> None:
    rig.folder.rmdir()
    rig.saver.save("csv")
    assert noted(rig) == []
    assert "is not there" in rig.view.last("show_report").problem


def test_a_desk_that_works_alone_is_its_owners(rig: ReportRig) -> None:
    rig.is_joined = False
    rig.book.allow(frozenset())
    rig.saver.save("csv")
    rig.lane.settle()
    assert len(list(rig.folder.iterdir())) == 1
    assert noted(rig) == []
    assert rig.view.last("show_report").may_leave


@pytest.mark.parametrize("role", Role)
def test_only_who_has_the_right_saves_a_report(rig: ReportRig, role: Role) -> None:
    rig.book.allow(RIGHTS[role])
    may = Right.EXPORT in RIGHTS[role]
    shown = rig.view.last("show_report")
    assert shown.may_leave is may
    assert (REFUSED in shown.said) is not may
    rig.saver.save("csv")
    rig.lane.settle()
    assert len(list(rig.folder.iterdir())) == int(may)
    assert (REFUSED in rig.view.last("show_report").problem) is not may
    assert len(noted(rig)) == int(may)


def strike(rig: ReportRig) -> None:
    assert rig.hand.when is not None
    rig.clock.at = rig.hand.when
    rig.hand.job()
    rig.lane.settle()


def add(rig: ReportRig, where: str, kind: str = "csv") -> None:
    rig.schedules.add("day", "07:30", "yesterday", kind, where)
    rig.lane.settle()


def test_a_mailed_report_is_written_down_with_the_domain_it_went_to(rig: ReportRig) -> None:
    add(rig, "boss@house.example")
    add(rig, "boss@house.example", "document")
    strike(rig)
    sheet, paper = noted(rig)
    assert (sheet.kind, sheet.way, sheet.domain) == ("csv", PaperWay.MAILED, "house.example")
    assert (paper.what.split("-")[0], paper.kind, paper.domain) == ("day", "pdf", "house.example")
    assert "boss" not in rig.desk.shelf.settings["exports to tell"]


def test_a_letter_that_nobody_took_has_not_left(rig: ReportRig) -> None:
    rig.fate = Delivery(Fate.REFUSED, Sentence("no such user"))
    add(rig, "boss@house.example")
    strike(rig)
    assert noted(rig) == []
    assert rig.exporter.became == ["no such user"]


def test_a_scheduled_report_waits_for_somebody_who_may_have_it(rig: ReportRig) -> None:
    add(rig, str(rig.folder))
    due = rig.hand.when
    rig.book.allow(RIGHTS[Role.AGENT])
    assert rig.hand.when is None
    assert REFUSED in rig.view.last("show_schedules").problem
    add(rig, str(rig.folder))
    assert len(rig.view.last("show_schedules").lines) == 1, "nor is another one taken"
    rig.book.allow(RIGHTS[Role.SUPERVISOR])
    assert rig.hand.when == due
    strike(rig)
    assert noted(rig) == [Export(DAY, "csv", PaperWay.SAVED, len(rig.exporter.sheets[0].rows))]


def papers(rig: ReportRig, press: SlowPress) -> PaperPreview:
    """With a list of one ticket on it."""
    preview = PaperPreview(rig.place, NotedPress(press, rig.book), rig.view)
    page = rig.desk.read.tickets(TicketFilter(TicketScope.ALL), None, 10)
    preview.open_list(page.rows, Sentence("All"), Sentence("1 ticket"))
    press.finish()
    return preview


def test_a_ticket_list_that_is_saved_printed_or_mailed_is_written_down(rig: ReportRig) -> None:
    press = SlowPress()
    preview = papers(rig, press)
    preview.save()
    rig.lane.settle()
    press.going.pop()[1](Left(Sentence("")))
    preview.print()
    assert len(noted(rig)) == 1, "the printer is being chosen"
    press.going.pop()[1](Left(Sentence("")))
    rig.lane.settle()
    preview.mail("boss@house.example")
    assert noted(rig) == [
        Export("tickets", "pdf", PaperWay.SAVED, 1),
        Export("tickets", "pdf", PaperWay.PRINTED, 1),
        Export("tickets", "pdf", PaperWay.MAILED, 1, "house.example"),
    ]
    press.going.pop()[2](Jammed())
    assert len(noted(rig)) == 2, "the letter did not leave"


def test_a_service_report_for_the_customer_is_everyday_work(rig: ReportRig) -> None:
    press = SlowPress()
    preview = PaperPreview(rig.place, NotedPress(press, rig.book), rig.view)
    preview.open_ticket(TicketId("t1"), PaperKind.SERVICE)
    press.finish()
    preview.save()
    preview.leave()
    assert len(press.going) == 1
    assert noted(rig) == []


@pytest.mark.parametrize("is_cut", [False, True])
def test_a_batch_counts_as_one_export_unless_nothing_of_it_was_saved(rig: ReportRig, is_cut: bool) -> None:
    press: Any = SlowPress()
    batch = PaperBatch(rig.place, press, rig.notices, rig.book)
    batch.start((TicketId("t1"), TicketId("t2")))
    assert noted(rig) == [Export("service reports", "pdf", PaperWay.SAVED, 2)]
    if not is_cut:
        press.finish()
        press.going.pop()[1](Left(Sentence("")))
    press.finish()
    press.going.pop()[2](Jammed())
    assert len(noted(rig)) == (0 if is_cut else 1)
