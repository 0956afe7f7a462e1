"""Carries the encrypted pieces of files: one small step at a time on the server's lane, so that rounds come between."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol, TypeVar

from console.sync.turn import Hop
from console.sync.ways import Session, word_of
from core.errors import RuleViolation, Trouble
from core.ids import AgentId
from core.tickets.files import FileDamaged
from core.trust import Turned

if TYPE_CHECKING:  # as in ways
    from storage.blobs import BlobFolder
    from storage.files import ToSend

LOG = logging.getLogger("console.sync")
PIECE = 1 << 20
SMALL = 1 << 20  # fetched before somebody asks
MOST_TRIES = 3
T = TypeVar("T")
_OF_THE_FILE = frozenset({Turned.UNKNOWN, Turned.RULE, Turned.TOO_LARGE, Turned.MISSHAPEN})


class Fate(Enum):
    """What became of the last step with a file."""

    MOVING = "moving"
    WHOLE = "whole"
    NOT_SENT = "not sent"  # the desk that it was attached on has not sent it yet
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Carried:
    """How far the bytes of one file are. ``is_out``: on their way to the server."""

    blob: str
    done: int
    size: int
    fate: Fate
    is_out: bool


class Lender(Protocol):
    """Who has the way to the server."""

    def borrow(
        self, job: Callable[[Session], T], done: Callable[[T], None], failed: Callable[[Trouble], None]
    ) -> None: ...


@dataclass(slots=True)
class Steps:
    """Blocking, on the server's lane only. What it has tried in vain it does not try for ever."""

    hop: Hop
    tries: dict[str, int] = field(default_factory=dict)

    def step(
        self, session: Session, wanted: Mapping[str, int], agent: AgentId, put_off: frozenset[str]
    ) -> Carried | None:
        """One piece: what somebody waits for first, then what waits to be sent, then what may be wanted soon."""
        for blob, size in wanted.items():
            return self.fetch(session, blob, size)
        to_send = self.hop(lambda desk: desk.files.next_to_send())
        if to_send is not None:
            return self.send(session, to_send)
        ahead = self.hop(lambda desk: desk.files.ahead(agent, SMALL, put_off))
        return self.fetch(session, ahead.blob, ahead.size) if ahead is not None else None

    def send(self, session: Session, one: ToSend) -> Carried:
        """It goes on where the server says it has come to.

        A server that died between the last piece and the rename has all of it and not the whole: a piece with
        nothing in it has it look again.
        """
        blob, folder = one.blob, self._folder()
        try:
            held = session.blob_held(blob)
            if not held.is_whole:
                piece = folder.piece(blob, held.size, PIECE)
                if not piece and held.size != one.size:  # cut short on this disk: it would be sent for ever
                    raise FileDamaged(blob[:8])
                held = session.put_blob(blob, held.size, one.size, piece)
        except RuleViolation as why:
            if word_of(why) not in _OF_THE_FILE and word_of(why) is not None:
                raise
            return self._refused(one, folder, why)
        self.hop(lambda desk: desk.files.sent(blob, held.size, is_whole=held.is_whole))
        return Carried(blob, held.size, one.size, Fate.WHOLE if held.is_whole else Fate.MOVING, is_out=True)

    def fetch(self, session: Session, blob: str, size: int) -> Carried:
        folder = self._folder()
        offset = folder.fetched(blob)
        if offset < size:
            try:
                piece = session.blob(blob, offset, min(PIECE, size - offset))
            except RuleViolation as why:
                if word_of(why) is not Turned.UNKNOWN:
                    raise
                return Carried(blob, 0, size, Fate.NOT_SENT, is_out=False)
        else:
            piece = b""
        is_whole = folder.add(blob, piece, size) if piece or offset == size else None
        if is_whole is None:
            return self._damaged(blob, size, folder)
        if not is_whole:
            return Carried(blob, offset + len(piece), size, Fate.MOVING, is_out=False)
        self.tries.pop(blob, None)
        self.hop(lambda desk: desk.files.arrived(blob, size))
        return Carried(blob, size, size, Fate.WHOLE, is_out=False)

    def _damaged(self, blob: str, size: int, folder: BlobFolder) -> Carried:
        """What came is thrown away and fetched again, and said if that does not help."""
        folder.drop(blob)
        LOG.warning("a file came damaged from the server")
        is_over = self._tried(blob)
        return Carried(blob, 0, size, Fate.DAMAGED if is_over else Fate.MOVING, is_out=False)

    def _refused(self, one: ToSend, folder: BlobFolder, why: RuleViolation) -> Carried:
        """Damaged on the way, it is sent again; damaged here, or too large for the server, never again."""
        if word_of(why) is Turned.RULE and folder.is_whole(one.blob) and not self._tried(one.blob):
            return Carried(one.blob, 0, one.size, Fate.MOVING, is_out=True)
        LOG.warning("a file cannot be sent: %s", type(why).__name__)
        self.hop(lambda desk: desk.files.broken(one.blob))
        return Carried(one.blob, 0, one.size, Fate.DAMAGED, is_out=True)

    def _tried(self, blob: str) -> bool:
        """True: often enough."""
        self.tries[blob] = self.tries.get(blob, 0) + 1
        if self.tries[blob] < MOST_TRIES:
            return False
        del self.tries[blob]
        return True

    def _folder(self) -> BlobFolder:
        return self.hop(lambda desk: desk.files.folder)


class Ferry:
    """On the screen's thread. Lives as long as the room; without a server it carries nothing."""

    def __init__(self, lender: Lender, hop: Hop) -> None:
        self._lender = lender
        self._steps = Steps(hop)
        self._agent: AgentId | None = None
        self._wanted: dict[str, int] = {}
        self._put_off: set[str] = set()
        self._is_running = False
        self._told: list[Callable[[Carried], None]] = []
        self.is_joined = False
        self.is_in_step = False  # the last round reached the server
        self.turned: Callable[[], None] = lambda: None  # set by who shows whether the server is there
        self.under_way: dict[str, Carried] = {}

    def listen(self, told: Callable[[Carried], None]) -> None:
        self._told.append(told)

    def begin(self, agent: AgentId) -> None:
        """A round is over and all is well: what was put off may be there by now."""
        self._agent = agent
        self._put_off.clear()
        self._turn(on=True)
        self._go()

    def pause(self) -> None:
        """The server does not answer; what is wanted stays wanted."""
        self._turn(on=False)

    def end(self) -> None:
        """The desk is being locked."""
        self._agent, self.is_in_step, self.is_joined = None, False, False
        self._wanted.clear()
        self._put_off.clear()
        self.under_way.clear()

    def want(self, blob: str, size: int) -> None:
        """Somebody waits for it: it is fetched before anything else, now or when the server is there."""
        self._put_off.discard(blob)
        self._wanted[blob] = size
        self._go()

    def stage(self, blob: str) -> tuple[str, int, int]:
        """How far it is, as ``console.presenters.ticket_files.Carrier`` says it."""
        carried = self.under_way.get(blob)
        if not self.is_joined:
            return "alone", 0, 0
        if carried is not None and carried.fate is Fate.NOT_SENT:
            return "not sent", 0, carried.size
        if carried is not None and self.is_in_step:
            return "out" if carried.is_out else "in", carried.done, carried.size
        if blob in self._wanted:
            return "wanted" if self.is_in_step else "offline", 0, 0
        return "", 0, 0

    def is_wanted(self, blob: str) -> bool:
        return blob in self._wanted

    def _go(self) -> None:
        agent = self._agent
        if agent is None or not self.is_in_step or self._is_running:
            return
        wanted = {blob: size for blob, size in self._wanted.items() if blob not in self._put_off}
        put_off = frozenset(self._put_off)
        self._is_running = True
        self._lender.borrow(
            lambda session: self._steps.step(session, wanted, agent, put_off), self._carried, self._stopped
        )

    def _carried(self, carried: Carried | None) -> None:
        self._is_running = False
        if carried is None or self._agent is None:
            return
        blob = carried.blob
        self.under_way[blob] = carried
        if carried.fate is Fate.NOT_SENT:
            self._put_off.add(blob)
        elif carried.fate is not Fate.MOVING:
            self.under_way.pop(blob)
            self._wanted.pop(blob, None)
            self._put_off.add(blob)
        for told in self._told:
            told(carried)
        self._go()

    def _stopped(self, _: Trouble) -> None:
        """The keeper's next round finds out what it is, and says so."""
        self._is_running = False
        self._turn(on=False)

    def _turn(self, *, on: bool) -> None:
        if on is not self.is_in_step:
            self.is_in_step = on
            self.turned()
