"""A hand in the audit log is found, and what it touched is named: altered, removed, inserted, reordered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.audit import AuditEntry, AuditHead, AuditKind, AuditNote, check_chain, sealed
from core.ids import new_id

KEY = b"k" * 32
MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)


def written(count: int, key: bytes = KEY) -> tuple[list[AuditEntry], AuditHead]:
    entries, head = [], AuditHead()
    for n in range(count):
        note = AuditNote(
            MORNING + timedelta(seconds=n), AuditKind.SIGNED_IN, f"person-{n}", "desk", "", {"n": n}
        )
        entry, head = sealed(note, head, key)
        entries.append(entry)
    return entries, head


def found(entries: list[AuditEntry], head: AuditHead) -> list[str]:
    return [str(one) for one in check_chain(sorted(entries, key=lambda entry: entry.number), head, KEY)]


def renumbered(entries: list[AuditEntry]) -> list[AuditEntry]:
    return [replace(entry, number=n) for n, entry in enumerate(entries, 1)]


@pytest.mark.parametrize("count", [0, 1, 20])
def test_a_log_as_it_was_written_has_no_faults(count: int) -> None:
    assert found(*written(count)) == []


def test_a_log_of_an_earlier_version_is_sealed_as_this_one_seals() -> None:
    """As the program of before sealed them: new kinds of entries change nothing about old ones."""
    entries, head = written(1)
    assert entries[0].link == "cc793fa3b8bc4db493cc0e35fd89fe860209b1d70eb079573a831c7aee105d08"
    assert head.seal == "73da8a66de8cbfada1518b129294e6c0485533239e84d51f27d183375ada54aa"


@pytest.mark.parametrize("name", [part.name for part in fields(AuditEntry) if part.name != "number"])
@pytest.mark.parametrize("place", [0, 9, 19])
def test_an_altered_entry_is_named_whatever_was_altered(name: str, place: int) -> None:
    entries, head = written(20)
    old = getattr(entries[place], name)
    changes: dict[str, Any] = {name: old[:-1] + ("0" if old[-1:] != "0" else "1")}
    entries[place] = replace(entries[place], **changes)
    assert found(entries, head) == [f"Entry {place + 1} of the audit log was altered."]


@pytest.mark.parametrize(("cut", "said"), [((0, 1), "1 to 1"), ((6, 9), "7 to 9"), ((18, 20), "19 to 20")])
def test_removed_entries_are_named_at_the_end_too(cut: tuple[int, int], said: str) -> None:
    entries, head = written(20)
    del entries[slice(*cut)]
    assert found(entries, head) == [f"Entries {said} of the audit log are missing."]


def test_entries_that_closed_the_gap_of_a_removed_one_hide_nothing() -> None:
    entries, head = written(200)
    del entries[6]
    assert found(renumbered(entries), head) == [
        "Entry 8 of the audit log was moved to place 7, and those after it that follow it.",
        "Entries 7 to 7 of the audit log are missing.",
    ]


def forged(entries: list[AuditEntry], _head: AuditHead) -> AuditEntry:
    note = AuditNote(MORNING, AuditKind.SIGNED_OUT, "nobody")
    return sealed(note, AuditHead(6, entries[5].link, ""), b"another key")[0]


def copied(entries: list[AuditEntry], _head: AuditHead) -> AuditEntry:
    return replace(entries[3], previous=entries[5].link)


@pytest.mark.parametrize("make", [forged, copied])
def test_an_inserted_entry_is_named(make: Callable[[list[AuditEntry], AuditHead], AuditEntry]) -> None:
    entries, head = written(200)
    entries.insert(6, make(entries, head))
    faults = found(renumbered(entries), head)
    assert faults[0] == "Entry 7 of the audit log was inserted."
    assert faults[1:] == [
        "Entry 7 of the audit log was moved to place 8, and those after it that follow it.",
        "The audit log goes on after its end (entry 200).",
    ]


def test_reordered_entries_are_named_with_their_places() -> None:
    entries, head = written(20)
    entries[4], entries[11] = entries[11], entries[4]
    assert found(renumbered(entries), head) == [
        "Entry 12 of the audit log was moved to place 5, and those after it that follow it.",
        "Entry 5 of the audit log was moved to place 12, and those after it that follow it.",
    ]


def test_an_end_that_was_cut_off_together_with_its_head_is_found() -> None:
    entries, head = written(20)
    cut = AuditHead(18, entries[17].link, head.seal)
    assert found(entries[:18], cut) == [
        "The head of the audit log was altered: entries may be missing at its end."
    ]
    assert found([], AuditHead()) == []


def test_a_whole_entry_of_another_history_does_not_follow() -> None:
    entries, head = written(20)
    other = sealed(AuditNote(MORNING, AuditKind.SIGNED_OUT, new_id()), AuditHead(4, "f" * 64), KEY)[0]
    entries[4] = other
    assert found(entries, head) == [
        "Entry 5 of the audit log does not follow the one before it.",
        "Entry 6 of the audit log does not follow the one before it.",
    ]


def test_who_has_the_database_but_not_the_key_cannot_write_a_chain_that_holds() -> None:
    entries, head = written(5, b"a guessed key")
    assert len(found(entries, head)) == 6
