"""Lists on paper: what is shown or chosen in the ticket list, read whole, a page at a time."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.paper_wish import Failed
from console.presenters.saying import SCOPES
from console.presenters.workplace import Workplace
from core.reading import TicketFilter, TicketPage, TicketRow
from core.words import Sentence, sentence

PAGE, MOST = 500, 5000
SELECTED = Sentence("Selected tickets")
Rows = tuple[TicketRow, ...]


class PaperList:
    """Between two pages everything else has its turn: a list of thousands delays no F2."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def read_all(self, what: TicketFilter, done: Callable[[Rows], None], failed: Failed) -> None:
        def more(rows: Rows, after: str | None) -> None:
            def read(page: TicketPage) -> None:
                found = (*rows, *page.rows)
                if page.next is None or len(found) >= MOST:
                    done(found[:MOST])
                else:
                    more(found, page.next)

            self._place.lane.ask(lambda desk: desk.read.tickets(what, after, PAGE), read, failed)

        more((), None)


def list_name(what: TicketFilter) -> Sentence:
    """As its tab is called."""
    return SCOPES[what.scope]


def shown_words(rows: Rows) -> Sentence:
    """What is in the list, below its name: the number says how much more than what is here there is."""
    return sentence("The first {n} tickets", n=MOST) if len(rows) >= MOST else Sentence("")
