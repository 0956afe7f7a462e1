"""The doors of sync: hello, push, pull, preview, numbers. The ledger does the work; here is only who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.door import AskNumbers, AskPreview
from core.errors import RuleViolation
from core.sync.messages import (
    Answer,
    Answers,
    Hello,
    Misshapen,
    NumberBlock,
    Page,
    Pull,
    Push,
    Welcome,
    said,
)
from core.sync.ops import command_of, from_wire
from core.sync.plain import Json
from core.sync.who import Who
from server.doors import Asked, Door, Opens
from storage.ledger.refusals import NotAllowed, check_right

MOST_OPS = 1_000
MOST_ROWS = 2_000
_NOT_ALLOWED = said(NotAllowed().sentence)


class WaitsForItsPerson(RuleViolation):
    """Put off, not refused: it may have been right when it was done."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody who worked at this desk before did this with a right that you do not have. It waits here until "
            "they sign in again."
        )


def hello(asked: Asked) -> Welcome:
    return asked.room.ledger.hello(asked.room.who(asked.signed), asked.body)


def push(asked: Asked) -> Answers:
    """Refused operations are put into the audit log by the ledger's transaction."""
    if len(asked.body.ops) > MOST_OPS:
        raise Misshapen("Push")
    who = asked.room.who_pushes(asked.signed)
    waiting = frozenset(str(wire.get("id")) for wire in asked.body.ops if _needs_its_person(who, wire))
    again = (*asked.body.again, *waiting)  # the ledger answers what it took before, and puts off the rest
    answers = asked.room.ledger.take(who, replace(asked.body, again=again))
    for one in answers:
        asked.room.figures.operations.labels(one.fate.value).inc()
    return Answers(tuple(_with_its_reason(one) if one.op in waiting else one for one in answers))


def _needs_its_person(who: Who, wire: Mapping[str, Json]) -> bool:
    """Done by somebody who sat here before, and whoever sits here now may not do it themself."""
    agent = wire.get("agent")
    if wire.get("desk") != who.desk or not any(one.person == agent for one in who.before):
        return False
    try:
        check_right(who, command_of(from_wire(wire)))
    except NotAllowed:
        return True
    except RuleViolation:  # what cannot be read is the ledger's to judge
        return False
    return False


def _with_its_reason(one: Answer) -> Answer:
    return replace(one, said=said(WaitsForItsPerson().sentence)) if one.said == _NOT_ALLOWED else one


def pull(asked: Asked) -> Page:
    limit = max(1, min(asked.body.limit, MOST_ROWS))
    page = asked.room.ledger.pull(asked.room.who(asked.signed), asked.body.cursor, limit)
    asked.room.figures.rows.inc(len(page.rows))
    return page


def preview(asked: Asked) -> Page:
    limit = max(1, min(asked.body.limit, MOST_ROWS))
    return asked.room.ledger.preview(asked.room.who(asked.signed), limit)


def numbers(asked: Asked) -> NumberBlock:
    if abs(asked.body.year - asked.room.clock.now().year) > 1:
        raise Misshapen("year")
    return asked.room.ledger.numbers(asked.room.who(asked.signed), asked.body.year)


DOORS = (
    Door("/v1/hello", "Who are you, which protocol?", Hello, Welcome, Opens.TO_PEOPLE, hello),
    Door(
        "/v1/push",
        "Take these operations.",
        Push,
        Answers,
        Opens.TO_PEOPLE,
        push,
        most=0,
        judges_texts=True,
    ),
    Door("/v1/pull", "What changed since?", Pull, Page, Opens.TO_PEOPLE, pull),
    Door("/v1/preview", "What a new desk needs first.", AskPreview, Page, Opens.TO_PEOPLE, preview),
    Door("/v1/numbers", "Ticket numbers.", AskNumbers, NumberBlock, Opens.TO_PEOPLE, numbers),
)
