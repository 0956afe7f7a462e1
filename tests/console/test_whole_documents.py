"""The whole window: what a supervisor shows the boss, as paper with a number and a seal, in both languages."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from console.presenters.report_names import ALL
from core.papers import PaperState
from tests.console.test_whole_desk import demo_folder as demo_folder  # noqa: PLC0414 - a fixture is found by its name
from tests.console.test_whole_paper import PaperDesk
from tests.console.test_whole_paper import desk as desk  # noqa: PLC0414 - as above
from tests.console.test_whole_reports import folder as folder  # noqa: PLC0414 - as above
from tests.console.test_whole_reports import records, reports

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
