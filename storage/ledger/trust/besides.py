"""What the audit log says of operations, written in the transaction that takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.audit import AuditKind, AuditNote
from core.clock import Clock
from core.sync.messages import Answer, Fate, said
from core.sync.plain import Json
from storage.ledger.ledger import Judged
from storage.ledger.refusals import Altered
from storage.ledger.tables import ops
from storage.ledger.trust.audit_log import AuditLog

_RULES = frozenset({"save_edition", "save_directory"})
_ALTERED = said(Altered().sentence)
_MOST = 20  # of one push that were never kept: whoever makes them up does not fill the log
_LONGEST = 64  # of what a desk calls its operations and their kinds


@dataclass(frozen=True, slots=True)
class OperationNotes:
    """Refusals, deletions and changes of the rules; everyday work stands in the operations themselves."""

    log: AuditLog
    clock: Clock

    def __call__(self, connection: Connection, judged: Judged, /) -> None:
        not_kept = _not_kept(connection, judged)
        self.log.append(connection, *self._notes(judged), *self._notes_of_what_is_not_kept(judged, not_kept))

    def _notes(self, judged: Judged) -> Iterator[AuditNote]:
        fates = _decided(judged.answers)
        new = {op.id: op for op in judged.ops}  # what was answered before is not told again
        for op in new.values():
            kind = _kind(op.kind, fates.get(op.id))
            if kind is not None:
                yield self._note(judged, kind, op.id, said=op.agent, kind=op.kind[:_LONGEST])

    def _notes_of_what_is_not_kept(self, judged: Judged, ids: Sequence[str]) -> Iterator[AuditNote]:
        """Only what it was called: the rest may be anything."""
        for id_ in ids[:_MOST]:
            yield self._note(judged, AuditKind.OPERATION_REFUSED, id_, of=len(ids))

    def _note(self, judged: Judged, what: AuditKind, about: str, **facts: Json) -> AuditNote:
        who = judged.who
        return AuditNote(self.clock.now(), what, who.person, who.desk, about[:_LONGEST], facts)


def _decided(answers: Iterable[Answer]) -> dict[str, Fate]:
    """By id. One operation may stand in a push several times: what is taken once stays taken."""
    fates: dict[str, Fate] = {}
    for one in answers:
        if one.fate is Fate.TAKEN or (one.fate is Fate.REFUSED and one.op not in fates):
            fates[one.op] = one.fate
    return fates


def _not_kept(connection: Connection, judged: Judged) -> list[str]:
    """Known ids with other content, and what could not be read at all; each once, in the order of the push."""
    refused = [one for one in judged.answers if one.fate is Fate.REFUSED]
    altered = {one.op for one in refused if one.said == _ALTERED}
    others = {one.op for one in refused} - altered - {op.id for op in judged.ops}
    if others:  # and was not refused before, when it was noted
        others -= set(connection.execute(select(ops.c.id).where(ops.c.id.in_(others))).scalars())
    return list(dict.fromkeys(one.op for one in refused if one.op in altered | others))


def _kind(kind: str, fate: Fate | None) -> AuditKind | None:
    if fate is Fate.REFUSED:
        return AuditKind.OPERATION_REFUSED
    if fate is not Fate.TAKEN:
        return None
    if kind.startswith("delete"):
        return AuditKind.DELETED
    return AuditKind.RULES_CHANGED if kind in _RULES else None
