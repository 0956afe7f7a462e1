"""A call goes to a colleague with what is known of it.

Today the context is handed over; the call itself goes the way that the PBX offers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from console.presenters.call_book import CallInHand
from console.presenters.colleagues import Colleagues
from console.presenters.floor import agent_line
from console.presenters.notices import Notices
from console.presenters.phone import Phone
from console.presenters.recogniser import shown_number
from console.presenters.saying import say
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.viewmodels.floor import HandOverForm, HandOverView
from console.viewmodels.words import Tone
from core.ids import AgentId, CallId
from core.sync.live import HandOver, Reached
from core.words import Sentence

LONGEST = 2_000
SUBJECT = "given"
HOW = Sentence(
    "The colleague sees caller, ticket and note as the call arrives. Put the call through at your phone."
)
OVER = Sentence("This call has ended: nothing was handed over.")
ANSWERED_WITHIN = 10.0  # seconds: the server says at once what became of it, unless the line is half dead
IN_DOUBT = Sentence(
    "It is not known whether what you handed over reached {name}. Hand it over again, or tell them yourself. {note}"
)
IN_DOUBT_AND_OVER = Sentence(
    "It is not known whether what you handed over reached {name}, and the call has ended: tell them yourself. {note}"
)


@dataclass(slots=True, eq=False)
class _Given:
    call: CallId
    to: AgentId
    note: str
    end_wait: Callable[[], None] = lambda: None
    is_in_doubt: bool = False


class HandOverPresenter:
    """The panel is about one call and leaves with it. What was typed stays as long as its call, until it arrived."""

    def __init__(
        self,
        place: Workplace,
        colleagues: Colleagues,
        phone: Phone,
        tickets: TicketPresenter,
        notices: Notices,
        view: HandOverView,
    ) -> None:
        self._place = place
        self._colleagues = colleagues
        self._phone = phone
        self._tickets = tickets
        self._notices = notices
        self._view = view
        self._about: CallId | None = None
        self._notes: dict[CallId, str] = {}
        self._given: dict[CallId, _Given] = {}
        colleagues.listen(self._line_changed)
        colleagues.reached = self.reached
        phone.book.listen(self._changed)

    def open(self, call: str = "") -> None:
        """For this call; for the one in hand when none is named."""
        found = self._up(call) if call else self._in_hand()
        if found is not None and self._colleagues.is_live:
            self._turn_to(found.id)

    def leave(self) -> None:
        self._about = None

    def type(self, text: str) -> None:
        if self._about is not None:
            self._notes[self._about] = text[:LONGEST]

    def give(self, person: str, note: str) -> None:
        call = self._up(self._about)
        if call is None:
            self._notices.say(SUBJECT, OVER, Tone.LATE)
            return
        self._notes[call.id] = note[:LONGEST]
        if not person or not self._colleagues.is_live:
            self.show()
            return
        self._wait(_Given(call.id, AgentId(person), self._notes[call.id]))
        self._colleagues.hand_over(self._what(call, AgentId(person), note))
        self._close()

    def reached(self, what: Reached) -> None:
        given = self._given.pop(CallId(what.call), None)
        if given is None:
            return
        given.end_wait()
        name = self._colleagues.name_of(given.to)
        if what.is_there:
            text, tone = Sentence("{name} sees the call and what is known of it.", {"name": name}), Tone.PLAIN
            if self._notes.get(given.call) == given.note:
                del self._notes[given.call]
        else:
            text = Sentence("{name} is not at a desk any more: nothing was handed over.", {"name": name})
            tone = Tone.LATE
        self._notices.say(SUBJECT, text, tone)

    def forget(self) -> None:
        """Another person may come: what this one typed and gave is not theirs."""
        self._close()
        for given in self._given.values():
            given.end_wait()
        self._notes, self._given = {}, {}
        self._notices.take_back(SUBJECT)

    def show(self) -> None:
        call = self._up(self._about)
        if call is None:
            return
        words = self._place.words
        lines = tuple(agent_line(one, self._colleagues, self._place) for one in self._colleagues.others)
        ready = tuple(one for one in lines if one.can_take)
        empty = "" if ready else words("No colleague of your teams is ready now.")
        if not self._colleagues.is_live:
            empty = words("Colleagues cannot be reached just now.")
        who = " · ".join(
            part for part in (call.name, shown_number(call.snapshot.remote.number, self._place)) if part
        )
        note = self._notes.get(call.id, "")
        self._view.show_hand_over(HandOverForm(who, say(words, HOW), ready, empty, note))

    def _turn_to(self, call: CallId) -> None:
        if self._about not in (None, call):
            self._close()  # the next note is shown in a panel that opens
        self._about = call
        self.show()

    def _close(self) -> None:
        if self._about is not None:
            self._about = None
            self._view.leave()

    def _changed(self, call: CallInHand) -> None:
        if call.is_up:
            return
        self._notes.pop(call.id, None)
        if call.id in self._given and self._given[call.id].is_in_doubt:
            del self._given[call.id]
        if self._about == call.id:
            self._close()

    def _line_changed(self) -> None:
        if not self._colleagues.is_live:
            given, self._given = self._given, {}
            for one in given.values():
                self._doubt(one)
        self.show()

    def _wait(self, given: _Given) -> None:
        if given.call in self._given:
            self._given[given.call].end_wait()
        self._given[given.call] = given
        given.end_wait = self._place.timers.after(ANSWERED_WITHIN, lambda: self._doubt(given))

    def _doubt(self, given: _Given) -> None:
        """While the call is up a late word is still heard."""
        given.end_wait()
        if self._up(given.call) is None:
            self._given.pop(given.call, None)
        if not given.is_in_doubt:
            given.is_in_doubt = True
            self._say_doubt(given)

    def _say_doubt(self, given: _Given) -> None:
        """With the note: it is nowhere else once the call has ended."""
        values = {"name": self._colleagues.name_of(given.to), "note": given.note.strip()}
        if self._up(given.call) is None:
            self._notices.say(SUBJECT, Sentence(IN_DOUBT_AND_OVER.template, values), Tone.LATE)
            return
        text, action = Sentence(IN_DOUBT.template, values), Sentence("Hand over again")
        self._notices.say(SUBJECT, text, Tone.LATE, action, lambda: self._again(given))

    def _again(self, given: _Given) -> None:
        if self._up(given.call) is None:
            self._say_doubt(given)
        else:
            self._turn_to(given.call)

    def _what(self, call: CallInHand, to: AgentId, note: str) -> HandOver:
        ticket = call.tickets[-1][0] if call.tickets else ""
        if not ticket and self._tickets.current is not None and self._tickets.current.call == call.id:
            ticket = self._tickets.current.id
        notes = "\n".join(one.text for one in call.notes if one.in_ticket is None)
        text = "\n".join(part for part in (note.strip(), notes) if part)[:LONGEST]
        remote = call.snapshot.remote
        return HandOver(to, call.id, remote.number, call.name, call.customer or "", ticket, text)

    def _up(self, call: str | None) -> CallInHand | None:
        found = self._phone.book.find(call) if call else None
        return found if found is not None and found.is_up else None

    def _in_hand(self) -> CallInHand | None:
        book = self._phone.book
        selected = book.selected
        return selected if selected is not None and selected.is_up else next(iter(book.up), None)
