"""The number index follows a customer by difference: what to take out, what to put in."""

from __future__ import annotations

import re

from core.customers.identity import LONGEST_WRITTEN, NumberIdentity, NumberKind, NumberRules
from core.customers.index import IndexEntry, NumberKey
from core.customers.model import Customer
from core.customers.numbers import identify, keys

MOST_IN_A_FIELD = 8

_SEVERAL = re.compile(r"[、;；,，/|\n]|或|\bor\b|\s{2,}|(?<=\d{7})\s(?=[01+])")
_COMPLETE = frozenset({NumberKind.MOBILE, NumberKind.LANDLINE, NumberKind.SERVICE, NumberKind.FOREIGN})


def index_difference(
    before: Customer | None, after: Customer | None, rules: NumberRules
) -> tuple[frozenset[IndexEntry], frozenset[IndexEntry]]:
    """What leaves the index and what enters it when ``before`` becomes ``after`` (None: not there)."""
    old = frozenset(entries_of(before, rules)) if before else frozenset()
    new = frozenset(entries_of(after, rules)) if after else frozenset()
    return old - new, new - old


def entries_of(customer: Customer, rules: NumberRules) -> tuple[IndexEntry, ...]:
    """Everything the index holds of a customer: one entry a key, the first writing wins, no unreadable number."""
    found: dict[NumberKey, IndexEntry] = {}
    for number in customer.numbers:
        for identity in identities_in(number.written, rules):
            for key in keys(identity):
                found.setdefault(key, IndexEntry(key, customer.id, number.written))
    return tuple(found.values())


def identities_in(written: str, rules: NumberRules) -> tuple[NumberIdentity, ...]:
    """The numbers in one field: people write two into it ("010-62345678 / 13812345678")."""
    pieces = _SEVERAL.split(written[:LONGEST_WRITTEN], MOST_IN_A_FIELD)
    if len(pieces) > 1:
        several = [identify(piece, rules) for piece in pieces if piece.strip()]
        if len(several) > 1 and all(one.kind in _COMPLETE for one in several):
            return tuple(dict.fromkeys(several))
    identity = identify(written, rules)
    return (identity,) if identity.is_number else ()
