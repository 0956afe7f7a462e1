"""The words about what is kept: backup, restore, check, the audit log, rotation."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC

from core.audit import AuditEntry, AuditKind, AuditNote
from core.errors import EnvironmentFault
from core.words import Sentence, sentence
from server.compose import Opened, entered, opened, opened_alone
from server.folder import made_folder, read_authority, read_keys, write_server_certificate
from server.keeping import Out, back_up, rotate_database_key, who_is_out
from server.keeping import restore as put_back
from server.locks import changing
from server.people import CONSOLE
from server.serve import Certificate, names_of
from server.settings import read_settings
from server.words import say
from storage.ledger.copies import check_database
from storage.ledger.stores import EmbeddedStore
from storage.ledger.trust.audit_log import AuditLog


def backup(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        place = back_up(one, given.to)
        head = one.trust.log.head()
    say(sentence("The backup is in {folder}.", folder=place))
    say(sentence("  The audit log ends with entry {number}: {link}", number=head.number, link=head.link))
    say(sentence("  The key file is not in it: keep that somewhere else."))
    return 0


def restore(given: argparse.Namespace) -> int:
    folder = made_folder(given.folder)
    settings = read_settings(folder.settings)
    with changing(folder, settings):
        out = Out()
        try:
            with entered(folder, settings) as one:
                out = who_is_out(one)
        except EnvironmentFault as why:
            say(why.sentence)  # it may be damaged or gone: that is why
        keys = read_keys(folder.keys_file(settings))
        done = put_back(folder, settings, keys, given.backup, out)
    if settings.database:
        say(sentence("What PostgreSQL holds now is taken for the restored data, and a new epoch was begun."))
    elif done.aside is None:
        say(sentence("The backup was put back. There was no database before."))
    else:
        name = done.aside.name
        say(sentence("The backup was put back. The database that was there is now {name}.", name=name))
    say(
        sentence(
            "Every desk compares everything at its next contact, and sends again what the backup does not know."
        )
    )
    for account in done.still_in:
        say(
            sentence(
                "{login} was locked since the backup, but is the only administrator in it who can sign in, and was "
                "not kept out. Name another one, then lock {login} again.",
                login=account.login,
            )
        )
    return 0


def check(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        faults = list(_faults(one))
        head = one.trust.log.head()
    for fault in faults:
        say(fault)
    if not faults:
        say(sentence("Everything is whole."))
    say(sentence("The audit log ends with entry {number}: {link}", number=head.number, link=head.link))
    return 1 if faults else 0


def audit(given: argparse.Namespace) -> int:
    since = given.since.replace(tzinfo=given.since.tzinfo or UTC).isoformat() if given.since else ""
    with opened(given.folder) as one:
        for entry in _entries(one.trust.log):
            if entry.at >= since:
                shown = {"number": entry.number, "at": entry.at, "kind": entry.kind, "by": entry.by}
                more = {"desk": entry.desk, "about": entry.about, "facts": json.loads(entry.facts)}
                sys.stdout.write(json.dumps({**shown, **more}, ensure_ascii=False) + "\n")
    return 0


def rotate(given: argparse.Namespace) -> int:
    if given.certificate:
        return _rotate_certificate(given)
    with opened_alone(given.folder) as one:
        rotate_database_key(one)
    say(
        sentence(
            "The database has a new key. Keep a copy of the key file; backups from before need the old one."
        )
    )
    return 0


def _rotate_certificate(given: argparse.Namespace) -> int:
    with opened(given.folder) as one:
        names = given.name or names_of(Certificate(one).read())
        authority = read_authority(one.folder, one.keys)
        write_server_certificate(one.folder, one.keys, authority, names, one.clock.now())
        facts = {"what": "server certificate"}
        note = AuditNote(one.clock.now(), AuditKind.KEYS_ROTATED, CONSOLE, "", "", dict(facts))
        one.trust.log.note(note)
        say(sentence("The server has a new certificate for {names}.", names=", ".join(names)))
    return 0


def _faults(one: Opened) -> Iterator[Sentence]:
    if isinstance(one.store, EmbeddedStore):
        for what in check_database(one.store):
            yield sentence("The database is damaged ({what}). Restore the last backup.", what=what)
    yield from one.trust.log.check()
    authority = read_authority(one.folder, one.keys).certificate
    certificate = Certificate(one).read()
    try:
        certificate.verify_directly_issued_by(authority)
    except (ValueError, TypeError):
        yield sentence("The server's certificate is not of its authority. Rotate it.")


def _entries(log: AuditLog) -> Iterator[AuditEntry]:
    after = 0
    while page := log.entries(after, 1_000):
        yield from page
        after = page[-1].number
