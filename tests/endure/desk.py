"""A desk without a window: profile, lanes, rounds and open line as the console has them, and somebody who works.

``python -m tests.endure.desk`` hears words (``work``, ``rest``, ``look``, ``stop``) and says how it stands.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from console.bridge.background import Background
from console.bridge.ui_queue import UiQueue
from console.bridge.ui_timers import UiTimers
from console.door import Door
from console.presenters.hub import Hub
from console.presenters.signing import Typed
from console.presenters.times import Times
from console.presenters.workplace import Me, Workplace
from console.presenters.writer import Writer
from console.settings.store import Settings
from console.sync.arrivals import Arrivals
from console.sync.corner import SyncCorner
from console.sync.exports import ExportTeller
from console.sync.ferry import Ferry
from console.sync.gate import Gate
from console.sync.keeper import StepKeeper
from console.sync.live import LiveLine
from console.sync.real_ways import RealWays
from console.sync.turn import Done, Rounds
from console.words import Catalogue
from core.errors import Trouble
from core.rights import Right
from core.sync.standing import Stand, Standing
from tests.endure.hands import Hands
from tests.endure.journal import ANSWERED, OPENED, STANDS, Journal
from tests.endure.plants import planted

if TYPE_CHECKING:
    from console.sync.entering import Entered
    from console.sync.ways import Session
    from core.sync.messages import Answers, Push
    from courier.desk_key import Credentials

_TELL, _TRY_AGAIN = 0.5, 2.0


class Clock:
    """The machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class HeardWays(RealWays):
    """The real ones; what the server answers to a push is written down before the desk itself hears it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def session(self, credentials: Credentials) -> Session:
        from courier.file_link import FileLink  # noqa: PLC0415 - as the console does

        journal = self._journal

        class HeardLink(FileLink):
            def push(self, push: Push) -> Answers:
                said = super().push(push)
                told = [[one.op, one.fate.value, one.position] for one in said.answers]
                journal.note(ANSWERED, answers=told)
                return said

        return HeardLink(credentials)


class RunningDesk:
    """Joined as ``console.compose_sync`` joins it."""

    def __init__(self, given: argparse.Namespace) -> None:
        self._given = given
        self._queue, self._timers = UiQueue(), UiTimers()
        self._journal = Journal(given.journal)
        self._background = Background(self._queue)
        self._ways, self._clock = HeardWays(self._journal), Clock()
        settings = Settings(given.folder / "screen.json")
        self._door = Door(given.folder, self._background, lambda: settings.number_rules)
        self._gate = Gate(given.folder, self._ways, self._clock)
        self._entered: Entered | None = None
        self._settings = settings
        self._corner: SyncCorner | None = None
        self._hands: Hands | None = None
        self._is_working, self._head, self._rounds = False, 0, 0
        self._stood = ("", "")

    def begin(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()
        self._timers.every(_TELL, self._tell)
        self._open()

    def _open(self) -> None:
        def came_in(entered: Entered) -> None:
            self._entered = entered

        def failed(why: Trouble) -> None:
            say(trouble=str(why))
            self._timers.after(_TRY_AGAIN, self._open)  # somebody tries again

        typed = Typed(self._given.login, self._given.password)
        opener = self._gate.opener(typed, self._settings.number_rules, came_in)
        self._door.open_by(opener, lambda _: self._opened(), failed, lambda *_: None)

    def _opened(self) -> None:
        entered = self._entered
        assert entered is not None
        hub, words = Hub(), Catalogue(Path())
        me = Me(entered.seat.person, entered.seat.login, entered.credentials.desk)
        writer = Writer(self._door, self._timers, hub)
        times = Times(words, self._clock)
        place = Workplace(
            me, words, self._clock, self._timers, self._door, writer, hub, times, self._settings
        )
        corner = SyncCorner(place, Arrivals(hub, self._timers, self._clock), self._queue.add)
        rounds = Rounds(self._door.hop, self._ways, self._clock, corner, "endure")
        keeper = StepKeeper(rounds, self._background, self._timers, self._clock, corner.hands)
        corner.join(
            keeper,
            LiveLine(self._ways, self._queue.add, corner.heard, corner.line_turned),
            Ferry(keeper, self._door.hop),
            ExportTeller(keeper, self._door.hop),
        )
        in_step = corner.hands.in_step

        def done(one: Done) -> None:
            self._head, self._rounds = one.outcome.head, self._rounds + 1
            if one.outcome.differing:
                self._journal.note("differing", where=one.outcome.differing)
            in_step(one)

        corner.hands.in_step = done
        corner.hands.standing = self._stands
        leads = Right.SHAPE_DIRECTORY in entered.seat.rights
        random = Random(f"{self._given.seed}-{self._given.journal.stat().st_size}")  # another day each time
        self._hands = Hands(place, self._door, self._journal, random, leads=leads)
        self._corner = corner
        self._journal.note(OPENED)
        corner.begin(entered, self._gate.address)
        self._timers.every(1.0 / self._given.rate, self._work)

    def _stands(self, now: Standing) -> None:
        """As in ``console.compose_sync``; and for whoever asks afterwards why nothing came."""
        if self._corner is not None and now.stand is not Stand.IN_STEP:
            self._corner.ferry.pause()
        facts = (now.stand.value, str(now.why or ""))
        if facts != self._stood:
            self._stood = facts
            self._journal.note(STANDS, stand=facts[0], why=facts[1])

    def _work(self) -> None:
        if self._is_working and self._hands is not None:
            self._hands.do_something()

    def _tell(self) -> None:
        if self._corner is None or self._hands is None:
            return
        standing = self._corner.keeper.standing
        say(
            stand=standing.stand.value,
            waiting=standing.waiting + self._hands.waiting,
            refused=standing.refused,
            head=self._head,
            rounds=self._rounds,
            done=self._hands.done,
            why=str(standing.why or ""),
        )

    def _listen(self) -> None:
        """Who started this desk went away: it ends like a machine that is switched off."""
        for line in sys.stdin:
            self._queue.add(partial(self._heard, line.strip()))
        os._exit(1)

    def _heard(self, word: str) -> None:
        if word == "stop":
            self._stop()
        elif word == "look" and self._corner is not None:
            self._corner.look()
        else:
            self._is_working = word == "work"

    def _stop(self) -> None:
        if self._corner is not None:
            self._corner.end()
        self._door.close(self._leave)

    def _leave(self) -> None:
        self._timers.close()
        self._background.close()
        QCoreApplication.quit()


def say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def arguments() -> argparse.Namespace:
    made = argparse.ArgumentParser(prog="python -m tests.endure.desk", description=__doc__)
    made.add_argument("--folder", type=Path, required=True)
    made.add_argument("--journal", type=Path, required=True)
    made.add_argument("--login", required=True)
    made.add_argument("--password", required=True)
    made.add_argument("--seed", type=int, required=True)
    made.add_argument("--rate", type=float, default=3.0)
    made.add_argument("--plant", default="")
    return made.parse_args()


def main(then: Callable[[QCoreApplication], int] = lambda app: app.exec()) -> int:
    given = arguments()
    logging.getLogger("websockets").setLevel(
        logging.CRITICAL
    )  # it calls a line that broke an error, with a trace
    with planted(given.plant):
        app = QCoreApplication([])
        desk = RunningDesk(given)
        desk.begin()
        return then(app)


if __name__ == "__main__":
    os._exit(main())
