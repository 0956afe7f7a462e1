"""A real ledger on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.keys import new_key
from storage.ledger.ledger import SqlLedger, open_ledger
from storage.ledger.opening import embedded_store
from tests.storage.ledger.rig import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def ledger(clock: HandClock, tmp_path: Path) -> Iterator[SqlLedger]:
    made = open_ledger(embedded_store(tmp_path, new_key()), clock)
    yield made
    made.close()
