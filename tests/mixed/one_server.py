"""The server of whichever version this is run with (PYTHONPATH): made or taken over, run until stdin ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.server.rig import make_server, running


def main(folder: Path, port: int, people: list[str]) -> None:
    """``people``: who is added, each with a code for a desk."""
    fingerprint = "" if (folder / "ledger.db").exists() else make_server(folder)
    (folder / "server.toml").write_text(f"listen.port = {port}\n", encoding="utf-8")
    with running(folder, fingerprint) as server:
        codes = {}
        for login in people:
            server.new_person(login)
            codes[login] = code_in(server.words("enrol", f"desk of {login}"))
        say({"codes": codes})
        sys.stdin.read()
        server.hang_up()
        status = server.stop()
    say({"status": status, "mistakes": [line for line in server.log if '"level": "error"' in line]})


def code_in(said: str) -> str:
    return next(word for word in said.split() if word.count("-") == 3 and len(word) == 19)


def say(line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
