"""A service report of each of many tickets: one after the other, whole files only, stopped at any time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Protocol

from console.presenters.export_book import ExportBook, Strike, nothing_to_strike
from console.presenters.notices import Notices
from console.presenters.paper_wish import Failed, Left, PaperKind, PaperWish, Sheets
from console.presenters.workplace import Workplace
from console.viewmodels.words import Tone
from core.errors import Trouble
from core.exports import Export
from core.ids import TicketId
from core.papers import PaperWay
from core.words import Sentence, sentence

SUBJECT = "papers"
TOLD_EVERY = 10
CANCEL, OPEN_FOLDER = Sentence("Cancel"), Sentence("Open folder")
NONE_CHOSEN = Sentence(
    "Select the tickets first: Space or Ctrl with a click, Ctrl+A for all that are loaded."
)
BUSY = Sentence("Other reports are being made. Wait for them, or cancel them.")


class Shelf(Protocol):
    """Makes a paper and keeps it as a file in the folder of that name among the person's documents."""

    def make(self, wish: PaperWish, done: Callable[[Sheets], None], failed: Failed) -> None: ...
    def keep_in(self, name: str, sheets: Sheets, done: Callable[[Left], None], failed: Failed) -> None: ...
    def open_folder(self, name: str) -> None: ...
    def folder_of(self, name: str) -> str: ...


class PaperBatch:
    """Between two papers everything else has its turn."""

    def __init__(self, place: Workplace, shelf: Shelf, notices: Notices, book: ExportBook) -> None:
        self._place = place
        self._shelf = shelf
        self._book = book
        self._strike: Strike = nothing_to_strike
        self._notices = notices
        self._waiting: deque[TicketId] = deque()
        self._all = self._done = 0
        self._folder = ""
        self._is_cancelled = self._is_going = False

    def start(self, tickets: tuple[TicketId, ...]) -> None:
        if self._is_going:
            self._notices.say("papers busy", BUSY, Tone.PLAIN)
            return
        if not tickets:
            self._notices.say(SUBJECT, NONE_CHOSEN, Tone.PLAIN)
            return
        self._waiting = deque(tickets)
        self._all, self._done = len(tickets), 0
        self._folder = f"ringdesk-{self._place.clock.now().astimezone():%Y-%m-%d-%H%M%S}"
        self._is_cancelled, self._is_going = False, True
        self._tell()
        self._book.leaves(
            Export("service reports", "pdf", PaperWay.SAVED, self._all), self._noted, self._failed
        )

    def cancel(self) -> None:
        """What is finished stays; the one under way is finished too."""
        self._is_cancelled = True

    @property
    def is_going(self) -> bool:
        return self._is_going

    def _noted(self, strike: Strike) -> None:
        self._strike = strike
        self._next()

    def _next(self) -> None:
        if self._is_cancelled or not self._waiting:
            self._ended()
            return
        wish = PaperWish(PaperKind.SERVICE, self._place.words.language, self._waiting.popleft())
        self._shelf.make(wish, self._made, self._failed)

    def _made(self, sheets: Sheets) -> None:
        self._shelf.keep_in(self._folder, sheets, self._kept, self._failed)

    def _kept(self, _: Left) -> None:
        self._done += 1
        if self._done % TOLD_EVERY == 0:
            self._tell()
        self._next()

    def _tell(self) -> None:
        text = sentence("Service reports: {n} of {of} are saved.", n=self._done, of=self._all)
        self._notices.say(SUBJECT, text, Tone.PLAIN, CANCEL, self._cancel_clicked)
        self._notices.on_close(SUBJECT, self.cancel)

    def _cancel_clicked(self) -> None:
        self.cancel()

    def _ended(self) -> None:
        self._is_going = False
        folder = self._shelf.folder_of(self._folder)
        if not self._done:
            text = Sentence("Cancelled: no service report was saved.")
        elif self._is_cancelled:
            text = sentence(
                "Cancelled: {n} of {of} service reports are saved whole in {folder}.",
                n=self._done,
                of=self._all,
                folder=folder,
            )
        else:
            text = sentence("{n} service reports are saved in {folder}.", n=self._done, folder=folder)
        self._say_end(text, Tone.PLAIN)

    def _failed(self, why: Trouble) -> None:
        self._is_going = False
        text = sentence(
            "Stopped: {n} of {of} service reports are saved whole. {why}",
            n=self._done,
            of=self._all,
            why=why.sentence,
        )
        self._say_end(text, Tone.LATE)

    def _say_end(self, text: Sentence, tone: Tone) -> None:
        strike, self._strike = self._strike, nothing_to_strike
        if not self._done:
            strike()
        if self._done:
            name = self._folder
            self._notices.say(SUBJECT, text, tone, OPEN_FOLDER, lambda: self._shelf.open_folder(name))
        else:
            self._notices.say(SUBJECT, text, tone)
