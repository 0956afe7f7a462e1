"""Operations: what a person intended, written down once on the desk and performed alike everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any, cast

from core.errors import RuleViolation
from core.ids import AgentId, DeskId, OpId
from core.sync.plain import MISSHAPEN, Json, read, shape_of, to_plain
from core.tickets import fields as ticket_fields
from core.tickets.commands import (
    AddNote,
    AssignTicket,
    AttachCall,
    AttachFile,
    Command,
    DeleteRecord,
    EditTicket,
    LinkNumber,
    MoveTicket,
    NoteReminders,
    OpenTicket,
    PromiseCallBack,
    RecordCall,
    RemoveAttachment,
    SaveCustomer,
    SaveDirectory,
    SaveEdition,
    SettlePromise,
    SnoozeReminder,
    Stamp,
    WatchTicket,
)

# What is said on the wire stays; a class may be renamed.
KINDS: Mapping[str, type[Command]] = {
    "open_ticket": OpenTicket,
    "edit_ticket": EditTicket,
    "move_ticket": MoveTicket,
    "assign_ticket": AssignTicket,
    "add_note": AddNote,
    "attach_call": AttachCall,
    "record_call": RecordCall,
    "save_customer": SaveCustomer,
    "link_number": LinkNumber,
    "promise_call_back": PromiseCallBack,
    "settle_promise": SettlePromise,
    "watch_ticket": WatchTicket,
    "note_reminders": NoteReminders,
    "snooze_reminder": SnoozeReminder,
    "attach_file": AttachFile,
    "remove_attachment": RemoveAttachment,
    "save_edition": SaveEdition,
    "save_directory": SaveDirectory,
    "delete_record": DeleteRecord,
}
_KIND_OF = {command: kind for kind, command in KINDS.items()}


class Unintelligible(RuleViolation):
    """An operation that this program cannot read: of a newer program, or not well-formed."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            'This program cannot carry out "{kind}". It may come from a newer version: please update.',
            kind=kind,
        )


@dataclass(frozen=True, slots=True)
class Op:
    """One intended change. ``arguments`` and ``extra`` keep what a newer program put there, so that it passes on whole.

    ``at`` is the device's time, ``offset_ms`` its measured distance to the server's clock, ``stamp`` the hybrid logical
    clock, ``base_version`` the version of the record that the person had before them (0: none).
    """

    id: OpId
    kind: str
    arguments: Mapping[str, Json]
    agent: AgentId
    desk: DeskId
    at: datetime
    offset_ms: int
    stamp: str
    base_version: int = 0
    extra: Mapping[str, Json] = field(default_factory=dict)

    @property
    def when(self) -> datetime:
        """The device's time put right by its offset: what history shows on every desk."""
        return self.at + timedelta(milliseconds=self.offset_ms)


@dataclass(frozen=True, slots=True)
class Birth:
    """What the desk gives an operation beside the command: its id, its stamp, and for a new ticket number and team."""

    id: OpId
    stamp: str
    base_version: int = 0
    extra_arguments: Mapping[str, Json] = field(default_factory=dict)


def op_from(command: Command, birth: Birth) -> Op:
    stamp = command.stamp
    return Op(
        birth.id,
        _KIND_OF[type(command)],
        {**arguments(command), **birth.extra_arguments},
        stamp.agent,
        stamp.desk,
        stamp.at,
        offset_ms(stamp),
        birth.stamp,
        birth.base_version,
    )


def offset_ms(stamp: Stamp) -> int:
    return round(stamp.offset / timedelta(milliseconds=1))


def arguments(command: Command) -> dict[str, Json]:
    """Everything in a command but its stamp, as plain data."""
    plain: dict[str, Json] = {}
    for part in fields(command):
        value = getattr(command, part.name)
        if part.name == "fields":
            plain["fields"] = cast("Json", ticket_fields.to_plain(value))
        elif part.name != "stamp":
            plain[part.name] = to_plain(value)
    return plain


def command_of(op: Op) -> Command:
    """The command again; raises ``Unintelligible`` for what this program does not know."""
    kind = KINDS.get(op.kind)
    if kind is None:
        raise Unintelligible(op.kind)
    values: dict[str, Any] = {"stamp": Stamp(op.agent, op.desk, op.at, timedelta(milliseconds=op.offset_ms))}
    try:
        for name, (hint, _required) in shape_of(kind).items():
            if name in op.arguments and name != "stamp":
                values[name] = _argument(name, hint, op.arguments[name])
        return kind(**values)
    except MISSHAPEN as why:
        raise Unintelligible(op.kind) from why


def _argument(name: str, hint: Any, plain: Json) -> Any:
    if name == "fields":
        if not isinstance(plain, Mapping):
            raise TypeError("fields")
        return ticket_fields.from_plain(cast("Mapping[str, ticket_fields.Plain]", plain))
    return read(hint, plain)


def to_wire(op: Op) -> dict[str, Json]:
    """Flat JSON-able data; what a newer program added stands beside what we know."""
    known = {part.name: to_plain(getattr(op, part.name)) for part in fields(op) if part.name not in _MAPPINGS}
    return {**op.extra, **known, "arguments": dict(op.arguments)}


def from_wire(wire: Mapping[str, Json]) -> Op:
    """Raises ``Unintelligible`` when a field is missing or of another shape."""
    known = {name: hint for name, (hint, _required) in shape_of(Op).items() if name not in _MAPPINGS}
    given = wire.get("arguments")
    if not isinstance(given, Mapping):
        raise Unintelligible(str(wire.get("kind", "?")))
    extra = {name: value for name, value in wire.items() if name not in known and name != "arguments"}
    try:
        values = {name: read(hint, wire[name]) for name, hint in known.items()}
        op = Op(**values, arguments=given, extra=extra)
        _ = op.when  # an offset of a thousand years is no clock's
    except MISSHAPEN as why:
        raise Unintelligible(str(wire.get("kind", "?"))) from why
    return op


_MAPPINGS = ("arguments", "extra")
