"""The records a batch of operations works on: read at first need, changed in memory, written once at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from core.ids import TicketId
from core.sync.audience import audience, calls_of
from core.sync.records import (
    Doc,
    Kind,
    Record,
    Ref,
    TicketRecord,
    canonical,
    digest,
    doc_of,
    record_of,
    ticket_ref,
)
from core.sync.who import EVERYTHING
from storage.columns import from_json, to_json
from storage.ledger import tables

_MANY = 400  # names in one question: both databases take more
NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Item:
    """One record: as it was when the batch began, and as it is now. ``keys`` hold "*" while it is there at all."""

    ref: Ref
    text: str | None = None
    digest: int = 0
    keys: frozenset[str] = NOTHING
    position: int = 0
    origin: frozenset[str] = NOTHING
    is_deleted: bool = False
    was_keys: frozenset[str] = NOTHING
    was_digest: int = 0
    changed: bool = False
    _record: Record | None = field(default=None)
    _doc: Doc | None = field(default=None)

    @property
    def doc(self) -> Doc | None:
        if self._doc is None and self.text is not None:
            self._doc = from_json(self.text)
        return self._doc

    @property
    def record(self) -> Record | None:
        if self._record is None and self.doc is not None:
            self._record = record_of(self.ref.kind, self.doc)
        return self._record

    @property
    def is_open(self) -> bool:
        record = self.record
        return isinstance(record, TicketRecord) and record.ticket.status.is_open

    def put(self, record: Record, position: int) -> None:
        doc = doc_of(record, self.doc)
        self._record, self._doc, self.text = record, doc, canonical(doc)
        self.digest, self.position, self.changed = digest(self.text), position, True

    def bury(self, position: int) -> None:
        """A tombstone: nothing of what was in it stays."""
        self._record = self._doc = self.text = None
        self.digest, self.keys, self.position = 0, NOTHING, position
        self.is_deleted = self.changed = True


class Shelf:
    """Every record a batch has touched, and which tickets its calls belong to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._items: dict[Ref, Item] = {}
        self._ties: dict[Ref, set[str]] = {}
        self.new_ties: set[tuple[str, str]] = set()
        self.cut_ties: set[tuple[str, str]] = set()

    @property
    def changed(self) -> list[Item]:
        return [one for one in self._items.values() if one.changed]

    def load(self, refs: Iterable[Ref]) -> None:
        """Several at once are one question for each kind."""
        by_kind: dict[Kind, list[str]] = {}
        for ref in dict.fromkeys(refs):
            if ref not in self._items:
                self._items[ref] = Item(ref)
                by_kind.setdefault(ref.kind, []).append(ref.id)
        for kind, ids in by_kind.items():
            for start in range(0, len(ids), _MANY):
                self._fill(kind, ids[start : start + _MANY])

    def get(self, ref: Ref) -> Item:
        self.load((ref,))
        return self._items[ref]

    def put(self, ref: Ref, record: Record | None, position: int, origin: frozenset[str]) -> None:
        """A record as it is from ``position`` on; None: it was deleted. Its calls follow a ticket's audience."""
        item = self.get(ref)
        calls_before, keys_before = calls_of(item.record), item.keys
        if record is None:
            item.bury(position)
        else:
            if not item.origin:
                item.origin = origin if ref.kind is Kind.CALL else NOTHING
            item.put(record, position)
            item.keys = self._audience(item, record)
        if ref.kind is Kind.TICKET:
            self._tie(item, calls_before, keys_before, position)

    def _tie(
        self, ticket: Item, calls_before: Collection[Ref], keys_before: frozenset[str], position: int
    ) -> None:
        calls = calls_of(ticket.record)
        self.load((*calls, *calls_before))
        for call in calls_before:
            if call not in calls:
                self._tickets_of(call).discard(ticket.ref.id)
                self.cut_ties.add((call.id, ticket.ref.id))
        for call in calls:
            if call not in calls_before:
                self._tickets_of(call).add(ticket.ref.id)
                self.new_ties.add((call.id, ticket.ref.id))
        is_moved = keys_before != ticket.keys
        for call in dict.fromkeys((*calls, *calls_before)):
            if is_moved or (call in calls) != (call in calls_before):
                self._look_again(self.get(call), position)

    def _look_again(self, call: Item, position: int) -> None:
        """Its tickets changed: others may see it now."""
        if call.record is not None:
            keys = self._audience(call, call.record)
            if keys != call.keys:
                call.keys, call.position, call.changed = keys, position, True

    def _audience(self, item: Item, record: Record) -> frozenset[str]:
        tied: set[str] = set()
        if item.ref.kind is Kind.CALL:
            tickets = [ticket_ref(TicketId(one)) for one in self._tickets_of(item.ref)]
            self.load(tickets)
            tied = {key for one in tickets for key in self._items[one].keys} - {EVERYTHING}
        return audience(item.ref.kind, record, item.origin, tied) | {EVERYTHING}

    def _tickets_of(self, call: Ref) -> set[str]:
        if call not in self._ties:
            table = tables.ties.c
            found: set[str] = set()
            if self.get(call).text is not None:
                found = set(
                    self._connection.execute(select(table.ticket).where(table.call == call.id)).scalars()
                )
            self._ties[call] = found
        return self._ties[call]

    def _fill(self, kind: Kind, ids: list[str]) -> None:
        records, keys = tables.records.c, tables.record_keys.c
        query = select(tables.records).where(records.kind == kind.value, records.id.in_(ids))
        for row in self._connection.execute(query):
            item = self._items[Ref(kind, row.id)]
            item.text, item.digest, item.position = row.doc, row.digest, row.position
            item.origin, item.is_deleted = frozenset(from_json(row.origin)), bool(row.is_deleted)
            item.was_digest = row.digest
        found: dict[str, set[str]] = {}
        query = select(keys.id, keys.key).where(keys.kind == kind.value, keys.id.in_(ids))
        for id_, key in self._connection.execute(query):
            found.setdefault(id_, set()).add(key)
        for id_, several in found.items():
            item = self._items[Ref(kind, id_)]
            item.keys = item.was_keys = frozenset(several)


def record_values(item: Item) -> Mapping[str, object]:
    return {
        "kind": item.ref.kind.value,
        "id": item.ref.id,
        "position": item.position,
        "doc": item.text,
        "digest": item.digest,
        "is_deleted": int(item.is_deleted),
        "origin": to_json(sorted(item.origin)),
    }
