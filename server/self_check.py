"""``ringdesk-server --self-check``: the files, a scratch server with an encrypted ledger, and its door over TLS."""

from __future__ import annotations

import http.client
import json
import re
import ssl
import subprocess
import sys
import tempfile
from pathlib import Path

from core.errors import Trouble
from release.build import this_build
from release.self_check import Check, CheckFailed, check_files, run_checks
from server.founding import found

LEDGER_SHUT, LEDGER_PLAIN = 30, 31
NO_DOOR, NOT_WELL = 40, 41
READY = re.compile(r"https://([^\s:]+):(\d+)")


def self_check() -> int:
    sys.stdout.write(f"{this_build('ringdesk-server')}\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory(prefix="ringdesk-check-") as scratch:
        folder = Path(scratch) / "server"
        return run_checks(
            (
                Check("files", check_files),
                Check("ledger", lambda: check_ledger(folder)),
                Check("door", lambda: check_door(folder)),
            )
        )


def check_ledger(folder: Path) -> str:
    try:
        found(folder, ["localhost", "127.0.0.1"], address="127.0.0.1")
    except Trouble as why:
        raise CheckFailed(LEDGER_SHUT, f"A scratch server could not be made in {folder}. {why}") from why
    if any(b"SQLite format 3" in file.read_bytes() for file in folder.glob("*.db*")):
        raise CheckFailed(
            LEDGER_PLAIN, "A scratch ledger was not encrypted: do not use this program, and report it."
        )
    return "A scratch server was made, its ledger encrypted."


def check_door(folder: Path) -> str:
    """In a process of its own, as it runs for desks: on any free port, its certificate checked."""
    settings = folder / "server.toml"
    if not settings.exists():
        raise CheckFailed(NO_DOOR, "There is no scratch server to start: see the line before.")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^port = \d+$", "port = 0", text), encoding="utf-8")
    itself = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "server"]
    with subprocess.Popen(
        [*itself, "--folder", str(folder), "run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            return _asked(server, folder)
        finally:
            server.terminate()


def _asked(server: subprocess.Popen[str], folder: Path) -> str:
    assert server.stdout is not None  # noqa: S101 - asked for above
    said = next((found for line in server.stdout if (found := READY.search(line))), None)
    if said is None:
        raise CheckFailed(NO_DOOR, "A scratch server did not start. Is something keeping it from 127.0.0.1?")
    context = ssl.create_default_context(cafile=str(folder / "authority.pem"))
    door = http.client.HTTPSConnection("127.0.0.1", int(said[2]), context=context, timeout=20)
    try:
        door.request("GET", "/v1/health")
        answer = door.getresponse()
        text = answer.read()
    except OSError as why:
        raise CheckFailed(
            NOT_WELL, f"A scratch server did not answer over TLS ({type(why).__name__})."
        ) from why
    finally:
        door.close()
    if answer.status != http.HTTPStatus.OK or not isinstance(json.loads(text), dict):
        raise CheckFailed(NOT_WELL, f"A scratch server answered its health with status {answer.status}.")
    return "A scratch server answered over TLS with its own certificate, and says that it is well."
