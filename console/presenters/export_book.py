"""Who may take something out of this desk, and what was taken out: on a joined desk it is on disk before it leaves."""

from __future__ import annotations

from collections.abc import Callable

from console.presenters.workplace import Workplace
from core.errors import Trouble
from core.exports import Export, ExportNote, put_down, strike
from core.ids import new_id
from core.rights import Right

Strike = Callable[[], None]


def nothing_to_strike() -> None:
    """Nothing was written down."""


def struck(strike: Strike, failed: Callable[[Trouble], None]) -> Callable[[Trouble], None]:
    """For what did not leave after all."""

    def told(why: Trouble) -> None:
        strike()
        failed(why)

    return told


class ExportBook:
    """A desk that works alone is its owner's: everything may leave it, and nobody is told."""

    def __init__(self, place: Workplace, is_joined: Callable[[], bool]) -> None:
        self._place = place
        self._is_joined = is_joined
        self._rights: frozenset[Right] = frozenset()
        self._listeners: list[Callable[[], None]] = []

    @property
    def may(self) -> bool:
        return not self._is_joined() or Right.EXPORT in self._rights

    def listen(self, changed: Callable[[], None]) -> None:
        self._listeners.append(changed)

    def allow(self, rights: frozenset[Right]) -> None:
        """As the server last said; none while nobody is here."""
        before = self.may
        self._rights = rights
        if self.may is not before:
            for changed in self._listeners:
                changed()

    def leaves(self, export: Export, go: Callable[[Strike], None], failed: Callable[[Trouble], None]) -> None:
        """``go`` once it is written down, with what strikes it out again if it does not leave after all."""
        if not self._is_joined():
            go(nothing_to_strike)
            return
        place, id_ = self._place, new_id()
        note = ExportNote(id_, place.clock.now() + place.offset, place.me.agent, export)

        def strike_out() -> None:
            place.lane.ask(lambda desk: strike(desk, {id_}), lambda _: None, lambda _: None)

        place.lane.ask(lambda desk: put_down(desk, note), lambda _: go(strike_out), failed)
