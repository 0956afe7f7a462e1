"""Calls that colleagues hand to me: announced by a notice, met when they ring, and the notice goes with the call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from console.presenters.call_actions import can_be_answered
from console.presenters.call_book import CallBook, CallInHand
from console.presenters.colleagues import Colleagues
from console.presenters.notices import Notices
from console.presenters.recogniser import shown_number
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace
from console.viewmodels.words import Tone
from core.calls.model import EndReason
from core.ids import CallId, TicketId
from core.sync.live import HandedOver
from core.words import Sentence

EXPECTED = timedelta(minutes=15)  # how long a call that was announced is recognised when it rings
ANNOUNCED = Sentence("{by} hands you a call: {who}. {note}")
MET = Sentence("This is the call that {by} hands you: {who}. {note}")


@dataclass(slots=True, eq=False)
class _Coming:
    what: HandedOver
    subject: str
    call: CallId | None = None  # as which it rings or is up here
    end_wait: Callable[[], None] = lambda: None


class HandedCalls:
    """Each has a notice of its own: what one colleague wrote does not go because another writes."""

    def __init__(
        self,
        place: Workplace,
        colleagues: Colleagues,
        book: CallBook,
        tickets: TicketPresenter,
        notices: Notices,
    ) -> None:
        self._place = place
        self._colleagues = colleagues
        self._book = book
        self._tickets = tickets
        self._notices = notices
        self._coming: list[_Coming] = []
        self._numbers = count()
        colleagues.handed = self.handed
        book.listen(self._changed)

    def handed(self, what: HandedOver) -> None:
        """It stands there until the call rings, for as long as that is expected, or until somebody closes it."""
        for one in self._coming:
            if (one.what.by, one.what.call) == (what.by, what.call):
                one.what = what
                break
        else:
            one = _Coming(what, f"handed {next(self._numbers)}")
            self._coming.append(one)
        if one.call is not None:
            self._say(one, MET)
            return
        self._expect(one)
        for call in self._book.up:  # it may ring already
            self._changed(call)

    def forget(self) -> None:
        """Another person may come: what was announced was said to the one before."""
        for one in tuple(self._coming):
            self._drop(one)

    def _expect(self, one: _Coming) -> None:
        one.end_wait()
        one.call = None
        one.end_wait = self._place.timers.after(EXPECTED.total_seconds(), lambda: self._drop(one))
        self._say(one, ANNOUNCED)

    def _drop(self, one: _Coming) -> None:
        one.end_wait()
        self._coming.remove(one)
        self._notices.take_back(one.subject)

    def _changed(self, call: CallInHand) -> None:
        if not call.is_up:
            self._over(call)
        elif can_be_answered(call) and all(one.call != call.id for one in self._coming):
            self._rang(call)

    def _rang(self, call: CallInHand) -> None:
        """A call that was announced: said again, now that it is here. Who withholds the number may be anybody."""
        number = call.snapshot.remote.number
        for one in self._coming:
            if number and one.call is None and one.what.number == number:
                one.end_wait()
                one.call = call.id
                self._say(one, MET)
                return

    def _over(self, call: CallInHand) -> None:
        """One that nobody answered may ring again."""
        snapshot = call.snapshot
        for one in tuple(self._coming):
            if one.call != call.id:
                continue
            if snapshot.was_answered or snapshot.end is EndReason.ANSWERED_ELSEWHERE:
                self._drop(one)
            else:
                self._expect(one)

    def _say(self, one: _Coming, text: Sentence) -> None:
        what = one.what
        number = shown_number(what.number, self._place)
        who = " · ".join(part for part in (what.name, number) if part)
        values = {
            "by": self._colleagues.name_of(what.by),
            "who": who or Sentence("number withheld"),
            "note": what.note,
        }
        ticket = TicketId(what.ticket)
        if ticket:
            self._notices.say(
                one.subject,
                Sentence(text.template, values),
                Tone.ACCENT,
                Sentence("Open the ticket"),
                lambda: self._tickets.open(ticket),
            )
        else:
            self._notices.say(one.subject, Sentence(text.template, values), Tone.ACCENT)
