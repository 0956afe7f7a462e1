"""Messages survive the wire, and what is no message does no harm."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calls.line import Account, LineState, LineStatus
from core.words import Sentence, sentence
from telephony.messages import Answer, Command, CommandFailed, Event, LineChanged, Mute, Ready, UseAccount
from telephony.protocol import COMMANDS, EVENTS, ProtocolError, read_command, read_event, write

WORDS = st.text(max_size=20)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SAID = WORDS | st.integers() | st.booleans() | st.none() | NUMBERS
SENTENCES = st.recursive(
    st.builds(Sentence, WORDS, st.dictionaries(WORDS, SAID, max_size=3)),
    lambda inner: st.builds(Sentence, WORDS, st.dictionaries(WORDS, SAID | inner, max_size=3)),
    max_leaves=3,
)
LEAVES: Mapping[Any, st.SearchStrategy[Any]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(),
    float: NUMBERS,
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
    Sentence: SENTENCES,
}


def made_of(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, NewType):
        return made_of(hint.__supertype__)
    if get_origin(hint) in (types.UnionType, Union):
        return st.one_of([made_of(one) for one in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(made_of(get_args(hint)[0]), max_size=3).map(tuple)
    if hint in LEAVES:
        return LEAVES[hint]
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    hints = get_type_hints(hint)
    return st.builds(hint, **{field.name: made_of(hints[field.name]) for field in fields(hint)})


def any_of(kinds: Mapping[str, type]) -> st.SearchStrategy[Any]:
    return st.one_of([made_of(kind) for kind in kinds.values()])


@given(any_of(COMMANDS))
def test_a_command_arrives_as_it_was_sent(command: Command) -> None:
    line = write(command)
    assert "\n" not in line
    assert read_command(line) == command


@given(any_of(EVENTS))
def test_an_event_arrives_as_it_was_sent(event: Event) -> None:
    line = write(event)
    assert "\n" not in line
    assert read_event(line) == event


def test_a_field_from_a_newer_version_is_left_aside() -> None:
    plain = json.loads(write(Ready(1, 4711))) | {"colour": {"red": [1]}}
    assert read_event(json.dumps(plain)) == Ready(1, 4711)


def test_a_message_from_a_newer_version_is_left_aside() -> None:
    assert read_event('{"kind":"Teleported","where":"home"}') is None


def test_a_field_that_an_older_version_does_not_send_takes_its_default() -> None:
    account = {"user": "8001", "registrar": "pbx.example"}
    read = read_command(json.dumps({"kind": "UseAccount", "account": account}))
    assert read == UseAccount(Account("8001", "pbx.example"))


def test_a_sentence_keeps_the_sentence_inside_it() -> None:
    why = sentence("Line {line} is {state}.", line="8001", state=sentence("refused"))
    event = LineChanged(LineStatus(LineState.REFUSED, reason=why))
    read = read_event(write(event))
    assert read == event
    assert str(why) == "Line 8001 is refused."


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[]",
        "7",
        '"kind"',
        "{}",
        '{"kind":7}',
        '{"kind":{}}',
        '{"kind":"Answer"}',
        '{"kind":"Answer","call":7}',
        '{"kind":"Mute","call":"c","on":1}',
        '{"kind":"UseAccount","account":{"user":"8001"}}',
        '{"kind":"UseAccount","account":{"user":"8001","registrar":"x","transport":"pigeon"}}',
        '{"kind":"Dial","call":"c","number":"1","headers":"X: y"}',
        '{"kind":"Answer","call":"c"',
        "[" * 100_000,
        "x" * 300_000,
    ],
)
def test_what_is_no_command_is_refused_by_name(line: str) -> None:
    with pytest.raises(ProtocolError):
        read_command(line)


@given(st.text())
def test_any_text_is_a_command_or_refused_by_name(line: str) -> None:
    with pytest.raises(ProtocolError):
        read_command(line)


def test_a_password_is_not_shown_with_its_account() -> None:
    assert "secret" not in repr(UseAccount(Account("8001", "pbx.example", "secret")))


def test_orders_differ_in_what_they_say() -> None:
    assert read_command('{"kind":"Mute","call":"c","on":true}') == Mute("c", True)  # type: ignore[arg-type]
    assert read_command('{"kind":"Answer","call":"c"}') == Answer("c")  # type: ignore[arg-type]
    assert CommandFailed(None, sentence("x")) == read_event(write(CommandFailed(None, sentence("x"))))
