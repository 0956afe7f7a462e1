"""The search: every keystroke asks, only the newest question is answered."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.saying import STATUSES, say
from console.presenters.workplace import Workplace
from console.viewmodels.frame import SearchLine, SearchResult
from core.errors import Trouble
from core.ids import CustomerId, TicketId
from core.reading import HitKind, SearchHit
from core.words import Sentence

KINDS = {HitKind.TICKET: Sentence("Ticket"), HitKind.CUSTOMER: Sentence("Customer")}
LIMIT = 50


class SearchPresenter:
    """One question under way; those typed meanwhile are skipped but the last."""

    def __init__(
        self,
        place: Workplace,
        show: Callable[[SearchResult], None],
        open_ticket: Callable[[TicketId], None],
        open_customer: Callable[[CustomerId], None],
    ) -> None:
        self._place = place
        self._show = show
        self._open_ticket = open_ticket
        self._open_customer = open_customer
        self._wanted = ""
        self._asked: str | None = None

    def typed(self, text: str) -> None:
        self._wanted = text.strip()
        if not self._wanted:
            hint = self._place.words("Type a word, a name, a number or a ticket.")
            self._show(SearchResult("", (), hint))
        elif self._asked is None:
            self._ask()

    def chosen(self, key: str) -> None:
        kind, _, ref = key.partition(":")
        if kind == HitKind.TICKET.value:
            self._open_ticket(TicketId(ref))
        else:
            self._open_customer(CustomerId(ref))

    def _ask(self) -> None:
        text = self._asked = self._wanted
        self._place.lane.ask(lambda desk: desk.read.search(text, LIMIT), self._found, self._failed)

    def _found(self, hits: tuple[SearchHit, ...]) -> None:
        asked, self._asked = self._asked, None
        if self._wanted and asked != self._wanted:
            self._ask()
            return
        words = self._place.words
        empty = "" if hits else words("Nothing is found for this.")
        self._show(SearchResult(self._wanted, tuple(self._line(hit) for hit in hits), empty))

    def _failed(self, why: Trouble) -> None:
        self._asked = None
        self._show(SearchResult(self._wanted, (), say(self._place.words, why.sentence)))

    def _line(self, hit: SearchHit) -> SearchLine:
        words, times = self._place.words, self._place.times
        parts = [
            hit.detail,
            say(words, STATUSES[hit.status]) if hit.status else "",
            times.ago(hit.at) if hit.at else "",
        ]
        return SearchLine(
            f"{hit.kind.value}:{hit.ref}",
            hit.title or words("(no subject)"),
            " · ".join(part for part in parts if part),
            say(words, KINDS[hit.kind]),
        )
