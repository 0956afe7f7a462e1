"""Desks in dictionaries beside a real ledger: what people do there is pushed, and the answers are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.directory import changes_between, names_of
from core.ids import AgentId, DeskId, TeamId
from core.reading import Directory
from core.sync.messages import Answer, Fate, Page, Push
from core.sync.ops import to_wire
from core.sync.who import MAY_DELETE, MAY_SAVE_DIRECTORY, MAY_SAVE_LEVELS, Who, scope_of
from core.tickets.commands import Command, SaveDirectory, Stamp
from storage.ledger.ledger import SqlLedger
from tests.fakes.desk import FakeDesk
from tests.storage.making import LI, NAMES, NINE, SALES, SUPPORT, WANG

RIGHTS = frozenset({MAY_DELETE, MAY_SAVE_DIRECTORY, MAY_SAVE_LEVELS})


@dataclass
class HandClock:
    """Moves when told."""

    at: datetime = NINE

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0

    def pass_by(self, by: timedelta) -> None:
        self.at += by


def who(person: AgentId, desk: str, *teams: TeamId, boss: bool = False) -> Who:
    scope = scope_of(person, teams, sees_all=boss)
    return Who(person, DeskId(desk), scope, RIGHTS if boss else frozenset(), teams)


WANG_AT_1 = who(WANG, "desk-1", SUPPORT)
LI_AT_2 = who(LI, "desk-2", SALES)
BOSS = who(AgentId("boss"), "desk-9", boss=True)


@dataclass
class Desk:
    """One desk's operations; ``push`` sends what is new."""

    ledger: SqlLedger
    who: Who
    fake: FakeDesk = field(default_factory=FakeDesk)
    sent: int = 0

    def __post_init__(self) -> None:
        self.fake.save_directory(NAMES)

    def do(self, *commands: Command) -> tuple[Answer, ...]:
        for command in commands:
            stamp = replace(command.stamp, agent=self.who.person, desk=self.who.desk)
            self.fake.perform(replace(command, stamp=stamp))
        return self.push()

    def push(self, again: Iterable[str] = ()) -> tuple[Answer, ...]:
        ops = self.fake.ops[self.sent :]
        self.sent = len(self.fake.ops)
        return self.ledger.take(self.who, Push(tuple(to_wire(op) for op in ops), tuple(again)))

    def pull(self, cursor: str = "", limit: int = 500) -> Page:
        return self.ledger.pull(self.who, cursor, limit)

    def held(self, limit: int = 500) -> dict[tuple[str, str], object]:
        """Everything, page by page."""
        rows: dict[tuple[str, str], object] = {}
        cursor = ""
        while True:
            page = self.pull(cursor, limit)
            rows |= {(row.kind, row.id): row.doc for row in page.rows}
            for gone in page.removals:
                rows.pop((gone.kind, gone.id), None)
            cursor = page.cursor
            if page.is_checkpoint:
                return rows


def fates(answers: Iterable[Answer]) -> list[Fate]:
    return [one.fate for one in answers]


def directory_command(after: Directory, before: Directory | None = None) -> SaveDirectory:
    entries = changes_between(names_of(before or Directory()), after)
    return SaveDirectory(Stamp(BOSS.person, BOSS.desk, NINE), entries)
