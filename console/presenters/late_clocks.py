"""The clocks that were late in a time, each explained day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.ports import Desk
from core.reading import TicketCard, TicketFilter, TicketPage, TicketRow, TicketScope
from core.reporting.asking import Behind
from core.reporting.catalogue import measure_of
from core.reporting.report import Asked
from core.reporting.sheets import Late
from core.sla.clock import read_ticket
from core.sla.levels import ServiceLevels
from core.sla.policy import Book
from core.sla.why import why_of

MOST = 60  # tickets: a paper of them is read, not stored
TARGETS = ("response_met", "resolution_met", "call_back_met")
Found = Callable[[tuple[Late, ...], bool], None]


class LateClocks:
    """Asks for the tickets behind the missed targets, then for each of them."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def find(self, asked: Asked, found: Found, failed: Callable[[Trouble], None]) -> None:
        """``found`` is told the clocks of the first ``MOST`` tickets, and whether there are more."""
        first, last = asked.period.days
        counters = tuple(name for one in TARGETS for name in measure_of(one).behind)
        question = TicketFilter(TicketScope.ALL, behind=Behind(counters, first, last, asked.where))

        def listed(desk: Desk) -> tuple[Book, TicketPage]:
            return desk.clocks.book(), desk.read.tickets(question, None, MOST)

        def came(answer: tuple[Book, TicketPage]) -> None:
            book, page = answer
            self._read(book, page.rows, [], lambda late: found(late, page.next is not None), failed)

        self._place.lane.ask(listed, came, failed)

    def _read(
        self,
        book: Book,
        rows: Sequence[TicketRow],
        late: list[Late],
        done: Callable[[tuple[Late, ...]], None],
        failed: Callable[[Trouble], None],
    ) -> None:
        if not rows:
            done(tuple(late))
            return
        ticket = rows[0].id

        def came(card: TicketCard | None) -> None:
            if card is not None:
                late.extend(clocks_of(card, book, self._place.clock.now()))
            self._read(book, rows[1:], late, done, failed)

        self._place.lane.ask(lambda desk: desk.read.ticket(ticket), came, failed)


def clocks_of(card: TicketCard, book: Book, now: datetime) -> Iterator[Late]:
    """Those of a ticket that were late."""
    if card.service is None:
        return
    levels = ServiceLevels(book, now)
    for reading in read_ticket(card.service, levels, now):
        if reading.breached_at is not None:
            row = card.row
            yield Late(row.number, row.subject, row.customer_name, why_of(reading, card.service, levels, now))
