"""``presenters.layout_editor.LayoutShop``: the layout in the encrypted desk, and a made-up paper that shows it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from console.bridge.background import Background
from console.paper.house import keep_layout, layout_of, plain_of, read_layout
from console.paper.making import ONE_AT_A_TIME, sheet_words
from console.paper.pages import page_sizes
from console.paper.scans import NotRead
from console.presenters.layout_editor import Sample, Texts
from console.presenters.paper_wish import Failed
from console.presenters.workplace import Workplace
from core.errors import RuleViolation
from reports.demo.samples import texts_of
from reports.demo.tickets import service_report
from reports.layout import checked_layout
from reports.seal import SealKey
from reports.service_sheet import service_sheet
from reports.setup import Printing, Setup

MOST = 4 << 20  # bytes of a picture that goes with every paper
SAMPLE_KEY = SealKey(b"a sample is nobody's: it proves nothing")


class PictureTooLarge(RuleViolation):
    """It would make every paper as heavy."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "{name} is too large for the head of every paper. Use a picture of at most 4 MB.", name=name
        )


@dataclass(frozen=True, slots=True)
class _Sample:
    content: bytes
    sizes: tuple[tuple[float, float], ...]


class HouseLayoutShop:
    """A sample has number 0 and a seal of nobody's."""

    def __init__(self, place: Workplace, background: Background, zone: ZoneInfo) -> None:
        self._place, self._background, self._zone = place, background, zone

    def read(self, done: Callable[[Texts], None], failed: Failed) -> None:
        self._place.lane.ask(lambda desk: plain_of(read_layout(desk)), done, failed)

    def sample(self, texts: Texts, language: str, done: Callable[[Sample], None], failed: Failed) -> None:
        now, me = self._place.clock.now(), self._place.me.name

        def draw() -> Sample:
            layout = checked_layout(layout_of(dict(texts)))
            setup = Setup(sheet_words(language), layout, self._zone, Printing(0, now, me), SAMPLE_KEY)
            with ONE_AT_A_TIME:
                content = service_sheet(service_report(texts_of(language)), setup)
            return _Sample(content, page_sizes(content))

        self._background.aside(draw, done, failed)

    def keep(self, texts: Texts, done: Callable[[None], None], failed: Failed) -> None:
        def checked(_: object) -> None:
            self._place.lane.ask(lambda desk: keep_layout(desk, layout_of(dict(texts))), done, failed)

        self._background.aside(lambda: checked_layout(layout_of(dict(texts))), checked, failed)

    def picture(self, file: Path, done: Callable[[str], None], failed: Failed) -> None:
        def read() -> str:
            try:
                if file.stat().st_size > MOST:
                    raise PictureTooLarge(file.name)
                return base64.b64encode(file.read_bytes()).decode("ascii")
            except OSError as why:
                raise NotRead(file.name) from why

        self._background.aside(read, done, failed)
