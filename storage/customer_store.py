"""A customer in its tables: the card, its numbers, and by difference the number index."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from core.customers.identity import NumberRules
from core.customers.model import Customer
from core.ids import CustomerId
from core.sync.state import CustomerRecord
from storage import contacts, search_index, tables
from storage.number_store import change_index


def load_customer(connection: Connection, customer: CustomerId) -> CustomerRecord | None:
    row = connection.execute(select(tables.customers).where(tables.customers.c.id == customer)).first()
    if row is None:
        return None
    numbers = tables.customer_numbers
    written = connection.execute(select(numbers).where(numbers.c.customer == customer).order_by(numbers.c.n))
    return contacts.customer_of(row, list(written))


def put_customer(
    connection: Connection, before: CustomerRecord | None, after: CustomerRecord, rules: NumberRules
) -> None:
    customers, one = tables.customers, after.customer
    values = contacts.customer_values(after)
    if before is not None:
        doc = connection.execute(select(customers.c.doc).where(customers.c.id == one.id)).scalar()
        search_index.remove(connection, doc)
    values["doc"] = search_index.add(connection, text_of(one))
    if before is None:
        connection.execute(insert(customers), values)
    else:
        connection.execute(update(customers).where(customers.c.id == one.id), values)
    _put_numbers(connection, before.customer if before else None, one)
    change_index(connection, before.customer if before else None, one, rules)


def _put_numbers(connection: Connection, before: Customer | None, after: Customer) -> None:
    if before is not None and before.numbers == after.numbers:
        return
    numbers = tables.customer_numbers
    connection.execute(delete(numbers).where(numbers.c.customer == after.id))
    if after.numbers:
        connection.execute(insert(numbers), contacts.number_values(after.id, after.numbers))


def text_of(customer: Customer) -> str:
    """What a customer is found by; people also ask for the last four digits of a number."""
    parts = [customer.name, customer.company, customer.note]
    for number in customer.numbers:
        digits = "".join(sign for sign in number.written if sign.isdecimal())
        parts += [digits, digits[-4:]]
    return "\n".join(parts)
