"""The number index of the fake and of the encrypted desk keep one contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.calls.model import Party
from core.customers.index import NumberHit, NumberKey
from core.customers.model import Customer
from core.ids import CustomerId, TicketId
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.contracts.number_index_contract import RULES, NumberIndexContract
from tests.fakes.number_index import DictNumberIndex
from tests.storage import making


class TestDictNumberIndex(NumberIndexContract):
    @pytest.fixture
    def index(self) -> DictNumberIndex:
        return DictNumberIndex(RULES)


class EncryptedIndex:
    """The desk's index, filled the way a desk fills it: by commands."""

    def __init__(self, desk: SqlDesk) -> None:
        self._desk = desk
        self._cards: dict[CustomerId, Customer] = {}
        self._minute = 0.0

    def put(self, customer: Customer) -> None:
        self._minute += 1
        held = self._desk.read.customer(customer.id)
        seen = replace(customer, version=held.customer.version if held else 0)
        self._desk.perform(making.saving(seen, self._minute))
        self._cards[customer.id] = customer

    def remove(self, customer: CustomerId) -> None:
        """A card cannot be taken away yet; one without numbers is out of the index all the same."""
        self.put(replace(self._cards[customer], numbers=()))

    def saw_in_ticket(
        self, ticket: TicketId, number: str, caller: str, customer: CustomerId | None = None
    ) -> None:
        call = replace(making.talking(f"call of {ticket}"), remote=Party(caller))
        self._desk.perform(making.opening(ticket, call=call, customer=customer))

    def find(self, keys: tuple[NumberKey, ...], limit: int = 50) -> list[NumberHit]:
        return self._desk.read.numbers.find(keys, limit)


class TestEncryptedNumberIndex(NumberIndexContract):
    @pytest.fixture
    def index(self, tmp_path: Path) -> Iterator[EncryptedIndex]:
        desk = create_desk(tmp_path / "profile", making.PASSPHRASE, cost=TEST_COST)
        yield EncryptedIndex(desk)
        desk.close()
