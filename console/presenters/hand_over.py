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
from core.ids import AgentId
from core.sync.live import HandOver, Reached
from core.words import Sentence

LONGEST = 2_000
HOW = Sentence(
    "The colleague sees caller, ticket and note as the call arrives. Put the call through at your phone."
)


class HandOverPresenter:
    """What was typed stays until it is sent."""

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
        self._is_shown = False
        self._note = ""
        self._given: dict[str, AgentId] = {}
        colleagues.listen(self.show)
        colleagues.reached = self.reached

    @property
    def can_give(self) -> bool:
        return self._colleagues.is_live and self._call() is not None

    def open(self) -> None:
        if self.can_give:
            self._is_shown = True
            self.show()

    def leave(self) -> None:
        self._is_shown = False

    def type(self, text: str) -> None:
        self._note = text[:LONGEST]

    def give(self, person: str, note: str) -> None:
        call = self._call()
        if call is None or not person:
            return
        ticket = call.tickets[-1][0] if call.tickets else ""
        if not ticket and self._tickets.current is not None and self._tickets.current.call == call.id:
            ticket = self._tickets.current.id
        notes = "\n".join(one.text for one in call.notes if one.in_ticket is None)
        text = "\n".join(part for part in (note.strip(), notes) if part)[:LONGEST]
        remote = call.snapshot.remote
        what = HandOver(AgentId(person), call.id, remote.number, call.name, call.customer or "", ticket, text)
        self._given[call.id] = what.to
        self._colleagues.hand_over(what)
        self._note = ""
        self._view.leave()

    def reached(self, what: Reached) -> None:
        to = self._given.pop(what.call, None)
        if to is None:
            return
        name = self._colleagues.name_of(to)
        if what.is_there:
            text, tone = Sentence("{name} sees the call and what is known of it.", {"name": name}), Tone.PLAIN
        else:
            text = Sentence("{name} is not at a desk any more: nothing was handed over.", {"name": name})
            tone = Tone.LATE
        self._notices.say("given", text, tone)

    def show(self) -> None:
        if not self._is_shown:
            return
        words, call = self._place.words, self._call()
        if call is None:
            self._view.leave()
            return
        lines = tuple(agent_line(one, self._colleagues, self._place) for one in self._colleagues.others)
        ready = tuple(one for one in lines if one.can_take)
        empty = "" if ready else words("No colleague of your teams is ready now.")
        who = " · ".join(
            part for part in (call.name, shown_number(call.snapshot.remote.number, self._place)) if part
        )
        self._view.show_hand_over(HandOverForm(who, say(words, HOW), ready, empty, self._note))

    def _call(self) -> CallInHand | None:
        book = self._phone.book
        selected = book.selected
        return selected if selected is not None and selected.is_up else next(iter(book.up), None)
