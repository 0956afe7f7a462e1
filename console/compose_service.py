"""The second half of the composition root: service levels and reminders, built and joined."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from console.compose_reminders import RemindersCorner, compose_reminders, connect_reminders
from console.papers import WhyPapers, documents
from console.parts import Parts
from console.presenters.due_presenter import DuePresenter
from console.presenters.levels import Levels
from console.presenters.levels_editor import LevelsEditor
from console.presenters.notices import Notices
from console.presenters.ticket_list_presenter import TicketListPresenter
from console.presenters.ticket_moves import TicketMoves
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.why import WhyPresenter
from console.presenters.workplace import Workplace
from console.starter_levels import shelf
from console.views.desk import DeskScreen


@dataclass(slots=True)
class ServiceCorner:
    """What is due, why, and who is told: lives as long as the room."""

    levels: Levels
    why: WhyPresenter
    papers: WhyPapers
    editor: LevelsEditor
    reminders: RemindersCorner

    def begin(self) -> None:
        self.levels.read()
        self.reminders.begin()

    def end(self) -> None:
        """The desk is being locked or left."""
        self.reminders.end()

    def standing(self) -> dict[str, Any]:
        return self.reminders.standing()

    def open_reminders(self) -> None:
        self.reminders.list.open()

    def open_levels(self) -> None:
        self.editor.open()

    def save_levels(self) -> bool:
        """True: the editor is what one looks at, so the key for saving is its."""
        if self.editor.is_shown:
            self.editor.save()
        return self.editor.is_shown

    def minute(self) -> None:
        self.why.show()
        self.reminders.list.show()

    def show(self) -> None:
        """In the language of now."""
        self.why.show()
        self.editor.show()
        self.reminders.notices.show()
        self.reminders.list.show()


def compose_service(
    parts: Parts, place: Workplace, notices: Notices, tickets: TicketPresenter
) -> ServiceCorner:
    desk = parts.window.desk
    levels = Levels(place)
    tickets.due_of = DuePresenter(place, levels).line
    levels.listen(tickets.show_due)
    return ServiceCorner(
        levels,
        WhyPresenter(place, levels, desk.why),
        WhyPapers(place.words, desk.why, parts.background, documents),
        LevelsEditor(place, levels, desk.levels, shelf()),
        compose_reminders(parts, place, notices, levels),
    )


def connect_service(
    parts: Parts,
    corner: ServiceCorner,
    tickets: TicketPresenter,
    moves: TicketMoves,
    rows: TicketListPresenter,
) -> None:
    desk = parts.window.desk
    connect_ticket(desk, corner, tickets, moves)
    desk.tickets.order_chosen.connect(rows.choose_order)
    connect_reminders(parts, corner.reminders, tickets)
    editor, levels = desk.levels, corner.editor
    editor.item_chosen.connect(levels.choose)
    editor.field_edited.connect(levels.edit)
    editor.act_wanted.connect(levels.act)
    editor.text_edited.connect(levels.type)
    editor.trial_edited.connect(levels.try_out)
    editor.save_clicked.connect(levels.save)
    editor.undo_clicked.connect(levels.undo)
    editor.redo_clicked.connect(levels.redo)
    editor.left.connect(levels.leave)


def connect_ticket(
    desk: DeskScreen, corner: ServiceCorner, tickets: TicketPresenter, moves: TicketMoves
) -> None:
    ticket, why = desk.ticket, desk.why
    ticket.why_clicked.connect(partial(open_why, corner, tickets))
    ticket.watch_clicked.connect(moves.watch)
    ticket.promise_wanted.connect(moves.promise)
    ticket.promise_settled.connect(moves.settle_promise)
    why.clock_chosen.connect(corner.why.choose)
    why.left.connect(corner.why.leave)
    why.save_clicked.connect(corner.papers.save)
    why.print_clicked.connect(corner.papers.print)


def open_why(corner: ServiceCorner, tickets: TicketPresenter) -> None:
    if tickets.current is not None:
        corner.why.open(tickets.current.id)
