"""A desk that is killed while it encrypts: what has its name is whole, what has not is swept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.blobs import PIECE, BlobFolder
from storage.desk import SqlDesk
from tests.storage.making import at

ROOT = Path(__file__).parents[2]
SEALS = """
import sys
from pathlib import Path
from storage.blobs import BlobFolder
folder = BlobFolder(Path(sys.argv[1]))
while True:
    folder.seal_file(Path(sys.argv[2]), "x", lambda done, size: print(done, flush=True))
"""


@pytest.mark.parametrize("steps", [1, 2, 4, 5, 6])
def test_killed_at_any_piece_nothing_has_a_name_that_is_not_whole(
    desk: SqlDesk, folder: Path, tmp_path: Path, steps: int
) -> None:
    source = tmp_path / "source"
    source.write_bytes(os.urandom(3 * PIECE + 7))
    place = folder / "blobs"
    child = subprocess.Popen(
        [sys.executable, "-c", SEALS, str(place), str(source)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout:
        for _ in range(steps):
            assert child.stdout.readline()
        child.kill()
        child.wait()
    named = [one for one in place.glob("??/*") if one.is_file()]
    assert len(named) >= (steps - 1) // 4, "what was said to be done before it is there"
    assert all(BlobFolder(place).is_whole(one.name) for one in named)
    left = [one for one in place.rglob("*") if one.is_file()]
    for one in left:
        os.utime(one, (1, 1))
    assert desk.files.sweep(at(1)) == len(left), "no ticket names any of it"
    assert [one for one in place.rglob("*") if one.is_file()] == []
