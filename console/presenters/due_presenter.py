"""When the ticket on screen is due, by what is on disk and what is typed over it."""

from __future__ import annotations

from dataclasses import replace

from console.presenters.due_words import due_line, most_pressing
from console.presenters.levels import Levels
from console.presenters.ticket_editor import TicketEditor
from console.presenters.ticket_form import priority
from console.presenters.workplace import Workplace
from console.viewmodels.service import DueLine
from core.sla.clock import read_ticket
from core.sla.history import TermsFrom
from core.tickets.model import Kind


class DuePresenter:
    """A reading costs microseconds: it is made whenever somebody looks."""

    def __init__(self, place: Workplace, levels: Levels) -> None:
        self._place = place
        self._levels = levels

    def line(self, editor: TicketEditor) -> DueLine:
        card = editor.card
        if card is None or card.service is None:
            return DueLine("")
        history, now = card.service, self._place.clock.now()
        if editor.changed():
            values, last = editor.values(), history.terms[-1]
            typed = replace(
                last.terms,
                priority=priority(values),
                category=values["category"],
                kind=Kind(values["kind"]),
                queue=values["queue"].strip(),
            )
            if typed != last.terms:
                history = replace(history, terms=(*history.terms, TermsFrom(max(now, last.at), typed)))
        readings = read_ticket(history, self._levels.now(), now)
        found = most_pressing(readings)
        if found is None:
            return DueLine("") if not readings else due_line(readings[-1], self._place)
        return due_line(found, self._place)
