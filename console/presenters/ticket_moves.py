"""Status moves, assignment and notes of the ticket on screen; a move the table lets back can be undone."""

from __future__ import annotations

from console.presenters.call_book import CallBook
from console.presenters.move_notice import MoveNotice
from console.presenters.notices import Notices
from console.presenters.saying import STATUSES, say
from console.presenters.ticket_editor import TicketEditor
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.ticket_story import open_promise
from console.presenters.workplace import Workplace
from console.viewmodels.tickets import TicketView
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.ids import AgentId, NoteId, PromiseId, TeamId, TicketId, new_id
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    Command,
    MoveTicket,
    PromiseCallBack,
    SettlePromise,
    WatchTicket,
)
from core.tickets.model import NEXT, Status, Waiting
from core.words import Sentence


class TicketMoves:
    """What is typed is saved before the ticket moves, so that a resolved ticket says what was done."""

    def __init__(
        self,
        place: Workplace,
        tickets: TicketPresenter,
        book: CallBook,
        view: TicketView,
        notices: Notices,
    ) -> None:
        self._place = place
        self._tickets = tickets
        self._book = book
        self._view = view
        self._notice = MoveNotice(place, notices)

    def move(self, status: str) -> None:
        editor = self._tickets.current
        if editor is None or editor.card is None:
            return
        name, _, whom = status.partition(":")
        before, wanted = editor.card.row.status, Status(name)
        waits = Waiting(whom) if whom else Waiting.CUSTOMER if wanted is Status.PENDING else None
        if editor.changed():
            self._tickets.save()
        self._place.writer.perform(
            self._step(editor, wanted, waits),
            lambda _: self._moved(editor, before, wanted),
            self._refused,
        )

    def assign(self, agent: str) -> None:
        editor = self._tickets.current
        if editor is not None and editor.card is not None:
            team = editor.card.team
            self._perform(
                AssignTicket(self._place.stamp(), editor.id, AgentId(agent) if agent else None, team)
            )

    def assign_team(self, team: str) -> None:
        """Another team's pile: who had it is asked no longer."""
        editor = self._tickets.current
        if editor is not None:
            self._perform(AssignTicket(self._place.stamp(), editor.id, None, TeamId(team) if team else None))

    def note(self, text: str, informs: bool = False) -> None:
        editor = self._tickets.current
        if editor is None or not text.strip():
            return
        call = self._book.selected
        talks = call is not None and call.is_up and any(one == editor.id for one, _ in call.tickets)
        now = self._place.clock.now()
        command = AddNote(
            self._place.stamp(),
            editor.id,
            NoteId(new_id()),
            text.strip(),
            call.id if call is not None and talks else None,
            call.snapshot.offset_at(now) if call is not None and talks else None,
            informs,
        )
        self._place.writer.perform(command, lambda _: self._view.note_kept(), self._refused)

    def watch(self) -> None:
        editor, me = self._tickets.current, self._place.me.agent
        if editor is not None and editor.card is not None:
            self._perform(WatchTicket(self._place.stamp(), editor.id, me, on=me not in editor.card.watchers))

    def promise(self, text: str) -> None:
        """A time as it is typed or chosen: "+30" minutes, "15:40", "Fri 9:30"."""
        editor, stamp = self._tickets.current, self._place.stamp()
        if editor is None:
            return
        try:
            due = self._place.times.read(text)
        except Trouble as why:
            self._refused(why)
            return
        command = PromiseCallBack(stamp, editor.id, PromiseId(new_id()), due)
        self._place.writer.perform(command, lambda _: self._view.promise_kept(), self._refused)

    def settle_promise(self, is_kept: bool) -> None:
        editor = self._tickets.current
        promise = open_promise(editor.card) if editor is not None and editor.card is not None else ""
        if editor is not None and promise:
            command = SettlePromise(self._place.stamp(), editor.id, PromiseId(promise), is_kept)
            self._place.writer.perform(command, lambda _: self._view.promise_kept(), self._refused)

    def _step(self, editor: TicketEditor, wanted: Status, waits: Waiting | None) -> Command:
        """A ticket nobody has is taken by who moves it to assigned."""
        card = editor.card
        if wanted is Status.ASSIGNED and card is not None and card.row.assignee is None:
            return AssignTicket(self._place.stamp(), editor.id, self._place.me.agent, card.team)
        return MoveTicket(self._place.stamp(), editor.id, wanted, waits)

    def _moved(self, editor: TicketEditor, before: Status, now: Status) -> None:
        editor.was_saved = True
        said = Sentence(
            "Ticket {number} is now: {status}", {"number": editor.number, "status": STATUSES[now]}
        )
        if before in NEXT[now]:
            self._notice.say(editor.id, now, said, lambda: self._undo(editor.id, before))
        elif editor is self._tickets.current:
            self._view.show_saved(say(self._place.words, said), Tone.DIM)

    def _undo(self, ticket: TicketId, before: Status) -> None:
        self._perform(MoveTicket(self._place.stamp(), ticket, before))

    def _perform(self, command: Command) -> None:
        self._place.writer.perform(command, refused=self._refused)

    def _refused(self, why: Trouble) -> None:
        self._view.show_problem(say(self._place.words, why.sentence))
