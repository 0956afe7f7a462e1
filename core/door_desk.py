"""What a locked desk says at the server's door: it has no certificate to show, only that it knows its own half."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.ids import DeskId
from core.trust import DeskState


@dataclass(frozen=True, slots=True)
class KeepKey:
    """The desk's database key, sealed so that only this desk can open it; ``proof`` is asked for when it is wanted."""

    proof: str
    sealed: str


@dataclass(frozen=True, slots=True)
class AskKey:
    """A person who may work at this desk and has no copy of its key here."""

    desk: DeskId
    proof: str
    login: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeskKey:
    """What was kept, as it was given."""

    sealed: str


@dataclass(frozen=True, slots=True)
class AskStanding:
    """Is this desk still one of ours? Asked by one that nobody has unlocked: it may lie in a stranger's hands."""

    desk: DeskId
    proof: str


@dataclass(frozen=True, slots=True)
class DeskStanding:
    """WIPE: destroy the copy, then say so."""

    state: DeskState
