"""Operations as data: there and back, with what a newer program added."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import fields, replace
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleViolation
from core.ids import OpId
from core.sync.ops import KINDS, Birth, Op, Unintelligible, command_of, from_wire, op_from, to_wire
from core.sync.perform import perform
from core.sync.plain import Json
from core.sync.state import State
from core.tickets.carrying import replay
from core.tickets.commands import Command, EditTicket
from core.tickets.handlers import handle
from core.tickets.model import Urgency
from tests.core.sync.commands import commands
from tests.fakes.desk import DictUnitOfWork, FakeDesk
from tests.storage import making

BIRTH = Birth(OpId("op-1"), "0-0000-desk-1", 3)


@given(commands())
def test_every_command_comes_back_from_its_operation_as_it_was(command: Command) -> None:
    op = op_from(command, BIRTH)
    through_json = from_wire(json.loads(json.dumps(to_wire(op))))
    assert through_json == op
    assert command_of(through_json) == command


def test_every_kind_of_command_has_its_operation() -> None:
    assert set(KINDS.values()) == set(get_args(Command))


def test_what_a_newer_program_added_is_kept() -> None:
    op = op_from(making.editing(subject="x"), BIRTH)
    wire = to_wire(op) | {"signature": "abc", "hops": [1, {"deep": None}]}
    wire["arguments"] = {**op.arguments, "mood": "blue", "fields": {"subject": "x", "colour": "red"}}
    again = from_wire(wire)
    assert to_wire(again) == wire
    command = command_of(again)
    assert isinstance(command, EditTicket)
    assert command.fields == {"subject": "x"}


def test_the_devices_clock_is_put_right_by_its_offset() -> None:
    command = making.editing(subject="x")
    op = op_from(replace(command, stamp=replace(command.stamp, offset=timedelta(seconds=-90))), BIRTH)
    assert op.when == command.stamp.at - timedelta(seconds=90)


@pytest.mark.parametrize(
    "missing", [one.name for one in fields(Op) if one.name not in ("extra", "base_version")]
)
def test_an_operation_with_a_piece_missing_is_refused_in_words(missing: str) -> None:
    wire = to_wire(op_from(making.editing(urgency=Urgency.HIGH), BIRTH))
    del wire[missing]
    with pytest.raises(Unintelligible, match="update"):
        from_wire(wire)


def test_a_clock_that_is_off_by_ages_is_refused_in_words() -> None:
    with pytest.raises(Unintelligible):
        from_wire(to_wire(op_from(making.editing(), BIRTH)) | {"offset_ms": 10**20})


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"ticket": 7, "fields": {}},
        {"ticket": "t1", "fields": {"urgency": "very"}},
        {"ticket": "t1", "fields": "none"},
    ],
)
def test_arguments_of_another_shape_are_refused_in_words(arguments: dict[str, Json]) -> None:
    op = replace(op_from(making.editing(), BIRTH), arguments=arguments)
    with pytest.raises(Unintelligible):
        perform(op, State())


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=3,
)


@given(commands(), st.lists(commands(), max_size=4), st.data())
def test_a_garbled_operation_is_refused_and_breaks_nothing(
    command: Command, before: list[Command], data: st.DataObject
) -> None:
    wire = to_wire(op_from(command, BIRTH))
    place: dict[str, Json] = wire
    while True:
        name = data.draw(st.sampled_from(sorted(place)))
        deeper = place[name]
        if not isinstance(deeper, dict) or not deeper or data.draw(st.booleans()):
            break
        place = deeper
    place[name] = data.draw(anything)
    shelf = FakeDesk().shelf
    with suppress(RuleViolation):
        for each in before:
            handle(each, DictUnitOfWork(shelf))
    with suppress(RuleViolation):
        replay(from_wire(wire), DictUnitOfWork(shelf))


def test_an_operation_of_an_unknown_kind_is_refused_in_words() -> None:
    with pytest.raises(Unintelligible, match="merge_tickets"):
        perform(replace(op_from(making.editing(), BIRTH), kind="merge_tickets"), State())
