"""The whole window: what a supervisor shows the boss, as paper with a number and a seal, in both languages."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest

from console.presenters.report_names import ALL
from console.viewmodels.reports import DOCUMENT
from core.papers import PaperState, PaperWay
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name
from tests.console.test_whole_paper import PaperDesk
from tests.console.test_whole_paper import desk as desk  # noqa: PLC0414 - as above
from tests.console.test_whole_reports import folder as folder  # noqa: PLC0414 - as above
from tests.console.test_whole_reports import records, reports
from tests.courier.servers import mail_server

PAPERS = {
    "month": ("overview", "", "MR", {"en": "Load by hour of the week", "zh_CN": "月报"}),
    "day": ("overview", "today", "DR", {"en": "Calls and tickets", "zh_CN": "日报"}),
    "agent": ("agents", "", "AR", {"en": "Days and times", "zh_CN": "坐席报告"}),
    "levels": ("levels", "", "SL", {"en": "Breaches", "zh_CN": "服务级别"}),
}


def text_of(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.read_bytes())).pages)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_a_report_becomes_its_paper(desk: PaperDesk, folder: Path, kind: str, language: str) -> None:
    report, span, code, said = PAPERS[kind]
    corner, panel = reports(desk), desk.window.desk.reports
    desk.shell.parts.words.speak(language)
    corner.open()
    desk.until(lambda: corner.window.worked is not None)
    corner.window.choose(report)
    if span:
        corner.window.filter("span", span)
    if kind == "agent":
        fields = corner.window.choice.filters(desk.shell.parts.words, corner.window.names).fields
        [people] = [choices for name, choices, _ in fields if name == "agent"]
        corner.window.filter("agent", next(one.key for one in people if one.key not in ("", ALL)))
    desk.until(lambda: panel.document.isVisible() and not corner.window._is_busy)
    panel.document.click()
    desk.until(lambda: bool(list(folder.glob("*.pdf"))))
    desk.until(lambda: [one.state for one in records(desk)] == [PaperState.DONE])
    [file], [record] = list(folder.iterdir()), records(desk)
    assert record.kind == code
    assert said[language] in text_of(file)


def test_a_paper_that_is_scheduled_makes_itself_and_is_mailed(desk: PaperDesk) -> None:
    """The first of the month was missed: it is made when the desk is there again."""
    corner = reports(desk)
    with mail_server() as box:
        desk.shell.parts.settings.change(
            {
                "mail_host": "127.0.0.1",
                "mail_port": str(box.port),
                "mail_security": "none",
                "mail_sender": "a@b.c",
            }
        )
        corner.window.choose("overview")
        corner.schedules.add("month", "07:30", "last month", DOCUMENT, "boss@house.example")
        [made] = corner.schedules._all
        corner.schedules._keep((replace(made, done=made.done - timedelta(days=40) if made.done else None),))
        desk.until(lambda: bool(box.letters))
        desk.until(lambda: [one.state for one in records(desk)] == [PaperState.DONE])
    [letter], [record] = box.letters, records(desk)
    [file] = letter.iter_attachments()
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.get_content())).pages)
    assert letter["Subject"].startswith("Monthly report")
    assert "Load by hour of the week" in text
    assert (record.kind, record.way, record.to) == ("MR", PaperWay.MAILED, "boss@house.example")
