"""Files on a desk: sealed in pieces, whole or not there, swept when nobody names them, noise to who has no key."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.errors import EnvironmentFault
from core.ids import FileId, TicketId
from core.tickets.commands import AttachFile, RemoveAttachment
from core.tickets.files import LARGEST, Content, FileDamaged, FileNotHere, FileTooLarge, Held
from core.tickets.ticket import UnknownTicket
from storage.blobs import PIECE, TAG, BlobFolder, NotAFile, sealed_size
from storage.desk import SqlDesk, open_desk
from storage.faults import DiskFull
from storage.wiping import wipe_profile
from tests.storage import making
from tests.storage.making import PASSPHRASE, at

NAME = "Kaffeemaschine-Rechnung.pdf"
WORDS = b"geheime zwischenablage " * 60_000  # more than one piece


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_bytes(WORDS)
    return path


def sealed(desk: SqlDesk, source: Path) -> Content:
    return desk.files.folder.seal_file(source, source.name)


def attach(desk: SqlDesk, content: Content, file: str = "f1", minute: float = 1) -> None:
    command = AttachFile(making.stamp(minute), TicketId("t1"), FileId(file), NAME, "application/pdf", content)
    desk.perform(command)


def held(desk: SqlDesk) -> list[Held]:
    card = desk.read.ticket(TicketId("t1"))
    assert card is not None
    return [one.held for one in card.files]


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_what_goes_in_comes_out_and_takes_the_room_that_is_said(tmp_path: Path, size: int) -> None:
    path, folder = tmp_path / "in", BlobFolder(tmp_path / "blobs")
    path.write_bytes(os.urandom(size))
    content = folder.seal_file(path, "in")
    assert b"".join(folder.opened(content, "in")) == path.read_bytes()
    assert folder.place(content.blob).stat().st_size == sealed_size(size)
    assert folder.is_whole(content.blob)


def test_every_change_of_the_sealed_bytes_is_noticed(tmp_path: Path, source: Path) -> None:
    folder = BlobFolder(tmp_path / "blobs")
    content = folder.seal_file(source, NAME)
    place = folder.place(content.blob)
    good = place.read_bytes()
    first, second = good[: PIECE + TAG], good[PIECE + TAG :]
    flipped = bytes([good[5] ^ 1])
    for bad in (good[:5] + flipped + good[6:], first, good + b"!", second + first, first + first, b""):
        place.write_bytes(bad)
        with pytest.raises(FileDamaged):
            list(folder.opened(content, NAME))
    place.unlink()
    with pytest.raises(FileNotHere):
        list(folder.opened(content, NAME))


@pytest.mark.parametrize("name", ["../../desk.key", "/etc/passwd", "A" * 64, "", "0" * 64 + ".part"])
def test_nothing_but_a_hash_leads_to_a_file(tmp_path: Path, name: str) -> None:
    """A ticket that a server sends may say anything."""
    with pytest.raises(FileNotHere):
        BlobFolder(tmp_path).place(name)


def test_a_folder_and_what_is_too_large_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    folder, large = BlobFolder(tmp_path / "blobs"), tmp_path / "large"
    with pytest.raises(NotAFile):
        folder.seal_file(tmp_path, "tmp")
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FileTooLarge):
        folder.seal_file(large, "large")
    assert not [one for one in (tmp_path / "blobs").rglob("*") if one.is_file()]


def test_a_full_disk_says_so_and_leaves_nothing_half(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real = BlobFolder(tmp_path / "blobs"), os.fsync

    def full(handle: int) -> None:
        if os.path.isfile(f"/proc/self/fd/{handle}"):  # noqa: PTH113 - of an open file
            raise OSError(errno.ENOSPC, "no room")
        real(handle)

    monkeypatch.setattr("storage.blobs.os.fsync", full)
    with pytest.raises(DiskFull):
        folder.seal_file(source, NAME)
    assert not [one for one in folder.folder.rglob("*") if one.is_file()]


def test_one_transaction_says_that_it_is_there_and_waits(desk: SqlDesk, folder: Path, source: Path) -> None:
    content = sealed(desk, source)
    with pytest.raises(UnknownTicket):
        attach(desk, content)
    assert desk.files.next_to_send() is None, "an operation that was refused leaves nothing to send"
    desk.perform(making.opening())
    attach(desk, content)
    desk.close()
    again = open_desk(folder, PASSPHRASE)
    try:
        waiting = again.files.next_to_send()
        assert waiting is not None
        assert (waiting.blob, waiting.size, waiting.sent) == (content.blob, sealed_size(len(WORDS)), 0)
        again.files.sent(content.blob, PIECE, is_whole=False)
        going_on = again.files.next_to_send()
        assert going_on is not None
        assert going_on.sent == PIECE
        assert held(again) == [Held.WAITING]
        again.files.sent(content.blob, waiting.size, is_whole=True)
        assert (again.files.next_to_send(), held(again)) == (None, [Held.HERE])
        card = again.read.ticket(TicketId("t1"))
        assert card is not None
        assert b"".join(again.files.folder.opened(card.files[0].file.content, NAME)) == WORDS
        assert [hit.ref for hit in again.read.search("Kaffeemaschine")] == ["t1"]
    finally:
        again.close()


def test_removed_and_back_again_is_one_file_and_stays_in_the_story(desk: SqlDesk, source: Path) -> None:
    desk.perform(making.opening())
    attach(desk, sealed(desk, source))
    for minute, away in ((2, True), (3, False), (4, True)):
        desk.perform(RemoveAttachment(making.stamp(minute), TicketId("t1"), FileId("f1"), away))
        card = desk.read.ticket(TicketId("t1"))
        assert card is not None
        [row] = card.files
        assert row.file.removed_at == (at(minute) if away else None)


def test_bytes_that_nobody_names_are_swept_and_others_stay(desk: SqlDesk, source: Path) -> None:
    desk.perform(making.opening())
    kept, orphan = sealed(desk, source), sealed(desk, source)
    attach(desk, kept)
    for blob in (kept.blob, orphan.blob):
        os.utime(desk.files.folder.place(blob), (1, 1))
    left = desk.files.folder.folder / "0123.new"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    fresh = sealed(desk, source)
    assert desk.files.sweep(at(5)) == 2
    assert desk.files.folder.is_whole(kept.blob)
    assert not desk.files.folder.is_whole(orphan.blob)
    assert desk.files.folder.is_whole(fresh.blob), "its operation may be on its way to the disk"
    desk.perform(RemoveAttachment(making.stamp(6), TicketId("t1"), FileId("f1")))
    assert desk.files.sweep(at(7)) == 0
    assert desk.files.sweep(at(7) + timedelta(days=31)) == 1
    assert desk.files.next_to_send() is None


def test_a_lost_one_is_fetched_again_only_if_the_server_has_it(desk: SqlDesk, source: Path) -> None:
    desk.perform(making.opening())
    content = sealed(desk, source)
    attach(desk, content)
    desk.files.lost(content.blob)
    assert held(desk) == [Held.BROKEN]
    desk.files.arrived(content.blob, 1)
    assert held(desk) == [Held.HERE]
    desk.files.lost(content.blob)
    assert held(desk) == [Held.AWAY]


def test_pieces_that_come_are_proved_before_they_get_their_name(tmp_path: Path, source: Path) -> None:
    here, there = BlobFolder(tmp_path / "here"), BlobFolder(tmp_path / "there")
    content = here.seal_file(source, NAME)
    size = sealed_size(len(WORDS))
    assert there.add(content.blob, here.piece(content.blob, 0), size) is False
    offset = BlobFolder(tmp_path / "there").fetched(content.blob)
    assert offset == PIECE, "what had come before a kill is there after it"
    assert there.add(content.blob, here.piece(content.blob, offset), size) is True
    assert b"".join(there.opened(content, NAME)) == WORDS
    bad = replace(content, blob="0" * 64)
    assert there.add(bad.blob, b"x" * 20, 20) is None
    assert there.fetched(bad.blob) == 0


def test_neither_words_nor_names_nor_keys_are_readable_and_a_wipe_takes_all(
    desk: SqlDesk, folder: Path, source: Path
) -> None:
    desk.perform(making.opening())
    content = sealed(desk, source)
    attach(desk, content)
    desk.close()
    secrets = [b"zwischenablage", b"Kaffeemaschine", content.key.encode(), bytes.fromhex(content.key)]
    secrets += ["Kaffeemaschine".encode("utf-16-le"), content.digest.encode()]
    found = [
        one for one in folder.rglob("*") if one.is_file() for secret in secrets if secret in one.read_bytes()
    ]
    assert found == []
    assert (folder / "blobs" / content.blob[:2] / content.blob).exists()
    wipe_profile(folder)
    assert list(folder.iterdir()) == []


def test_saving_is_whole_or_leaves_what_was_there(tmp_path: Path, source: Path) -> None:
    folder, target = BlobFolder(tmp_path / "blobs"), tmp_path / "out.pdf"
    content = folder.seal_file(source, NAME)
    target.write_bytes(b"before")
    place = folder.place(content.blob)
    good = place.read_bytes()
    place.write_bytes(good[:-1])
    with pytest.raises(FileDamaged):
        folder.save(content, NAME, target)
    assert target.read_bytes() == b"before"
    place.write_bytes(good)
    told: list[Any] = []
    folder.save(content, NAME, target, lambda done, of: told.append((done, of)))
    assert target.read_bytes() == WORDS
    assert told[-1] == (len(WORDS), len(WORDS))
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([NAME, "blobs", "out.pdf"])
    with pytest.raises(EnvironmentFault):
        folder.save(content, NAME, tmp_path / "nowhere" / "out.pdf")
