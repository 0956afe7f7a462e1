"""The door at which a desk tells what left the house's encryption there: it all goes into the audit log."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from core.audit import AuditKind, AuditNote
from core.door import Nothing
from core.exports import Exported, ExportNote
from core.ids import AgentId, DeskId
from core.sync.plain import Json
from server.doors import Asked, Door, Opens
from storage.ledger.trust.audit_log import AuditLog

_LOOKED_AT = 1_000  # entries, for what was told before: a desk mostly tells again within seconds
_MOST_SIGNS = 200


def exported(asked: Asked) -> Nothing:
    """Once each, whoever is signed in when it is told.

    Two entries with one id are one export whose answer was lost, and which was told again long after.
    """
    room, signed = asked.room, asked.signed
    log, now = room.trust.log, room.clock.now()
    known, fresh = told_before(log, signed.desk), dict[str, ExportNote]()
    for note in asked.body.notes:
        if _clean(note.id) not in known:
            fresh.setdefault(_clean(note.id), note)
    person, desk = signed.account.person, signed.desk
    log.note(*(_entry(note, now, desk, person) for note in fresh.values()))
    return Nothing()


def told_before(log: AuditLog, desk: DeskId) -> Collection[str]:
    """Ids of exports of this desk."""
    mine = (
        entry
        for entry in log.newest(_LOOKED_AT)
        if entry.kind == AuditKind.EXPORTED.value and entry.desk == desk
    )
    return {json.loads(entry.facts).get("id", "") for entry in mine}


def _entry(note: ExportNote, now: datetime, desk: DeskId, teller: AgentId) -> AuditNote:
    by, what = _clean(note.by), _clean(note.export.what)
    return AuditNote(now, AuditKind.EXPORTED, by, desk, what, _facts(note, teller))


def _facts(note: ExportNote, teller: AgentId) -> dict[str, Json]:
    """``at`` is by the desk's clock; that of the entry is when the server heard of it, and ``told_by`` from whom."""
    export = note.export
    facts: dict[str, Json] = {
        "id": _clean(note.id),
        "at": note.at.isoformat(),
        "format": _clean(export.kind),
        "way": export.way.value,
        "rows": export.rows,
    }
    if export.domain:
        facts["domain"] = _clean(export.domain)
    if note.times != 1:
        facts["times"] = note.times
        facts["until"] = note.until.isoformat() if note.until else None
    if note.by != teller:
        facts["told_by"] = teller
    return facts


def _clean(text: str) -> str:
    """Whatever a desk says, the database can hold it."""
    return "".join(sign for sign in text[:_MOST_SIGNS] if sign.isprintable())


DOORS = (
    Door("/v1/exported", "What left the house at a desk.", Exported, Nothing, Opens.TO_PEOPLE, exported),
)
