"""Files between desks: pieces go between rounds, go on where they broke off, and are refused when damaged."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from console.sync.ferry import Carried, Fate, Ferry
from core.ids import FileId, TicketId, new_id
from core.sync.messages import Push
from core.tickets.commands import AssignTicket, AttachFile, RemoveAttachment
from core.tickets.files import Content, FileRow, Held
from storage.blobs import PIECE, sealed_size
from storage.ledger.ledger import new_epoch
from tests.console.sync.rig import JoinedDesk
from tests.fakes.server import FakeServer, FakeSession

Join = Callable[[str, str], JoinedDesk]
WORDS = b"geheime zwischenablage " * 120_000  # three pieces


class Carrying:
    """A joined desk with its ferry, as the room joins them."""

    def __init__(self, desk: JoinedDesk) -> None:
        self.desk = desk
        self.ferry = Ferry(desk.keeper, desk.hop)
        self.told: list[Carried] = []
        self.ferry.listen(self.told.append)

    def round(self) -> None:
        self.desk.keeper.look()
        if self.desk.told.rounds and self.desk.server.is_up:
            self.ferry.begin(self.desk.stamp().agent)
        else:
            self.ferry.pause()

    def attach(self, ticket: TicketId, source: Path) -> Content:
        assert self.desk.desk is not None
        content = self.desk.desk.files.folder.seal_file(source, source.name)
        file = FileId(new_id())
        self.desk.do(AttachFile(self.desk.stamp(), ticket, file, source.name, "image/jpeg", content))
        return content

    def row(self, ticket: TicketId) -> FileRow:
        assert self.desk.desk is not None
        card = self.desk.desk.read.ticket(ticket)
        assert card is not None
        [row] = card.files
        return row

    def words(self, ticket: TicketId) -> bytes:
        assert self.desk.desk is not None
        row = self.row(ticket)
        return b"".join(self.desk.desk.files.folder.opened(row.file.content, row.file.name))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Kaffeemaschine.jpg"
    path.write_bytes(WORDS)
    return path


@pytest.fixture
def two(join: Join) -> tuple[Carrying, Carrying]:
    one, other = join("a", "wang"), join("b", "zhang")
    one.begin("wang")
    other.begin("zhang")
    return Carrying(one), Carrying(other)


Two = tuple[Carrying, Carrying]


def test_a_file_attached_on_one_desk_is_opened_on_the_other(two: Two, source: Path) -> None:
    one, other = two
    ticket = one.desk.ticket("with a photo")
    content = one.attach(ticket, source)
    assert one.row(ticket).held is Held.WAITING
    one.round()
    assert one.row(ticket).held is Held.HERE
    assert [(step.done, step.fate) for step in one.told][-1] == (sealed_size(len(WORDS)), Fate.WHOLE)
    assert len(one.told) == 3, "three pieces, each a step of its own"
    other.round()
    assert other.row(ticket).held is Held.AWAY, (
        "a large one of somebody else's ticket comes when it is asked for"
    )
    other.ferry.want(content.blob, sealed_size(content.size))
    assert other.row(ticket).held is Held.HERE
    assert other.words(ticket) == WORDS


def test_a_small_one_of_my_open_ticket_comes_by_itself(two: Two, source: Path) -> None:
    one, other = two
    source.write_bytes(b"small")
    ticket = one.desk.ticket("for zhang")
    one.attach(ticket, source)
    one.desk.do(AssignTicket(one.desk.stamp(), ticket, other.desk.stamp().agent, None))
    one.round()
    other.round()
    assert other.words(ticket) == b"small"


def test_while_the_server_is_away_it_waits_and_goes_on_where_it_was(two: Two, source: Path) -> None:
    one, other = two
    ticket = one.desk.ticket("cut")
    content = one.attach(ticket, source)
    server = one.desk.server
    put, puts = FakeSession.put_blob, list[int]()

    def cut_after_the_first(session: FakeSession, name: str, offset: int, size: int, piece: bytes) -> object:
        held = put(session, name, offset, size, piece)
        puts.append(offset)
        server.is_up = False
        return held

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeSession, "put_blob", cut_after_the_first)
        one.round()
    assert one.row(ticket).held is Held.WAITING
    other.ferry.want(content.blob, sealed_size(content.size))
    assert other.ferry.is_wanted(content.blob), "it comes when the server is there again"
    server.is_up = True
    one.told.clear()
    one.round()
    assert [step.done for step in one.told] == [2 * PIECE, sealed_size(len(WORDS))]
    other.round()
    assert other.words(ticket) == WORDS
    assert not other.ferry.is_wanted(content.blob)


def test_one_that_its_desk_has_not_sent_yet_is_said_and_comes_later(two: Two, source: Path) -> None:
    one, other = two
    ticket = one.desk.ticket("early")
    content = one.attach(ticket, source)
    one.desk.keeper.look()
    other.round()
    other.ferry.want(content.blob, sealed_size(content.size))
    assert [step.fate for step in other.told] == [Fate.NOT_SENT]
    one.round()
    other.round()
    assert other.words(ticket) == WORDS


def test_damaged_on_the_way_it_is_fetched_again_and_then_said(two: Two, source: Path) -> None:
    one, other = two
    ticket = one.desk.ticket("damaged")
    content = one.attach(ticket, source)
    one.round()
    other.round()
    blob, bad = FakeSession.blob, [9]  # three times three pieces

    def flipped(session: FakeSession, name: str, offset: int, most: int) -> bytes:
        piece = blob(session, name, offset, most)
        bad[0] -= 1
        return piece[:-1] + bytes([piece[-1] ^ 1]) if bad[0] >= 0 else piece

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeSession, "blob", flipped)
        other.ferry.want(content.blob, sealed_size(content.size))
        assert other.told[-1].fate is Fate.DAMAGED
        assert other.row(ticket).held is Held.AWAY
        bad[0] = 1
        other.ferry.want(content.blob, sealed_size(content.size))
    assert other.words(ticket) == WORDS


@pytest.mark.parametrize("cut", [False, True])
def test_one_that_is_damaged_here_is_not_sent_and_never_asked_for_again(
    two: Two, source: Path, cut: bool
) -> None:
    one, _ = two
    ticket = one.desk.ticket("rotten")
    content = one.attach(ticket, source)
    assert one.desk.desk is not None
    place = one.desk.desk.files.folder.place(content.blob)
    place.write_bytes(os.urandom(PIECE if cut else place.stat().st_size))
    one.round()
    assert one.row(ticket).held is Held.BROKEN
    assert one.told[-1].fate is Fate.DAMAGED
    one.told.clear()
    one.round()
    assert one.told == []


@pytest.mark.parametrize("damaged", [False, True])
def test_a_server_that_died_before_the_last_step_takes_it_all_the_same(
    two: Two, source: Path, server: FakeServer, damaged: bool
) -> None:
    one, other = two
    ticket = one.desk.ticket("killed")
    content = one.attach(ticket, source)
    size = sealed_size(content.size)
    assert one.desk.desk is not None
    whole = one.desk.desk.files.folder.place(content.blob).read_bytes()
    part = server.folder / "blobs" / content.blob[:2] / f"{content.blob}.part"
    part.parent.mkdir()
    part.write_bytes(bytes(size) if damaged else whole)
    one.round()
    assert one.row(ticket).held is Held.HERE
    pieces = [0, PIECE, 2 * PIECE, size] if damaged else [size]
    assert [step.done for step in one.told] == pieces, (
        "what is damaged there is sent again from its beginning"
    )
    other.round()
    other.ferry.want(content.blob, size)
    assert other.words(ticket) == WORDS


def test_rounds_come_between_pieces(two: Two, source: Path) -> None:
    one, other = two
    ticket = one.desk.ticket("between")
    one.attach(ticket, source)
    order: list[str] = []
    put, push = FakeSession.put_blob, FakeSession.push

    def one_piece(session: FakeSession, name: str, offset: int, size: int, piece: bytes) -> object:
        order.append("piece")
        return put(session, name, offset, size, piece)

    def one_round(session: FakeSession, what: Push) -> object:
        order.append("round")
        return push(session, what)

    def typing(_: Carried) -> None:
        one.desk.note(ticket, "typed meanwhile")
        one.desk.keeper.look()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FakeSession, "put_blob", one_piece)
        patch.setattr(FakeSession, "push", one_round)
        one.ferry.listen(typing)
        one.round()
    assert order == ["round", "piece", "round", "piece", "round", "piece", "round"]
    other.desk.keeper.look()
    assert other.row(ticket).file.name == "Kaffeemaschine.jpg"


def test_a_restored_server_gets_the_bytes_again(two: Two, source: Path, server: FakeServer) -> None:
    one, other = two
    ticket = one.desk.ticket("restored")
    content = one.attach(ticket, source)
    one.round()
    (server.folder / "blobs" / content.blob[:2] / content.blob).unlink()
    new_epoch(server.ledger.store)
    one.round()
    other.round()
    other.ferry.want(content.blob, sealed_size(content.size))
    assert other.words(ticket) == WORDS


def test_removed_on_one_desk_it_is_off_the_other(two: Two, source: Path) -> None:
    one, other = two
    ticket = one.desk.ticket("removed")
    one.attach(ticket, source)
    one.desk.do(RemoveAttachment(one.desk.stamp(), ticket, one.row(ticket).file.id))
    one.round()
    other.round()
    assert not other.row(ticket).file.is_there


def test_the_server_holds_noise(two: Two, source: Path, server: FakeServer) -> None:
    one, _ = two
    ticket = one.desk.ticket("secret")
    content = one.attach(ticket, source)
    one.round()
    secrets = (b"zwischenablage", b"Kaffeemaschine", content.key.encode(), bytes.fromhex(content.key))
    files = [one for one in server.folder.rglob("*") if one.is_file()]
    assert any(one.name == content.blob for one in files)
    assert [one for one in files for secret in secrets if secret in one.read_bytes()] == []
