"""Where this desk stands with its server: one row, written in the transaction that moves it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from core.sync.live import Brought
from core.sync.plain import from_plain, to_plain
from core.sync.records import SCHEMA
from storage import bookkeeping
from storage.columns import from_json, to_json

_NAME = "sync"


@dataclass(frozen=True, slots=True)
class Standing:
    """``server`` "": this desk works alone.

    ``round`` counts how often everything was asked for; ``swept`` is the last round after which what the server no
    longer has was taken away. ``is_between``: pages are coming in and the checkpoint is not reached. ``checkpoint`` is
    the head of the last complete one. ``schema`` is that of the records when the cursor was made; ``offset_ms`` how far
    the server's clock is ahead; ``stamp`` the highest that it told of.
    """

    server: str = ""
    epoch: str = ""
    cursor: str = ""
    round: int = 1
    swept: int = 0
    is_between: bool = False
    checkpoint: int = 0
    keys: tuple[str, ...] = ()
    keys_swept: tuple[str, ...] = ()
    schema: int = SCHEMA
    offset_ms: int = 0
    stamp: str = ""

    @property
    def is_joined(self) -> bool:
        return bool(self.server)

    @property
    def is_at_rest(self) -> bool:
        """At a complete checkpoint of this epoch, by records as this program knows them, with nothing to clear away."""
        is_here = bool(self.epoch and self.cursor) and self.schema == SCHEMA and not self.is_between
        return is_here and self.swept == self.round and self.keys_swept == self.keys

    def under(self, keys: tuple[str, ...]) -> Standing:
        """From the first row of a page on its keys hold. What came under others is taken away at the checkpoint, also
        when the keys are what they once were again: meanwhile something may have come.

        The place to go on at was of the old keys: whoever breaks off in the middle of this page asks for everything.
        """
        if self.keys == keys:
            return self
        return replace(self, keys=keys, keys_swept=() if self.keys else keys, cursor="", is_between=True)

    def from_the_start(self) -> Standing:
        """Ask for everything again; what is pending stays."""
        return replace(self, cursor="", round=self.round + 1, is_between=True, schema=SCHEMA)


def read_standing(connection: Connection) -> Standing:
    text = bookkeeping.read_meta(connection, _NAME)
    return from_plain(Standing, from_json(text)) if text else Standing()


def write_standing(connection: Connection, standing: Standing) -> None:
    bookkeeping.write_meta(connection, _NAME, to_json(to_plain(standing)))


def chained(standing: Standing, brought: Sequence[Brought]) -> Sequence[Brought] | None:
    """What is not here yet; None: something before it is missing."""
    missing, here = [], standing.checkpoint
    for one in brought:
        page = one.page
        if page.epoch != standing.epoch or page.keys != standing.keys:
            return None
        if page.head > here:
            if one.since > here or not page.is_checkpoint:
                return None
            missing.append(one)
            here = page.head
    return missing
