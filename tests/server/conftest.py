"""One server for the tests that leave it as it was, and a way to one of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.server.rig import RunningServer, make_server, running


@pytest.fixture(scope="session")
def everybodys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("server") / "s"
    fingerprint = make_server(folder)
    with running(folder, fingerprint) as one:
        yield one
        assert one.process.poll() is None, "the server must outlive every test"


@pytest.fixture
def server(everybodys: RunningServer) -> Iterator[RunningServer]:
    yield everybodys
    everybodys.hang_up()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Callable[[str], RunningServer]]:
    with ExitStack() as stack:

        def make(settings: str = "") -> RunningServer:
            folder = tmp_path / "own"
            fingerprint = make_server(folder, settings)
            return stack.enter_context(running(folder, fingerprint))

        yield make
