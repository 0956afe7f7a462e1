"""A server without a network, and desks that joined it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage import keys
from storage.keys import TEST_COST
from tests.console.sync.rig import JoinedDesk, joined
from tests.fakes.server import FakeServer
from tests.storage.ledger.rig import HandClock

Join = Callable[[str, str], JoinedDesk]


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess costs is no matter here."""
    header = keys.kdf_header
    monkeypatch.setattr(keys, "kdf_header", lambda _cost: header(TEST_COST))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FakeServer]:
    made = FakeServer(tmp_path / "server", HandClock())
    yield made
    made.ledger.close()


@pytest.fixture
def join(server: FakeServer, tmp_path: Path) -> Iterator[Join]:
    """A desk of this name, joined by this person, who is hired when they are not yet."""
    with ExitStack() as stack:

        def make(name: str, login: str) -> JoinedDesk:
            if login not in server.accounts:
                server.hire(login, login.title())
            desk = joined(tmp_path / name, server, login)
            stack.callback(desk.lock)
            return desk

        yield make
