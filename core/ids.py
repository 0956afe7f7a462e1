"""Names for the ids that cross rooms, and the one way to make them."""

from __future__ import annotations

from typing import NewType

import uuid_utils

AgentId = NewType("AgentId", str)
CallId = NewType("CallId", str)
CustomerId = NewType("CustomerId", str)
DeskId = NewType("DeskId", str)
FileId = NewType("FileId", str)
NoteId = NewType("NoteId", str)
OpId = NewType("OpId", str)
PromiseId = NewType("PromiseId", str)
TeamId = NewType("TeamId", str)
TicketId = NewType("TicketId", str)


def new_id() -> str:
    """A UUIDv7 (RFC 9562): unique on every desk, and sorted by the time it was made."""
    return str(uuid_utils.uuid7())
