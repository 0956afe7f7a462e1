"""The doors of sync: hello, push, pull, preview, numbers. The ledger does the work; here is only who asks."""

from __future__ import annotations

from core.door import AskNumbers, AskPreview
from core.sync.messages import (
    Answers,
    Hello,
    Misshapen,
    NumberBlock,
    Page,
    Pull,
    Push,
    Welcome,
)
from server.doors import Asked, Door, Opens

MOST_OPS = 1_000
MOST_ROWS = 2_000


def hello(asked: Asked) -> Welcome:
    return asked.room.ledger.hello(asked.room.who(asked.signed), asked.body)


def push(asked: Asked) -> Answers:
    """Refused operations are put into the audit log by the ledger's transaction."""
    if len(asked.body.ops) > MOST_OPS:
        raise Misshapen("Push")
    answers = asked.room.ledger.take(asked.room.who_pushes(asked.signed), asked.body)
    for one in answers:
        asked.room.figures.operations.labels(one.fate.value).inc()
    return Answers(answers)


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
