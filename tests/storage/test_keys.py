"""The key file: one passphrase opens it, and every reason why not has its own sentence."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path

import pytest

from core.errors import EnvironmentFault, RuleViolation, Trouble
from storage.desk import SqlDesk, create_desk, open_desk
from storage.faults import (
    DatabaseMissing,
    KeyFileDamaged,
    KeyFileMissing,
    KeyFileTooNew,
    KeyOfAnotherDatabase,
    PassphraseTooShort,
    ProfileExists,
    ProfileMissing,
    WrongPassphrase,
)
from storage.keys import DESK_COST, TEST_COST, new_key, read_key_file, write_key_file
from tests.storage.making import PASSPHRASE


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "desk.lock"}


def refused(folder: Path, kind: type[Trouble], passphrase: str = PASSPHRASE) -> str:
    """The sentence; and not a byte of any file is another one afterwards."""
    before = contents(folder)
    with pytest.raises(kind) as caught:
        open_desk(folder, passphrase)
    assert contents(folder) == before
    return str(caught.value)


def test_the_wrong_passphrase_says_so_and_the_right_one_opens_afterwards(
    closed: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert "Caps Lock" in refused(closed, WrongPassphrase, "correct  horse")
    assert issubclass(WrongPassphrase, RuleViolation)
    open_desk(closed, PASSPHRASE).close()
    assert capfd.readouterr() == ("", "")


def test_a_missing_key_file_says_what_to_put_back(closed: Path) -> None:
    key = (closed / "desk.key").read_bytes()
    (closed / "desk.key").unlink()
    assert "backup" in refused(closed, KeyFileMissing)
    (closed / "desk.key").write_bytes(key)
    open_desk(closed, PASSPHRASE).close()


@pytest.mark.parametrize("garbled", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "ringdesk key"}'])
def test_a_damaged_key_file_is_not_called_a_wrong_passphrase(closed: Path, garbled: bytes) -> None:
    (closed / "desk.key").write_bytes(garbled)
    refused(closed, KeyFileDamaged)


def test_one_changed_sign_anywhere_in_the_key_file_is_damage(closed: Path) -> None:
    path = closed / "desk.key"
    whole = path.read_text()
    for place in range(0, len(whole), 7):
        path.write_text(whole[:place] + ("1" if whole[place] != "1" else "2") + whole[place + 1 :])
        with pytest.raises(EnvironmentFault):
            read_key_file(path, PASSPHRASE)


def test_a_newer_key_file_asks_for_an_update(closed: Path) -> None:
    path = closed / "desk.key"
    body = json.loads(path.read_text()) | {"version": 9}
    rest = {name: value for name, value in body.items() if name != "checksum"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    path.write_text(json.dumps(rest | {"checksum": hashlib.sha256(canonical.encode()).hexdigest()}))
    assert "update" in refused(closed, KeyFileTooNew)


def test_the_key_of_another_database_is_recognised(closed: Path, tmp_path: Path) -> None:
    create_desk(tmp_path / "other", PASSPHRASE, cost=TEST_COST).close()
    (closed / "desk.key").write_bytes((tmp_path / "other" / "desk.key").read_bytes())
    refused(closed, KeyOfAnotherDatabase)


def test_a_missing_database_is_not_made_anew(closed: Path) -> None:
    (closed / "desk.db").unlink()
    refused(closed, DatabaseMissing)
    assert not (closed / "desk.db").exists()


def test_an_empty_folder_and_no_folder_say_that_there_is_no_profile(tmp_path: Path) -> None:
    refused(tmp_path, ProfileMissing)
    with pytest.raises(ProfileMissing):
        open_desk(tmp_path / "nowhere", PASSPHRASE)


def test_a_profile_is_never_made_over_another(closed: Path) -> None:
    before = contents(closed)
    with pytest.raises(ProfileExists):
        create_desk(closed, "another passphrase", cost=TEST_COST)
    assert contents(closed) == before


def test_a_short_passphrase_makes_no_profile(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShort):
        create_desk(tmp_path / "profile", "seven77", cost=TEST_COST)
    create_desk(tmp_path / "profile", PASSPHRASE, cost=TEST_COST).close()


def test_changing_the_passphrase_leaves_every_byte_of_the_database(closed: Path) -> None:
    before = (closed / "desk.db").read_bytes()
    desk = open_desk(closed, PASSPHRASE)
    desk.change_passphrase(PASSPHRASE, "battery staple", TEST_COST)
    with pytest.raises(WrongPassphrase):
        desk.change_passphrase(PASSPHRASE, "again another", TEST_COST)
    desk.close()
    assert (closed / "desk.db").read_bytes() == before
    refused(closed, WrongPassphrase)
    after = open_desk(closed, "battery staple")
    assert after.read.ticket_by_number("2026-000001") == "t1"
    after.close()


def test_a_half_written_new_key_file_does_no_harm(closed: Path) -> None:
    (closed / "desk.key.new").write_bytes(b'{"format": "ringd')
    open_desk(closed, PASSPHRASE).close()


def test_a_profile_whose_making_was_cut_off_can_be_made_or_finished(desk: SqlDesk, folder: Path) -> None:
    desk.close()
    (folder / "desk.db").rename(folder / "desk.db.new")
    open_desk(folder, PASSPHRASE).close()
    (folder / "desk.db").rename(folder / "desk.db.new")
    (folder / "desk.key").unlink()
    create_desk(folder, PASSPHRASE, cost=TEST_COST).close()


def test_full_width_letters_and_composed_accents_are_the_same_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    key = new_key()
    write_key_file(path, key, "Ｃａｆé １２３４", TEST_COST)
    assert read_key_file(path, "Cafe\u0301 1234") == key


def test_a_guess_at_the_passphrase_of_a_desk_costs_memory_and_work(tmp_path: Path) -> None:
    write_key_file(tmp_path / "desk.key", new_key(), PASSPHRASE)
    body = json.loads((tmp_path / "desk.key").read_text())
    assert body["memory_kib"] >= 64 * 1024
    assert body["iterations"] * body["memory_kib"] >= 3 * 64 * 1024
    assert DESK_COST.lanes <= 4


def test_the_profile_is_for_its_user_alone(desk: SqlDesk, folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert {"desk.db", "desk.key", "desk.lock", "desk.db-wal"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_key_never_shows_in_a_message() -> None:
    key = new_key()
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)
