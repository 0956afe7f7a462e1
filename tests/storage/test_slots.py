"""The key of a desk that joined a server: a copy for each person, and a half of another way in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import RuleViolation, Trouble
from storage.faults import KeyFileDamaged, KeyFileTooNew
from storage.keys import TEST_COST, new_key, read_key_file, write_key_file
from storage.slot_faults import KeyFileOfOtherSort, KeySealedForAnother, NotAtThisDesk, WrongPassword
from storage.slots import PeopleKeys

KEY = new_key()


@pytest.fixture
def people(tmp_path: Path) -> PeopleKeys:
    made = PeopleKeys(tmp_path / "desk.key")
    made.make(KEY, "wang.fang", "a password of hers", TEST_COST)
    return made


def test_each_person_opens_the_desk_with_a_password_of_their_own(people: PeopleKeys) -> None:
    people.admit("li.lei", "another password", KEY, TEST_COST)
    assert people.open("wang.fang", "a password of hers") == KEY
    assert people.open("li.lei", "another password") == KEY
    assert people.open(" Wang.Fang ", "ａ password of hers") == KEY  # however it was typed


def test_a_wrong_password_and_a_stranger_are_told_apart_here(people: PeopleKeys) -> None:
    with pytest.raises(WrongPassword):
        people.open("wang.fang", "a password of his")
    with pytest.raises(NotAtThisDesk):
        people.open("li.lei", "a password of hers")


def test_a_changed_password_opens_and_the_old_one_does_not(people: PeopleKeys) -> None:
    people.admit("wang.fang", "a newer password", KEY, TEST_COST)
    assert people.open("wang.fang", "a newer password") == KEY
    with pytest.raises(WrongPassword):
        people.open("wang.fang", "a password of hers")


def test_a_person_who_was_dismissed_needs_the_server_again(people: PeopleKeys) -> None:
    people.dismiss("wang.fang")
    people.dismiss("nobody")
    with pytest.raises(NotAtThisDesk):
        people.open("wang.fang", "a password of hers")


def test_what_the_server_keeps_opens_only_together_with_this_file(people: PeopleKeys, tmp_path: Path) -> None:
    sealed = people.seal(KEY)
    assert people.unseal(sealed) == KEY
    assert KEY.secret.hex() not in sealed
    other = PeopleKeys(tmp_path / "other.key")
    other.make(KEY, "wang.fang", "a password of hers", TEST_COST)
    for stranger, text in ((other, sealed), (people, sealed[:-8] + "AAAAAAA="), (people, "no base64")):
        with pytest.raises(KeySealedForAnother):
            stranger.unseal(text)


def test_the_proof_tells_one_desk_from_another_and_stays(people: PeopleKeys, tmp_path: Path) -> None:
    before = people.proof
    people.admit("li.lei", "another password", KEY, TEST_COST)
    other = PeopleKeys(tmp_path / "other.key")
    other.make(KEY, "wang.fang", "a password of hers", TEST_COST)
    assert people.proof == before != other.proof


def test_the_file_names_nobody_and_holds_no_key(people: PeopleKeys, tmp_path: Path) -> None:
    text = (tmp_path / "desk.key").read_text()
    assert "wang" not in text
    assert KEY.secret.hex() not in text
    assert (tmp_path / "desk.key").stat().st_mode & 0o077 == 0


def test_a_copy_moved_to_another_name_is_damage_or_a_wrong_password(
    people: PeopleKeys, tmp_path: Path
) -> None:
    people.admit("li.lei", "another password", KEY, TEST_COST)
    path = tmp_path / "desk.key"
    body = json.loads(path.read_text())
    one, other = body["people"]
    body["people"][one], body["people"][other] = body["people"][other], body["people"][one]
    path.write_text(json.dumps(body))
    with pytest.raises(KeyFileDamaged):
        people.open("wang.fang", "another password")


def test_passphrase_and_people_are_not_taken_for_each_other(people: PeopleKeys, tmp_path: Path) -> None:
    with pytest.raises(KeyFileOfOtherSort):
        read_key_file(tmp_path / "desk.key", "a password of hers")
    alone = tmp_path / "alone.key"
    write_key_file(alone, KEY, "a passphrase", TEST_COST)
    assert not PeopleKeys(alone).is_there
    assert people.is_there
    with pytest.raises(KeyFileOfOtherSort):
        PeopleKeys(alone).open("wang.fang", "a passphrase")
    PeopleKeys(alone).make(KEY, "wang.fang", "a password of hers", TEST_COST)
    assert PeopleKeys(alone).open("wang.fang", "a password of hers") == KEY


def test_a_file_of_a_newer_program_is_left_alone(people: PeopleKeys, tmp_path: Path) -> None:
    from storage import keys  # noqa: PLC0415 - its checksum is wanted

    path = tmp_path / "desk.key"
    body = {**json.loads(path.read_text()), "version": 9}
    body["checksum"] = keys.checksum(body)
    path.write_text(json.dumps(body))
    with pytest.raises(KeyFileTooNew):
        people.open("wang.fang", "a password of hers")


def test_a_destroyed_key_opens_nothing_and_its_bytes_are_gone(people: PeopleKeys, tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    kept_open = path.open("rb")
    before = kept_open.read()
    people.destroy()
    kept_open.seek(0)
    assert kept_open.read() != before
    kept_open.close()
    assert not path.exists()
    people.destroy()
    with pytest.raises(Trouble):
        people.open("wang.fang", "a password of hers")
    assert issubclass(WrongPassword, RuleViolation)
