"""Whether this desk joined a server, and the way in if it did."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from console.presenters.signing import Typed
from console.sync.entering import Entered, Entrance
from console.sync.place import FILE, ServerPlace, read_place
from console.sync.ways import Ways
from core.clock import Clock
from core.customers.identity import NumberRules
from core.errors import Trouble
from core.trust import DeskState

if TYPE_CHECKING:  # as in ways
    from storage.background import Told
    from storage.desk import SqlDesk


KEY = "desk.key"
BY_PEOPLE = 2  # the version of such a key file


def opens_by_people(path: Path) -> bool:
    """Without a look at cryptography: this is asked before there is a window."""
    try:
        version = json.loads(path.read_bytes()).get("version")
    except (OSError, ValueError, AttributeError):
        return False
    return bool(version == BY_PEOPLE)


class Gate:
    """``place`` None: this desk works alone."""

    def __init__(self, folder: Path, ways: Ways, clock: Clock) -> None:
        self._folder = folder
        self._ways = ways
        self._clock = clock

    @property
    def is_joined(self) -> bool:
        return (self._folder / FILE).exists() and opens_by_people(self._folder / KEY)

    @property
    def place(self) -> ServerPlace:
        return read_place(self._folder)

    @property
    def address(self) -> str:
        """For the screen; "" of one that works alone."""
        with suppress(Trouble):
            return self.place.address if self.is_joined else ""
        return ""

    def opener(
        self, typed: Typed, rules: NumberRules, entered: Callable[[Entered], None]
    ) -> Callable[[Told], SqlDesk]:
        """For the door: run on the database lane. ``entered`` is told there, before the desk is handed over."""

        def make(told: Told) -> SqlDesk:
            from storage.desk import open_with  # noqa: PLC0415 - SQLAlchemy is loaded on the lane
            from storage.slots import PeopleKeys  # noqa: PLC0415 - as above

            people = PeopleKeys(self._folder / KEY)
            entrance = Entrance(self.place, people, self._ways, self._clock, self.wipe)
            one = entrance.enter(
                typed, lambda key: open_with(self._folder, lambda _profile: key, rules, told)
            )
            entered(one)
            return one.desk

        return make

    def must_be_wiped(self) -> bool:
        """Asked while nobody has unlocked it. Blocks; not for the screen's thread."""
        from storage.slots import PeopleKeys  # noqa: PLC0415 - as above
        from storage.wiping import is_under_way  # noqa: PLC0415 - as above

        if is_under_way(self._folder):
            return True
        if not self.is_joined:
            return False
        people = PeopleKeys(self._folder / KEY)
        return self._ways.standing(self.place, people.proof) is DeskState.WIPE

    def wipe(self) -> None:
        """Then the server is told, if it hears it: it only wants to know."""
        from storage.slots import PeopleKeys  # noqa: PLC0415 - as above
        from storage.wiping import wipe_profile  # noqa: PLC0415 - as above

        place, proof = None, ""
        with suppress(Trouble):
            place, proof = self.place, PeopleKeys(self._folder / KEY).proof
        wipe_profile(self._folder)
        if place is not None:
            with suppress(Trouble):
                self._ways.wiped(place, proof)
