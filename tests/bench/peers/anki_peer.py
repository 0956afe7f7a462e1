"""Anki's sync server: the same documents as notes, pushed by one collection and pulled by another.

Run by the Python of a folder of its own, where Anki is installed: ``anki_peer.py FOLDER NOTES``; says one line of JSON.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from anki.collection import Collection  # type: ignore[import-not-found] # not of our environment


def main(folder: Path, notes: int) -> None:
    port = free_port()
    settings = {"SYNC_USER1": "bench:bench", "SYNC_BASE": str(folder / "server"), "SYNC_PORT": str(port)}
    settings |= {"SYNC_HOST": "127.0.0.1", "MAX_SYNC_PAYLOAD_MEGS": "500"}
    server = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    try:
        next(line for line in server.stdout if "listening" in line)
        print(json.dumps(measured(folder, f"http://127.0.0.1:{port}/", notes)))
    finally:
        server.terminate()
        server.wait(20)


def measured(folder: Path, endpoint: str, notes: int) -> dict[str, float]:
    """Both begin with the same empty collection: what is measured is the ordinary sync, not the copy of a file."""
    one, other = (Collection(str(folder / f"{name}.anki2")) for name in ("one", "other"))
    auth = one.sync_login("bench", "bench", endpoint)
    for each, upload in ((one, True), (other, False)):
        each.close_for_full_sync()
        each.full_upload_or_download(auth=auth, server_usn=None, upload=upload)
        each.reopen(after_full_sync=True)
    fill(one, notes)
    push = seconds(lambda: one.sync_collection(auth, sync_media=False))
    pull = seconds(lambda: other.sync_collection(auth, sync_media=False))
    found = other.note_count()
    for each in (one, other):
        each.close()
    return {"push": push, "pull": pull, "documents": found}


def fill(collection: Collection, notes: int) -> None:
    kind, deck = collection.models.by_name("Basic"), collection.decks.id("Default")
    for number in range(notes):
        note = collection.new_note(kind)
        note["Front"] = f"打印机卡纸 printer {number}"
        note["Back"] = "第三次了，客户要求今天上门。" * 4
        collection.add_note(note, deck)


def seconds(work: Any) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        port: int = one.getsockname()[1]
    return port


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
