"""What the rules need from outside, as small Protocols named for their role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.events import Event
from core.ids import AgentId, TicketId
from core.papers import PaperRecord, PaperState
from core.ports_outbox import Outbox
from core.post import Delivery
from core.reading import Directory, Reading
from core.reporting.asking import Reports
from core.sla.policy import Book
from core.sla.posts import Coming, Post, PostList, PostState
from core.sla.reminders import Service
from core.tickets.commands import Command, NoteReminders
from core.tickets.files import Attachment


class Clocks(Protocol):
    """Service levels on this desk: the book they are read by, and the cached moments of every open ticket."""

    def book(self) -> Book:
        """Every edition of calendars and policies; kept in memory until there is a new one."""
        ...

    def next_step(self) -> datetime | None:
        """When the first step of any open ticket falls due, from the cache."""
        ...

    def due(self, until: datetime, limit: int = 100) -> tuple[Service, ...]:
        """Tickets with a step due by then, the earliest first."""
        ...

    def services(self, tickets: Sequence[TicketId]) -> tuple[Service, ...]:
        """Those tickets as their clocks are read from; one that is not there is left out."""
        ...

    def coming(self, limit: int = 100) -> tuple[Coming, ...]:
        """Tickets whose next step lies ahead, soonest first."""
        ...

    def next_edition(self, now: datetime) -> datetime | None:
        """When the next edition comes into force."""
        ...

    def refresh(self, now: datetime, limit: int = 1000) -> int:
        """Read the next open tickets whose cache is of another edition than the one in force; 0: no more are left."""
        ...


class PostOffice(Protocol):
    """Reminders on their way: each is put down once, tried, and settled; every step is on disk before it is taken."""

    def unfired(self, ticket: TicketId, keys: Sequence[str]) -> tuple[str, ...]:
        """Those that were never fired, not even before this database was restored from a backup."""
        ...

    def fire(self, firings: Sequence[tuple[NoteReminders, Sequence[Post]]]) -> list[Event]:
        """Note steps of some tickets as fired and put their posts on the list, all of it in one transaction.

        Steps that were noted before, here or elsewhere, put nothing on the list: a step fires once, ever. A post's
        ``key`` says which step it belongs to.
        """
        ...

    def posts(
        self, which: PostList, agent: AgentId | None = None, after: str | None = None, limit: int = 100
    ) -> tuple[Post, ...]:
        """Newest first (waiting: soonest first), after the post with that id; ``agent`` is whose, for MINE."""
        ...

    def to_send(self, until: datetime, agent: AgentId, limit: int = 50) -> tuple[Post, ...]:
        """Those whose turn has come, oldest first; outside ones that a crash left ``TRYING`` are among them.

        Of those for a screen only those of ``agent``, who sits here.
        """
        ...

    def next_turn(self, agent: AgentId) -> datetime | None:
        """When the next of these has its turn."""
        ...

    def begin_try(self, posts: Sequence[str], group: str) -> None:
        """On disk before the letter leaves: after a crash it is known that it may have gone."""
        ...

    def end_try(self, posts: Sequence[str], delivery: Delivery, at: datetime, again: datetime | None) -> None:
        """What became of it; ``again`` is when to try next (None: not any more)."""
        ...

    def again(self, post: str, at: datetime) -> None:
        """A person wants a dead or doubtful one tried once more."""
        ...

    def settle(self, posts: Sequence[str], state: PostState, at: datetime) -> None:
        """Shown, dealt with, or not needed any more."""
        ...


class PaperArchive(Protocol):
    """Papers that left this desk, numbered without gaps."""

    def next_number(self) -> int: ...
    def add(self, paper: PaperRecord) -> None:
        """Before it leaves. ``NumberTaken``: its number is not the next one any more."""
        ...

    def settle(self, number: int, state: PaperState, why: str = "") -> None:
        """What became of it."""
        ...

    def find(self, number: int) -> PaperRecord | None: ...
    def of_ticket(self, ticket: TicketId) -> tuple[PaperRecord, ...]:
        """Oldest first."""
        ...


class FileBytes(Protocol):
    """The bytes of files on tickets, as far as they are on this desk."""

    def bytes_of(self, file: Attachment) -> bytes | None:
        """On any thread; None: not here, or damaged."""
        ...


class DeskCorners(Protocol):
    """What is asked of a desk, by subject."""

    @property
    def read(self) -> Reading: ...
    @property
    def clocks(self) -> Clocks: ...
    @property
    def office(self) -> PostOffice: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def refusals(self) -> Outbox:
        """What waits for a server and what was refused; empty on a desk that works alone."""
        ...

    @property
    def papers(self) -> PaperArchive: ...
    @property
    def files(self) -> FileBytes: ...


class Desk(DeskCorners, Protocol):
    """The unlocked database of this desk, whole: called on the database lane only.

    Every method either did all it says, durably, or raised ``RuleViolation`` (say it) or ``EnvironmentFault`` (show it,
    keep what was typed, try again later) and changed nothing.
    """

    def perform(self, command: Command) -> list[Event]:
        """Load, decide, commit with its operation, report."""
        ...

    def save_directory(self, names: Directory) -> None: ...
    def save_draft(self, ticket: TicketId, fields: Mapping[str, str], at: datetime) -> None: ...
    def drop_draft(self, ticket: TicketId) -> None: ...
    def missed_calls_seen(self, at: datetime) -> None: ...
    def setting(self, key: str) -> str | None:
        """A setting that is personal or secret, kept encrypted; None: never set."""
        ...

    def set_setting(self, key: str, value: str) -> None: ...
    def close(self) -> None: ...
