"""Reports as paper: each has the house's seal, and a number that is in the archive before it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from console.bridge.background import Background
from console.exports.pdf_file import ReportOrder
from console.exports.whole import write_whole
from console.paper.house import House, read_house
from console.paper.making import Drawn
from console.paper.press import PressProcess
from console.presenters.report_export import FileMade
from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.papers import NumberTaken, PaperRecord, PaperState, PaperWay
from core.ports import Desk
from core.reporting.sheets import Printable

Failed = Callable[[Trouble], None]


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A report on its way, and who is told."""

    sheet: Printable
    way: PaperWay
    to: str
    ready: Callable[[int, Drawn], None]
    failed: Failed


class ReportPapers:
    """An ``exporter.Papers``."""

    def __init__(self, place: Workplace, background: Background, press: PressProcess) -> None:
        self._place, self._background, self._press = place, background, press

    def save(self, sheet: Printable, folder: str, done: Callable[[str], None], failed: Failed) -> None:
        def ready(number: int, drawn: Drawn) -> None:
            def refused(why: Trouble) -> None:
                self._settle(number, PaperState.FAILED, str(why.sentence), lambda: failed(why))

            self._background.aside(
                lambda: str(write_whole(Path(folder).expanduser(), f"{sheet.name}.pdf", drawn.content)),
                lambda path: self._settle(number, PaperState.DONE, "", lambda: done(path)),
                refused,
            )

        self._leave(_Leaving(sheet, PaperWay.SAVED, folder, ready, failed))

    def make(self, sheet: Printable, to: str, done: Callable[[FileMade], None], failed: Failed) -> None:
        def ready(number: int, drawn: Drawn) -> None:
            def became(why: str) -> None:
                self._settle(number, PaperState.FAILED if why else PaperState.DONE, why, lambda: None)

            done(FileMade(drawn.content, became))

        self._leave(_Leaving(sheet, PaperWay.MAILED, to, ready, failed))

    def _leave(self, what: _Leaving) -> None:
        """Again with the next number where another paper has left meanwhile."""

        def asked(answer: tuple[House, int]) -> None:
            order = ReportOrder(what.sheet, *answer, self._place.clock.now())
            self._background.aside(
                lambda: self._press.fill(order), lambda drawn: self._number(what, drawn), what.failed
            )

        self._place.lane.ask(_house_and_number, asked, what.failed)

    def _number(self, what: _Leaving, drawn: Drawn) -> None:
        kept = drawn.printed
        paper = PaperRecord(
            kept.number, kept.at, self._place.me.agent, kept.kind, kept.about, what.way, kept.language, kept.paper,
            kept.file_hash, kept.code, kept.fields, None, what.to,
        )  # fmt: skip

        def refused(why: Trouble) -> None:
            if isinstance(why, NumberTaken):
                self._leave(what)
            else:
                what.failed(why)

        self._place.lane.ask(
            lambda desk: desk.papers.add(paper), lambda _: what.ready(kept.number, drawn), refused
        )

    def _settle(self, number: int, state: PaperState, why: str, told: Callable[[], None]) -> None:
        """Also told where it cannot be written: it then stays "on its way" there."""
        self._place.lane.ask(
            lambda desk: desk.papers.settle(number, state, why), lambda _: told(), lambda _: told()
        )


def _house_and_number(desk: Desk) -> tuple[House, int]:
    return read_house(desk), desk.papers.next_number()
