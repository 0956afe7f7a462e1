"""Posts whose turn has come: given to this screen or sent as letters, with each step on disk before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from console.presenters.workplace import Workplace
from console.reminders.letters import Bundle, bundles, letter_of
from core.errors import Trouble
from core.events import Event
from core.ids import AgentId
from core.ports import Desk
from core.post import Channels, Delivery, Fate, Letter
from core.reading import Directory
from core.sla.levels import ServiceLevels
from core.sla.posts import Post, PostState
from core.sla.reminders import Service
from core.sla.steps import is_wanted

AT_ONCE = 200  # enough that many of one moment travel in one letter


class Aside(Protocol):
    """Work that waits for the network, off the screen's thread and off the database's."""

    def __call__(
        self, job: Callable[[], Delivery], done: Callable[[Delivery], None], failed: Callable[[Trouble], None]
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Outward:
    """How letters leave: who carries them, and how long to wait after so many tries of one letter."""

    aside: Aside
    carry: Callable[[Letter, Channels], Delivery]
    wait_after: Callable[[int, str], timedelta | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of looking at the posts: for the screen, and begun letters."""

    screen: tuple[Post, ...]
    letters: tuple[Bundle, ...]
    directory: Directory


class Sender:
    """Every try is on disk before it leaves; what it came to is on disk before the next."""

    def __init__(
        self,
        place: Workplace,
        outward: Outward,
        given: Callable[[Sequence[Post]], None],
        ended: Callable[[], None],
    ) -> None:
        self._place = place
        self._outward = outward
        self._given = given
        self._ended = ended

    def go(self, turn: Turn) -> None:
        if turn.screen:
            self._given(turn.screen)
        for bundle in turn.letters:
            self._carry(bundle, turn.directory)

    def _carry(self, bundle: Bundle, directory: Directory) -> None:
        place = self._place
        letter = letter_of(bundle, directory, place, place.clock.now())

        def carried(delivery: Delivery) -> None:
            at = place.clock.now()
            wait = self._outward.wait_after(bundle.tries + 1, letter.id)
            again = None if wait is None else at + wait

            def act(desk: Desk) -> list[Event]:
                desk.office.end_try(bundle.ids, delivery, at, again)
                return []

            place.writer.write(act, lambda _: self._ended())

        def broke(why: Trouble) -> None:
            """A bug of ours on the way: nobody knows how far the letter came."""
            carried(Delivery(Fate.UNKNOWN, why.sentence))

        channels = place.preferences.channels
        self._outward.aside(lambda: self._outward.carry(letter, channels), carried, broke)


def begun(desk: Desk, me: AgentId, now: datetime, levels: ServiceLevels) -> Turn:
    """Posts of clocks that have stopped need not go any more; for the rest it is on disk that they leave."""
    posts = desk.office.to_send(now, me, AT_ONCE)
    services = {one.ticket: one for one in desk.clocks.services(sorted({one.ticket for one in posts}))}
    needless = [one.id for one in posts if not _is_needed(one, services.get(one.ticket), levels)]
    if needless:
        desk.office.settle(needless, PostState.NEEDLESS, now)
    trying = [one for one in posts if one.state is PostState.TRYING and one.id not in needless]
    doubtful = [one.id for one in trying if one.is_repeat]
    if doubtful:  # two tries may have arrived: a third would be one too many
        desk.office.settle(doubtful, PostState.DOUBTFUL, now)
    wanted = [one for one in posts if one.id not in needless and one.id not in doubtful]
    screen = tuple(one for one in wanted if one.way == "screen")
    letters = tuple(bundles([one for one in wanted if one.way != "screen"]))
    if screen:
        desk.office.settle([one.id for one in screen], PostState.SENT, now)
    for bundle in letters:
        desk.office.begin_try(bundle.ids, bundle.name)
    return Turn(screen, tuple(_as_begun(one) for one in letters), desk.read.directory())


def _is_needed(post: Post, service: Service | None, levels: ServiceLevels) -> bool:
    return service is not None and is_wanted(post.key, service, levels)


def _as_begun(bundle: Bundle) -> Bundle:
    """What a crash left TRYING may have arrived: the letter says so."""
    trying = PostState.TRYING
    return Bundle(tuple(replace(one, is_repeat=one.is_repeat or one.state is trying) for one in bundle.posts))
