"""``presenters.layout_editor.LayoutShop``: the layout in the encrypted desk, and a made-up paper that shows it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from console.bridge.background import Background
from console.paper.house import keep_layout, layout_of, plain_of, read_layout
from console.paper.press import PressProcess
from console.paper.sample import SampleOrder
from console.paper.scans import NotRead
from console.presenters.layout_editor import Sample, Texts
from console.presenters.paper_wish import Failed
from console.presenters.workplace import Workplace
from core.errors import RuleViolation
from reports.layout import checked_layout

MOST = 4 << 20  # bytes of a picture that goes with every paper


class PictureTooLarge(RuleViolation):
    """It would make every paper as heavy."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "{name} is too large for the head of every paper. Use a picture of at most 4 MB.", name=name
        )


class HouseLayoutShop:
    """Pictures are read, and papers drawn, away from the screen."""

    def __init__(self, place: Workplace, background: Background, press: PressProcess, zone: ZoneInfo) -> None:
        self._place, self._background, self._press, self._zone = place, background, press, zone

    def read(self, done: Callable[[Texts], None], failed: Failed) -> None:
        self._place.lane.ask(lambda desk: plain_of(read_layout(desk)), done, failed)

    def sample(self, texts: Texts, language: str, done: Callable[[Sample], None], failed: Failed) -> None:
        order = SampleOrder(texts, language, self._zone, self._place.clock.now(), self._place.me.name)
        self._background.aside(lambda: self._press.fill(order), done, failed)

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
