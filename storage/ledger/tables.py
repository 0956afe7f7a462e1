"""The tables of the ledger as they are now; how they came to be is in ``storage.ledger.migrations``."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, MetaData, Table, Text

metadata = MetaData()


def ledger_table(name: str, columns: str, integers: str = "", key: str = "id") -> Table:
    """A table of text columns, but for those named in ``integers``: 64 bits, on either kind of database."""
    numbers, keys = integers.split(), key.split()
    return Table(
        name,
        metadata,
        *(
            Column(column, BigInteger if column in numbers else Text, primary_key=column in keys)
            for column in columns.split()
        ),
    )


meta = ledger_table("ledger_meta", "name value", key="name")
counter = ledger_table("counter", "name position", "position", "name")
records = ledger_table(
    "records", "kind id position doc digest is_deleted origin", "position digest is_deleted", "kind id"
)
record_keys = ledger_table("record_keys", "key kind id position is_open", "position is_open", "key kind id")
departures = ledger_table("departures", "key kind id position", "position", "key kind id")
ties = ledger_table("ties", "call ticket", key="call ticket")
ticket_numbers = ledger_table("taken_numbers", "number ticket", key="number")
number_blocks = ledger_table(
    "number_blocks", "year first last desk given_at", "year first last given_at", "year first"
)
sums = ledger_table("sums", "key kind count digest", "count digest", "key kind")
ops = ledger_table(
    "ops", "id position kind wire agent desk stamp received_at answer", "position received_at", "id"
)
