"""How the folders beside this file came to be: ``python -m tests.upgrade.make`` has the old programs make them anew.

Each old program is taken out of this repository's own history into a folder of its own and run with today's libraries.
What they made is checked in, encrypted as it was; passphrase and key are those of the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.storage.making import PASSPHRASE

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DESK, LEDGER = HERE / "desk_of_version_3", HERE / "ledger_of_version_1"
BEFORE_SYNC = "e642d8c"  # the last desk that knew of no server: migrations 1 to 3
FIRST_LEDGER = "71ce70e"  # the last ledger without accounts: migration 1


def main() -> int:
    by_old_program(BEFORE_SYNC, "by_the_old_desk.py", DESK, PASSPHRASE)
    by_old_program(FIRST_LEDGER, "by_the_old_ledger.py", LEDGER)
    return 0


def by_old_program(commit: str, script: str, folder: Path, *more: str) -> None:
    with TemporaryDirectory(prefix="ringdesk-old-") as made:
        old = Path(made) / "program"
        git("worktree", "add", "--detach", str(old), commit)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copyfile(HERE / script, Path(made) / script)
            subprocess.run(
                [sys.executable, "-P", str(Path(made) / script), str(folder), *more],
                cwd=old,
                env={**os.environ, "PYTHONPATH": str(old)},
                check=True,
            )
            (folder / "desk.lock").unlink(missing_ok=True)
        finally:
            git("worktree", "remove", "--force", str(old))


def git(*words: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
