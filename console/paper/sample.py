"""The made-up paper beside the editor of the layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from console.paper.house import layout_of
from console.paper.making import sheet_words
from console.paper.pdf import page_sizes
from reports.demo.samples import texts_of
from reports.demo.tickets import service_report
from reports.layout import checked_layout
from reports.seal import SealKey
from reports.service_sheet import service_sheet
from reports.setup import Printing, Setup

SAMPLE_KEY = SealKey(b"a sample is nobody's: it proves nothing")


@dataclass(frozen=True, slots=True)
class SampleSheets:
    """What is looked at."""

    content: bytes
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """A made-up paper, with number 0 and a seal of nobody's."""

    texts: Mapping[str, str]
    language: str
    zone: ZoneInfo
    at: datetime
    by: str

    def fill(self) -> SampleSheets:
        layout = checked_layout(layout_of(dict(self.texts)))
        printing = Printing(0, self.at, self.by)
        setup = Setup(sheet_words(self.language), layout, self.zone, printing, SAMPLE_KEY)
        content = service_sheet(service_report(texts_of(self.language)), setup)
        return SampleSheets(content, page_sizes(content))
