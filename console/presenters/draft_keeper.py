"""What is typed into a ticket is on disk within half a second, and nothing else is ever called saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.events import Event
from core.ids import TicketId
from core.ports import Desk

SAVE_AFTER = 0.3


class Kept(Enum):
    """How safe the typing is."""

    NOTHING = "nothing typed"
    TYPING = "not on disk yet"
    ON_DISK = "on disk"
    FAILING = "the disk refuses"


class DraftKeeper:
    """The draft of one ticket: what differs from what the ticket says.

    The first unsaved keystroke starts a short timer; one save is under way at most, and what was typed meanwhile is
    saved by the next one. A fault is not retried here: the writer keeps the save first in its queue.
    """

    def __init__(
        self, place: Workplace, ticket: TicketId, told: Callable[[Kept, Trouble | None], None]
    ) -> None:
        self._place = place
        self._ticket = ticket
        self._told = told
        self._typed: dict[str, str] = {}
        self._on_disk: dict[str, str] = {}
        self._is_saving = False
        self._end_timer: Callable[[], None] | None = None
        self.kept = Kept.NOTHING

    @property
    def fields(self) -> Mapping[str, str]:
        return dict(self._typed)

    @property
    def is_safe(self) -> bool:
        return not self._is_saving and self._typed == self._on_disk

    def restored(self, fields: Mapping[str, str]) -> None:
        """What was found on disk; what the agent has typed since stays over it."""
        self._on_disk = dict(fields)
        self._typed = {**fields, **self._typed}

    def typed(self, name: str, value: str) -> None:
        self._typed[name] = value
        self._arm()

    def settle(self, fields: Mapping[str, str]) -> None:
        """These values are in the ticket now, and the draft on disk was dropped; later typing lives on."""
        self._typed = {n: v for n, v in self._typed.items() if n not in fields or fields[n] != v}
        self._on_disk = {}
        if self._typed:
            self._arm()
        else:
            self._stop_timer()
            self.kept = Kept.NOTHING

    def lost(self) -> None:
        """The draft on disk went away with its ticket, which is back: what was typed is saved anew."""
        self._on_disk = {}
        if self._typed:
            self._arm()

    def save_now(self) -> None:
        self._stop_timer()
        if self._is_saving or self._typed == self._on_disk:
            return
        fields, at = dict(self._typed), self._place.clock.now()
        self._is_saving = True

        def act(desk: Desk) -> list[Event]:
            if fields:
                desk.save_draft(self._ticket, fields, at)
            else:
                desk.drop_draft(self._ticket)
            return []

        self._place.writer.write(
            act,
            lambda _: self._saved(fields),
            self._refused,
            lambda why: self._say(Kept.FAILING, why),
        )

    def _arm(self) -> None:
        if self.kept is not Kept.TYPING:
            self._say(Kept.TYPING, None)
        if self._end_timer is None and not self._is_saving:
            self._end_timer = self._place.timers.after(SAVE_AFTER, self.save_now)

    def _stop_timer(self) -> None:
        if self._end_timer is not None:
            self._end_timer()
            self._end_timer = None

    def _saved(self, fields: dict[str, str]) -> None:
        self._is_saving = False
        self._on_disk = fields
        if self._typed == fields:
            self._say(Kept.ON_DISK, None)
        else:
            self.save_now()

    def _refused(self, why: Trouble) -> None:
        self._is_saving = False
        self._say(Kept.FAILING, why)

    def _say(self, kept: Kept, why: Trouble | None) -> None:
        self.kept = kept
        self._told(kept, why)
