"""The profile folder: ``desk.db``, ``desk.key`` and a lock; how it comes to be and how it is unlocked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from storage import migrations
from storage.check import quick_check
from storage.database import Database
from storage.faults import DatabaseMissing, ProfileExists, ProfileMissing, of_the_system
from storage.keys import DatabaseKey, new_key, read_key_file, sync_folder
from storage.lock import ProfileLock
from storage.slots import PeopleKeys

_BESIDE = ("-wal", "-shm")


class Profile:
    """The names in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "desk.db"
        self.key_file = folder / "desk.key"

    def lock(self) -> ProfileLock:
        if not self.folder.is_dir():
            raise ProfileMissing(self.folder)
        return ProfileLock(self.folder / "desk.lock")

    def key(self, passphrase: str) -> DatabaseKey:
        return read_key_file(self.key_file, passphrase)

    @property
    def people(self) -> PeopleKeys:
        """The key file of a desk that joined a server."""
        return PeopleKeys(self.key_file)

    def was_left_open(self) -> bool:
        """A clean end takes the log away."""
        log = self.database.with_name(self.database.name + "-wal")
        return log.exists() and log.stat().st_size > 0


KeyOf = Callable[[Profile], DatabaseKey]
KeepKey = Callable[[Profile, DatabaseKey], None]


def build(profile: Profile, keep: KeepKey) -> None:
    """Key and database are made whole under other names; what a crash leaves half-made can be made again."""
    try:
        profile.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        profile.folder.chmod(0o700)
    except OSError as why:
        raise of_the_system(why, profile.folder) from why
    lock = profile.lock()
    try:
        if profile.database.exists() or profile.key_file.exists():
            raise ProfileExists
        key = new_key()
        # The key first: a database without its key could never be opened, a key without database is no loss.
        fresh = profile.database.with_name("desk.db.new")
        _build_database(fresh, key)
        keep(profile, key)
        fresh.replace(profile.database)
        sync_folder(profile.folder)
    except OSError as why:
        raise of_the_system(why, profile.folder) from why
    finally:
        lock.release()


def _build_database(path: Path, key: DatabaseKey) -> None:
    for name in ("", *_BESIDE):
        path.with_name(path.name + name).unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    database = Database(path, key)
    try:
        with database.raw() as connection:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        migrations.migrate(database)
        database.close()
    finally:
        database.abandon()


def unlock(profile: Profile, key_of: KeyOf) -> Database:
    """Key, owner, version, health: in this order, so that each trouble is called by its name."""
    finish_building(profile)
    if not profile.database.exists() and not profile.key_file.exists():
        raise ProfileMissing(profile.folder)
    key = key_of(profile)
    if not profile.database.exists():
        raise DatabaseMissing(profile.database)
    was_left_open = profile.was_left_open()
    database = Database(profile.database, key)
    try:
        database.check_owner()
        version = migrations.version_of(database)
        if 0 < version < max(migrations.STEPS):
            keep_copy(profile, database, version)
        migrations.migrate(database, migrations.STEPS)
        if was_left_open:
            quick_check(database)
    except BaseException:
        database.abandon()
        raise
    return database


def finish_building(profile: Profile) -> None:
    """A crash between the last two steps of ``build`` left a whole database under its first name."""
    fresh = profile.database.with_name("desk.db.new")
    if profile.key_file.exists() and fresh.exists() and not profile.database.exists():
        try:
            fresh.replace(profile.database)
        except OSError as why:
            raise of_the_system(why, profile.folder) from why


def keep_copy(profile: Profile, database: Database, version: int) -> Path:
    """The database as it was, encrypted as it is, beside it: the way back from a migration."""
    copy = profile.database.with_name(f"desk.db.version-{version}")
    with database.raw() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    half = copy.with_name(copy.name + ".new")
    try:
        shutil.copyfile(profile.database, half)
        half.chmod(0o600)
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.replace(copy)
        sync_folder(profile.folder)
    except OSError as why:
        half.unlink(missing_ok=True)
        raise of_the_system(why, profile.folder) from why
    return copy
