"""The clocks that were judged late in a time, each explained day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.ports import Desk
from core.reading import TicketCard, TicketFilter, TicketPage, TicketRow, TicketScope
from core.reporting.asking import Behind
from core.reporting.catalogue import measure_of
from core.reporting.days import Days
from core.reporting.report import Asked
from core.reporting.sheets import Late
from core.reporting.ticket_facts import judged_as
from core.sla.clock import read_ticket
from core.sla.levels import ServiceLevels
from core.sla.policy import Book
from core.sla.why import why_of

MOST = 60  # tickets: a paper of them is read, not stored
TARGETS = ("response_met", "resolution_met", "call_back_met")
Found = Callable[[tuple[Late, ...], bool], None]


@dataclass(slots=True)
class _Finding:
    """A question on its way: which clocks count, and what was found so far."""

    behind: Behind
    days: Days
    found: Found
    failed: Callable[[Trouble], None]
    late: list[Late] = field(default_factory=list)


class LateClocks:
    """Asks for the tickets behind the missed targets, then for each of them."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def find(self, asked: Asked, zone: str, found: Found, failed: Callable[[Trouble], None]) -> None:
        """``found`` is told the clocks of the first ``MOST`` tickets, and whether there are more. ``zone``: whose days
        are counted.
        """
        counters = tuple(name for one in TARGETS for name in measure_of(one).behind)
        behind = Behind(counters, *asked.period.days, asked.where)
        finding = _Finding(behind, Days(zone), found, failed)
        question = TicketFilter(TicketScope.ALL, behind=behind)

        def listed(desk: Desk) -> tuple[Book, TicketPage]:
            return desk.clocks.book(), desk.read.tickets(question, None, MOST)

        def came(answer: tuple[Book, TicketPage]) -> None:
            book, page = answer
            self._read(finding, book, page.rows, has_more=page.next is not None)

        self._place.lane.ask(listed, came, failed)

    def _read(self, finding: _Finding, book: Book, rows: Sequence[TicketRow], *, has_more: bool) -> None:
        if not rows:
            finding.found(tuple(finding.late), has_more)
            return
        ticket = rows[0].id

        def came(card: TicketCard | None) -> None:
            if card is not None:
                finding.late += clocks_of(card, book, self._place.clock.now(), finding.behind, finding.days)
            self._read(finding, book, rows[1:], has_more=has_more)

        self._place.lane.ask(lambda desk: desk.read.ticket(ticket), came, finding.failed)


def clocks_of(card: TicketCard, book: Book, now: datetime, behind: Behind, days: Days) -> Iterator[Late]:
    """Those of a ticket that are in the figure: a clock that was late in another time, or still runs, is not."""
    if card.service is None:
        return
    levels, row = ServiceLevels(book, now), card.row
    for reading in read_ticket(card.service, levels, now):
        at, counter = judged_as(reading) or (0, "")
        if counter in behind.counters and behind.first <= days.of(at) <= behind.last:
            yield Late(row.number, row.subject, row.customer_name, why_of(reading, card.service, levels, now))
