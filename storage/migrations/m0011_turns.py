"""Version 11: whose turn is next is found among one's own, however many reminders wait for others."""

from __future__ import annotations

from sqlalchemy import Connection

STATEMENTS = (
    """CREATE INDEX posts_turn_here ON posts (receiver, next_try, id)
    WHERE way = 'screen' AND state IN ('waiting', 'trying')""",
    """CREATE INDEX posts_turn_out ON posts (next_try, id)
    WHERE way <> 'screen' AND state IN ('waiting', 'trying')""",
)


def migrate(connection: Connection) -> None:
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
