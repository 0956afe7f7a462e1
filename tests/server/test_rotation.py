"""A new key for the database: nobody comes in between, and nobody's work goes with the old file."""

from __future__ import annotations

from pathlib import Path

import pytest

import server.keeping
from server.compose import opened
from server.folder import ServerKeys, write_keys
from storage.keys import DatabaseKey
from storage.ledger.copies import copy_to
from storage.ledger.stores import EmbeddedStore
from tests.server.rig import make_server, run_words, say_words

EXCHANGED = "Try again when that has ended"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_server(tmp_path / "s")
    return tmp_path / "s"


def test_a_word_in_the_middle_of_a_rotation_is_refused_and_the_new_key_survives(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def written_and_met(path: Path, keys: ServerKeys) -> None:
        write_keys(path, keys)
        said.append(run_words(folder, "check", status=1))
        said.append(run_words(folder, "run", status=1))
        assert path.exists()

    monkeypatch.setattr(server.keeping, "write_keys", written_and_met)
    say_words(folder, "rotate", "--database-key")
    assert [EXCHANGED in one for one in said] == [True, True]
    assert "admin" in say_words(folder, "user", "list")
    assert "Everything is whole." in say_words(folder, "check")


def test_what_another_word_would_do_while_the_database_is_copied_is_refused_instead_of_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def copied_and_met(store: EmbeddedStore, path: Path, key: DatabaseKey) -> None:
        copy_to(store, path, key)
        said.append(say_words(folder, "user", "add", "wang.li", status=1))

    monkeypatch.setattr(server.keeping, "copy_to", copied_and_met)
    say_words(folder, "rotate", "--database-key")
    assert [EXCHANGED in one for one in said] == [True]
    say_words(folder, "user", "add", "wang.li")


def test_no_key_is_changed_while_another_word_is_at_work(folder: Path, tmp_path: Path) -> None:
    keys = (folder / "server.keys").read_bytes()
    with opened(folder):
        assert "admin" in say_words(folder, "user", "list"), "words do not keep each other out"
        assert "Another word is at work" in say_words(folder, "rotate", "--database-key", status=1)
        assert "Another word is at work" in say_words(folder, "restore", str(tmp_path), status=1)
    assert (folder / "server.keys").read_bytes() == keys
    say_words(folder, "rotate", "--database-key")


def test_a_rotation_that_died_before_its_database_was_there_never_happened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written_and_died(path: Path, keys: ServerKeys) -> None:
        write_keys(path, keys)
        raise KeyboardInterrupt

    monkeypatch.setattr(server.keeping, "write_keys", written_and_died)
    say_words(folder, "rotate", "--database-key", status=130)
    assert "admin" in say_words(folder, "user", "list")
    assert not (folder / "server.keys.new").exists()
    monkeypatch.undo()
    say_words(folder, "rotate", "--database-key")
    assert "Everything is whole." in say_words(folder, "check")
