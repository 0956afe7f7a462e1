"""Every document, in both languages, on every paper, with little, much and hostile data: whole, apart, in its fonts."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reports.agent_report import agent_report
from reports.daily_report import daily_report
from reports.demo.samples import documents
from reports.fonts import bundled_faces
from reports.layout import Paper
from reports.monthly_report import monthly_report
from reports.service_sheet import service_sheet
from reports.setup import Setup
from reports.sla_report import sla_report
from reports.ticket_list import ticket_list
from reports.ticket_print import ticket_print
from tests.reports import wild
from tests.reports.reading import fonts_of, is_invisible, letters, outside, overlaps, text_of, texts_in

Make = Callable[[Setup], tuple[object, bytes]]


def _service(report: object) -> Make:
    return lambda setup: (report, service_sheet(report, setup))  # type: ignore[arg-type]


CASES: dict[str, Make] = {
    "empty service report": _service(wild.empty_report()),
    "short service report": _service(wild.short_report()),
    "hostile service report": _service(wild.hostile_report()),
    "hostile ticket": lambda setup: (
        wild.hostile_ticket(),
        ticket_print(wild.hostile_ticket(), setup, internal=True),
    ),
    "hostile list": lambda setup: (
        wild.hostile_rows(),
        ticket_list(wild.NAME_500[:90], wild.CHINESE_500, wild.hostile_rows(), setup),
    ),
    "hostile daily report": lambda setup: (wild.hostile_daily(), daily_report(wild.hostile_daily(), setup)),
    "hostile agent report": lambda setup: (wild.hostile_agent(), agent_report(wild.hostile_agent(), setup)),
    "hostile service-level report": lambda setup: (wild.hostile_sla(), sla_report(wild.hostile_sla(), setup)),
    "hostile monthly report": lambda setup: (
        wild.hostile_month(),
        monthly_report(wild.hostile_month(), setup),
    ),
}  # fmt: skip


def as_printed(text: str) -> str:
    """Control characters and what no font has stand there as code points; test_fonts.py says what the fonts have."""
    chain = bundled_faces().regular
    return "".join(
        char
        if is_invisible(char) or (unicodedata.category(char) not in ("Cc", "Cs") and chain.home(char))
        else f"[U+{ord(char):04X}]"
        for char in text
    )


def missing(document: object, pdf: bytes) -> Counter[str]:
    """Characters that were typed and are not on paper."""
    wanted: Counter[str] = Counter()
    for text in texts_in(document):
        wanted += letters(as_printed(text))
    return wanted - letters(text_of(pdf))


@pytest.mark.parametrize("paper", [Paper.A4, Paper.A5, Paper.SLIP])
@pytest.mark.parametrize("case", CASES)
def test_nothing_is_lost_and_nothing_lies_on_anything_else(
    case: str, paper: Paper, setup: Setup, tmp_path: Path
) -> None:
    document, pdf = CASES[case](replace(setup, layout=replace(setup.layout, paper=paper)))
    assert missing(document, pdf) == Counter()
    assert overlaps(pdf) == []
    assert outside(pdf) == []
    fonts = fonts_of(pdf, tmp_path)
    assert fonts
    assert [one for one in fonts if not (one.is_embedded and one.is_subset and one.has_meaning)] == []


def test_the_samples_are_whole(setup: Setup, tmp_path: Path) -> None:
    for name, make in documents(setup.words.language, setup).items():
        pdf = make()
        assert overlaps(pdf) == [], name
        assert outside(pdf) == [], name
        assert all(one.is_embedded and one.is_subset for one in fonts_of(pdf, tmp_path)), name


def test_three_hundred_parts_and_forty_photos(setup: Setup, photo: bytes) -> None:
    report = wild.long_report(photo)
    pdf = service_sheet(report, setup)
    text = text_of(pdf)
    assert missing(report, pdf) == Counter()
    assert overlaps(pdf) == []
    assert all(f"C-{n:04}" in text for n in range(1, 301))
    assert all(f"{n}. Photo {n - 1}" in text for n in range(1, 41))
    assert pdf.count(b"/Subtype /Image") >= 1


def test_the_heat_map_is_about_the_load_and_not_about_working_hours(setup: Setup) -> None:
    text = text_of(documents(setup.words.language, setup)["monthly-report"]())
    assert {"en": "Load by hour of the week", "zh_CN": "一周各时段分布"}[setup.words.language] in text
    assert "工作时间" not in text


def test_a_document_speaks_the_language_it_is_printed_in(setup: Setup) -> None:
    text = text_of(service_sheet(wild.short_report(), setup))
    expected = {"en": ("Parts and prices", "Page 1 of 1"), "zh_CN": ("配件与价格", "第 1 页，共 1 页")}
    for said in expected[setup.words.language]:
        assert said in text
