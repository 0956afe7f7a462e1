"""Notes of calls without a ticket, each under who wrote it. On disk every act changes its own note and no other."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from console.presenters.call_book import CallNote
from core.ids import AgentId, CallId
from core.ports import Desk

SETTING = "notes of calls without a ticket"
NOBODY = AgentId("")  # whose notes are that were written before they were asked for their writer
Kept = dict[CallId, list[CallNote]]
Owned = dict[AgentId, Kept]


def to_text(owned: Owned) -> str:
    return json.dumps({agent: _plain(kept) for agent, kept in owned.items() if kept}, ensure_ascii=False)


def from_text(text: str | None) -> Owned:
    """Of old, the calls stood there without a person above them."""
    found = json.loads(text or "{}")
    if any(isinstance(one, list) for one in found.values()):
        found = {NOBODY: found}
    return {AgentId(agent): _kept(calls) for agent, calls in found.items()}


def put(desk: Desk, agent: AgentId, call: CallId, note: CallNote) -> None:
    owned = from_text(desk.setting(SETTING))
    merge(owned.setdefault(agent, {}), {call: [note]})
    desk.set_setting(SETTING, to_text(owned))


def take(desk: Desk, agent: AgentId, call: CallId, note: CallNote) -> None:
    owned = from_text(desk.setting(SETTING))
    drop(owned.get(agent, {}), call, note)
    desk.set_setting(SETTING, to_text(owned))


def claim(desk: Desk, agent: AgentId) -> None:
    """What is nobody's becomes this person's."""
    owned = from_text(desk.setting(SETTING))
    merge(owned.setdefault(agent, {}), owned.pop(NOBODY, {}))
    desk.set_setting(SETTING, to_text(owned))


def merge(kept: Kept, more: Kept) -> None:
    """What is known already is not there twice."""
    for call, notes in more.items():
        known = kept.setdefault(call, [])
        for note in notes:
            if note not in known:
                known.append(note)
        known.sort(key=lambda note: note.at)


def drop(kept: Kept, call: CallId, note: CallNote) -> None:
    """Where it is; a call without notes goes with its last one."""
    notes = kept.get(call, [])
    if note in notes:
        notes.remove(note)
    if not notes:
        kept.pop(call, None)


def _plain(kept: Kept) -> dict[str, list[list[str | float]]]:
    return {
        call: [[note.text, note.at.isoformat(), note.offset.total_seconds()] for note in notes]
        for call, notes in kept.items()
    }


def _kept(calls: dict[str, list[tuple[str, str, float]]]) -> Kept:
    return {
        CallId(call): [CallNote(t, datetime.fromisoformat(at), timedelta(seconds=s)) for t, at, s in notes]
        for call, notes in calls.items()
    }
