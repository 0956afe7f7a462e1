"""One paper made: its data, its number, its bytes, and the record that the archive will keep of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from console.paper.house import House
from console.paper.joining import (
    Bytes,
    Gathered,
    list_rows,
    photos,
    pictures,
    service_report,
    ticket_facts,
)
from console.paper.pdf import page_sizes
from console.paper.press import PressProcess
from console.presenters.paper_wish import PaperKind, PaperWish
from core.ids import AgentId
from core.papers import PaperRecord, PaperWay, paper_name
from core.tickets.files import Held
from core.words import Sentence
from reports.archive import Printed, record
from reports.facts import ListRow, ServiceReport, TicketPrint
from reports.seal import Content
from reports.service_sheet import service_content, service_sheet, with_terms
from reports.setup import Printing, Setup
from reports.ticket_list import list_content, ticket_list
from reports.ticket_print import ticket_content, ticket_print
from reports.words import SheetWords, said

AWAY = Sentence(
    "Pictures that are not on this desk yet are not on this paper: open them in the ticket first."
)
UNSAVED = Sentence("What is typed and not saved yet is not on this paper.")
Facts = ServiceReport | TicketPrint | tuple[ListRow, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """All that a paper needs beside its number: gathered on the database lane, drawn elsewhere."""

    wish: PaperWish
    what: Gathered | None
    house: House
    zone: ZoneInfo
    by: AgentId
    by_name: str
    bytes_of: Bytes | None = field(default=None, compare=False)

    def filled(self) -> Data:
        """With what is read beside the database lane; plain data from then on."""
        what, read = self.what, self.bytes_of
        if what is not None and read is not None and self.wish.kind is PaperKind.SERVICE:
            what = replace(what, photos=tuple(photos(what.card, read)))
        return replace(self, what=what, bytes_of=None)

    def facts(self, at: datetime) -> Facts:
        if self.what is None:
            return list_rows(self.wish.rows, at)
        return (
            service_report(self.what) if self.wish.kind is PaperKind.SERVICE else ticket_facts(self.what, at)
        )

    @property
    def about(self) -> str:
        return self.what.card.row.number if self.what else "tickets"

    def setup(self, number: int, at: datetime) -> Setup:
        printing = Printing(number, at, self.by_name)
        return Setup(sheet_words(self.wish.language), self.house.layout, self.zone, printing, self.house.key)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the press gives back: a file, the size of its pages, and what the archive keeps of it."""

    content: bytes
    sizes: tuple[tuple[float, float], ...]
    printed: Printed


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """One paper, to be drawn."""

    data: Data
    number: int
    at: datetime

    def fill(self) -> Drawn:
        setup = self.data.setup(self.number, self.at)
        content = drawn(self.data, setup)
        sealed = content_of(self.data.wish, self.data.facts(self.at), setup)
        return Drawn(content, page_sizes(content), record(content, sealed, setup))


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as it will leave."""

    order: PaperOrder
    drawn: Drawn

    @property
    def data(self) -> Data:
        return self.order.data

    @property
    def wish(self) -> PaperWish:
        return self.data.wish

    @property
    def number(self) -> int:
        return self.order.number

    @property
    def at(self) -> datetime:
        return self.order.at

    @property
    def content(self) -> bytes:
        return self.drawn.content

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        return self.drawn.sizes

    @property
    def about(self) -> str:
        return self.data.about

    @property
    def name(self) -> str:
        return paper_name(self.number, self.at)

    @property
    def remark(self) -> Sentence | None:
        card = self.data.what.card if self.data.what else None
        if card is None:
            return None
        if card.draft is not None and card.draft.fields:
            return UNSAVED
        is_short = any(row.held is Held.AWAY for row in pictures(card))
        return AWAY if is_short and self.wish.kind is PaperKind.SERVICE else None

    @property
    def file_name(self) -> str:
        return f"{self.about}-{self.wish.kind.value}"

    def record(self, way: PaperWay, to: str) -> PaperRecord:
        kept = self.drawn.printed
        return PaperRecord(
            kept.number, kept.at, self.data.by, kept.kind, kept.about, way, kept.language, kept.paper,
            kept.file_hash, kept.code, kept.fields, self.wish.ticket, to,
        )  # fmt: skip


@lru_cache(maxsize=4)
def sheet_words(language: str) -> SheetWords:
    return SheetWords(language)


def make(press: PressProcess, data: Data, number: int, at: datetime) -> Made:
    """Waits for the press: never on the screen's thread."""
    order = PaperOrder(data.filled(), number, at)
    return Made(order, press.fill(order))


def made_anew(press: PressProcess, made: Made, number: int) -> Made:
    """The same paper with another number."""
    return make(press, made.data, number, made.at)


def drawn(data: Data, setup: Setup) -> bytes:
    facts, wish = data.facts(setup.printing.at), data.wish
    if isinstance(facts, ServiceReport):
        return service_sheet(facts, setup)
    if isinstance(facts, TicketPrint):
        return ticket_print(facts, setup, internal=wish.kind is PaperKind.INTERNAL)
    return ticket_list(*_titles(wish, setup), facts, setup)


def content_of(wish: PaperWish, facts: Facts, setup: Setup) -> Content:
    """What the code of the paper is made of."""
    if isinstance(facts, ServiceReport):
        return service_content(with_terms(facts, setup))
    if isinstance(facts, TicketPrint):
        return ticket_content(facts, internal=wish.kind is PaperKind.INTERNAL)
    return list_content(*_titles(wish, setup), facts)


def _titles(wish: PaperWish, setup: Setup) -> tuple[str, str]:
    return said(setup.words, wish.title), said(setup.words, wish.shown)
