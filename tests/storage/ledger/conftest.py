"""A real ledger on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.keys import new_key
from storage.ledger.ledger import SqlLedger, open_ledger
from storage.ledger.opening import embedded_store
from storage.ledger.stores import PostgresStore, Store
from tests.storage.ledger.cluster import Cluster
from tests.storage.ledger.rig import HandClock


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.stop()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=["embedded", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "embedded":
        return embedded_store(tmp_path, new_key())
    cluster: Cluster = request.getfixturevalue("cluster")
    return PostgresStore(cluster.database())


@pytest.fixture
def ledger(clock: HandClock, store: Store) -> Iterator[SqlLedger]:
    made = open_ledger(store, clock)
    yield made
    made.close()
