"""Notes written during a call: in its ticket, or kept with the call until there is one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from console.presenters.call_book import CallBook, CallInHand, CallNote
from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.events import Event
from core.ids import CallId, NoteId, TicketId, new_id
from core.ports import Desk
from core.tickets.commands import AddNote

SETTING = "notes of calls without a ticket"
Kept = dict[CallId, list[CallNote]]


def to_text(kept: Kept) -> str:
    return json.dumps(
        {
            call: [[note.text, note.at.isoformat(), note.offset.total_seconds()] for note in notes]
            for call, notes in kept.items()
            if notes
        },
        ensure_ascii=False,
    )


def from_text(text: str | None) -> Kept:
    return {
        CallId(call): [CallNote(t, datetime.fromisoformat(at), timedelta(seconds=s)) for t, at, s in notes]
        for call, notes in json.loads(text or "{}").items()
    }


class CallNotes:
    """A note is shown as kept only when it is on disk. Its offset is where in the call it was entered.

    Before there is a ticket the notes lie, encrypted, with the call; a ticket made from the call takes them in.
    """

    def __init__(self, place: Workplace, book: CallBook, kept: Callable[[str], None]) -> None:
        self._place = place
        self._book = book
        self._note_kept = kept
        self._loose: Kept = {}

    def read(self, done: Callable[[int], None]) -> None:
        """What lay here when the desk went down; ``done`` is told of how many calls."""
        self._place.lane.ask(
            lambda desk: desk.setting(SETTING), lambda text: self._was_read(text, done), lambda _: None
        )

    def of_call(self, call: CallId) -> list[CallNote]:
        return list(self._loose.get(call, ()))

    @property
    def calls(self) -> tuple[CallId, ...]:
        return tuple(self._loose)

    def enter(self, call_id: str, text: str, done: Callable[[], None] = lambda: None) -> None:
        call = self._book.find(call_id)
        if call is None or not text.strip():
            return
        now = self._place.clock.now()
        ticket = call.tickets[-1][0] if call.tickets else None
        note = CallNote(text.strip(), now, call.snapshot.offset_at(now), ticket)

        def written(_: list[Event]) -> None:
            if note not in call.notes:
                call.notes.append(note)
            self._note_kept(call.id)
            self._book.tell(call)
            done()

        if ticket is None:
            self._loose.setdefault(call.id, []).append(note)
            self._write_loose(written, call)
        else:
            self._add(call, note, ticket, written)

    def adopt(self, call: CallInHand, ticket: TicketId) -> None:
        """A ticket was asked for: it takes in what was noted before. In the writer's order, behind the ticket."""
        loose = self._loose.pop(call.id, [])
        for note in loose:
            self._add(call, note, ticket, lambda _: None)
        if loose:
            call.notes = [CallNote(n.text, n.at, n.offset, n.in_ticket or ticket) for n in call.notes]
            self._write_loose(lambda _: None, call)

    def _add(
        self, call: CallInHand, note: CallNote, ticket: TicketId, done: Callable[[list[Event]], None]
    ) -> None:
        command = AddNote(self._place.stamp(), ticket, NoteId(new_id()), note.text, call.id, note.offset)
        self._place.writer.perform(command, done, lambda why: self._not_kept(call, why))

    def _write_loose(self, done: Callable[[list[Event]], None], call: CallInHand) -> None:
        text = to_text(self._loose)

        def act(desk: Desk) -> list[Event]:
            desk.set_setting(SETTING, text)
            return []

        self._place.writer.write(act, done, lambda why: self._not_kept(call, why))

    def _not_kept(self, call: CallInHand, why: Trouble) -> None:
        call.trouble = self._place.words("The note was not kept: {why}", why=why.sentence)
        self._book.tell(call)

    def _was_read(self, text: str | None, done: Callable[[int], None]) -> None:
        for call, notes in from_text(text).items():
            self._loose.setdefault(call, []).extend(notes)
        done(len(self._loose))
