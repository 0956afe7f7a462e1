"""Paper where something is broken: disk, font, printer, mail server; tried in the window."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

import resources
from console.paper import press as press_module
from core.papers import PaperState
from reports.fonts import REGULAR
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name
from tests.console.test_whole_paper import Chosen, PaperDesk, click, is_whole, notices, text_of
from tests.console.test_whole_paper import desk as desk  # noqa: PLC0414 - as above
from tests.console.test_whole_reports import records, reports, saved_pdf
from tests.courier.servers import mail_server
from tests.storage.test_disk import linux_only, mounted

DAMAGED = """
import resources
resources.__file__ = {copy!r}
from console.paper.press_process import main
main()
"""


def says(desk: PaperDesk, part: str) -> bool:
    return part in desk.said


def states(desk: PaperDesk) -> list[PaperState]:
    return [one.state for one in records(desk)]


@linux_only
def test_a_full_disk_is_said_nothing_is_left_on_it_and_the_paper_is_still_there(desk: PaperDesk) -> None:
    desk.open_first()
    desk.asks_for("service")
    with mounted(desk.documents, "-t", "tmpfs", "-o", "size=32k", "tmpfs"):
        desk.panel.save.click()
        desk.until(partial(says, desk, f"The disk of {desk.documents} is full: nothing was saved."))
        assert list(desk.documents.iterdir()) == []
    desk.panel.save.click()
    desk.until(partial(says, desk, "Saved: "))
    [file] = desk.documents.iterdir()
    assert is_whole(file)
    assert states(desk) == [PaperState.FAILED, PaperState.DONE]


@linux_only
def test_a_batch_that_meets_a_full_disk_stops_with_whole_files_only(desk: PaperDesk) -> None:
    table = desk.shows_all()
    table.table.selectAll()
    with mounted(desk.documents, "-t", "tmpfs", "-o", "size=400k", "tmpfs"):
        table.print_wanted.emit("reports")
        desk.until(lambda: "Stopped: " in notices(desk))
        assert "are saved whole" in notices(desk)
        assert "is full" in notices(desk)
        [folder] = desk.documents.iterdir()
        made = list(folder.iterdir())
        assert 0 < len(made) < len(table.chosen())
        assert all(is_whole(file) for file in made)
    assert not desk.corner.batch.is_going, "another batch may begin"


@linux_only
def test_a_report_that_meets_a_full_disk_is_said_in_the_report(desk: PaperDesk, tmp_path: Path) -> None:
    corner, problem = reports(desk), desk.window.desk.reports.problem
    with mounted(tmp_path / "full", "-t", "tmpfs", "-o", "size=16k", "tmpfs") as full:
        (full / "ballast").write_bytes(b"x" * 12_000)
        corner.saver._folder = lambda: str(full)
        for kind in ("pdf", "xlsx"):
            saved_pdf(desk, kind)
            desk.until(lambda: "is full. Please make room and save again" in problem.text())
            assert [one.name for one in full.iterdir()] == ["ballast"]
            corner.window.say(None)
            assert problem.text() == ""
    desk.until(lambda: states(desk) == [PaperState.FAILED])


def copied_resources(where: Path) -> Path:
    """The real ones, by links; one font is a copy that was cut off."""
    real = Path(resources.__file__).parent
    for one in real.rglob("*"):
        place = where / one.relative_to(real)
        if one.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(one)
    font = where / "fonts" / REGULAR
    whole = font.read_bytes()
    font.unlink()
    font.write_bytes(whole[: len(whole) // 2])
    return where


@linux_only
def test_a_damaged_font_is_named_nothing_is_made_and_a_mended_one_is_enough(
    desk: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copied_resources(tmp_path / "resources")
    child = [sys.executable, "-c", DAMAGED.format(copy=str(copy / "__init__.py"))]
    monkeypatch.setattr(press_module, "press_command", lambda: child)
    ticket = desk.open_first()
    room = desk.shell.room
    assert room is not None
    desk.corner.preview.open_ticket(ticket)
    desk.until(partial(says, desk, f"The font file {REGULAR} is damaged, and nothing is printed with it."))
    assert desk.corner.preview.sheets is None
    assert not desk.panel.save.isEnabled()
    assert states(desk) == []
    font = copy / "fonts" / REGULAR
    font.write_bytes((Path(resources.__file__).parent / "fonts" / REGULAR).read_bytes())
    desk.panel.leave()
    desk.corner.preview.open_ticket(ticket)
    desk.until(lambda: desk.corner.preview.sheets is not None)
    assert desk.said == ""
    assert text_of(desk.sheets.content)


def test_a_printer_that_takes_nothing_is_said_and_the_archive_says_so(
    desk: PaperDesk, tmp_path: Path
) -> None:
    desk.open_first()
    desk.asks_for("internal")
    gone = QPrinter(QPrinter.PrinterMode.HighResolution)
    gone.setOutputFileName(str(tmp_path / "gone" / "x.pdf"))
    counter = desk.corner.counter
    counter.printers, counter.choice = (lambda: ["laser"]), Chosen(gone)
    (tmp_path / "gone").write_text("a file where the folder was")
    desk.panel.print.click()
    desk.until(partial(says, desk, "cannot be written, so nothing was saved"))
    assert states(desk) == [PaperState.FAILED]
    assert desk.corner.preview.sheets is not None


def test_a_mail_server_that_is_away_or_refuses_is_said_and_the_address_stays(desk: PaperDesk) -> None:
    desk.open_first()
    desk.asks_for("customer")
    with mail_server() as box:
        port = box.port
    desk.shell.parts.settings.change(
        {"mail_host": "127.0.0.1", "mail_port": str(port), "mail_security": "none", "mail_sender": "a@b.c"}
    )
    click(desk.panel.mail)
    desk.panel.address.setText("wang@house.example")
    click(desk.panel.send)
    desk.until(partial(says, desk, "The mail was not sent: The mail server does not answer"))
    with mail_server() as box:
        box.answers = ["554 not this house"]
        desk.shell.parts.settings.change({"mail_port": str(box.port)})
        click(desk.panel.send)
        desk.until(partial(says, desk, "554 not this house"))
    assert desk.panel.address.text() == "wang@house.example"
    assert states(desk) == [PaperState.FAILED, PaperState.FAILED]
