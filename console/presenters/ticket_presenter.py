"""The ticket being written: opened, typed into, saved, left; nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from console.presenters.draft_keeper import Kept
from console.presenters.reference import Reference
from console.presenters.saying import priority_tone, say
from console.presenters.ticket_editor import TicketEditor
from console.presenters.ticket_form import priority, typed_values
from console.presenters.workplace import Workplace
from console.viewmodels.service import DueLine
from console.viewmodels.tickets import TicketView
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.events import Arrived, CallRecorded, Event, TicketChanged
from core.ids import CallId, CustomerId, TicketId
from core.ports import Desk
from core.reading import TicketCard
from core.tickets.commands import EditTicket

Left = Callable[[], None]


class Moved(Protocol):
    """Is told that another ticket is on screen, none, or that a letter was typed."""

    def __call__(self, *, is_typing: bool) -> None: ...


def nobody(*, is_typing: bool) -> None:
    """Nobody wants to know."""


class TicketPresenter:
    """One editor is on screen; those left with something on its way to the disk live until it is there."""

    def __init__(self, place: Workplace, reference: Reference, view: TicketView) -> None:
        self._place = place
        self._reference = reference
        self._view = view
        self._editors: dict[TicketId, TicketEditor] = {}
        self._page: Callable[[str], None] = lambda _: None
        self._followed: Callable[[CustomerId | None], None] = lambda _: None
        self._saved: Callable[[TicketEditor], None] = lambda _: None
        self._can_attach: Callable[[TicketId], bool] = lambda _: False
        self._is_up: Callable[[CallId], bool] = lambda _: False
        self.due_of: Callable[[TicketEditor], DueLine] = lambda _: DueLine("")  # set by who knows
        self.current: TicketEditor | None = None
        self.moved: Moved = nobody  # set by who tells others
        self.shown: Callable[[], None] = lambda: None  # set by who shows more of it
        self._last: TicketId | None = None
        reference.listen(self.show)
        place.hub.listen(self._happened)

    def connect(
        self,
        page: Callable[[str], None],
        followed: Callable[[CustomerId | None], None],
        saved: Callable[[TicketEditor], None],
        can_attach: Callable[[TicketId], bool],
        is_up: Callable[[CallId], bool],
    ) -> None:
        """Who turns the page, whose customer is shown, who must know of a save, and what of calls it must know."""
        self._page, self._followed, self._saved = page, followed, saved
        self._can_attach, self._is_up = can_attach, is_up

    def editor(self, ticket: TicketId) -> TicketEditor:
        if ticket not in self._editors:
            self._editors[ticket] = TicketEditor(self._place, ticket, self._kept)
        return self._editors[ticket]

    def open(self, ticket: TicketId) -> None:
        editor = self.editor(ticket)
        self.bring(editor)
        if editor.is_made or editor.card is None:
            self.read(editor)

    def bring(self, editor: TicketEditor, *, caret: bool = False) -> None:
        """On screen; what was open before is put on disk at once."""
        if self.current is not None and self.current is not editor:
            self.current.keeper.save_now()
            self._drop_settled(editor)
        self.current = editor
        self._editors[editor.id] = editor
        self._page("ticket")
        self.show()
        self.moved(is_typing=False)
        if caret:
            self._view.focus_subject()

    def show(self) -> None:
        editor = self.current
        if editor is None:
            return
        form = editor.form(self._reference.directory, self._is_up)
        self._view.show_ticket(replace(form, can_attach_call=self._can_attach(editor.id)))
        self.show_due()
        self._followed(editor.customer)
        self._show_kept(editor, editor.keeper.kept, None)
        self.shown()

    def show_due(self) -> None:
        """By what is typed already: another priority is another promise."""
        editor = self.current
        line = self.due_of(editor) if editor is not None else DueLine("")
        self._view.show_due(line.text, line.hover, line.tone)

    def edit(self, name: str, value: str) -> None:
        editor = self.current
        if editor is None:
            return
        self._view.show_problem("")
        editor.keeper.typed(name, value)
        self.moved(is_typing=True)
        if name in ("impact", "urgency"):
            first = priority(editor.values())
            self._view.show_priority(first.name, priority_tone(first))
        if name in ("impact", "urgency", "category", "kind", "queue"):
            self.show_due()

    def save(self) -> None:
        """Ctrl+Enter. The fields that changed go into the ticket and the draft goes, both or neither."""
        editor = self.current
        if editor is None:
            return
        changed, typed = editor.changed(), dict(editor.keeper.fields)
        command = EditTicket(self._place.stamp(), editor.id, typed_values(changed))
        self._view.show_saved(self._place.words("saving…"), Tone.DIM)

        def act(desk: Desk) -> list[Event]:
            events = desk.perform(command) if changed else []
            desk.drop_draft(editor.id)
            return events

        self._place.writer.write(
            act,
            lambda _: self._was_saved(editor, typed),
            lambda why: self._refused(editor, why),
            lambda why: self._kept(editor, Kept.FAILING, why),
        )

    def leave(self, *, for_good: bool = False) -> None:
        """Back to the list: the typing goes to disk as a draft, Escape throws nothing away.

        ``for_good``: another person comes; nothing stays in hand but what is not on disk yet.
        """
        if self.current is not None:
            self._last = self.current.id
            self.current.keeper.save_now()
        self.current = None
        self._followed(None)
        self._page("list")
        self.moved(is_typing=False)
        if for_good:
            self._last = None
            self._editors = {n: one for n, one in self._editors.items() if not one.keeper.is_safe}

    def go_back(self) -> bool:
        """To the ticket that was left last; False without one."""
        if self.current is None and self._last is not None:
            self.open(self._last)
        return self.current is not None

    def read(self, editor: TicketEditor) -> None:
        ticket = editor.id
        self._place.lane.ask(
            lambda desk: desk.read.ticket(ticket),
            lambda card: self._arrived(editor, card),
            lambda why: self._problem(editor, why),
            urgent=True,
        )

    def flush(self) -> None:
        """The desk is being locked or left: everything typed is given to the writer."""
        for editor in self._editors.values():
            editor.keeper.save_now()

    def _arrived(self, editor: TicketEditor, card: TicketCard | None) -> None:
        if card is None:
            if not editor.is_made:
                return  # asked before the writer had it
            self._view.show_problem(self._place.words("This ticket is not on this desk any more."))
            return
        editor.arrived(card)
        if editor is self.current:
            self.show()

    def _was_saved(self, editor: TicketEditor, typed: dict[str, str]) -> None:
        editor.was_saved = True
        editor.restored_from = ""
        editor.keeper.settle(typed)
        self._saved(editor)
        self.read(editor)
        self._kept(editor, editor.keeper.kept, None)

    def _refused(self, editor: TicketEditor, why: Trouble) -> None:
        self._problem(editor, why)
        if editor is self.current:
            self._view.show_saved(self._place.words("not saved"), Tone.LATE)
        editor.keeper.save_now()

    def _problem(self, editor: TicketEditor, why: Trouble) -> None:
        if editor is self.current:
            self._view.show_problem(say(self._place.words, why.sentence))

    def _kept(self, editor: TicketEditor, kept: Kept, why: Trouble | None) -> None:
        if editor is self.current:
            self._show_kept(editor, kept, why)
        elif editor.keeper.is_safe:
            self._editors.pop(editor.id, None)

    def _show_kept(self, editor: TicketEditor, kept: Kept, why: Trouble | None) -> None:
        words = self._place.words
        if why is not None:
            self._view.show_saved(words("not saved yet: {why}", why=why.sentence), Tone.LATE)
        elif kept is Kept.ON_DISK:
            self._view.show_saved(words("draft saved"), Tone.DIM)
        elif not editor.is_made and editor.card is None:
            self._view.show_saved(words("saving…"), Tone.DIM)
        elif kept is Kept.TYPING:
            self._view.show_saved(words("typing…"), Tone.DIM)
        elif kept is Kept.NOTHING:
            self._view.show_saved(words("saved") if editor.was_saved else "", Tone.DIM)

    def _drop_settled(self, but: TicketEditor) -> None:
        settled = [e.id for e in self._editors.values() if e.keeper.is_safe and e.is_made and e is not but]
        for ticket in settled:
            del self._editors[ticket]

    def _happened(self, event: Event) -> None:
        editor = self.current
        if editor is None:
            return
        of_ticket = isinstance(event, TicketChanged) and event.ticket == editor.id
        if isinstance(event, Arrived):
            of_ticket = editor.id in event.tickets or any(editor.has_call(call) for call in event.calls)
        if of_ticket or (isinstance(event, CallRecorded) and editor.has_call(event.call)):
            self.read(editor)
