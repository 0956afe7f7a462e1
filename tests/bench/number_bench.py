"""What reading, indexing and matching numbers costs: ``python -m tests.bench.number_bench``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import TypeVar

import phonenumbers

from console.demo.volume import volume_customers, volume_tickets
from core.calls.model import Party
from core.customers.difference import entries_of, index_difference
from core.customers.matching import who_is
from core.customers.model import Customer, CustomerNumber
from core.customers.numbers import NumberRules, identify, keys
from tests.bench.report import HEAD, Figure, timed
from tests.fakes.number_index import DictNumberIndex

RULES = NumberRules(area="010")
A_THOUSAND = 1_000
T = TypeVar("T")
FORMS = {
    "mobile": "154{:08d}",
    "mobile with +86": "+86 154 {:08d}",
    "landline": "0755-40{:06d}",
    "landline with 转": "0755-40{:06d} 转 801",
    "full-width": "１５４{:08d}",
    "SIP URI": "sip:+86154{:08d}@pbx.example;user=phone",
    "abroad": "+44 20 7946 {:04d}",
}


def number_figures() -> list[Figure]:
    return [*_identities(), *_index()]


def _identities() -> list[Figure]:
    found = []
    for name, form in FORMS.items():
        written = [form.format(n) for n in range(A_THOUSAND)]
        found.append(
            Figure(
                f"1,000 numbers to identities and keys: {name}",
                timed(_each(written, lambda one: keys(identify(one, RULES)))),
                aim=20,
                baseline="phonenumbers",
                baseline_values=timed(_each(written, _by_library), tries=10, warm=1),
            )
        )
    return found


def _index() -> list[Figure]:
    customers = list(volume_customers(20_000))
    index = DictNumberIndex(RULES)
    for customer in customers:
        index.put(customer)
    changed = [_changed(customer) for customer in customers[:A_THOUSAND]]
    calls = [Party(customer.numbers[0].written) for customer in customers]
    return [
        Figure(
            "entries of 1,000 customers (10,000 numbers)", timed(_each(customers[:A_THOUSAND], _entries), 50)
        ),
        Figure(
            "one customer changes a number: difference", timed(lambda n: _difference(customers, changed, n))
        ),
        Figure(
            "who is this? 200,000 numbers in dictionaries", timed(lambda n: who_is(calls[n], RULES, index))
        ),
        Figure("10,000 customers made", timed(lambda _: sum(1 for _ in volume_customers(10_000)), 5, 1)),
        Figure(
            "10,000 tickets made", timed(lambda _: sum(1 for _ in islice(volume_tickets(), 10_000)), 5, 1)
        ),
    ]


def _each(many: list[T], action: Callable[[T], object]) -> Callable[[int], None]:
    def run(_: int) -> None:
        for one in many:
            action(one)

    return run


def _by_library(written: str) -> str:
    """As far as it can read them: SIP URIs, for one, it cannot."""
    try:
        return str(
            phonenumbers.format_number(phonenumbers.parse(written, "CN"), phonenumbers.PhoneNumberFormat.E164)
        )
    except phonenumbers.NumberParseException:
        return ""


def _entries(customer: Customer) -> object:
    return entries_of(customer, RULES)


def _changed(customer: Customer) -> Customer:
    return replace(customer, numbers=(*customer.numbers[1:], CustomerNumber("010-40999999")))


def _difference(before: list[Customer], after: list[Customer], n: int) -> object:
    return index_difference(before[n % A_THOUSAND], after[n % A_THOUSAND], RULES)


if __name__ == "__main__":
    print(HEAD)
    for figure in number_figures():
        print(figure.line())
