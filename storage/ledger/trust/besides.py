"""What the audit log says of operations, written in the transaction that takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from core.audit import AuditKind, AuditNote
from core.clock import Clock
from core.sync.messages import Fate
from storage.ledger.ledger import Judged
from storage.ledger.trust.audit_log import AuditLog

_RULES = frozenset({"save_edition", "save_directory"})


@dataclass(frozen=True, slots=True)
class OperationNotes:
    """Refusals, deletions and changes of the rules; everyday work stands in the operations themselves."""

    log: AuditLog
    clock: Clock

    def __call__(self, connection: Connection, judged: Judged, /) -> None:
        self.log.append(connection, *self._notes(judged))

    def _notes(self, judged: Judged) -> Iterator[AuditNote]:
        answers = {one.op: one for one in judged.answers}
        for op in judged.ops:  # those that are new: what was answered before is not told again
            kind = _kind(op.kind, answers[op.id].fate)
            if kind is not None:
                facts = {"said": op.agent, "kind": op.kind[:64]}
                yield AuditNote(
                    self.clock.now(), kind, judged.who.person, judged.who.desk, op.id, dict(facts)
                )


def _kind(kind: str, fate: Fate) -> AuditKind | None:
    if fate is Fate.REFUSED:
        return AuditKind.OPERATION_REFUSED
    if fate is not Fate.TAKEN:
        return None
    if kind.startswith("delete"):
        return AuditKind.DELETED
    return AuditKind.RULES_CHANGED if kind in _RULES else None
