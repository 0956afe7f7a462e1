"""Tells the server what left this desk: after each whole round, and quietly, for the round itself is over and well."""

from __future__ import annotations

import logging

from console.sync.ferry import Lender
from console.sync.turn import Hop
from console.sync.ways import Session, word_of
from core.errors import Trouble
from core.exports import Exported, strike, to_tell
from core.trust import Turned

LOG = logging.getLogger("console.sync")
AT_ONCE = 100  # of a few hundred bytes each: the door of the server takes 64 KiB


class ExportTeller:
    """What could not be told stays on the list: a server that is away, or older than this, costs nobody anything."""

    def __init__(self, lender: Lender, hop: Hop) -> None:
        self._lender = lender
        self._hop = hop

    def tell(self) -> None:
        """Once the server has answered it is taken off the list here; not before."""
        self._lender.borrow(self._told, lambda _: None, _not_told)

    def _told(self, session: Session) -> None:
        while notes := self._hop(to_tell)[:AT_ONCE]:
            session.exported(Exported(notes))
            told = frozenset(note.id for note in notes)
            self._hop(lambda desk: strike(desk, told))  # noqa: B023 - run at once


def _not_told(why: Trouble) -> None:
    if word_of(why) is not Turned.UNKNOWN:  # of an older server: its update helps, and nothing else
        LOG.warning("what left this desk is told later: %s", type(why).__name__)
