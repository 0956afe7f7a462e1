"""The sentence about the last move of a ticket, with its undo: taken back once the ticket has gone on without it."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.notices import Notices
from console.presenters.workplace import Workplace
from core.events import Arrived, Event, RecordDeleted, TicketChanged
from core.ids import TicketId
from core.reading import TicketCard
from core.tickets.model import Status
from core.words import Sentence

SUBJECT = "moved"


class MoveNotice:
    """A colleague moved it again, or the server refused the move: to undo it then would undo something else."""

    def __init__(self, place: Workplace, notices: Notices) -> None:
        self._place = place
        self._notices = notices
        self._moved: tuple[TicketId, Status] | None = None
        place.hub.listen(self._happened)

    def say(self, ticket: TicketId, now: Status, said: Sentence, undo: Callable[[], None]) -> None:
        self._moved = (ticket, now)
        self._notices.say(SUBJECT, said, action=Sentence("Undo"), act=undo)

    def _happened(self, event: Event) -> None:
        if self._moved is None:
            return
        ticket, _ = moved = self._moved
        is_ours = isinstance(event, TicketChanged) and event.ticket == ticket
        is_ours = is_ours or (isinstance(event, RecordDeleted) and event.record == ticket)
        if is_ours or (isinstance(event, Arrived) and ticket in event.tickets):
            self._place.lane.ask(
                lambda desk: desk.read.ticket(ticket), lambda card: self._read(moved, card), lambda _: None
            )

    def _read(self, moved: tuple[TicketId, Status], card: TicketCard | None) -> None:
        if moved == self._moved and (card is None or card.row.status is not moved[1]):
            self._moved = None
            self._notices.take_back(SUBJECT)
