"""``python -m tests.measures_page`` writes docs/measures.md and its Chinese from the definitions."""

from __future__ import annotations

from pathlib import Path

from core.reporting.page import measure_page
from reports.words import CHINESE, ENGLISH, SheetWords

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {ENGLISH: DOCS / "measures.md", CHINESE: DOCS / "measures.zh_CN.md"}


def page(language: str) -> str:
    return measure_page(SheetWords(language))


if __name__ == "__main__":
    for language, file in PAGES.items():
        file.write_text(page(language), encoding="utf-8")
