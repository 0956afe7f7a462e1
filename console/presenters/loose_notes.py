"""Notes of calls without a ticket, as they lie on disk: each act reads what is there, changes its own note, writes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from console.presenters.call_book import CallNote
from core.ids import CallId
from core.ports import Desk

SETTING = "notes of calls without a ticket"
Kept = dict[CallId, list[CallNote]]


def to_text(kept: Kept) -> str:
    return json.dumps(
        {
            call: [[note.text, note.at.isoformat(), note.offset.total_seconds()] for note in notes]
            for call, notes in kept.items()
            if notes
        },
        ensure_ascii=False,
    )


def from_text(text: str | None) -> Kept:
    return {
        CallId(call): [CallNote(t, datetime.fromisoformat(at), timedelta(seconds=s)) for t, at, s in notes]
        for call, notes in json.loads(text or "{}").items()
    }


def put(desk: Desk, call: CallId, note: CallNote) -> None:
    kept = from_text(desk.setting(SETTING))
    kept.setdefault(call, []).append(note)
    desk.set_setting(SETTING, to_text(kept))


def take(desk: Desk, call: CallId, note: CallNote) -> None:
    kept = from_text(desk.setting(SETTING))
    drop(kept, call, note)
    desk.set_setting(SETTING, to_text(kept))


def drop(kept: Kept, call: CallId, note: CallNote) -> None:
    """Once, where it is; a call without notes goes with its last one."""
    notes = kept.get(call, [])
    if note in notes:
        notes.remove(note)
    if not notes:
        kept.pop(call, None)
