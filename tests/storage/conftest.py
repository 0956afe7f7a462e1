"""Real encrypted profiles in temporary folders, with a key derivation that costs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.storage.making import NAMES, PASSPHRASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def desk(folder: Path) -> Iterator[SqlDesk]:
    made = create_desk(folder, PASSPHRASE, cost=TEST_COST)
    made.save_directory(NAMES)
    yield made
    made.close()


@pytest.fixture
def closed(desk: SqlDesk, folder: Path) -> Path:
    """A profile with a ticket in it, closed."""
    from tests.storage import making  # noqa: PLC0415 -- only this fixture writes

    desk.perform(making.saving(making.somebody("k1", "13812345678")))
    desk.perform(making.opening(call=making.talking(), customer="k1", subject="打印机卡纸"))
    desk.perform(making.noting("发票重开"))
    desk.close()
    return folder
