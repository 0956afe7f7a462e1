"""The audit log as a chain: every entry seals the one before it, so that a hand in it is found and named."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from core.sync.plain import Json
from core.words import Sentence, sentence

FIRST = "0" * 64  # what stands before the first entry


class AuditKind(Enum):
    """What is written down; the words are part of the seal and never change."""

    SERVER_MADE = "server made"
    SERVER_RESTORED = "server restored"
    SIGNED_IN = "signed in"
    SIGN_IN_FAILED = "sign-in failed"
    SIGNED_OUT = "signed out"
    CODE_MADE = "enrolment code made"
    ENROLLED = "desk enrolled"
    ENROLMENT_FAILED = "enrolment failed"
    CERTIFICATE_RENEWED = "certificate renewed"
    DESK_REVOKED = "desk revoked"
    DESK_TO_BE_WIPED = "desk to be wiped"
    DESK_WIPED = "desk wiped"
    DESK_KEY_GIVEN = "desk key given"  # sealed, to a person who is new at that desk
    PERSON_ADDED = "person added"
    ROLE_CHANGED = "role changed"
    PASSWORD_SET = "password set"  # noqa: S105 - the name of an event
    PASSWORD_KEPT = "password not changed"  # noqa: S105 - as above; the old one was wrong
    PERSON_LOCKED = "person locked"
    PERSON_UNLOCKED = "person unlocked"
    RULES_CHANGED = "rules changed"  # service levels, people, teams, categories
    OPERATION_REFUSED = "operation refused"
    ACCESS_REFUSED = "access refused"
    EXPORTED = "exported"
    DELETED = "deleted"
    BACKED_UP = "backed up"
    KEYS_ROTATED = "keys rotated"


@dataclass(frozen=True, slots=True)
class AuditNote:
    """What happened: ``by`` is a person's id ("" where nobody signed in, "console" for the server's command line)."""

    at: datetime
    kind: AuditKind
    by: str = ""
    desk: str = ""
    about: str = ""
    facts: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A note in its place. Everything is plain text as it was sealed: a changed byte shows."""

    number: int
    at: str
    kind: str
    by: str
    desk: str
    about: str
    facts: str
    previous: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last entry's number and link, sealed: so that entries missing at the end are missed."""

    number: int = 0
    link: str = FIRST
    seal: str = ""


def sealed(note: AuditNote, head: AuditHead, key: bytes) -> tuple[AuditEntry, AuditHead]:
    """The entry that follows ``head``, and the head after it."""
    entry = AuditEntry(
        head.number + 1,
        note.at.isoformat(timespec="milliseconds"),
        note.kind.value,
        note.by,
        note.desk,
        note.about,
        json.dumps(note.facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        head.link,
    )
    entry = replace(entry, link=_link(entry, entry.number, key))
    return entry, AuditHead(entry.number, entry.link, _seal(entry.number, entry.link, key))


def check_chain(entries: Iterable[AuditEntry], head: AuditHead, key: bytes) -> tuple[Sentence, ...]:
    """What is wrong with a log, read in order of numbers, in sentences that name the entries; nothing: as written."""
    found = _Findings()
    last = AuditEntry(0, "", "", "", "", "", "", "", FIRST)
    for entry in entries:
        found.gap(last.number + 1, entry.number - 1)
        if not _fits(entry, entry.number, key):
            found.broken[entry.number] = _true_number(entry, found.shift, key)
        elif (
            entry.number == last.number + 1
            and last.number not in found.broken
            and entry.previous != last.link
        ):
            found.foreign.append(entry.number)
        last = entry
    is_whole = head == AuditHead() or hmac.compare_digest(head.seal, _seal(head.number, head.link, key))
    if is_whole:
        found.gap(last.number + 1, head.number)
    return (
        *found.sentences(head.number if is_whole else last.number),
        *_of_the_end(last.number, head.number, is_whole=is_whole),
    )


def _of_the_end(last: int, head: int, *, is_whole: bool) -> Iterator[Sentence]:
    if not is_whole:
        yield sentence("The head of the audit log was altered: entries may be missing at its end.")
    elif last > head:
        yield sentence("The audit log goes on after its end (entry {last}).", last=head)


_NEAR = 64  # how far from its place an entry is looked for; whole runs are found by their shift


def _true_number(entry: AuditEntry, shift: int, key: bytes) -> int | None:
    near = sorted(range(entry.number - _NEAR, entry.number + _NEAR), key=lambda n: abs(n - entry.number))
    return next((n for n in (entry.number + shift, *near) if n > 0 and _fits(entry, n, key)), None)


@dataclass(slots=True)
class _Findings:
    """Broken seals by number (and where each fits, None: nowhere), gaps, and whole entries of another history."""

    broken: dict[int, int | None] = field(default_factory=dict)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    foreign: list[int] = field(default_factory=list)

    @property
    def shift(self) -> int:
        """By how much the last moved entry was moved: those after it mostly were by as much."""
        number, true = next(reversed(self.broken.items()), (0, 0))
        return true - number if true is not None else 0

    def gap(self, first: int, last: int) -> None:
        if first <= last:
            self.gaps.append((first, last))

    def sentences(self, end: int) -> Iterator[Sentence]:
        there = {true for true in self.broken.values() if true is not None}
        for number, true in self.broken.items():
            if true is None and number in there:
                yield sentence("Entry {number} of the audit log was inserted.", number=number)
            elif true is None:
                yield sentence("Entry {number} of the audit log was altered.", number=number)
        yield from self._moved()
        slots = [n for n, true in self.broken.items() if true is not None and n <= end]
        lost = {n for first, last in self.gaps for n in range(first, last + 1)} | set(slots)
        for first, last in _runs(lost - there):
            yield sentence("Entries {first} to {last} of the audit log are missing.", first=first, last=last)
        for number in self.foreign:
            yield sentence(
                "Entry {number} of the audit log does not follow the one before it.", number=number
            )

    def _moved(self) -> Iterator[Sentence]:
        for number, true in self.broken.items():
            if true is None:
                continue
            goes_on = self.broken.get(number - 1) == true - 1
            if not goes_on:
                yield sentence(
                    "Entry {true} of the audit log was moved to place {number}, and those after it that follow it.",
                    true=true,
                    number=number,
                )


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbours together."""
    run: list[int] = []
    for number in sorted(numbers):
        if run and number != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]


def _fits(entry: AuditEntry, number: int, key: bytes) -> bool:
    return hmac.compare_digest(entry.link, _link(entry, number, key))


def _link(entry: AuditEntry, number: int, key: bytes) -> str:
    parts = [number, entry.at, entry.kind, entry.by, entry.desk, entry.about, entry.facts, entry.previous]
    return hmac.new(key, json.dumps(parts, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def _seal(number: int, link: str, key: bytes) -> str:
    return hmac.new(key, f"head|{number}|{link}".encode(), hashlib.sha256).hexdigest()
