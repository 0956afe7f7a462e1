"""Slows who guesses passwords, and nobody else: a person at a desk where they signed in before is not kept waiting."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from core.errors import RuleViolation
from core.ids import DeskId
from storage.ledger.trust.accounts import Tries

FORGET = timedelta(hours=24)
KNOWN = timedelta(days=60)  # how long a desk is known as one where a person signed in


class TooManyTries(RuleViolation):
    """The password was not even looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "Too many wrong passwords. Wait {seconds} seconds, then try again; nothing you typed elsewhere is lost.",
            seconds=seconds,
        )
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Slope:
    """How many failures are free, and how the wait grows: doubled with each further one, up to a longest."""

    free: int
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        over = failures - self.free
        return min(timedelta(seconds=2 ** min(over, 20)), self.longest) if over >= 0 else timedelta()


# A login at one desk: the usual case, somebody who forgot. One desk over all logins: spraying; colleagues who share the
# desk wait a minute at most. A login over all strange desks: a guesser who moves from desk to desk.
HERE = Slope(3, timedelta(minutes=15))
DESK = Slope(10, timedelta(minutes=1))
LOGIN = Slope(20, timedelta(minutes=5))


class Slowing:
    """Kept in the database, so that a restart forgives nothing; forgotten after a day.

    A try counts as failed until it is known to be right: many at once are many.
    """

    def __init__(self, tries: Tries) -> None:
        self._tries = tries
        self._turn = Lock()

    def begin(self, login: str, desk: DeskId, now: datetime) -> None:
        """Raises ``TooManyTries``; that try counts for nothing."""
        slopes = dict(_keys(login, desk))
        with self._turn:
            kept = self._tries.read([*slopes, _known(login, desk)])
            if any(key in kept and kept[key][1] > now for key in slopes):
                self._tries.put_back(slopes, now)  # the clock was ahead: nobody waits for as long as it was
            waits = [
                min(kept[key][1], now) + slope.wait(kept[key][0]) - now
                for key, slope in slopes.items()
                if key in kept and not (slope is LOGIN and _known(login, desk) in kept)
            ]
            longest = max(waits, default=timedelta())
            if longest > timedelta():
                raise TooManyTries(-(-longest // timedelta(seconds=1)))
            self._tries.failed(slopes, now, now - FORGET)

    def succeeded(self, login: str, desk: DeskId, now: datetime) -> None:
        """What this person did wrong here is forgiven; what was tried by others and elsewhere is not."""
        here = next(key for key, slope in _keys(login, desk) if slope is HERE)
        others = [key for key, slope in _keys(login, desk) if slope is not HERE]
        self._tries.succeeded(here, others, _known(login, desk), now + KNOWN)


def _keys(login: str, desk: DeskId) -> Iterator[tuple[str, Slope]]:
    yield _key("here", login, desk), HERE
    yield _key("desk", desk), DESK
    yield _key("login", login), LOGIN


def _known(login: str, desk: DeskId) -> str:
    return _key("known", login, desk)


def _key(*parts: str) -> str:
    return hashlib.blake2b("|".join(parts).encode(), digest_size=16).hexdigest()
