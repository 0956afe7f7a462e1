"""``python -m server WORD``: everything IT does with a server, in words."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from core.errors import Trouble
from core.rights import Role
from release.build import this_build
from server import line_desks, line_people, line_run, line_store
from server.words import in_words

Work = Callable[[argparse.Namespace], int]
_HOME = Path(os.environ.get("RINGDESK_SERVER") or Path(__file__).resolve().parent.parent / "var" / "server")


def main(arguments: Sequence[str] | None = None) -> int:
    os.umask(0o077)  # what this program makes is its user's alone
    given = _parser().parse_args(arguments)
    if given.self_check:
        from server.self_check import self_check  # noqa: PLC0415 - loads what it checks

        return self_check()
    try:
        work: Work = given.work
        return work(given)
    except Trouble as why:
        sys.stderr.write(f"ringdesk-server: {in_words(why.sentence)}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("ringdesk-server", description=__doc__, allow_abbrev=False)
    parser.add_argument(
        "--folder", type=Path, default=_HOME, help="where the server's data lies (%(default)s)"
    )
    parser.add_argument("--self-check", action="store_true", help="are files, ledger and door whole? 0: yes")
    parser.add_argument("--version", action="version", version=str(this_build("ringdesk-server")))
    parser.set_defaults(work=line_run.start, name=[], address="", port=0, database="", keys_file="")
    words = parser.add_subparsers(metavar="WORD", title="words")
    _running(words)
    _desks(words)
    _people(words)
    _store(words)
    return parser


def _word(
    words: argparse._SubParsersAction[argparse.ArgumentParser], name: str, work: Work, what: str
) -> argparse.ArgumentParser:
    parser = words.add_parser(name, help=what, description=what, allow_abbrev=False)
    parser.set_defaults(work=work)
    return parser


def _running(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    start = _word(
        words, "start", line_run.start, "run; make a server first where there is none (without any word, too)"
    )
    _founding(start)
    _founding(_word(words, "init", line_run.init, "make a server; asks nothing"))
    _word(words, "run", line_run.run, "run until SIGTERM")
    _word(words, "openapi", line_run.openapi, "print the OpenAPI description of the endpoints")


def _founding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--name", action="append", default=[], help="a name or address desks reach it by; may be given again"
    )
    parser.add_argument(
        "--address", default="", help="listen here; 0.0.0.0: on every address of this machine"
    )
    parser.add_argument("--port", type=int, default=0, help="listen on this port")
    parser.add_argument("--database", default="", help="postgresql://… instead of a file in the folder")
    parser.add_argument("--keys-file", default="", help="keep the key file there instead of in the folder")


def _desks(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    enrol = _word(
        words, "enrol", line_desks.enrol, "print a one-time code for a new desk, and the fingerprint"
    )
    enrol.add_argument(
        "desk", nargs="+", help="what the desk is to be called, such as front-desk-3; several names at once"
    )
    enrol.add_argument("--again", action="store_true", help="let a desk that was enrolled before in again")
    desk = words.add_parser("desk", help="list desks, send them away").add_subparsers(
        metavar="WORD", required=True
    )
    _word(desk, "list", line_desks.show, "every desk and its state")
    for name, work, what in (
        ("revoke", line_desks.revoke, "send a desk away, now"),
        ("wipe", line_desks.wipe, "have a lost desk destroy its copy at its next contact"),
    ):
        _word(desk, name, work, what).add_argument("desk", help="its name or id")


def _people(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    user = words.add_parser("user", help="people who may sign in").add_subparsers(
        metavar="WORD", required=True
    )
    roles = [role.value.replace(" ", "-") for role in Role]
    add = _word(user, "add", line_people.add, "let a person in; prints the first password once")
    add.add_argument("login")
    add.add_argument("--name", default="", help="the name as others see it")
    add.add_argument("--role", choices=roles, default=roles[0])
    add.add_argument(
        "--team", action="append", default=[], help="by name; made if it is new; may be given again"
    )
    role = _word(user, "role", line_people.role, "give another role")
    role.add_argument("login")
    role.add_argument("role", choices=roles)
    teams = _word(user, "teams", line_people.teams, "put into these teams and no others")
    teams.add_argument("login")
    teams.add_argument("team", nargs="*")
    for name, work, what in (
        ("password", line_people.password, "set a new first password, printed once"),
        ("lock", line_people.lock, "keep a person out, now"),
        ("unlock", line_people.unlock, "let a person in again"),
    ):
        _word(user, name, work, what).add_argument("login")
    _word(user, "list", line_people.show, "everybody who may sign in")


def _store(words: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    backup = _word(words, "backup", line_store.backup, "copy database and certificates while the server runs")
    backup.add_argument(
        "--to", type=Path, help="a new folder for it; without: under backups/ in the server's"
    )
    restore = _word(words, "restore", line_store.restore, "put a backup back; the server must not run")
    restore.add_argument("backup", type=Path, help="the folder of a backup")
    _word(words, "check", line_store.check, "is everything whole: database, certificates, audit log")
    audit = _word(words, "audit", line_store.audit, "print the audit log as JSON lines")
    audit.add_argument(
        "--since", type=datetime.fromisoformat, help="only from this day on, such as 2026-03-01"
    )
    rotate = _word(words, "rotate", line_store.rotate, "new server certificate, or new database key")
    what = rotate.add_mutually_exclusive_group(required=True)
    what.add_argument("--certificate", action="store_true", help="a running server takes it up by itself")
    what.add_argument("--database-key", action="store_true", help="the server must not run")
    rotate.add_argument("--name", action="append", default=[], help="with --certificate: these names instead")


if __name__ == "__main__":
    sys.exit(main())
