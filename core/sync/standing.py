"""How this desk stands with its server: what the strip, the panel and other programs are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.words import Sentence


class Stand(Enum):
    """One of them at a time; what waits and what was refused are counted beside it."""

    ALONE = "alone"  # joined nobody
    BEGINNING = "beginning"  # unlocked a moment ago: the server is being asked
    IN_STEP = "in step"
    OFFLINE = "offline"
    MUST_UPDATE = "must update"
    SIGNED_OUT = "signed out"  # the server does not take the password any more
    WITHDRAWN = "withdrawn"  # IT sent this desk away: it may be read, not written
    TROUBLED = "troubled"  # a bug of ours or the server's: tried again, and shown


@dataclass(frozen=True, slots=True)
class Standing:
    """``since``: offline since. ``rows``: how many records came in this round, while a first sync goes on.

    ``held`` of those that wait do so until the server is updated.
    ``is_first``: this desk has not everything yet. ``differing``: what did not agree and is fetched anew.
    """

    stand: Stand = Stand.ALONE
    since: datetime | None = None
    waiting: int = 0
    refused: int = 0
    strays: int = 0
    held: int = 0
    rows: int = 0
    is_first: bool = False
    why: Sentence | None = None
    address: str = ""
    differing: tuple[str, ...] = ()

    @property
    def is_read_only(self) -> bool:
        return self.stand in (Stand.WITHDRAWN, Stand.SIGNED_OUT)

    @property
    def to_look_at(self) -> int:
        return self.refused + self.strays
