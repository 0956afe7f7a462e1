"""A desk that the server sent away stays so: without the network, over an unlocking, and no longer than its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from console.sync.troubles import TooLongOffline
from core.sync.standing import Stand
from core.trust import DeskState, Turned
from tests.console.sync.rig import JoinedDesk
from tests.fakes.server import FakeServer

Join = Callable[[str, str], JoinedDesk]


@pytest.fixture
def desk(server: FakeServer, join: Join) -> JoinedDesk:
    """Revoked, and told so."""
    desk = join("a", "wang")
    entered = desk.begin("wang")
    server.desks[entered.credentials.desk] = DeskState.REVOKED
    desk.keeper.look()
    assert stand(desk) is Stand.WITHDRAWN
    return desk


def stand(desk: JoinedDesk) -> Stand:
    return desk.keeper.standing.stand


def is_told_to_lock(desk: JoinedDesk) -> bool:
    return desk.told.too_long_at is not None


def test_losing_the_network_gives_nothing_back(server: FakeServer, desk: JoinedDesk) -> None:
    server.is_up = False
    desk.keeper.look()
    assert stand(desk) is Stand.WITHDRAWN
    assert desk.keeper.standing.is_read_only


def test_unlocking_without_the_network_gives_nothing_back(server: FakeServer, desk: JoinedDesk) -> None:
    desk.lock()
    server.is_up = False
    assert desk.begin("wang").turned is Turned.REVOKED
    assert stand(desk) is Stand.WITHDRAWN


def test_a_desk_that_is_let_in_again_is_so_without_the_network_too(
    server: FakeServer, desk: JoinedDesk
) -> None:
    assert desk.entered is not None
    server.desks[desk.entered.credentials.desk] = DeskState.ENROLLED
    desk.keeper.look()
    assert stand(desk) is Stand.IN_STEP
    desk.lock()
    server.is_up = False
    assert desk.begin("wang").turned is None
    assert stand(desk) is Stand.OFFLINE


def test_it_is_read_no_longer_than_it_could_be_offline(server: FakeServer, desk: JoinedDesk) -> None:
    desk.timers.come()
    assert not is_told_to_lock(desk)
    server.clock.pass_by(timedelta(days=8))
    desk.timers.come()
    assert is_told_to_lock(desk)
    desk.lock()
    assert desk.timers.jobs == []
    with pytest.raises(TooLongOffline):
        desk.unlock("wang")
