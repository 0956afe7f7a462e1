"""A backup is put back, or nothing was done: however the word ends, and however often it is said."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import server.keeping
from core.sync.messages import PROTOCOL, Hello
from core.sync.records import SCHEMA
from server.compose import opened
from server.people import HERSELF
from storage.ledger.ledger import new_epoch
from tests.server.rig import RunningServer, make_server, run_words, say_words

BLOB = "ab/" + "ab" * 32
CONTENT = b"sealed by a desk " * 999


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Backed up beside itself; since then "late" came and "lost" was locked, and an attachment is gone."""
    folder = tmp_path / "s"
    make_server(folder)
    say_words(folder, "user", "add", "lost")
    place = folder / "blobs" / BLOB
    place.parent.mkdir(parents=True)
    place.write_bytes(CONTENT)
    say_words(folder, "backup", "--to", str(tmp_path / "backup"))
    place.unlink()
    say_words(folder, "user", "add", "late")
    say_words(folder, "user", "lock", "lost")
    return folder


def standing(folder: Path) -> tuple[str, frozenset[str], frozenset[str]]:
    """Epoch, everybody, and who is locked."""
    with opened(folder) as one:
        people = one.trust.accounts.all()
        epoch = one.ledger.hello(HERSELF, Hello(PROTOCOL, "0.1.0", SCHEMA)).epoch
    return (
        epoch,
        frozenset(one.login for one in people),
        frozenset(one.login for one in people if one.is_locked),
    )


class Ending:
    """The word ends before the step of this number, as by Ctrl-C."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self._left = at
        for owner, name in (
            (Path, "rename"),
            (Path, "replace"),
            (os, "link"),
            (os, "fsync"),
            (shutil, "copyfile"),
            (shutil, "rmtree"),
            (server.keeping, "new_epoch"),
            (server.keeping, "_keep_out"),
        ):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    @property
    def is_through(self) -> bool:
        return self._left > 0

    def _counted(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left == 0:
                raise KeyboardInterrupt
            return step(*given, **named)

        return counted


def test_however_a_restore_ends_the_old_database_is_there_or_the_new_one_with_its_epoch(
    folder: Path, tmp_path: Path
) -> None:
    before, seen = standing(folder), set()
    for at in range(1, 99):
        tried = tmp_path / f"tried-{at}"
        shutil.copytree(folder, tried)
        with pytest.MonkeyPatch.context() as patch:
            ending = Ending(patch, at)
            try:
                say_words(tried, "restore", str(tmp_path / "backup"), status=130)
            except AssertionError:
                assert ending.is_through
                break
        epoch, people, locked = after = standing(tried)
        is_new = "late" not in people
        assert after == before or (is_new and epoch != before[0]), f"step {at}"
        assert locked == {"lost"}, f"step {at}"
        assert not is_new or (tried / "blobs" / BLOB).read_bytes() == CONTENT
        seen.add(is_new)
        say_words(tried, "restore", str(tmp_path / "backup"))
        again, people, locked = standing(tried)
        assert again not in (before[0], epoch)
        assert people == {"admin", "lost"}
        assert locked == {"lost"}, f"a second try after step {at} lets nobody in"
        assert not list(tried.glob("rest*")), "nothing is left of the first try"
    assert seen == {False, True}


def test_the_log_of_a_database_that_cannot_be_read_goes_aside_with_it(folder: Path, tmp_path: Path) -> None:
    with (folder / "ledger.db").open("rb+") as file:
        file.write(b"\0" * 16)
    damaged = (folder / "ledger.db").read_bytes()
    (folder / "ledger.db-wal").write_bytes(b"of the damaged one")
    said = say_words(folder, "restore", str(tmp_path / "backup"))
    assert "belongs to another database" in said
    [aside] = folder.glob("ledger.db.before-*[!wl]")
    assert aside.name in said
    assert aside.read_bytes() == damaged
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"of the damaged one"
    assert "Everything is whole." in say_words(folder, "check")


def test_an_attachment_that_a_full_disk_cut_off_is_whole_after_the_next_try(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_names: object) -> None:
        raise OSError(errno.EXDEV, "another disk")

    def cut_off(source: Path, target: Path, **_how: object) -> None:
        if Path(source).name == "ledger.db":
            Path(target).write_bytes(Path(source).read_bytes())
            return
        Path(target).write_bytes(CONTENT[:100])
        raise OSError(errno.ENOSPC, "full")

    before = standing(folder)
    with monkeypatch.context() as full:
        full.setattr(os, "link", no_link)
        full.setattr(shutil, "copyfile", cut_off)
        say_words(folder, "restore", str(tmp_path / "backup"), status=1)
    assert not (folder / "blobs" / BLOB).exists(), "what is not whole does not have its name"
    assert standing(folder) == before
    monkeypatch.setattr(os, "link", no_link)
    (folder / "blobs" / BLOB).write_bytes(CONTENT[:100])  # as an older program left it
    say_words(folder, "restore", str(tmp_path / "backup"))
    assert (folder / "blobs" / BLOB).read_bytes() == CONTENT
    assert [file.name for file in (folder / "blobs").rglob("*") if file.is_file()] == [BLOB[3:]]


def test_nobody_looks_at_a_database_while_a_backup_takes_its_place(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def met(*given: Any) -> str:
        said.append(run_words(folder, "user", "list", status=1))
        return new_epoch(*given)

    monkeypatch.setattr(server.keeping, "new_epoch", met)
    say_words(folder, "restore", str(tmp_path / "backup"))
    assert ["is being exchanged" in one for one in said] == [True]


def test_a_database_that_is_gone_is_asked_for_and_no_empty_one_made(folder: Path, tmp_path: Path) -> None:
    (folder / "ledger.db").rename(folder / "ledger.db.before-2026-03-01T10-00-00")
    for words in (("user", "list"), ("check",), ("run",), ("rotate", "--database-key")):
        said = say_words(folder, *words, status=1)
        assert "ledger.db is missing" in said
        assert "ledger.db.before-" in said
        assert '"restore"' in said
        assert not (folder / "ledger.db").exists()
    assert "There was no database before" in say_words(folder, "restore", str(tmp_path / "backup"))
    assert "Everything is whole." in say_words(folder, "check")


def test_a_key_that_waits_for_its_database_is_kept_while_that_is_gone(folder: Path) -> None:
    shutil.copy(folder / "server.keys", folder / "server.keys.new")
    (folder / "ledger.db").rename(folder / "elsewhere")
    say_words(folder, "user", "list", status=1)
    assert (folder / "server.keys.new").exists()
    (folder / "elsewhere").rename(folder / "ledger.db")
    assert "lost" in say_words(folder, "user", "list")
    assert not (folder / "server.keys.new").exists()


def test_who_is_the_only_administrator_of_the_backup_is_left_in_and_named(
    folder: Path, tmp_path: Path
) -> None:
    say_words(folder, "user", "role", "late", "administrator")
    say_words(folder, "user", "lock", "admin")
    before = standing(folder)[0]
    said = say_words(folder, "restore", str(tmp_path / "backup"))
    assert "The backup was put back" in said
    assert "admin was locked since the backup" in said
    assert "lost was" not in said
    epoch, people, locked = standing(folder)
    assert epoch != before
    assert people == {"admin", "lost"}
    assert locked == {"lost"}, "who comes after is kept out all the same"
    assert "Everything is whole." in say_words(folder, "check")


def test_a_desk_that_was_revoked_in_the_backup_and_lost_since_is_still_to_be_wiped(
    own_server: Callable[[], RunningServer], tmp_path: Path
) -> None:
    server = own_server()
    server.new_desk("front")
    server.words("desk", "revoke", "front")
    server.words("backup", "--to", str(tmp_path / "backup"))
    server.words("desk", "wipe", "front")
    server.stop()
    server.words("restore", str(tmp_path / "backup"))
    assert "to be wiped" in server.words("desk", "list")
    assert server.words("audit").count("desk to be wiped") == 1, "the log says what was done"
