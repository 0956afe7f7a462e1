"""The handlers store exactly what performing the operations gives, and a replay gives the same again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleViolation
from core.sync.clock import stamp_after
from core.sync.ops import Op, command_of
from core.sync.perform import perform
from core.sync.state import State, touched_by
from core.tickets.carrying import replay
from core.tickets.commands import Command
from core.tickets.handlers import HANDLERS
from tests.core.sync.commands import commands
from tests.fakes.desk import DictUnitOfWork, FakeDesk, Shelf
from tests.storage.making import DESK, NAMES


def worked(many: Sequence[Command]) -> FakeDesk:
    """A desk on which all this was tried; what was refused is part of a day's work."""
    desk = FakeDesk()
    desk.save_directory(NAMES)
    for command in many:
        with suppress(RuleViolation):
            desk.perform(command)
    return desk


def folded(ops: Sequence[Op]) -> dict[tuple[str, str], object]:
    """Nothing but ``perform`` over the log: every record by its kind and id."""
    records: dict[tuple[str, str], object] = {}
    for op in ops:
        touched = touched_by(command_of(op))
        names = {"ticket": touched.ticket, "call": touched.call, "customer": touched.customer}
        known = {kind: records.get((kind, ref)) for kind, ref in names.items() if ref}
        after = perform(op, State(**known))  # type: ignore[arg-type] # each is of its kind
        for kind, ref in names.items():
            if ref:
                records[kind, ref] = getattr(after, kind)
    return records


@given(st.lists(commands(), max_size=25))
def test_performing_the_operations_gives_what_the_handlers_stored(many: list[Command]) -> None:
    shelf = worked(many).shelf
    stored: dict[tuple[str, str], object] = {}
    stored |= {("ticket", ref): one for ref, one in shelf.tickets.items()}
    stored |= {("call", ref): one for ref, one in shelf.calls.items()}
    stored |= {("customer", ref): one for ref, one in shelf.customers.items()}
    assert folded(shelf.ops) == stored


@given(st.lists(commands(), max_size=25))
def test_operations_replayed_on_an_empty_desk_give_the_same_records(many: list[Command]) -> None:
    first = worked(many).shelf
    second = Shelf()
    for op in first.ops:
        replay(op, DictUnitOfWork(second))
    assert (second.tickets, second.calls, second.customers) == (first.tickets, first.calls, first.customers)
    assert second.numbers.entries == first.numbers.entries


@given(st.lists(commands(), max_size=15), commands())
def test_an_operation_either_changes_records_or_says_why_not(many: list[Command], last: Command) -> None:
    """Total: nothing a person can send makes ``perform`` fail in any other way."""
    desk = worked([*many, last])
    stamps = [op.stamp for op in desk.ops]
    assert stamps == sorted(set(stamps))


def test_every_command_has_its_handler() -> None:
    assert set(HANDLERS) == set(get_args(Command))


@given(st.lists(st.integers(0, 2**41), min_size=1, max_size=30))
def test_stamps_only_ever_grow_whatever_the_clock_does(clock: list[int]) -> None:
    stamps, last = [], ""
    for physical in clock:
        last = stamp_after(last, physical, DESK)
        stamps.append(last)
    assert stamps == sorted(set(stamps))


def test_a_stamp_that_runs_out_of_counts_borrows_a_millisecond() -> None:
    assert stamp_after("000000000005-ffff-desk-1", 3, DESK) == "000000000006-0000-desk-1"
