"""Carry a command out: load what it touches, perform, store with its operation, commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.customers.model import Customer
from core.ids import OpId, new_id
from core.sync.ops import Birth, Op, command_of, op_from
from core.sync.perform import perform
from core.sync.plain import Json
from core.sync.state import State, touched_by
from core.tickets.commands import Command, SaveCustomer
from core.tickets.ticket import Ticket
from core.tickets.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Step:
    """What a command did: nothing is written, and nothing reported, when nothing changed."""

    before: State
    after: State

    @property
    def changed(self) -> bool:
        return replace(self.after, replaced=()) != self.before or bool(self.after.replaced)


def carry_out(command: Command, uow: UnitOfWork, extra: Mapping[str, Json] | None = None) -> Step:
    """Make the operation, perform it on what is there, store both, commit."""
    before = load(command, uow)
    birth = Birth(OpId(new_id()), uow.next_stamp(command.stamp), _base_version(command, before), extra or {})
    op = op_from(command, birth)
    step = Step(before, perform(op, before))
    if step.changed:
        uow.store(op, before, step.after)
        uow.commit()
    return step


def replay(op: Op, uow: UnitOfWork) -> None:
    """Perform an operation that was made elsewhere or before, on what is here."""
    with uow:
        before = load(command_of(op), uow)
        uow.store(op, before, perform(op, before))
        uow.commit()


def load(command: Command, uow: UnitOfWork) -> State:
    touched = touched_by(command)
    return State(
        uow.ticket(touched.ticket) if touched.ticket else None,
        uow.call(touched.call) if touched.call else None,
        uow.customer(touched.customer) if touched.customer else None,
        book=uow.book() if touched.book else None,
        names=uow.names() if touched.names else None,
    )


def _base_version(command: Command, before: State) -> int:
    """What the person had before them: a customer's card says so itself, a ticket is edited as it stands."""
    if isinstance(command, SaveCustomer):
        return command.customer.version
    record: Ticket | Customer | None = before.ticket or (
        before.customer.customer if before.customer else None
    )
    return record.version if record else 0
