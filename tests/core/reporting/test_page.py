"""The page of definitions says what the program counts."""

from __future__ import annotations

import pytest

from core.reporting.catalogue import MEASURES, REPORTS
from reports.words import ENGLISH
from tests.measures_page import PAGES, page


@pytest.mark.parametrize("language", PAGES)
def test_the_page_in_docs_is_made_from_the_definitions(language: str) -> None:
    assert PAGES[language].read_text(encoding="utf-8") == page(language)


def test_every_measure_and_report_stands_on_it() -> None:
    text = page(ENGLISH)
    for measure in MEASURES.values():
        assert f"| {measure.name} | {measure.means} | {measure.formula} |" in text
    for report in REPORTS:
        assert f"**{report.name}**" in text
