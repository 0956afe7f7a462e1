"""What the server may order of a desk: that it is locked, and that it is destroyed."""

from __future__ import annotations

import logging
from collections.abc import Callable

from console.parts import Parts
from console.profiles import Profile
from console.sync.troubles import DeskWiped
from core.errors import Trouble

LOG = logging.getLogger(__name__)
LOOK_AFTER = 60.0  # seconds between looks at whether this desk is still ours, while it is locked


class Guard:
    """A lost desk is destroyed at its next contact, whether somebody has unlocked it or not."""

    def __init__(self, parts: Parts, lock: Callable[[], None], is_open: Callable[[], bool]) -> None:
        self._parts = parts
        self._lock = lock
        self._is_open = is_open

    def begin(self) -> None:
        self._parts.timers.every(LOOK_AFTER, self.look)
        self.look()

    def lock_because(self, why: Trouble) -> None:
        """Not the person's wish: the unlock screen says whose."""
        self._lock()
        self._parts.unlock.broken(why.sentence)

    def wipe(self) -> None:
        """The key leaves memory and disk, then every file goes."""
        parts = self._parts
        self._lock()
        parts.unlock.broken(DeskWiped().sentence)
        parts.door.close(lambda: parts.background.with_database(parts.gate.wipe, _nothing, _goes_on))

    def look(self) -> None:
        parts = self._parts
        if not self._is_open() and (parts.profile.exists or parts.profile.is_being_wiped):
            parts.background.with_server(
                parts.gate.must_be_wiped, lambda must: self.wipe() if must else None, _nothing
            )


def finish_wipe(profile: Profile) -> None:
    """First of all at a start: what comes into this folder next must not meet the end of what was there before."""
    if profile.is_being_wiped:
        from storage.wiping import wipe_profile  # noqa: PLC0415 - loaded only then

        wipe_profile(profile.folder)


def _goes_on(why: Trouble) -> None:
    """At the next look: its mark is still there."""
    LOG.warning("something of a destroyed desk could not be removed yet: %s", type(why).__name__)


def _nothing(_: object) -> None:
    """There is nobody to tell."""
