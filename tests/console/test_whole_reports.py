"""The whole window: a report becomes a paper with a number and a seal, and is known again."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pypdf
import pytest

from console import compose_reports
from console.exports.report_papers import ReportPapers
from console.paper.scans import code_on
from console.presenters.report_export import FileMade
from core.papers import PaperRecord, PaperState, PaperWay
from tests.console.test_report_files import SHEET
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name
from tests.console.test_whole_paper import PaperDesk, drop, notices, text_of
from tests.console.test_whole_paper import desk as desk  # noqa: PLC0414 - as above


def records(desk: PaperDesk) -> list[PaperRecord]:
    found: list[list[PaperRecord]] = []
    desk.shell.parts.door.ask(
        lambda inside: [one for n in range(1, inside.papers.next_number()) if (one := inside.papers.find(n))],
        found.append,
        lambda _: None,
    )
    desk.until(lambda: bool(found))
    return found[0]


def reports(desk: PaperDesk) -> compose_reports.ReportsCorner:
    room = desk.shell.room
    assert room is not None
    assert isinstance(room.reports, compose_reports.ReportsCorner)
    return room.reports


@pytest.fixture
def folder(desk: PaperDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    made = tmp_path / "Reports"
    made.mkdir()
    monkeypatch.setattr(compose_reports, "documents", lambda: str(made))
    reports(desk).saver._folder = lambda: str(made)
    return made


def saved_pdf(desk: PaperDesk, kind: str = "pdf") -> None:
    corner = reports(desk)
    corner.open()
    desk.until(lambda: corner.window.worked is not None)
    desk.window.desk.reports.export_clicked.emit(kind)


def test_a_report_has_a_number_and_a_seal_and_is_known_again(desk: PaperDesk, folder: Path) -> None:
    saved_pdf(desk)
    desk.until(lambda: bool(list(folder.glob("*.pdf"))))
    desk.until(lambda: [one.state for one in records(desk)] == [PaperState.DONE])
    [file], [record] = list(folder.iterdir()), records(desk)
    text = pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages[0].extract_text()
    assert "no. 1" in text
    assert (record.kind, record.way, record.to) == ("PR", PaperWay.SAVED, str(folder))
    assert record.file_hash == hashlib.sha256(file.read_bytes()).hexdigest()
    assert code_on(file).code == record.code
    assert record.about.startswith("overview-"), record.about
    desk.window.desk.reports.leave()
    drop(desk, file)
    desk.until(lambda: "This file is what we made, byte for byte." in notices(desk))
    assert record.name in notices(desk)
    printed = folder / "scan.pdf"
    printed.write_bytes(file.read_bytes() + b"\n%")
    drop(desk, printed)
    desk.until(lambda: "This report was printed here" in notices(desk))


def test_the_internal_print_explains_each_clock_and_the_customers_none(desk: PaperDesk) -> None:
    desk.open_first()
    texts = {}
    for paper in ("internal", "customer"):
        desk.asks_for(paper)
        texts[paper] = text_of(desk.sheets.content)
    for said in ("Service levels", "Target", "Used", "outside hours", "Time zone"):
        assert said in texts["internal"]
        assert said not in texts["customer"]


def test_a_folder_that_is_gone_is_said_and_the_archive_says_that_it_failed(
    desk: PaperDesk, folder: Path
) -> None:
    folder.rmdir()
    saved_pdf(desk)
    desk.until(lambda: [one.state for one in records(desk)] == [PaperState.FAILED])
    assert "is not there" in records(desk)[0].why
    assert not folder.exists()


def test_what_became_of_a_mailed_report_stands_in_the_archive(desk: PaperDesk) -> None:
    room = desk.shell.room
    assert room is not None
    papers = ReportPapers(room.place, desk.shell.parts.background, desk.corner.press)
    made: list[FileMade] = []
    for _ in range(2):
        papers.make(SHEET, "boss@house.example", made.append, lambda why: pytest.fail(str(why)))
    desk.until(lambda: len(made) == 2)
    made[0].became("")
    made[1].became("550 no such user")
    desk.until(lambda: all(one.state is not PaperState.GOING for one in records(desk)))
    found = records(desk)
    assert {(one.number, one.state, one.why) for one in found} == {
        (1, PaperState.DONE, ""),
        (2, PaperState.FAILED, "550 no such user"),
    }, "two at a time: the second is drawn again with the next number"
    assert all(one.to == "boss@house.example" for one in found)


def test_the_rail_leads_from_the_reports_back_to_the_list(desk: PaperDesk) -> None:
    reports(desk).open()
    panel = desk.window.desk.reports
    assert not panel.isHidden()
    desk.window.rail_chosen.emit("tickets")
    assert panel.isHidden()
    assert desk.window.desk.page() == "list"
