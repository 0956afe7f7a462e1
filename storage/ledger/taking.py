"""A batch of operations taken: each judged, performed on the records as they are, and given its position."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from core.errors import RuleViolation
from core.sync.audience import origin_of
from core.sync.clock import latest_ms, millis_of
from core.sync.messages import Answer, Fate, Misshapen, Push, from_message, said, to_message
from core.sync.ops import Op, Unintelligible, command_of, from_wire
from core.sync.perform import perform
from core.sync.plain import MISSHAPEN, Json
from core.sync.records import Kind, Record, Ref, TicketRecord, canonical, records_of, refs_of, state_of
from core.sync.who import Who
from core.tickets.ticket import UnknownTicket
from storage.columns import from_json, micros
from storage.ledger import tables
from storage.ledger.patience import Patience, patience_with
from storage.ledger.refusals import (
    Altered,
    ClockAhead,
    OtherEpoch,
    ServerTooOld,
    UnknownCall,
    WasDeleted,
    check_names,
    check_right,
    check_whole,
    same_operation,
    speaker_of,
)
from storage.ledger.shelf import Shelf
from storage.ledger.stores import Store
from storage.ledger.ticket_numbers import Numbers, renumbered
from storage.ledger.writing import write_shelf

Wire = Mapping[str, Json]
_MANY = 400


@dataclass(slots=True)
class _Known:
    """An operation with its answer: of this batch, or of the past."""

    wire: Wire
    answer: Answer


class Taking:
    """One transaction. ``stamp`` grows to the highest there was, from ``known`` on."""

    def __init__(
        self, connection: Connection, store: Store, head: int, now: datetime, known: str, epoch: str
    ) -> None:
        self.head = head
        self._epoch = epoch
        self.stamp = known
        self._connection = connection
        self._store = store
        self._now = micros(now)
        self._latest = latest_ms(known, self._now // 1000)
        self._shelf = Shelf(connection)
        self._numbers = Numbers(connection, store)
        self._known: dict[str, _Known] = {}
        self._rows: list[dict[str, object]] = []

    def load(self, wires: Collection[Wire]) -> None:
        """Everything the batch will ask for, in a few questions."""
        ids = [_id_of(wire) for wire in wires]
        for start in range(0, len(ids), _MANY):
            some = ids[start : start + _MANY]
            for row in self._connection.execute(select(tables.ops).where(tables.ops.c.id.in_(some))):
                answer = from_message(Answer, from_json(row.answer))
                self._known[row.id] = _Known(from_json(row.wire), answer)
        refs: list[Ref] = []
        numbers = []
        for wire in wires:
            with suppress(RuleViolation):
                op = from_wire(wire)
                refs += refs_of(command_of(op))
                numbers.append(op.arguments.get("number"))
        self._shelf.load(one for one in refs if one.id.isprintable())
        self._numbers.load([one for one in numbers if isinstance(one, str) and one.isprintable()])

    def take(self, who: Who, push: Push) -> tuple[tuple[Answer, ...], list[Op]]:
        """The answers, and the operations that could be read."""
        answers, ops, patience = [], list[Op](), patience_with(push, self._epoch)
        for wire in push.ops:
            known = self._known.get(_id_of(wire))
            answers.append(_again(known, wire) if known else self._new(who, wire, ops, patience))
        return tuple(answers), ops

    def write(self) -> None:
        write_shelf(self._connection, self._store, self._shelf)
        self._numbers.write()
        if self._rows:
            self._connection.execute(insert(tables.ops), self._rows)

    def _new(self, who: Who, wire: Wire, ops: list[Op], patience: Patience) -> Answer:
        try:
            text = _text_of(wire)
            op = from_wire(wire)
            check_whole(op, text)
        except RuleViolation as why:
            return patience.judged(_id_of(wire), why)  # not kept: it may be anything
        ops.append(op)
        try:
            if patience.is_late:
                raise OtherEpoch
            if max(millis_of(op.stamp), micros(op.when) // 1000) > self._latest:
                raise ClockAhead
            self._perform(op, who)
            answer = Answer(op.id, Fate.TAKEN, self.head)
            self.stamp = max(self.stamp, op.stamp)
        except RuleViolation as why:
            answer = patience.judged(op.id, why)
        if answer.fate is not Fate.PUT_OFF:
            self._keep(op, wire, text, answer)
        return answer

    def _perform(self, op: Op, who: Who) -> None:
        """Every refusal comes before the first change."""
        speaker = speaker_of(who, op)
        command = command_of(op)
        check_right(speaker, command)
        refs = refs_of(command)
        check_names(op.kind, (ref.id for ref in refs))
        self._shelf.load(refs)
        before = {ref: self._seen_by(speaker, ref) for ref in refs}
        state = perform(op, state_of(before))
        after = records_of(state, before)
        for record in after.values():
            check_names(op.kind, _people_in(record))
        self.head += 1
        for ref, record in after.items():
            if record != before[ref]:
                self._shelf.put(ref, self._numbered(op, before[ref], record), self.head, origin_of(speaker))

    def _numbered(self, op: Op, before: Record | None, after: Record | None) -> Record | None:
        if before is None and isinstance(after, TicketRecord):
            return renumbered(after, op, self._numbers.settled(op, after.ticket.id))
        return after

    def _seen_by(self, speaker: Who, ref: Ref) -> Record | None:
        """What is outside the scope is not known, and nothing can be made in its place."""
        item = self._shelf.get(ref)
        if item.is_deleted:
            raise WasDeleted
        if item.text is not None and not speaker.sees(item.keys):
            raise UnknownTicket if ref.kind is Kind.TICKET else UnknownCall
        try:
            return item.record
        except MISSHAPEN as why:  # a newer program wrote it, and then this one was put back
            raise ServerTooOld from why

    def _keep(self, op: Op, wire: Wire, text: str, answer: Answer) -> None:
        self._known[op.id] = _Known(wire, answer)
        self._rows.append(
            {
                "id": op.id,
                "position": answer.position,
                "kind": op.kind,
                "wire": text,
                "agent": op.agent,
                "desk": op.desk,
                "stamp": op.stamp,
                "received_at": self._now,
                "answer": canonical(to_message(answer)),
            }
        )


def _again(known: _Known, wire: Wire) -> Answer:
    answer = known.answer
    if not same_operation(known.wire, wire):
        return Answer(answer.op, Fate.REFUSED, None, said(Altered().sentence))
    return Answer(answer.op, Fate.TAKEN_BEFORE, answer.position) if answer.fate is Fate.TAKEN else answer


def _id_of(wire: Wire) -> str:
    id_ = wire.get("id")
    if not isinstance(id_, str) or not id_.isprintable() or not 0 < len(id_) <= 128:
        raise Misshapen("Push")
    return id_


def _text_of(wire: Wire) -> str:
    try:
        return canonical(wire)
    except ValueError as why:  # not a number, or round in circles
        raise Unintelligible(str(wire.get("kind"))) from why


def _people_in(record: Record | None) -> Iterator[str]:
    """Who and what a ticket's audience is made of."""
    if isinstance(record, TicketRecord):
        ticket = record.ticket
        yield from (one for one in (ticket.team, ticket.assignee) if one is not None)
        yield from (one.agent for one in ticket.watchers)
