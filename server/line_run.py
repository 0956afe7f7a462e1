"""The words that make a server and run it."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from core.words import sentence
from server.app import build_app, described
from server.compose import Opened, opened
from server.folder import Folder, is_private
from server.founding import Founded, found
from server.live import Live
from server.locks import alone
from server.log import keep_log
from server.serve import serve
from server.words import say


def init(given: argparse.Namespace) -> int:
    founded = found(
        given.folder,
        given.name,
        address=given.address,
        port=given.port,
        database=given.database,
        keys_file=given.keys_file,
    )
    _tell(founded)
    return 0


def start(given: argparse.Namespace) -> int:
    if not Folder(given.folder).is_made():
        init(given)
    return run(given)


def run(given: argparse.Namespace) -> int:
    with opened(given.folder) as one, alone(one.folder):
        keys = one.folder.keys_file(one.settings)
        if not is_private(keys):
            say(
                sentence(
                    "Warning: others may read the key file {name}. Take that right from them.", name=keys
                )
            )
        keep_log()
        _log_end(one, "the server starts")
        serve(one, _ready)
        _log_end(one, "the server has stopped")
    return 0


def openapi(_given: argparse.Namespace) -> int:
    """Of a server that was made for the question: the description needs none that runs."""
    with TemporaryDirectory() as folder:
        found(Path(folder) / "server", ["localhost"])
        with opened(Path(folder) / "server") as one:
            room = one.room()
            sys.stdout.write(json.dumps(described(build_app(room, Live(room))), indent=1) + "\n")
    return 0


def _log_end(one: Opened, what: str) -> None:
    """With the end of the audit log: a copy of these lines elsewhere shows that a later log goes on from here."""
    head = one.trust.log.head()
    facts = {"position": one.ledger.head(), "audit": head.number, "link": head.link}
    logging.getLogger(__name__).info(what, extra={"facts": facts})


def _ready(address: str, port: int) -> None:
    say(sentence("The server is ready: https://{address}:{port}", address=address, port=port))
    sys.stdout.flush()


def _tell(founded: Founded) -> None:
    say(sentence("A server was made in {folder}.", folder=founded.folder))
    say(sentence("  Fingerprint of its authority: {fingerprint}", fingerprint=founded.fingerprint))
    say(sentence("  First administrator: {login}", login=founded.login))
    say(sentence("  First password, shown only now: {password}", password=founded.password))
    say(sentence("  It opens nothing but the change of itself."))
    say(sentence('  Let a desk in: "enrol NAME" prints a one-time code for it.'))
    say(sentence("  Keep a copy of the key file away from this machine: without it no backup can be read."))
    sys.stdout.flush()
