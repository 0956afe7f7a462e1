"""The end of a lost desk: whatever breaks it off, the next start goes on, and what comes after is not touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console.file_shop import OPENED
from console.guard import finish_wipe
from console.profiles import Profile
from core.errors import Trouble
from storage import wiping
from storage.wiping import IN_THE_CLEAR, UNDER_WAY, is_under_way, wipe_profile

LEFT = ("desk.db", "desk.db-wal", "desk.key", "blobs/ab/abcd", "opened/x/letter.pdf", "log/console.log")


class PowerCut(BaseException):
    """Nothing is done after it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "desk"
    for name in LEFT:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(name)
    return place


def cut_at(step: int) -> Callable[[Path], None]:
    remove, done = wiping._remove, []

    def cut(one: Path) -> None:
        done.append(one)
        if len(done) > step:
            raise PowerCut
        remove(one)

    return cut


@pytest.mark.parametrize("step", range(6))
def test_broken_off_anywhere_the_next_start_goes_on(
    folder: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiping, "_remove", cut_at(step))
    with pytest.raises(PowerCut):
        wipe_profile(folder)
    monkeypatch.undo()
    assert not (folder / "desk.key").exists()
    assert (folder / "opened").exists() is (step == 0), "what can be read goes first"
    profile = Profile("desk", folder)
    assert is_under_way(folder)
    finish_wipe(profile)
    assert list(folder.iterdir()) == []
    assert not profile.is_being_wiped
    (folder / "desk.key").write_text("of whoever comes next")
    finish_wipe(profile)
    assert (folder / "desk.key").exists()


def test_what_something_holds_keeps_the_mark_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = wiping._remove

    def held(one: Path) -> None:
        if one.name == IN_THE_CLEAR:
            raise PermissionError(13, "in use")
        remove(one)

    monkeypatch.setattr(wiping, "_remove", held)
    with pytest.raises(Trouble):
        wipe_profile(folder)
    monkeypatch.undo()
    assert sorted(one.name for one in folder.iterdir()) == [UNDER_WAY, IN_THE_CLEAR]
    assert is_under_way(folder)
    wipe_profile(folder)
    assert list(folder.iterdir()) == []


def test_the_folder_that_can_be_read_is_the_one_that_files_are_opened_from() -> None:
    assert IN_THE_CLEAR == OPENED
