"""A call goes to a colleague with what is known of it.

Today the context is handed over; the call itself goes the way that the PBX offers.
"""

from __future__ import annotations

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


class HandOverPresenter:
    """The panel is about one call and leaves with it. What was typed stays as long as its call, until it is sent."""

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
        self._given: dict[CallId, AgentId] = {}
        colleagues.listen(self.show)
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
        if not person:
            return
        what = self._what(call, AgentId(person), note)
        self._given[call.id] = what.to
        self._colleagues.hand_over(what)
        self._notes.pop(call.id, None)
        self._close()

    def reached(self, what: Reached) -> None:
        to = self._given.pop(CallId(what.call), None)
        if to is None:
            return
        name = self._colleagues.name_of(to)
        if what.is_there:
            text, tone = Sentence("{name} sees the call and what is known of it.", {"name": name}), Tone.PLAIN
        else:
            text = Sentence("{name} is not at a desk any more: nothing was handed over.", {"name": name})
            tone = Tone.LATE
        self._notices.say(SUBJECT, text, tone)

    def forget(self) -> None:
        """Another person may come: what this one typed and gave is not theirs."""
        self._close()
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
        if self._about == call.id:
            self._close()

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
