"""The left column: the cards of the calls in hand, or the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from console.presenters.call_book import CallBook, CallInHand
from console.presenters.call_card import card_of, timer
from console.presenters.call_log import CallLog
from console.presenters.call_notes import CallNotes
from console.presenters.phone import Phone
from console.presenters.recogniser import Recogniser, shown_number
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.calls import CallColumn, CallView
from core.calls.line import Levels
from core.calls.model import CallSnapshot, CallState, Party
from core.ids import CallId, TicketId
from core.reading import CallRow
from core.words import Sentence


def snapshot_of(row: CallRow) -> CallSnapshot:
    """A call of the log as it ended."""
    answered = row.began_at + timedelta(seconds=row.ring_seconds) if row.talk_seconds else None
    ended = row.began_at + timedelta(seconds=row.ring_seconds + row.talk_seconds)
    return CallSnapshot(
        id=row.id,
        direction=row.direction,
        state=CallState.ENDED,
        remote=Party(row.number, row.name, row.withheld),
        began_at=row.began_at,
        answered_at=answered,
        ended_at=ended,
        queue=row.queue,
        end=row.end,
    )


class CallColumnPresenter:
    """Shows every change of a call, moves its clock once a second, and says what failed where it arose."""

    def __init__(self, place: Workplace, phone: Phone, view: CallView) -> None:
        self._place = place
        self._phone = phone
        self._book: CallBook = phone.book
        self._view = view
        self._problem: Sentence | None = None
        self.can_hand_over = False  # set by who knows whether colleagues can be reached
        self._ticket: Callable[[], TicketId | None] = lambda: None
        self.log = CallLog(place, self.show)
        self.notes = CallNotes(place, self._book, view.note_kept)
        self._recogniser = Recogniser(place, self._book)
        self._book.listen(lambda _: self.show())
        phone.on_new_call(self._begun)
        phone.on_trouble(self._trouble)
        phone.on_levels(self._heard)
        phone.on_standing(self.show)

    def connect(self, ticket: Callable[[], TicketId | None]) -> None:
        """Which ticket is on screen: it may take the call."""
        self._ticket = ticket

    def begin(self) -> None:
        """The desk is open: calls that came before it are recognised now."""
        for call in self._book.calls:
            self._recogniser.recognise(call)
        self.log.read()
        self.show()

    def show(self) -> None:
        selected = self._book.selected
        cards = tuple(
            card_of(
                call,
                self._place.words,
                self._place.clock,
                is_selected=call is selected,
                ticket=self._ticket(),
                can_hand_over=self.can_hand_over,
            )
            for call in self._book.calls
        )
        problem = say(self._place.words, self._problem) if self._problem else self.log.problem
        self._view.show_calls(
            CallColumn(
                calls=cards,
                log=() if cards else self.log.lines(),
                empty=self._place.words("No calls yet. Calls you make and take are listed here."),
                problem=problem,
                can_dial=self._phone.status.state.takes_calls,
            )
        )

    def tick(self) -> None:
        for call in self._book.up:
            self._view.show_timer(call.id, timer(call.snapshot, self._place.clock))

    def dismiss(self, call: str) -> None:
        self._problem = None
        self._book.dismiss(CallId(call))

    def open_from_log(self, call: str) -> None:
        """The card comes back with what was noted, so that a ticket can still be made of it."""
        row = self.log.find(call)
        if row is None:
            return
        card = CallInHand(snapshot_of(row), shown_number(row.number, self._place), is_from_log=True)
        card.customer, card.customer_name = row.customer, row.customer_name
        card.notes = self.notes.of_call(row.id)
        card.tickets = list(row.tickets)
        self._book.bring(card)
        self._recogniser.recognise(card)

    def _begun(self, call: CallInHand) -> None:
        self._problem = None
        self._recogniser.recognise(call)

    def _trouble(self, call: CallInHand | None, why: Sentence) -> None:
        if call is None:
            self._problem = why
        else:
            call.trouble = say(self._place.words, why)
        self.show()

    def _heard(self, levels: Levels) -> None:
        if self._book.up:
            self._view.show_levels(levels.microphone, levels.speaker)
