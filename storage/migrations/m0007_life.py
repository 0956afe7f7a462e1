"""Version 7: tickets are found by how long they lived, so that old months are asked as quickly as new ones."""

from __future__ import annotations

from sqlalchemy import Connection

# In days, in powers of four; the last one, and whatever is still open, is everything longer.
LIFE = "CASE " + " ".join(
    f"WHEN last - opened < {days} THEN {n}" for n, days in enumerate((1, 4, 16, 64, 256, 1024))
)
SCHEMA = f"CREATE INDEX ticket_facts_life ON ticket_facts ({LIFE} ELSE 6 END, opened, last, key, gen, ticket)"


def migrate(connection: Connection) -> None:
    connection.exec_driver_sql(SCHEMA)
