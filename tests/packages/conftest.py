"""These tests need root and half an hour: ``./run package-test`` runs them, ``./run test`` leaves them out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packages.machine import Machine, base_system
from tests.packages.stick import Stick, make_stick

collect_ignore_glob = [] if os.environ.get("RINGDESK_PACKAGE_TEST") else ["test_*.py"]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built() -> Path:
    """``dist`` as ``./run package`` left it; made now where there is none."""
    dist = ROOT / "dist"
    if not all((dist / program / "MANIFEST").exists() for program in ("console", "server")):
        subprocess.run([str(ROOT / "run"), "package"], check=True)
    return dist


@pytest.fixture(scope="session")
def stick(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stick]:
    folder = tmp_path_factory.mktemp("stick")
    folder.chmod(0o755)
    made = make_stick(built, folder)
    yield made
    made.key.end()


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return base_system(tmp_path_factory.mktemp("base") / "debian")


@pytest.fixture(scope="session")
def base_with_systemd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return base_system(tmp_path_factory.mktemp("booting") / "debian", ("systemd", "systemd-sysv", "dbus"))


@pytest.fixture(scope="module")
def machine(base: Path, stick: Stick, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A clean Debian of its own for each file of tests: no network but its own loopback, and the stick."""
    with Machine.started(base, tmp_path_factory.mktemp("machine"), stick.folder) as running:
        yield running
