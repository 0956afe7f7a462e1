"""The bench's masses are what they promise: as many, all different, and readable."""

from __future__ import annotations

from itertools import islice

from console.demo.volume import chunks, volume_customers, volume_number, volume_tickets
from core.customers.numbers import NumberRules, identify

RULES = NumberRules(area="010")


def test_no_two_numbers_are_the_same() -> None:
    wholes = {identify(volume_number(n), RULES).whole for n in range(0, 1_000_000, 37)}
    assert len(wholes) == len(range(0, 1_000_000, 37))
    assert "" not in wholes


def test_customers_have_ten_numbers_each() -> None:
    customers = list(volume_customers(200))
    assert len({customer.id for customer in customers}) == 200
    assert {len(customer.numbers) for customer in customers} == {10}


def test_tickets_come_oldest_first_and_belong_to_customers_who_are_there() -> None:
    customers = {customer.id for customer in volume_customers(200)}
    tickets = list(volume_tickets(2_000, 200))
    assert [ticket.id for ticket in tickets] == sorted({ticket.id for ticket in tickets})
    assert {ticket.customer for ticket in tickets} <= customers
    assert sum(ticket.status.is_open for ticket in tickets) == 40


def test_a_million_tickets_need_not_be_in_memory() -> None:
    first = next(chunks(volume_tickets(), 1_000))
    assert len(first) == 1_000
    assert len(list(islice(volume_tickets(), 5))) == 5
