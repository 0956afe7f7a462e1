"""Who else has this ticket on screen: said in the ticket, and told to the others while I look and type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from console.presenters.colleagues import NOBODYS, Colleagues
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Workplace

STILL = 4.0  # seconds without a letter: not typing any more


class CompanyView(Protocol):
    """No signals."""

    def show_company(self, text: str, is_typing: bool) -> None:
        """Beside the title; "" nobody."""
        ...


class Company:
    """Typing is told once when it begins and once when it has stopped, never letter by letter."""

    def __init__(
        self, place: Workplace, colleagues: Colleagues, tickets: TicketPresenter, view: CompanyView
    ) -> None:
        self._place = place
        self._colleagues = colleagues
        self._tickets = tickets
        self._view = view
        self._end_typing: Callable[[], None] | None = None
        self._shown = ("", False)
        tickets.moved = self.moved
        colleagues.listen(self.show)

    def moved(self, *, is_typing: bool) -> None:
        """Another ticket, none, or a letter."""
        if self._end_typing is not None:
            self._end_typing()
            self._end_typing = None
        if is_typing:
            self._end_typing = self._place.timers.after(STILL, self._stopped)
        self._say(is_typing=is_typing)
        self.show()

    def show(self) -> None:
        current, words = self._tickets.current, self._place.words
        there = self._colleagues.at(current.id) if current is not None else ()
        text, is_typing = "", bool(there) and there[0].is_typing
        if there:
            names = words(", ").join(
                self._colleagues.name_of(one.person) for one in there if one.is_typing is is_typing
            )
            text = (
                words("{names}: typing in this ticket", names=names)
                if is_typing
                else words("{names}: looking at this ticket", names=names)
            )
        if (text, is_typing) != self._shown:
            self._shown = text, is_typing
            self._view.show_company(text, is_typing)

    def _stopped(self) -> None:
        self._end_typing = None
        self._say(is_typing=False)

    def _say(self, *, is_typing: bool) -> None:
        current = self._tickets.current
        ticket = current.id if current is not None else NOBODYS  # one that is not there yet is nobody's
        self._colleagues.look_at(ticket, is_typing=is_typing and ticket != NOBODYS)
