"""What this desk has of the files on its tickets: which bytes are here, which still wait to be sent, how far."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from core.ids import AgentId, FileId, TicketId
from core.sync.plain import MISSHAPEN
from core.tickets.files import Attachment, Content, FileDamaged, FileNotHere, FileRow, Held
from core.tickets.ticket import Ticket
from storage import tables
from storage.blobs import HALF, BlobFolder, sealed_size
from storage.columns import from_json, micros, moment
from storage.database import Database
from storage.mapping import Row, Values

KEPT_REMOVED = timedelta(days=30)
_FRESH = 3600.0  # seconds: what was sealed just now may not be written down yet
_F, _B = tables.ticket_files.c, tables.blobs.c


@dataclass(frozen=True, slots=True)
class ToSend:
    """Encrypted bytes that the server does not have yet, and up to where it has them."""

    blob: str
    size: int
    sent: int


@dataclass(frozen=True, slots=True)
class ToFetch:
    """Encrypted bytes that are not here."""

    blob: str
    size: int


class SqlFiles:
    """On the database lane only; ``folder`` from any thread."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.folder = BlobFolder(folder)

    def bytes_of(self, file: Attachment) -> bytes | None:
        """On any thread; None: not here, or damaged."""
        try:
            return b"".join(self.folder.opened(file.content, file.name))
        except (FileDamaged, FileNotHere):
            return None

    def next_to_send(self) -> ToSend | None:
        """The oldest that waits."""
        query = (
            select(_B.name, _B.size, _B.sent).where(_B.state == Held.WAITING.value).order_by(_B.seq).limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return ToSend(*row) if row else None

    def sent(self, blob: str, upto: int, *, is_whole: bool) -> None:
        values: Values = {"sent": upto}
        if is_whole:
            values["state"] = Held.HERE.value
        self._change(blob, values)

    def arrived(self, blob: str, size: int) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(tables.blobs).where(_B.name == blob))
            values = {"name": blob, "size": size, "sent": size, "state": Held.HERE.value}
            connection.execute(insert(tables.blobs), values)
            connection.commit()

    def broken(self, blob: str) -> None:
        """The only copy is not what its name says, or the server takes none of it: it is asked for no more."""
        self._change(blob, {"state": Held.BROKEN.value})

    def lost(self, blob: str) -> None:
        """Damaged or gone here. One that the server has can be fetched again."""
        with self._database.writing() as connection:
            gone = delete(tables.blobs).where(_B.name == blob, _B.state == Held.HERE.value)
            if connection.execute(gone).rowcount == 0:
                waiting = update(tables.blobs).where(_B.name == blob)
                connection.execute(waiting.values(state=Held.BROKEN.value))
            else:
                self.folder.drop(blob)
            connection.commit()

    def ahead(self, agent: AgentId, most: int, but: Collection[str]) -> ToFetch | None:
        """A small file of an open ticket of mine that is not here: it is fetched before somebody asks."""
        tickets = tables.tickets.c
        query = (
            select(_F.blob, _F.size)
            .join_from(tables.ticket_files, tables.tickets, tickets.id == _F.ticket)
            .outerjoin(tables.blobs, _B.name == _F.blob)
            .where(tickets.assignee == agent, tickets.is_open == 1, _F.removed_at.is_(None))
            .where(_F.size <= most, _B.name.is_(None), _F.blob.not_in(but))
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return ToFetch(row.blob, sealed_size(row.size)) if row else None

    def sweep(self, now: datetime) -> int:
        """Bytes that no ticket names any more go; how many."""
        with self._database.writing() as connection:
            kept = _named(connection, now)
            names = set(connection.execute(select(_B.name)).scalars())
            for gone in names - kept:
                connection.execute(delete(tables.blobs).where(_B.name == gone))
            connection.commit()
        return sum(map(_unlinked, _orphans(self.folder.folder, kept)))

    def _change(self, blob: str, values: Values) -> None:
        with self._database.writing() as connection:
            connection.execute(update(tables.blobs).where(_B.name == blob).values(values))
            connection.commit()


def put_waiting(connection: Connection, before: Ticket | None, after: Ticket) -> None:
    """In the transaction of the operation that attached them: from now on their bytes wait to be sent."""
    known = {one.id for one in before.files} if before else set()
    for file in after.files:
        if file.id in known:
            continue
        name = file.content.blob
        if connection.execute(select(_B.name).where(_B.name == name)).first() is None:
            size = sealed_size(file.content.size)
            values = {"name": name, "size": size, "sent": 0, "state": Held.WAITING.value}
            connection.execute(insert(tables.blobs), values)


def send_again(connection: Connection) -> None:
    """The server was restored from a backup: what came to it since is not there any more."""
    had = update(tables.blobs).where(_B.state == Held.HERE.value)
    connection.execute(had.values(state=Held.WAITING.value, sent=0))


def file_rows(connection: Connection, ticket: Ticket) -> tuple[FileRow, ...]:
    if not ticket.files:
        return ()
    query = select(_B.name, _B.state).where(_B.name.in_([one.content.blob for one in ticket.files]))
    states = {row.name: Held(row.state) for row in connection.execute(query)}
    return tuple(FileRow(one, states.get(one.content.blob, Held.AWAY)) for one in ticket.files)


def file_values(ticket: TicketId, n: int, file: Attachment) -> Values:
    content = file.content
    return {
        "ticket": ticket, "n": n, "id": file.id, "name": file.name, "media": file.media, "size": content.size,
        "digest": content.digest, "blob": content.blob, "key": content.key, "at": micros(file.at), "by": file.by,
        "stamp": file.stamp, "removed_at": micros(file.removed_at), "removed_by": file.removed_by,
        "wished": file.wished,
    }  # fmt: skip


def file_of(row: Row) -> Attachment:
    return Attachment(
        FileId(row.id),
        row.name,
        row.media,
        Content(row.size, row.digest, row.blob, row.key),
        moment(row.at),
        AgentId(row.by),
        row.stamp,
        moment(row.removed_at),
        AgentId(row.removed_by) if row.removed_by else None,
        row.wished,
    )


def _named(connection: Connection, now: datetime) -> set[str]:
    """By a ticket that shows it, or by an operation that was refused and may be done again."""
    long_gone = micros(now - KEPT_REMOVED)
    shown = select(_F.blob).where(_F.removed_at.is_(None) | (_F.removed_at > long_gone))
    kept = set(connection.execute(shown).scalars())
    log = tables.oplog.c
    asked = select(log.arguments).where(log.kind == "attach_file", log.state == "refused")
    for arguments in connection.execute(asked).scalars():
        with suppress(*MISSHAPEN):
            kept.add(from_json(arguments)["content"]["blob"])
    return kept


def _orphans(folder: Path, kept: Collection[str]) -> Iterable[Path]:
    old = time.time() - _FRESH
    for place in (*folder.glob(f"*{HALF}"), *folder.glob("??/*")):
        with suppress(OSError):
            if place.stem not in kept and place.stat().st_mtime < old:
                yield place


def _unlinked(place: Path) -> bool:
    try:
        place.unlink()
    except OSError:
        return False
    return True
