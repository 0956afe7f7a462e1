"""F2: a ticket exists on disk at once, and its number is shown only then."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.call_book import CallBook, CallInHand
from console.presenters.call_notes import CallNotes
from console.presenters.notices import Notices
from console.presenters.ticket_editor import TicketEditor
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.events import Event, TicketOpened
from core.ids import AgentId, CustomerId, TicketId, new_id
from core.tickets.commands import AttachCall, EditTicket, OpenTicket
from core.words import Sentence

Made = Callable[[TicketId, str], None]
NotMade = Callable[[Trouble], None]


class TicketMaker:
    """Joins calls and tickets.

    F2 again on a call whose newest ticket is still untouched brings that ticket back instead of making a second one;
    once something was typed, noted or saved, F2 makes another. A ticket that was refused is asked for again, by
    F2 or by saving it, so that what was typed goes into it.
    """

    def __init__(
        self,
        place: Workplace,
        book: CallBook,
        tickets: TicketPresenter,
        notes: CallNotes,
        notices: Notices,
    ) -> None:
        self._place = place
        self._book = book
        self._tickets = tickets
        self._notes = notes
        self._notices = notices
        self._newest: dict[str, TicketEditor] = {}
        self._waiting: dict[TicketId, list[tuple[Made, NotMade]]] = {}
        self._calls: dict[TicketId, CallInHand | None] = {}  # of tickets that are not made yet
        tickets.make_again = self._again
        tickets.stranded = self._stranded

    def make(
        self, call_id: str = "", made: Made = lambda *_: None, not_made: NotMade = lambda _: None
    ) -> None:
        """From the call named, else from the selected one, else without a call."""
        call = self._book.find(call_id) if call_id else self._book.selected
        before = self._newest.get(call.id) if call is not None else self._refused_alone()
        if before is None or not (before.is_untouched or before.is_refused):
            self._make(call, made, not_made)
            return
        if before.is_made:
            made(before.id, before.number)
        elif before.is_refused:
            self._ask(before, made, not_made)
        else:
            self._waiting[before.id].append((made, not_made))
        self._tickets.bring(before, caret=True)

    def make_without_call(self) -> None:
        self._make(None, lambda *_: None, lambda _: None)

    def make_way(self) -> None:
        """Another person sits here: what the one before began is not brought back to them."""
        self._newest.clear()

    def attach(self, ticket: TicketId, call_id: str = "") -> None:
        """The call belongs to a ticket that exists already."""
        call = self._book.find(call_id) if call_id else self._book.selected
        if call is None:
            return
        command = AttachCall(self._place.stamp(), ticket, call.snapshot)
        self._place.writer.perform(
            command, lambda events: self._attached(call, ticket, command.stamp.agent, events), self._tell
        )
        self._tickets.open(ticket)

    def attach_to_current(self, call_id: str = "") -> None:
        if self._tickets.current is not None:
            self.attach(self._tickets.current.id, call_id)

    def customer_chosen(self, call: CallInHand, customer: CustomerId) -> None:
        """Tickets that this call made belong to whom the agent recognises, also when that comes later."""
        editor = self._newest.get(call.id)
        if editor is not None and editor.customer != customer:
            editor.customer, editor.customer_name = customer, call.customer_name
            if editor.is_refused:
                return  # it is asked for with its customer
            command = EditTicket(self._place.stamp(), editor.id, {"customer": customer})
            self._place.writer.perform(command, refused=self._tell)

    def saved(self, editor: TicketEditor) -> None:
        """A saved ticket deals with its call: the ended card may go."""
        if editor.call is not None:
            self._book.dismiss(editor.call)

    def _make(self, call: CallInHand | None, made: Made, not_made: NotMade) -> None:
        editor = self._tickets.editor(TicketId(new_id()))
        editor.call = call.id if call is not None else None
        editor.customer = call.customer if call is not None else None
        editor.customer_name = call.customer_name if call is not None else ""
        if call is not None:
            self._newest[call.id] = editor
        self._calls[editor.id] = call
        self._ask(editor, made, not_made)
        self._tickets.bring(editor, caret=True)

    def _ask(self, editor: TicketEditor, made: Made, not_made: NotMade) -> None:
        editor.is_refused = False
        self._waiting.setdefault(editor.id, []).append((made, not_made))
        call = self._calls[editor.id]
        snapshot = call.snapshot if call is not None else None
        command = OpenTicket(self._place.stamp(), editor.id, editor.customer, snapshot)
        self._place.writer.perform(
            command,
            lambda events: self._was_made(editor, command.stamp.agent, events),
            lambda why: self._was_not_made(editor, why),
            self._is_delayed,
        )

    def _again(self, editor: TicketEditor, then: Callable[[], None]) -> None:
        self._ask(editor, lambda *_: then(), lambda _: None)

    def _refused_alone(self) -> TicketEditor | None:
        """On screen, of no call, and not made."""
        editor = self._tickets.current
        return editor if editor is not None and editor.is_refused and editor.call is None else None

    def _was_made(self, editor: TicketEditor, agent: AgentId, events: list[Event]) -> None:
        editor.number = next(event.number for event in events if isinstance(event, TicketOpened))
        for notice in ("ticket not made", _refusal(editor)):
            self._notices.take_back(notice)
        call = self._calls.pop(editor.id)
        if call is not None:
            call.tickets.append((editor.id, editor.number))
            self._notes.adopt(call.id, editor.id, agent)
            self._book.tell(call)
        editor.keeper.save_now()
        self._tickets.read(editor)
        for made, _ in self._waiting.pop(editor.id, []):
            made(editor.id, editor.number)

    def _was_not_made(self, editor: TicketEditor, why: Trouble) -> None:
        """The editor stays with what was typed, also where nobody looks at it."""
        editor.is_refused = True
        self._notices.take_back("ticket not made")
        self._notices.say(
            _refusal(editor),
            why.sentence,
            Tone.LATE,
            Sentence("Open it"),
            lambda: self._tickets.bring(editor, caret=True),
        )
        if editor is self._tickets.current:
            self._tickets.show()
        for _, not_made in self._waiting.pop(editor.id, []):
            not_made(why)

    def _is_delayed(self, why: Trouble) -> None:
        text = Sentence(
            "The ticket is not on disk yet: {why} What you type stays here, and it is tried again.",
            {"why": why.sentence},
        )
        self._notices.say("ticket not made", text, Tone.LATE)

    def _attached(self, call: CallInHand, ticket: TicketId, agent: AgentId, events: list[Event]) -> None:
        number = next((getattr(e, "number", "") for e in events if getattr(e, "number", "")), "")
        if all(known != ticket for known, _ in call.tickets):
            call.tickets.append((ticket, number))
        self._notes.adopt(call.id, ticket, agent)
        self._book.tell(call)

    def _stranded(self, editor: TicketEditor) -> None:
        """Nobody looks at it any more: it is offered, so that its words can be copied."""
        text = Sentence(
            "Ticket {number} left this desk before what you typed last was kept.", {"number": editor.number}
        )
        self._notices.say(
            f"not kept {editor.id}",
            text,
            Tone.LATE,
            Sentence("Open it"),
            lambda: self._tickets.open(editor.id),
        )

    def _tell(self, why: Trouble) -> None:
        self._notices.say("refused", why.sentence, Tone.LATE)


def _refusal(editor: TicketEditor) -> str:
    return f"refused {editor.id}"
