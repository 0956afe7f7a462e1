"""A desk without a screen for every test that asks, and the line on which it hears of the others."""

from __future__ import annotations

import pytest

from console.presenters.colleagues import Colleagues
from core.sync.live import FromDesk
from tests.console.rig import Rig


@pytest.fixture
def rig() -> Rig:
    return Rig()


@pytest.fixture
def live(rig: Rig) -> tuple[Colleagues, list[FromDesk]]:
    """The line is open; what this desk says on it stands in the list."""
    said: list[FromDesk] = []
    colleagues = Colleagues(rig.place, rig.reference)
    colleagues.connect(said.append)
    colleagues.opened()
    return colleagues, said
