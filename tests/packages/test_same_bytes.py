"""One commit and one key give the same bytes, however often it is built."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from build.facts import facts_of_the_frozen
from installer.linux import debs

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "var" / "package" / "venv" / "bin" / "python"


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file by its hash and its mode, every link by where it leads."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else f"{path.stat().st_mode:o} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in folder.rglob("*")
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture(scope="module")
def twice(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    assert built.is_dir(), "and with it the environment of packages"
    folder = tmp_path_factory.mktemp("twice")
    for name in ("first", "second"):
        command = [str(PYTHON), "-W", "ignore", "-m", "build.freeze", "--dist", str(folder / name)]
        subprocess.run(command, cwd=ROOT, check=True)
    return folder / "first", folder / "second"


@pytest.mark.parametrize("program", ["console", "server"])
def test_two_builds_are_the_same_file_by_file(twice: tuple[Path, Path], program: str) -> None:
    first, second = (bytes_of(folder / program) for folder in twice)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_two_packages_are_the_same(twice: tuple[Path, Path], tmp_path: Path) -> None:
    sums = set()
    for folder in twice:
        facts = facts_of_the_frozen(folder / "server")
        deb = debs.server_deb(folder / "server", facts, tmp_path / folder.name)
        sums.add(hashlib.sha256(deb.read_bytes()).hexdigest())
    assert len(sums) == 1
