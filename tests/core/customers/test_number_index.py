"""The fake number index keeps the contract."""

from __future__ import annotations

import pytest

from tests.contracts.number_index_contract import RULES, NumberIndexContract
from tests.fakes.number_index import DictNumberIndex


class TestDictNumberIndex(NumberIndexContract):
    @pytest.fixture
    def index(self) -> DictNumberIndex:
        return DictNumberIndex(RULES)
