"""One ticket in hand: what it says on disk, what was typed over it, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.presenters.draft_keeper import DraftKeeper, Kept
from console.presenters.ticket_form import BLANK, blank_form, form_of, saved_values
from console.presenters.workplace import Workplace
from console.viewmodels.tickets import TicketForm
from core.errors import Trouble
from core.events import Arrived, CallRecorded, Event, TicketChanged
from core.ids import CallId, CustomerId, TicketId
from core.reading import Directory, TicketCard
from core.words import Sentence

NOT_MADE = Sentence(
    "This ticket could not be made. What you type stands only here until it is: Ctrl+Enter or F2 tries again."
)
GONE = Sentence("This ticket is not on this desk any more.")
KEPT_APART = Sentence(
    'This ticket is not on this desk any more. What you had typed is kept under "Not taken" in "In step with the '
    'server" (Alt+6).'
)
ONLY_HERE = Sentence(
    "This ticket is not on this desk any more. What you typed last could not be kept and stands only here: copy it."
)
Told = Callable[["TicketEditor", Kept, Trouble | None], None]


class TicketEditor:
    """Lives as long as something typed is not safe, or the screen shows it."""

    def __init__(self, place: Workplace, ticket: TicketId, told: Told, call: CallId | None = None) -> None:
        self._place = place
        self.id = ticket
        self.call = call
        self.customer: CustomerId | None = None
        self.customer_name = ""
        self.number = ""
        self.card: TicketCard | None = None
        self.restored_from = ""
        self.was_saved = False
        self.is_gone = self.is_refused = False
        self.keeper = DraftKeeper(place, ticket, lambda kept, why: told(self, kept, why))

    @property
    def is_made(self) -> bool:
        """On disk: only then its number is shown."""
        return bool(self.number)

    @property
    def is_untouched(self) -> bool:
        has_notes = self.card is not None and bool(self.card.notes)
        return not self.keeper.fields and not has_notes and not self.was_saved

    @property
    def standing(self) -> Sentence | None:
        """What is said as long as it holds, whatever is typed."""
        if self.is_refused:
            return NOT_MADE
        if not self.is_gone:
            return None
        if not self.keeper.fields:
            return GONE
        return KEPT_APART if self.keeper.is_safe else ONLY_HERE

    def arrived(self, card: TicketCard) -> None:
        """The ticket as the disk has it. A draft that lay there is taken up the first time."""
        if self.card is None and card.draft is not None and card.draft.fields:
            self.restored_from = self._place.times.hour(card.draft.at)
            self.keeper.restored(card.draft.fields)
        if self.is_gone:
            self.is_gone = False
            self.keeper.lost()
        self.card = card
        self.number = card.row.number
        self.customer, self.customer_name = card.row.customer, card.row.customer_name

    def has_call(self, call: CallId) -> bool:
        return self.card is not None and any(row.id == call for row in self.card.calls)

    def is_touched_by(self, event: Event) -> bool:
        """What it shows may be another now: the ticket, or a call of it."""
        if isinstance(event, Arrived):
            return self.id in event.tickets or any(self.has_call(call) for call in event.calls)
        if isinstance(event, TicketChanged):
            return event.ticket == self.id
        return isinstance(event, CallRecorded) and self.has_call(event.call)

    def values(self) -> dict[str, str]:
        saved = saved_values(self.card) if self.card is not None else dict(BLANK)
        return {**saved, **{n: v for n, v in self.keeper.fields.items() if n in saved}}

    def changed(self) -> dict[str, str]:
        """Typed, and other than what the disk has."""
        saved = saved_values(self.card) if self.card is not None else dict(BLANK)
        return {n: v for n, v in self.keeper.fields.items() if n in saved and v != saved[n]}

    def form(self, directory: Directory, is_up: Callable[[CallId], bool]) -> TicketForm:
        if self.card is None:
            return blank_form(self.id, self.values(), self.customer_name, self._place)
        form = form_of(
            self.card,
            self.values(),
            self._origin(),
            directory,
            self._place,
            has_draft=bool(self.keeper.fields),
            is_up=is_up,
        )
        return replace(form, can_edit=False, moves=()) if self.is_gone else form

    def _origin(self) -> str:
        words = self._place.words
        if self.restored_from:
            return words("draft from {time} restored", time=self.restored_from)
        return words("from this call") if self.call is not None else ""
