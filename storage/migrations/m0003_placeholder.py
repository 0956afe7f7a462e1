"""Version 3: a place kept for what is made at the same time on another branch."""

from __future__ import annotations

from sqlalchemy import Connection


def migrate(_connection: Connection) -> None:
    """Nothing yet."""
