"""Notes written during a call: in its ticket, or kept with the call until there is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.presenters import loose_notes
from console.presenters.call_book import CallBook, CallNote
from console.presenters.loose_notes import NOBODY, SETTING, Kept, Owned, from_text
from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.events import Event
from core.ids import AgentId, CallId, NoteId, TicketId, new_id
from core.ports import Desk
from core.tickets.commands import AddNote
from core.words import Sentence

NOT_KEPT = Sentence("The note was not kept: {why}")
STAYS = Sentence("The note stays with the call: {why}")


class CallNotes:
    """A note is shown as kept only when it is on disk. Its offset is where in the call it was entered.

    Before there is a ticket the notes lie, encrypted, with the call. A ticket made from the call takes them in; each
    lies with the call until the ticket has it. Of several people at one desk each sees and files their own.
    """

    def __init__(self, place: Workplace, book: CallBook, kept: Callable[[str], None]) -> None:
        self._place = place
        self._book = book
        self._note_kept = kept
        self._loose: Owned = {}
        self._under_way: set[tuple[CallId, CallNote]] = set()

    def read(self, done: Callable[[int], None]) -> None:
        """What lay here when the desk went down; ``done`` is told of how many calls."""
        agent = self._place.me.agent
        self._place.lane.ask(
            lambda desk: from_text(desk.setting(SETTING)),
            lambda found: self._was_read(agent, found, done),
            lambda _: None,
        )

    def make_way(self) -> None:
        """Another person sits here: the cards show what they noted, and what tickets hold."""
        for call in self._book.calls:
            in_tickets = [note for note in call.notes if note.in_ticket is not None]
            call.notes = sorted((*in_tickets, *self.of_call(call.id)), key=lambda note: note.at)
            self._book.tell(call)

    def of_call(self, call: CallId) -> list[CallNote]:
        return list(self._mine.get(call, ()))

    @property
    def calls(self) -> tuple[CallId, ...]:
        return tuple(self._mine)

    def enter(self, call_id: str, text: str, done: Callable[[], None] = lambda: None) -> None:
        call = self._book.find(call_id)
        if call is None or not text.strip():
            return
        now, agent = self._place.clock.now(), self._place.me.agent
        ticket = call.tickets[-1][0] if call.tickets else None
        note = CallNote(text.strip(), now, call.snapshot.offset_at(now), ticket)

        def written(_: list[Event]) -> None:
            if agent == self._place.me.agent:
                if note not in call.notes:
                    call.notes.append(note)
                self._note_kept(call.id)
                self._book.tell(call)
            done()

        if ticket is None:
            self._keep(call.id, note, written)
        else:
            command = self._command(call.id, note, ticket, agent)
            self._place.writer.perform(command, written, lambda why: self._refused(call.id, NOT_KEPT, why))

    def adopt(self, call: CallId, ticket: TicketId, agent: AgentId) -> None:
        """The ticket is there: it takes in what was noted before it, for who asked for it.

        Whoever comes first has the note: one that is on its way into a ticket goes into no other.
        """
        for note in list(self._loose.get(agent, {}).get(call, ())):
            if (call, note) not in self._under_way:
                self._under_way.add((call, note))
                self._move(call, note, ticket, agent)

    @property
    def _mine(self) -> Kept:
        return self._loose.setdefault(self._place.me.agent, {})

    def _move(self, call: CallId, note: CallNote, ticket: TicketId, agent: AgentId) -> None:
        command, taken = self._command(call, note, ticket, agent), list[Event]()

        def act(desk: Desk) -> list[Event]:
            if not taken:  # tried again because of the setting: the ticket has the note already
                taken.extend(desk.perform(command))
            loose_notes.take(desk, agent, call, note)
            return taken

        def moved(_: list[Event]) -> None:
            self._under_way.discard((call, note))
            loose_notes.drop(self._loose.get(agent, {}), call, note)
            card = self._book.find(call)
            if card is not None:
                card.notes = [replace(n, in_ticket=ticket) if n == note else n for n in card.notes]

        def stays(why: Trouble) -> None:
            self._under_way.discard((call, note))
            self._refused(call, STAYS, why)

        self._place.writer.write(act, moved, stays)

    def _command(self, call: CallId, note: CallNote, ticket: TicketId, agent: AgentId) -> AddNote:
        stamp = replace(self._place.stamp(), agent=agent)
        return AddNote(stamp, ticket, NoteId(new_id()), note.text, call, note.offset)

    def _keep(self, call: CallId, note: CallNote, done: Callable[[list[Event]], None]) -> None:
        agent = self._place.me.agent
        self._mine.setdefault(call, []).append(note)

        def act(desk: Desk) -> list[Event]:
            loose_notes.put(desk, agent, call, note)
            return []

        self._place.writer.write(act, done, lambda why: self._refused(call, NOT_KEPT, why))

    def _refused(self, call: CallId, said: Sentence, why: Trouble) -> None:
        card = self._book.find(call)
        if card is not None:
            card.trouble = self._place.words(said.template, why=why.sentence)
            self._book.tell(card)

    def _was_read(self, agent: AgentId, found: Owned, done: Callable[[int], None]) -> None:
        """At each unlocking; what is known is known. What was nobody's is theirs who came first."""
        mine = self._loose.setdefault(agent, {})
        loose_notes.merge(mine, found.get(agent, {}))
        if found.get(NOBODY):
            loose_notes.merge(mine, found[NOBODY])
            self._place.writer.write(lambda desk: claimed(desk, agent))
        if agent == self._place.me.agent:
            done(len(mine))


def claimed(desk: Desk, agent: AgentId) -> list[Event]:
    loose_notes.claim(desk, agent)
    return []
