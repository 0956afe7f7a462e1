"""What waits on a desk for its server, and what the server did not take: as screens ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.events import Event
from core.sync.ops import Op
from core.tickets.commands import Stamp
from core.words import Sentence


class Figures(Protocol):
    """For the strip."""

    @property
    def waiting(self) -> int: ...
    @property
    def refused(self) -> int: ...
    @property
    def strays(self) -> int: ...
    @property
    def held(self) -> int:
        """Of those that wait: until IT has updated the server."""
        ...


class WaitingOp(Protocol):
    """What a person did and the server does not have yet; ``why`` when it is known."""

    @property
    def op(self) -> Op: ...
    @property
    def why(self) -> Sentence | None: ...


class RefusedOp(Protocol):
    """What a person did and the server did not take, with its reason."""

    @property
    def op(self) -> Op: ...
    @property
    def why(self) -> Sentence: ...
    @property
    def at(self) -> datetime: ...


class StrayText(Protocol):
    """Text that was being typed for a record that is not here any more."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def fields(self) -> Mapping[str, str]: ...
    @property
    def at(self) -> datetime: ...


class Outbox(Protocol):
    """On the database lane, as everything of the desk."""

    def figures(self) -> Figures: ...
    def waiting(self, limit: int = 200) -> Sequence[WaitingOp]:
        """In the order in which they will be sent."""
        ...

    def refused(self) -> Sequence[RefusedOp]: ...
    def strays(self) -> Sequence[StrayText]: ...
    def dismiss(self, ids: Sequence[str]) -> None:
        """A person has dealt with these refusals or texts."""
        ...

    def again(self, op: str, stamp: Stamp) -> list[Event]:
        """The same intent as a fresh operation on what is there today."""
        ...
