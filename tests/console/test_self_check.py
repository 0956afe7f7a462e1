"""``ringdesk --self-check`` from source: everything but the signed files is really tried."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console import self_check
from release.self_check import CheckFailed
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST

ROOT = Path(__file__).parents[2]


def test_a_whole_program_checks_itself_and_ends_well() -> None:
    command = [sys.executable, "-m", "console", "--self-check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    names = [line.partition(":")[0] for line in done.stdout.splitlines()[1:]]
    assert names == ["files", "database", "telephone", "page"]
    assert "rang, was answered" in done.stdout
    assert "painted, and its code read" in done.stdout


def test_a_database_that_is_not_encrypted_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(folder: Path, passphrase: str) -> SqlDesk:
        made = create_desk(folder, passphrase, cost=TEST_COST)
        (folder / "desk.db-copy").write_text(self_check.SECRET)
        return made

    monkeypatch.setattr("storage.desk.create_desk", leaking)
    with pytest.raises(CheckFailed) as failed:
        self_check.check_database()
    assert failed.value.status == self_check.DATABASE_PLAIN


def test_a_disk_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where a folder should be")
    monkeypatch.setattr("console.self_check.tempfile.TemporaryDirectory", lambda **_: _Here(taken))
    with pytest.raises(CheckFailed) as failed:
        self_check.check_database()
    assert failed.value.status == self_check.DATABASE_SHUT
    assert str(taken) in str(failed.value)


def test_an_engine_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "telephony.child.engine_command", lambda **_: [sys.executable, "-c", "raise SystemExit(1)"]
    )
    monkeypatch.setattr(self_check, "ENGINE_SECONDS", 0.5)
    with pytest.raises(CheckFailed) as failed:
        self_check.check_telephone()
    assert failed.value.status == self_check.NO_ENGINE


def test_a_sheet_that_cannot_be_drawn_is_named(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    def full() -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(self_check, "_sheet", full)
    with pytest.raises(CheckFailed) as failed:
        self_check.check_page()
    assert failed.value.status == self_check.NO_PAGE
    assert "No space left" in str(failed.value)


def test_a_sheet_whose_code_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(self_check, "_sheet", lambda: b"%PDF-1.4 and nothing more")
    with pytest.raises(CheckFailed) as failed:
        self_check.check_page()
    assert failed.value.status == self_check.NO_CODE


class _Here:
    """A temporary folder that is not made."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __enter__(self) -> str:
        return str(self._place)

    def __exit__(self, *_: object) -> None: ...
