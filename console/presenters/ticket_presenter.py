"""The ticket being written: opened, typed into, saved, left; nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.presenters.draft_keeper import Kept
from console.presenters.kept_words import kept_words
from console.presenters.reference import Reference
from console.presenters.saying import priority_tone, say
from console.presenters.ticket_editor import TicketEditor
from console.presenters.ticket_form import priority, typed_values
from console.presenters.ticket_listeners import MakeAgain, Moved, nobody
from console.presenters.workplace import Workplace
from console.viewmodels.service import DueLine
from console.viewmodels.tickets import TicketView
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.events import Event
from core.ids import CallId, CustomerId, TicketId
from core.ports import Desk
from core.reading import TicketCard
from core.tickets.commands import EditTicket
from core.tickets.ticket import UnknownTicket


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
        self.stranded: Callable[[TicketEditor], None] = lambda _: None  # set by who tells of what is not kept
        self.make_again: MakeAgain = lambda *_: None  # set by who makes tickets
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
        self._show_standing(editor)
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
        if editor.standing is not None:
            self._show_standing(editor)
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
        editor.keeper.typed(name, value)
        self._show_standing(editor)
        self.moved(is_typing=True)
        if name in ("impact", "urgency"):
            first = priority(editor.values())
            self._view.show_priority(first.name, priority_tone(first))
        if name in ("impact", "urgency", "category", "kind", "queue"):
            self.show_due()

    def save(self) -> None:
        """Ctrl+Enter. The fields that changed go into the ticket and the draft goes, both or neither."""
        editor = self.current
        if editor is None or editor.is_gone:
            return
        if not editor.is_refused:
            self._save(editor)
            return
        self.make_again(editor, lambda: self._save(editor))
        self._show_standing(editor)
        self._show_kept(editor, editor.keeper.kept, None)

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

    def _save(self, editor: TicketEditor) -> None:
        changed, typed = editor.changed(), dict(editor.keeper.fields)
        command = EditTicket(self._place.stamp(), editor.id, typed_values(changed))
        if editor is self.current:
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

    def _arrived(self, editor: TicketEditor, card: TicketCard | None) -> None:
        if card is None:
            if not editor.is_made:
                return  # asked before the writer had it
            self._went(editor)
            return
        is_back = editor.is_gone
        editor.arrived(card)
        if editor is self.current:
            self.show()
            if is_back:
                self._show_standing(editor)

    def _went(self, editor: TicketEditor) -> None:
        """The storage keeps the draft that lay on disk; what was typed after it has its place only here."""
        editor.is_gone = True
        if editor is self.current:
            self.show()
        elif not editor.keeper.is_safe:
            self.stranded(editor)

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
            self._view.show_problem(say(self._place.words, editor.standing or why.sentence))

    def _show_standing(self, editor: TicketEditor) -> None:
        standing = editor.standing
        self._view.show_problem(say(self._place.words, standing) if standing is not None else "")

    def _kept(self, editor: TicketEditor, kept: Kept, why: Trouble | None) -> None:
        if isinstance(why, UnknownTicket) and editor.is_made:
            self._went(editor)
        elif editor is self.current:
            self._show_kept(editor, kept, why)
        elif editor.keeper.is_safe:
            self._editors.pop(editor.id, None)

    def _show_kept(self, editor: TicketEditor, kept: Kept, why: Trouble | None) -> None:
        said = kept_words(editor, kept, why, self._place.words)
        if said is not None:
            self._view.show_saved(*said)

    def _drop_settled(self, but: TicketEditor) -> None:
        settled = [e.id for e in self._editors.values() if e.keeper.is_safe and e.is_made and e is not but]
        for ticket in settled:
            del self._editors[ticket]

    def _happened(self, event: Event) -> None:
        editor = self.current
        if editor is not None and editor.is_touched_by(event):
            self.read(editor)
