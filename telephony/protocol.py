"""The messages as lines: one JSON object on one line for each.

The engine speaks first (``Ready``) and names the protocol it speaks. A reader leaves aside fields and kinds of messages
it does not know, so that one side may be newer than the other by a little.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields

from telephony.codec import from_plain, to_plain
from telephony.messages import Command, Event

PROTOCOL = 1
LONGEST_LINE = 256 * 1024


class ProtocolError(Exception):
    """A line that is no message of ours."""


def _by_name(*kinds: type) -> Mapping[str, type]:
    return {kind.__name__: kind for kind in kinds}


COMMANDS = _by_name(*Command.__args__)
EVENTS = _by_name(*Event.__args__)


def write(message: Command | Event) -> str:
    """The message as one line, without its line end."""
    body = {field.name: to_plain(getattr(message, field.name)) for field in fields(message)}
    return json.dumps({"kind": type(message).__name__, **body}, separators=(",", ":"))


def read_command(line: str) -> Command | None:
    """The command in this line; None for a kind that is not known here."""
    command: Command | None = _read(line, COMMANDS)
    return command


def read_event(line: str) -> Event | None:
    """The event in this line; None for a kind that is not known here."""
    event: Event | None = _read(line, EVENTS)
    return event


def _read(line: str, kinds: Mapping[str, type]):  # type: ignore[no-untyped-def]  # one of ``kinds``, or None
    if len(line) > LONGEST_LINE:
        raise ProtocolError("The line is too long.")
    try:
        plain = json.loads(line)
        kind = kinds.get(from_plain(str, plain["kind"]))
        return None if kind is None else from_plain(kind, plain)
    except (ValueError, TypeError, KeyError, RecursionError) as why:
        raise ProtocolError("The line is no message.") from why
