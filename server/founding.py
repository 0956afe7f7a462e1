"""How a server comes to be: keys, certificates, database, the first administrator; nothing is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.audit import AuditKind, AuditNote
from core.ids import AgentId, new_id
from core.rights import Role
from core.trust import Account
from server.authority import default_names, fingerprint
from server.compose import SystemClock, assemble, open_store
from server.folder import Folder, FolderTaken, make_certificates, new_keys, read_authority, write_keys
from server.passwords import Passwords, new_password
from server.people import CONSOLE, put_person
from server.settings import ServerSettings, as_toml, read_settings
from storage.keys import write_durably

FIRST = "admin"


@dataclass(frozen=True, slots=True)
class Founded:
    """What is shown once, at the first start."""

    folder: Path
    login: str
    password: str
    fingerprint: str


def found(path: Path, names: Sequence[str] = (), **given: str | int) -> Founded:
    """A crash in the middle leaves a folder without a certificate of the authority: it is made anew."""
    folder = Folder(path)
    if folder.is_made():
        raise FolderTaken(path)
    folder.make()
    if not folder.settings.exists():
        settings = replace(ServerSettings(), **{name: value for name, value in given.items() if value})  # type: ignore[arg-type] # options by their names
        write_durably(folder.settings, as_toml(settings).encode())
    settings = read_settings(folder.settings)
    folder.database.unlink(missing_ok=True)  # half-made: its key is not kept
    keys, clock, password = new_keys(), SystemClock(), new_password()
    write_keys(folder.keys_file(settings), keys)
    one = assemble(folder, settings, keys, open_store(folder, settings, keys), clock)
    try:
        one.trust.log.note(AuditNote(clock.now(), AuditKind.SERVER_MADE, CONSOLE))
        person = AgentId(new_id())
        account = Account(person, FIRST, Role.ADMINISTRATOR, must_change=True)
        note = AuditNote(
            clock.now(), AuditKind.PERSON_ADDED, CONSOLE, "", person, {"role": account.role.value}
        )
        one.trust.accounts.add(account, Passwords().hashed(password), note)
        put_person(one, person, "Administrator", ())
        make_certificates(folder, keys, names or default_names(), clock.now())
    finally:
        one.ledger.close()
    return Founded(path, FIRST, password, fingerprint(read_authority(folder, keys).certificate))
