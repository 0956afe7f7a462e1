"""What the rules need from outside, as small Protocols named for their role."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from core.events import Event
from core.ids import TicketId
from core.reading import Reading
from core.tickets.commands import Command


class Desk(Protocol):
    """The unlocked database of this desk, whole: called on the database lane only.

    Every method either did all it says, durably, or raised ``RuleViolation`` (say it) or ``EnvironmentFault`` (show it,
    keep what was typed, try again later) and changed nothing.
    """

    @property
    def read(self) -> Reading: ...

    def perform(self, command: Command) -> list[Event]:
        """Load, decide, commit with its operation, report."""
        ...

    def save_draft(self, ticket: TicketId, fields: Mapping[str, str], at: datetime) -> None: ...
    def drop_draft(self, ticket: TicketId) -> None: ...
    def missed_calls_seen(self, at: datetime) -> None: ...
    def setting(self, key: str) -> str | None:
        """A setting that is personal or secret, kept encrypted; None: never set."""
        ...

    def set_setting(self, key: str, value: str) -> None: ...
    def close(self) -> None: ...
