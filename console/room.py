"""The desk behind the passphrase: its presenters, and what is done with all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from console.presenters.call_actions import CallActions
from console.presenters.call_column import CallColumnPresenter
from console.presenters.customer_presenter import CustomerPresenter
from console.presenters.frame_presenter import FramePresenter
from console.presenters.notices import Notices
from console.presenters.phone import Phone
from console.presenters.reference import Reference
from console.presenters.saying import say
from console.presenters.search_presenter import SearchPresenter
from console.presenters.settings_presenter import SettingsPresenter
from console.presenters.ticket_list_presenter import TicketListPresenter
from console.presenters.ticket_maker import TicketMaker
from console.presenters.ticket_moves import TicketMoves
from console.presenters.ticket_presenter import TicketPresenter
from console.presenters.workplace import Me, Workplace
from console.viewmodels.words import Tone
from core.ids import TicketId
from core.reading import TicketRow
from core.words import Sentence

MINUTE = 60


class Service(Protocol):
    """Service levels and reminders, as far as the room carries them along."""

    def begin(self) -> None: ...
    def minute(self) -> None: ...
    def show(self) -> None: ...
    def end(self) -> None: ...
    def standing(self) -> dict[str, Any]: ...
    def open_reminders(self) -> None: ...
    def open_levels(self) -> None: ...
    def save_levels(self) -> bool: ...


class Reports(Protocol):
    """Reports, as far as the room carries them along."""

    def begin(self) -> None: ...
    def show(self) -> None: ...
    def end(self) -> None: ...
    def open(self) -> None: ...


class Sync(Protocol):
    """Keeping in step with a server, as far as the room carries it along."""

    def begin(self, entered: Any) -> None: ...
    def end(self) -> None: ...
    def described(self) -> dict[str, Any]: ...
    def open(self, place: str) -> None: ...
    def look(self) -> None: ...
    def tick(self) -> None: ...
    def show(self) -> None: ...


class Papers(Protocol):
    """Paper, as far as the room carries it along."""

    def show(self) -> None: ...
    def end(self) -> None: ...


class Files(Protocol):
    """Files on tickets, as far as the room carries them along."""

    def begin(self) -> None: ...
    def end(self) -> None: ...


@dataclass(slots=True)
class DeskRoom:
    """Lives from the first unlocking to the end of the program; locked, it only waits."""

    place: Workplace
    phone: Phone
    notices: Notices
    reference: Reference
    calls: CallColumnPresenter
    actions: CallActions
    tickets: TicketPresenter
    maker: TicketMaker
    moves: TicketMoves
    customers: CustomerPresenter
    frame: FramePresenter
    list: TicketListPresenter
    search: SearchPresenter
    settings: SettingsPresenter
    service: Service
    reports: Reports
    sync: Sync
    papers: Papers
    files: Files
    seconds: int = 0

    def begin(self) -> None:
        """The desk is open: everything is read, what waited is written, what was being typed is offered."""
        self.place.writer.try_now()
        self.reference.read()
        self.calls.begin()
        self.list.read()
        self.customers.show()
        self.frame.count()
        self.frame.show()
        self.service.begin()
        self.reports.begin()
        self.files.begin()
        self.calls.notes.read(self._offer_notes)
        self.place.lane.ask(lambda desk: desk.read.drafts(), self._offer_drafts, lambda _: None)

    def make_way(self, me: Me) -> None:
        """Another person signed in: what the one before typed is on disk, theirs, and not on this screen."""
        self.place.me = me
        self.tickets.leave(for_good=True)
        self.calls.notes.make_way()
        self.maker.make_way()
        self.notices.clear()
        self.frame.agent.begin()
        self.list.begin()
        self.customers.leave_form()

    def show(self) -> None:
        """All of it again: the language is another one."""
        self.calls.show()
        self.tickets.show()
        self.customers.show()
        self.list.show()
        self.frame.show()
        self.notices.show()
        self.settings.show()
        self.service.show()
        self.reports.show()
        self.sync.show()
        self.papers.show()

    def tick(self) -> None:
        """Once a second; what is told in minutes, once a minute."""
        self.calls.tick()
        self.frame.tick()
        self.sync.tick()
        self.seconds += 1
        if self.seconds % MINUTE == 0:
            self.calls.show()
            self.customers.show()
            self.list.show()
            self.tickets.show_due()
            self.service.minute()

    def _offer_drafts(self, rows: tuple[TicketRow, ...]) -> None:
        """What was being typed when the desk went down."""
        if not rows or self.tickets.current is not None:
            return
        newest = rows[0]
        if len(rows) == 1:
            text = Sentence(
                "You were writing in ticket {number} when the desk was left: {subject}",
                {"number": newest.number, "subject": newest.subject or Sentence("(no subject)")},
            )
        else:
            text = Sentence(
                "You were writing in {n} tickets when the desk was left; the newest is {number}.",
                {"n": len(rows), "number": newest.number},
            )
        ticket: TicketId = newest.id
        self.notices.say(
            "drafts", text, Tone.ACCENT, Sentence("Go on writing"), lambda: self.tickets.open(ticket)
        )

    def _offer_notes(self, calls: int) -> None:
        if not calls:
            return
        newest = self.calls.notes.calls[-1]
        text = Sentence("Notes of {n} calls have no ticket yet.", {"n": calls})
        if calls == 1:
            text = Sentence("Notes of a call have no ticket yet.")
        self.notices.say(
            "loose notes",
            text,
            Tone.ACCENT,
            Sentence("Open it") if calls == 1 else Sentence("Open the newest"),
            lambda: self.calls.open_from_log(newest),
        )

    def end(self) -> None:
        """The desk is being locked or left: what was typed is written."""
        self.tickets.flush()
        self.service.end()
        self.reports.end()
        self.sync.end()
        self.papers.end()
        self.files.end()

    def open_reminders(self) -> None:
        self.service.open_reminders()

    def open_levels(self) -> None:
        self.service.open_levels()

    def save(self) -> None:
        """What one looks at."""
        if not self.service.save_levels():
            self.tickets.save()

    def say_problem(self, why: Sentence) -> None:
        self.notices.say("refused", why, Tone.LATE)

    def said(self, sentence: Sentence) -> str:
        return say(self.place.words, sentence)
