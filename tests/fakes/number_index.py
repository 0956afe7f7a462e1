"""A number index in dictionaries: keeps the promise of the encrypted one."""

from __future__ import annotations

from core.customers.difference import index_difference
from core.customers.identity import NumberRules
from core.customers.index import IndexEntry, KeyKind, NumberHit, NumberKey
from core.customers.model import Customer, CustomerKind
from core.customers.numbers import identify
from core.ids import CustomerId, TicketId


class DictNumberIndex:
    """Holds customers and follows them by difference, as the desk's database does."""

    def __init__(self, rules: NumberRules | None = None) -> None:
        self.rules = rules or NumberRules()
        self.entries: dict[NumberKey, dict[CustomerId, IndexEntry]] = {}
        self._customers: dict[CustomerId, Customer] = {}
        self._tickets: dict[NumberKey, list[NumberHit]] = {}

    def put(self, customer: Customer) -> None:
        self._follow(self._customers.get(customer.id), customer)
        self._customers[customer.id] = customer

    def remove(self, customer: CustomerId) -> None:
        self._follow(self._customers.pop(customer, None), None)

    def saw_in_ticket(
        self, ticket: TicketId, number: str, caller: str, customer: CustomerId | None = None
    ) -> None:
        """A call of ``caller`` was tied to the ticket with this number."""
        key = NumberKey(KeyKind.WHOLE, identify(caller, self.rules).whole)
        hit = NumberHit(key, caller, customer, ticket=ticket, ticket_number=number)
        self._tickets.setdefault(key, []).append(hit)

    def find(self, keys: tuple[NumberKey, ...], limit: int = 50) -> list[NumberHit]:
        found: list[NumberHit] = []
        for key in sorted(keys, key=lambda key: key.kind.value):
            found += [self._hit(entry) for entry in self.entries.get(key, {}).values()]
            found += self._tickets.get(key, [])
        return found[:limit]

    def _follow(self, before: Customer | None, after: Customer | None) -> None:
        removed, added = index_difference(before, after, self.rules)
        for entry in removed:
            del self.entries[entry.key][entry.customer]
        for entry in added:
            self.entries.setdefault(entry.key, {})[entry.customer] = entry

    def _hit(self, entry: IndexEntry) -> NumberHit:
        who = self._customers[entry.customer]
        is_company = who.kind is CustomerKind.COMPANY
        return NumberHit(entry.key, entry.written, who.id, who.name, who.company, who.level, is_company)
