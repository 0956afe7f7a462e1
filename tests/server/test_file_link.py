"""Two desks' files over real TLS and a real server: a cut in the middle, and on from there; byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from console.sync.ferry import Fate, Steps
from core.errors import EnvironmentFault
from core.ids import FileId, TicketId
from core.tickets.commands import AttachFile
from courier.file_link import FileLink
from storage.blobs import PIECE, sealed_size
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.fakes.cable import Cable
from tests.server.rig import PASSWORD, RunningServer
from tests.storage import making
from tests.storage.making import PASSPHRASE, WANG

NOTHING: frozenset[str] = frozenset()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[SqlDesk, SqlDesk]]:
    with ExitStack() as stack:
        made = [create_desk(tmp_path / name, PASSPHRASE, cost=TEST_COST) for name in ("one", "other")]
        for desk in made:
            stack.callback(desk.close)
        yield made[0], made[1]


def link(server: RunningServer, login: str, port: int) -> FileLink:
    seat = server.seat(login)
    own = FileLink(replace(seat.credentials, port=port))
    server.links.append(own)
    own.sign_in(login, PASSWORD)
    return own


def test_cut_in_the_middle_it_goes_on_and_is_equal_byte_for_byte(
    server: RunningServer, desks: tuple[SqlDesk, SqlDesk], tmp_path: Path
) -> None:
    one, other = desks
    source = tmp_path / "photo.jpg"
    source.write_bytes(os.urandom(2 * PIECE + 12_345))
    content = one.files.folder.seal_file(source, "photo.jpg")
    one.perform(making.opening())
    one.perform(AttachFile(making.stamp(1), TicketId("t1"), FileId("f1"), "photo.jpg", "image/jpeg", content))
    size = sealed_size(content.size)
    cable = Cable(server.port)
    try:
        way = link(server, f"sender-{os.urandom(3).hex()}", cable.port)
        sending = Steps(lambda act: act(one))
        first = sending.step(way, {}, WANG, NOTHING)
        assert first is not None
        assert (first.done, first.fate) == (PIECE, Fate.MOVING)
        cable.cut()
        with pytest.raises(EnvironmentFault):
            sending.step(way, {}, WANG, NOTHING)
        early = Steps(lambda act: act(other))
        cable.mend()
        assert early.fetch(way, content.blob, size).fate is Fate.NOT_SENT
        again = Steps(lambda act: act(one))
        fates = [again.step(way, {}, WANG, NOTHING) for _ in range(3)]
        assert [step.fate if step else None for step in fates] == [Fate.MOVING, Fate.WHOLE, None]
        fetching = Steps(lambda act: act(other))
        assert fetching.fetch(way, content.blob, size).done == PIECE
        cable.cut()
        with pytest.raises(EnvironmentFault):
            fetching.fetch(way, content.blob, size)
        cable.mend()
        steps = [Steps(lambda act: act(other)).fetch(way, content.blob, size) for _ in range(2)]
        assert [step.fate for step in steps] == [Fate.MOVING, Fate.WHOLE]
    finally:
        cable.close()
    assert b"".join(other.files.folder.opened(content, "photo.jpg")) == source.read_bytes()


@pytest.mark.parametrize("damaged", [False, True])
def test_a_server_killed_after_the_last_piece_has_it_whole_in_the_end(
    server: RunningServer, desks: tuple[SqlDesk, SqlDesk], tmp_path: Path, damaged: bool
) -> None:
    """What it finds after the kill: every byte of it, and not under its name."""
    one, other = desks
    source = tmp_path / "photo.jpg"
    source.write_bytes(os.urandom(12_345))
    content = one.files.folder.seal_file(source, "photo.jpg")
    one.perform(making.opening())
    one.perform(AttachFile(making.stamp(1), TicketId("t1"), FileId("f1"), "photo.jpg", "image/jpeg", content))
    size = sealed_size(content.size)
    part = server.folder / "blobs" / content.blob[:2] / f"{content.blob}.part"
    part.parent.mkdir(exist_ok=True)
    part.write_bytes(os.urandom(size) if damaged else one.files.folder.piece(content.blob, 0))
    way = link(server, f"sender-{os.urandom(3).hex()}", server.port)
    sending = Steps(lambda act: act(one))
    fates = [step.fate for _ in range(3) if (step := sending.step(way, {}, WANG, NOTHING))]
    assert fates == ([Fate.MOVING, Fate.WHOLE] if damaged else [Fate.WHOLE])
    assert Steps(lambda act: act(other)).fetch(way, content.blob, size).fate is Fate.WHOLE
    assert b"".join(other.files.folder.opened(content, "photo.jpg")) == source.read_bytes()
