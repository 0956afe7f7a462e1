"""The frozen server with its ledger in PostgreSQL: what it needs for that is named at run time only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages.conftest import ROOT
from tests.storage.ledger.cluster import Cluster

PROGRAM = ROOT / "dist" / "server" / "ringdesk-server"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.stop()


def test_it_is_made_keeps_people_and_desks_and_leaves_the_copy_to_postgresql(
    built: Path, cluster: Cluster, tmp_path: Path
) -> None:
    folder, url = tmp_path / "server", cluster.database().replace("postgresql+psycopg:", "postgresql:")
    assert (built / "server").is_dir()

    def word(*words: str, status: int = 0) -> str:
        command = [str(PROGRAM), "--folder", str(folder), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    assert "First password" in word("init", "--name", "localhost", "--port", "0", "--database", url)
    assert not (folder / "ledger.db").exists()
    word("user", "add", "wang.li")
    assert "Code for front-desk" in word("enrol", "front-desk")
    assert "wang.li" in word("user", "list")
    assert "Everything is whole." in word("check")
    assert "pg_dump" in word("backup", status=1)
    # As docs/operations.md says: PostgreSQL's tools carry the data, "restore" begins the new epoch.
    other = cluster.copied(url.replace("postgresql:", "postgresql+psycopg:"))
    settings = folder / "server.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace(url, other.replace("postgresql+psycopg:", "postgresql:")), encoding="utf-8"
    )
    assert "a new epoch was begun" in word("restore", str(folder))
    assert "wang.li" in word("user", "list")
