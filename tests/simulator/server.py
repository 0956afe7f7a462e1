"""The server of the simulated floor: a real ledger in a real encrypted file, its people, crashes and backups."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from core.errors import EnvironmentFault
from core.ids import AgentId, DeskId, TeamId
from core.sync.messages import OLDEST, Hello, Welcome
from core.sync.who import Who, scope_of
from storage.database import Database
from storage.keys import DatabaseKey, new_key
from storage.ledger.ledger import SqlLedger, new_epoch, open_ledger
from storage.ledger.opening import FILE, embedded_store
from storage.ledger.stores import EmbeddedStore
from tests.simulator.disk import Fuse, power_off
from tests.storage.ledger.rig import RIGHTS, HandClock

KEY = new_key()
BOSS = AgentId("boss")


class Unreachable(EnvironmentFault):
    """No answer came."""

    def __init__(self) -> None:
        super().__init__("The server does not answer.")


@cache
def _template(key: DatabaseKey) -> Path:
    folder = Path(mkdtemp(prefix="ringdesk-sim-"))
    open_ledger(embedded_store(folder, key), HandClock()).close()
    return folder / FILE


class Server:
    """``teams`` is what IT has set for each person; a restore brings another epoch."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        folder.mkdir()
        self._folder = folder
        self._clock = clock
        self._backup: Path | None = None
        self.teams: dict[AgentId, tuple[TeamId, ...]] = {}
        self.fuse = Fuse()
        self.restores = 0
        self.boss = BOSS
        self.oldest = OLDEST
        shutil.copyfile(_template(KEY), folder / FILE)
        self.ledger = self._open()

    @property
    def database(self) -> Database:
        store = self.ledger.store
        assert isinstance(store, EmbeddedStore)
        return store.database

    def who(self, person: AgentId, desk: DeskId) -> Who:
        teams = self.teams[person]
        is_boss = person == BOSS
        scope = scope_of(person, teams, sees_all=is_boss)
        return Who(person, desk, scope, RIGHTS if is_boss else frozenset(), teams)

    def hello(self, who: Who, hello: Hello) -> Welcome:
        """``oldest`` is set by an update that no longer serves some desks."""
        return replace(self.ledger.hello(who, hello), oldest=self.oldest)

    def start_again(self) -> None:
        """After a power cut: what was committed is there."""
        power_off(self.database)
        self.fuse.mend()
        self.ledger = self._open()

    def back_up(self) -> None:
        with self.database.raw() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._backup = self._folder / "backup"
        shutil.copyfile(self._folder / FILE, self._backup)

    def restore(self) -> bool:
        if self._backup is None:
            return False
        self.ledger.close()
        shutil.copyfile(self._backup, self._folder / FILE)
        self.ledger = self._open()
        new_epoch(self.ledger.store)
        self.restores += 1
        return True

    def _open(self) -> SqlLedger:
        store = embedded_store(self._folder, KEY)
        self.fuse.watch(store.database._engine)
        return open_ledger(store, self._clock, "sim")
