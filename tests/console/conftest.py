"""A desk without a screen for every test that asks."""

from __future__ import annotations

import pytest

from tests.console.rig import Rig


@pytest.fixture
def rig() -> Rig:
    return Rig()
