"""Where papers are made and given away: ``presenters.paper_wish.Press`` over lanes, disk, printer and mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from console.bridge.background import Background
from console.paper.house import read_house
from console.paper.joining import gather
from console.paper.making import Data, Made, made_anew, make
from console.paper.press import PressProcess
from console.paper.printing import paint_pages
from console.papers import NO_PRINTER, Choice, free_name, keep
from console.presenters.paper_wish import Failed, Left, PaperKind, PaperWish, Sheets
from console.presenters.workplace import Workplace
from core.errors import EnvironmentFault, Trouble
from core.events import TicketChanged
from core.ids import new_id
from core.papers import NumberTaken, PaperState, PaperWay
from core.ports import Desk
from core.post import Attachment, Channels, Delivery, Fate, Letter, Way
from core.tickets.ticket import UnknownTicket
from core.words import Sentence, sentence
from courier.carry import carry
from reports.words import said

Done = Callable[[Left], None]
SENT = Sentence("Handed over to the mail server for {to}: no. {number}.")
UNSURE = Sentence("It is not known whether the mail to {to} arrived (no. {number}): {why}")


class NoPrinter(EnvironmentFault):
    """None is set up."""

    def __init__(self) -> None:
        super().__init__(NO_PRINTER.template)


class NotMailed(EnvironmentFault):
    """The server did not take it, in its own words."""

    def __init__(self, why: Sentence | None) -> None:
        super().__init__("The mail was not sent: {why}", why=why or Sentence("nobody says why"))


@dataclass(frozen=True, slots=True)
class _Way:
    """A paper, and how it is to leave."""

    made: Made
    way: PaperWay
    to: str
    deliver: Callable[[Made], Left]
    is_one_of_many: bool = False


class Counter:
    """A paper's number is on disk before it leaves, and what became of it after; one at a time for each wish."""

    def __init__(
        self,
        place: Workplace,
        background: Background,
        press: PressProcess,
        zone: ZoneInfo,
        folder: Callable[[], Path],
        choice: Choice,
    ) -> None:
        self._place, self._background, self._press = place, background, press
        self._zone, self._folder = zone, folder
        self.choice = choice
        self.printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames
        self.carry: Callable[[Letter, Channels], Delivery] = carry

    def make(self, wish: PaperWish, done: Callable[[Sheets], None], failed: Failed) -> None:
        at = self._place.clock.now()

        def gathered(answer: tuple[Data, int]) -> None:
            self._background.aside(lambda: make(self._press, *answer, at), done, failed)

        self._place.lane.ask(lambda desk: self.gathered(desk, wish), gathered, failed)

    def gathered(self, desk: Desk, wish: PaperWish) -> tuple[Data, int]:
        """On the database lane."""
        return self.data(desk, wish), desk.papers.next_number()

    def data(self, desk: Desk, wish: PaperWish) -> Data:
        """Likewise: what the desk knows now."""
        place = self._place
        rules, clocks = place.preferences.number_rules, wish.kind is PaperKind.INTERNAL
        what = gather(desk, wish.ticket, rules, with_clocks=clocks) if wish.ticket else None
        if wish.ticket and what is None:
            raise UnknownTicket
        me = place.me
        return Data(wish, what, read_house(desk), self._zone, me.agent, me.name, desk.files.bytes_of)

    def save(self, sheets: Sheets, done: Done, failed: Failed) -> None:
        self._save_in(self._folder(), sheets, done, failed)

    def keep_in(self, name: str, sheets: Sheets, done: Done, failed: Failed) -> None:
        """One of many: nobody is told of each, so that nothing is read anew a thousand times."""
        self._save_in(self._folder() / name, sheets, done, failed, is_one_of_many=True)

    def folder_of(self, name: str) -> str:
        return str(self._folder() / name)

    def open_folder(self, name: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder_of(name)))

    def _save_in(
        self, folder: Path, sheets: Sheets, done: Done, failed: Failed, *, is_one_of_many: bool = False
    ) -> None:
        made = _made(sheets)

        def deliver(ready: Made) -> Left:
            file = keep(free_name(folder, f"ringdesk-{ready.file_name}"), ready.content)
            text = sentence("Saved: {file} (no. {number})", file=file, number=ready.name)
            return Left(text, str(file.parent))

        self._leave(_Way(made, PaperWay.SAVED, str(folder), deliver, is_one_of_many), done, failed)

    def print(self, sheets: Sheets, done: Done, failed: Failed) -> None:
        """Asking the system for its printers can take long where one of them is away."""

        def found(names: list[str]) -> None:
            if not names:
                failed(NoPrinter())
                return
            self.choice.ask(lambda printer: self.give(printer, sheets, done, failed))

        self._background.aside(self.printers, found, failed)

    def give(self, printer: QPrinter, sheets: Sheets, done: Done, failed: Failed) -> None:
        """A file that was chosen in the system's dialog is written as ours are: as a whole."""
        made, file = _made(sheets), printer.outputFileName()

        def to_file(ready: Made) -> Left:
            kept = keep(Path(file), ready.content)
            text = sentence("Saved: {file} (no. {number})", file=kept, number=ready.name)
            return Left(text, str(kept.parent))

        def to_printer(ready: Made) -> Left:
            paint_pages(printer, ready.content, ready.sizes)
            name = printer.printerName()
            return Left(
                sentence("Given to the printer {printer}: no. {number}.", printer=name, number=ready.name)
            )

        way, to = (PaperWay.SAVED, file) if file else (PaperWay.PRINTED, printer.printerName())
        self._leave(_Way(made, way, to, to_file if file else to_printer), done, failed)

    def mail(self, sheets: Sheets, to: str, done: Done, failed: Failed) -> None:
        channels = self._place.preferences.channels

        def deliver(ready: Made) -> Left:
            fate = self.carry(self._letter(ready, to), channels)
            if fate.fate in (Fate.REFUSED, Fate.LATER):
                raise NotMailed(fate.why)
            if fate.fate is Fate.UNKNOWN:
                return Left(sentence(UNSURE.template, to=to, number=ready.name, why=fate.why or ""))
            return Left(sentence(SENT.template, to=to, number=ready.name))

        self._leave(_Way(_made(sheets), PaperWay.MAILED, to, deliver), done, failed)

    def _letter(self, made: Made, to: str) -> Letter:
        """In the language of the paper."""
        words = made.data.setup(made.number, made.at).words
        house = made.data.house.layout.name
        subject = words("{house}: ticket {number}", house=house, number=made.about)
        if made.data.what is None:
            subject = words("{house}: {list}", house=house, list=said(words, made.wish.title))
        text = words("The document is enclosed as a PDF file (no. {number}).", number=made.name)
        file = Attachment(f"{made.file_name}.pdf", "application/pdf", made.content)
        return Letter(
            new_id(),
            Way.MAIL,
            to,
            subject,
            f"{text}\n\n{made.data.by_name}\n{house}",
            files=(file,),
            is_automatic=False,
        )

    def _leave(self, way: _Way, done: Done, failed: Failed) -> None:
        """Written down, given away, and what became of it written down too."""

        def numbered(_: None) -> None:
            self._background.aside(lambda: way.deliver(way.made), delivered, refused)

        def delivered(left: Left) -> None:
            self._settle(way, PaperState.DONE, "", lambda: done(left))

        def refused(why: Trouble) -> None:
            self._settle(way, PaperState.FAILED, str(why.sentence), lambda: failed(why))

        def taken(number: int) -> None:
            self._background.aside(
                lambda: made_anew(self._press, way.made, number),
                lambda other: self._leave(replace(way, made=other), done, failed),
                failed,
            )

        def not_numbered(why: Trouble) -> None:
            if isinstance(why, NumberTaken):
                self._place.lane.ask(lambda desk: desk.papers.next_number(), taken, failed)
            else:
                failed(why)

        self._background.aside(
            lambda: way.made.record(way.way, way.to),
            lambda paper: self._place.lane.ask(lambda desk: desk.papers.add(paper), numbered, not_numbered),
            failed,
        )

    def _settle(self, way: _Way, state: PaperState, why: str, told: Callable[[], None]) -> None:
        """What became of the paper is true also where it cannot be written: it then stays "on its way" there."""
        made, ticket = way.made, way.made.wish.ticket

        def settled(_: object) -> None:
            told()
            if ticket is not None and not way.is_one_of_many:
                now, agent = self._place.clock.now(), self._place.me.agent
                self._place.hub.tell([TicketChanged(now, ticket, made.about, ("paper",), agent)])

        self._place.lane.ask(lambda desk: desk.papers.settle(made.number, state, why), settled, settled)


def _made(sheets: Sheets) -> Made:
    """What comes back from the screen is what was given to it."""
    if not isinstance(sheets, Made):
        raise TypeError(sheets)
    return sheets
