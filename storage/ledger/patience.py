"""What becomes of an operation that cannot be taken: refused for good, or put off because waiting helps."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import RuleViolation
from core.ids import OpId
from core.sync.messages import Answer, Fate, Push, said
from core.sync.ops import Unintelligible
from core.sync.records import SCHEMA
from core.sync.state import NotDeletable
from storage.ledger.refusals import ClockAhead, ServerTooOld

_BEYOND_US = (Unintelligible, NotDeletable)  # what a newer desk's words look like here


@dataclass(slots=True)
class Patience:
    """Of one push. ``holds``: something in it waits for the server's update, and what follows may build on it."""

    again: frozenset[str]
    is_newer: bool
    holds: bool = False
    is_late: bool = False  # meant for the server before it was restored

    def judged(self, id_: str, why: RuleViolation) -> Answer:
        if isinstance(why, ServerTooOld) or (self.is_newer and isinstance(why, _BEYOND_US)):
            self.holds = True
            return Answer(OpId(id_), Fate.PUT_OFF, None, said(ServerTooOld().sentence), until_update=True)
        waits = self.is_late or self.holds or id_ in self.again or isinstance(why, ClockAhead)
        return Answer(OpId(id_), Fate.PUT_OFF if waits else Fate.REFUSED, None, said(why.sentence))


def patience_with(push: Push, epoch: str) -> Patience:
    is_late = bool(push.epoch) and push.epoch != epoch
    return Patience(frozenset(push.again), push.schema > SCHEMA, is_late=is_late)
