"""Backup, restore, rotation: what IT does so that the server outlives its machine."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_bytes

from core.audit import AuditKind, AuditNote
from core.errors import EnvironmentFault
from core.trust import Account, DeskState, EnrolledDesk, LastAdministrator
from server.compose import Opened, SystemClock, assemble, open_store
from server.exchange import NEW, finish, make_ready, put_in_place, sync_file
from server.folder import Folder, ServerKeys, write_keys
from server.people import CONSOLE
from server.settings import ServerSettings
from storage.faults import of_the_system
from storage.keys import DatabaseKey, sync_folder
from storage.ledger.copies import check_copy, copy_to, embedded
from storage.ledger.ledger import new_epoch
from storage.ledger.opening import embedded_store

_FILES = ("server.toml", "authority.pem", "authority.key", "server.pem")
_SENT_AWAY = {
    DeskState.REVOKED: AuditKind.DESK_REVOKED,
    DeskState.WIPE: AuditKind.DESK_TO_BE_WIPED,
    DeskState.WIPED: AuditKind.DESK_WIPED,
}
_COPYING = ".copy"  # a blob that is not whole yet


@dataclass(frozen=True, slots=True)
class Out:
    """Who was sent away: a backup that is older than that must not let them in again."""

    desks: tuple[EnrolledDesk, ...] = ()
    people: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What the database that was there is called now, and who should be out and could not be kept out."""

    aside: Path | None = None
    still_in: tuple[Account, ...] = ()


class BackupDamaged(EnvironmentFault):
    """It was not put back."""

    def __init__(self, what: Iterable[str]) -> None:
        super().__init__(
            "This backup is damaged ({what}). Nothing was changed. Take an older one.", what=", ".join(what)
        )


def back_up(one: Opened, to: Path | None) -> Path:
    """A folder that ``restore`` takes: database, certificates, attachments; not the key file."""
    store, now = embedded(one.store), one.clock.now()
    place = to or one.folder.backups / f"{now:%Y-%m-%dT%H-%M-%S}"
    try:
        place.mkdir(mode=0o700, parents=True)
        for name in _FILES:
            shutil.copy2(one.folder.path / name, place / name)
        _link_blobs(one.folder.blobs, place / "blobs")
    except FileExistsError as why:
        raise EnvironmentFault(
            "{folder} is there already. A backup goes into a folder of its own.", folder=place
        ) from why
    except OSError as why:
        raise of_the_system(why, place.parent) from why
    one.trust.log.note(AuditNote(now, AuditKind.BACKED_UP, CONSOLE))
    copy_to(store, place / "ledger.db", one.keys.database)
    head = one.trust.log.head()
    facts = {"at": now.isoformat(), "position": one.ledger.head(), "audit": head.number, "link": head.link}
    (place / "backup.json").write_text(json.dumps(facts, indent=1), encoding="ascii")
    return place


def restore(folder: Folder, settings: ServerSettings, keys: ServerKeys, backup: Path, out: Out) -> Restored:
    """The backup's database takes the place of the one that is there, which stays beside it.

    Who was ``out`` before stays out. The new epoch tells every desk to compare everything and to send again what the
    backup does not know. All that is done before the exchange, which comes last: however this ends, either the old
    database is there untouched, or the new one with its epoch. With PostgreSQL its own tools put the data back, and
    only the epoch is made here.
    """
    if settings.database:
        store = open_store(folder, settings, keys)
        return Restored(None, _begin_anew(assemble(folder, settings, keys, store, SystemClock()), out))
    damaged = check_copy(backup, keys.database)
    if damaged:
        raise BackupDamaged(damaged)
    ready = make_ready(folder)
    try:
        _copy(backup / "ledger.db", ready / "ledger.db")
        _link_blobs(backup / "blobs", folder.blobs)
    except OSError as why:
        raise of_the_system(why, folder.path) from why
    store = embedded_store(ready, keys.database)
    still_in = _begin_anew(assemble(folder, settings, keys, store, SystemClock()), out)
    return Restored(put_in_place(folder), still_in)


def _begin_anew(restored: Opened, out: Out) -> tuple[Account, ...]:
    try:
        epoch = new_epoch(restored.store)
        restored.trust.log.note(
            AuditNote(restored.clock.now(), AuditKind.SERVER_RESTORED, CONSOLE, "", epoch)
        )
        return _keep_out(restored, out)
    finally:
        restored.ledger.close()


def _keep_out(restored: Opened, out: Out) -> tuple[Account, ...]:
    """Who had to be left in, because nobody else in the backup could let others in."""
    now, trust = restored.clock.now(), restored.trust
    known = {desk.id: desk for desk in trust.desks.all()}
    for desk in out.desks:
        if desk.id in known and known[desk.id].state is not desk.state:
            note = AuditNote(now, _SENT_AWAY[desk.state], CONSOLE, "", desk.id)
            trust.desks.put_out(desk.id, desk.state, note)
    still_in = []
    for account in out.people:
        if trust.accounts.of(account.person):
            note = AuditNote(now, AuditKind.PERSON_LOCKED, CONSOLE, "", account.person)
            try:
                trust.accounts.set_locked(account.person, note, is_locked=True)
            except LastAdministrator:
                still_in.append(account)
    return tuple(still_in)


def who_is_out(one: Opened) -> Out:
    desks = tuple(desk for desk in one.trust.desks.all() if desk.state is not DeskState.ENROLLED)
    return Out(desks, tuple(account for account in one.trust.accounts.all() if account.is_locked))


def rotate_database_key(one: Opened) -> None:
    """A copy under the new key takes the place of the database; a crash at any point leaves a pair that fits.

    Whoever writes to the old database meanwhile would lose it: nobody else has it open.
    """
    store, folder = embedded(one.store), one.folder
    path = folder.keys_file(one.settings)
    keys = replace(one.keys, database=DatabaseKey(token_bytes(32), token_bytes(16)))
    one.trust.log.note(
        AuditNote(one.clock.now(), AuditKind.KEYS_ROTATED, CONSOLE, "", "", {"what": "database"})
    )
    fresh = folder.database.with_name(folder.database.name + NEW)
    copy_to(store, fresh, keys.database)
    write_keys(path.with_name(path.name + NEW), keys)
    one.ledger.close()
    try:
        fresh.replace(folder.database)
        sync_folder(folder.path)
    except OSError as why:
        raise of_the_system(why, folder.path) from why
    finish(folder, one.settings)


def _link_blobs(source: Path, target: Path) -> None:
    """They never change: a second name costs nothing; on another disk they are copied. Each is there whole or not."""
    for left in target.glob(f"??/*{_COPYING}"):
        left.unlink()
    changed = set()
    for blob in source.glob("??/*") if source.is_dir() else ():
        place = target / blob.parent.name / blob.name
        # One that is shorter was cut off by a full disk when it was copied under its name at once.
        if blob.suffix or (place.exists() and place.stat().st_size >= blob.stat().st_size):
            continue
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = place.with_suffix(_COPYING)
        try:
            os.link(blob, fresh)
        except OSError:
            _copy(blob, fresh)
        fresh.replace(place)
        changed |= {place.parent, target}
    for folder in changed:
        sync_folder(folder)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o600)
    sync_file(target)
