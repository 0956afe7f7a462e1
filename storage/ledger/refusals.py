"""Why an operation is refused although it could be performed: whose it is, what it names, what they may do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from core.errors import RuleViolation
from core.sync.ops import Op, Unintelligible
from core.sync.plain import Json
from core.sync.who import MAY_DELETE, MAY_SAVE_DIRECTORY, MAY_SAVE_LEVELS, Who
from core.tickets.commands import Command, DeleteRecord, SaveDirectory, SaveEdition

_LONGEST_NAME = 128
_STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-(.+)")
_HALF = re.compile(r"\\ud[89a-f]", re.IGNORECASE)
_RIGHTS: Mapping[type[Command], str] = {
    SaveEdition: MAY_SAVE_LEVELS,
    SaveDirectory: MAY_SAVE_DIRECTORY,
    DeleteRecord: MAY_DELETE,
}


class NotTheirs(RuleViolation):
    """Somebody else's name stands on it, or another desk's."""

    def __init__(self) -> None:
        super().__init__("This was done by somebody who is not known at this desk. It was not taken.")


class NotAllowed(RuleViolation):
    """Their role does not have this right."""

    def __init__(self) -> None:
        super().__init__("Your role does not allow this. Please ask a supervisor.")


class ServerTooOld(RuleViolation):
    """A newer desk says something that this program does not know yet; it will be asked again."""

    def __init__(self) -> None:
        super().__init__(
            "The server is older than this desk and cannot read this yet. It waits here until IT has updated the "
            "server."
        )


class OtherEpoch(RuleViolation):
    """It was sent to the server as it was before a backup was restored: what is to be judged now is sent anew."""

    def __init__(self) -> None:
        super().__init__("The server was put back from a backup meanwhile. This is sent again.")


class ClockAhead(RuleViolation):
    """Taken, it would lead the clock of every desk into the future."""

    def __init__(self) -> None:
        super().__init__(
            "The clock of this desk is more than a day ahead of the server's. Please set it right, or ask IT; what you "
            "did waits here until then."
        )


class Altered(RuleViolation):
    """An id that is known, with other content."""

    def __init__(self) -> None:
        super().__init__("Something else was already taken under the same id. It was not taken again.")


class WasDeleted(RuleViolation):
    """A tombstone stands there, and no late edit undoes it."""

    def __init__(self) -> None:
        super().__init__("This was deleted meanwhile. What you wrote is kept here for you to copy.")


class UnknownCall(RuleViolation):
    """Another team's call."""

    def __init__(self) -> None:
        super().__init__("This call is not known.")


def check_whole(op: Op, text: str) -> None:
    """Names that no database could keep or compare, and stamps that no clock makes."""
    stamp = _STAMP.fullmatch(op.stamp)
    if stamp is None or stamp.group(1) != op.desk:
        raise Unintelligible(op.kind)
    check_names(op.kind, (op.id, op.agent, op.desk, op.kind))
    if _HALF.search(text):
        try:
            json.dumps(json.loads(text), ensure_ascii=False).encode()
        except UnicodeEncodeError as why:
            raise Unintelligible(op.kind) from why


def check_names(kind: str, names: Iterable[str]) -> None:
    for name in names:
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise Unintelligible(kind)


def speaker_of(who: Who, op: Op) -> Who:
    """With whose rights it is judged."""
    speaker = who.speaking_for(op.agent)
    if speaker is None or op.desk != who.desk:
        raise NotTheirs
    return speaker


def check_right(speaker: Who, command: Command) -> None:
    right = _RIGHTS.get(type(command))
    if right is not None and right not in speaker.rights:
        raise NotAllowed


def same_operation(kept: Mapping[str, Json], now: Mapping[str, Json]) -> bool:
    """What a person meant by it; what a newer program says beside that may differ."""
    return all(kept.get(name) == now.get(name) for name in ("kind", "arguments", "agent", "desk", "stamp"))
