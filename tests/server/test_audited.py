"""What stands in the audit log of what comes in at the doors: once, with ids and without a word that was typed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from core.directory import NameEntry
from core.ids import NoteId, TicketId, new_id
from core.rights import Role
from core.sync.messages import Fate
from core.sync.plain import Json
from core.sync.records import Kind
from core.tickets.commands import AddNote, DeleteRecord, SaveDirectory
from core.trust import Turned
from courier.locked_desk import DeskLink, LockedDesk
from courier.server_troubles import TurnedAway
from tests.server.rig import PASSWORD, RunningServer, Seat


@pytest.fixture
def log(server: RunningServer) -> Iterator[Log]:
    yield Log(server)
    assert "Everything is whole." in server.words("check"), "the chain holds with every kind of entry"


class Log:
    """What was written since the test began."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._before = len(self._all())

    def _all(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._server.words("audit").splitlines()]

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [entry for entry in self._all()[self._before :] if entry["kind"] == kind]


def test_what_is_sent_twice_at_once_is_written_down_once(server: RunningServer, log: Log) -> None:
    boss = server.seat("sends-twice", Role.SUPERVISOR)
    opened = boss.open_ticket("to be deleted")
    arguments: Any = opened["arguments"]
    shaped = boss.wire(SaveDirectory(boss.stamp(), (NameEntry(f"team:{new_id()}", 9, None),)))
    deleted = boss.wire(DeleteRecord(boss.stamp(), Kind.TICKET.value, arguments["ticket"]))
    fates = [one.fate for one in boss.push(opened, shaped, shaped, deleted, deleted)]
    assert fates.count(Fate.TAKEN) == 3
    assert fates.count(Fate.TAKEN_BEFORE) == 2
    assert [entry["about"] for entry in log.of("rules changed") if entry["by"] == boss.person] == [
        shaped["id"]
    ]
    assert [entry["about"] for entry in log.of("deleted")] == [deleted["id"]]


def test_a_known_id_with_other_content_is_written_down(server: RunningServer, log: Log) -> None:
    seat = server.seat("alters")
    wire = seat.open_ticket("once")
    arguments: Any = wire["arguments"]
    altered = wire | {"arguments": {**arguments, "fields": {"subject": "a parrot"}}}
    assert [one.fate for one in seat.push(wire, altered, altered)] == [Fate.TAKEN, Fate.REFUSED, Fate.REFUSED]
    assert [one.fate for one in seat.push(altered)] == [Fate.REFUSED]
    entries = log.of("operation refused")
    assert len(entries) == 2, "once for each push"
    for entry in entries:
        assert (entry["by"], entry["desk"], entry["about"]) == (seat.person, seat.desk, wire["id"])
    assert "parrot" not in json.dumps(entries)


def test_what_cannot_be_read_is_written_down_by_its_id_and_does_not_fill_the_log(
    server: RunningServer, log: Log
) -> None:
    seat = server.seat("babbles")
    nonsense: list[dict[str, Json]] = [{"id": "x" * 128, "kind": "a parrot", "arguments": {}}]
    nonsense += [{"id": new_id(), "said": "a parrot"} for _ in range(50)]
    assert {one.fate for one in seat.push(*nonsense, *nonsense)} == {Fate.REFUSED}
    entries = log.of("operation refused")
    assert len(entries) == 20
    assert entries[0]["about"] == "x" * 64
    assert entries[1]["about"] == nonsense[1]["id"]
    assert {entry["facts"]["of"] for entry in entries} == {51}
    assert "parrot" not in json.dumps(entries)


def test_a_refusal_that_was_answered_before_is_not_written_down_again(
    server: RunningServer, log: Log
) -> None:
    seat = server.seat("asks-again")
    nowhere = seat.wire(AddNote(seat.stamp(), TicketId(new_id()), NoteId(new_id()), "nowhere"))
    for _ in range(2):
        assert [one.fate for one in seat.push(nowhere, nowhere)] == [Fate.REFUSED] * 2
    assert len(log.of("operation refused")) == 1


def test_who_was_given_the_key_of_a_desk_is_written_down(server: RunningServer, log: Log) -> None:
    server.new_person("keeps-key")
    credentials = server.new_desk("desk with a key")
    link = DeskLink(credentials)
    server.links.append(link)
    link.sign_in("keeps-key", PASSWORD)
    link.keep_key("half", "sealed text")
    newcomer = server.new_person("new-at-the-desk")
    desk = LockedDesk("localhost", server.port, server.authority, credentials.desk, "half")
    assert desk.key("new-at-the-desk", PASSWORD) == "sealed text"
    [entry] = log.of("desk key given")
    assert (entry["by"], entry["desk"], entry["about"]) == (newcomer, credentials.desk, credentials.desk)


def test_a_wrong_old_password_is_written_down(server: RunningServer, log: Log) -> None:
    seat: Seat = server.seat("forgets")
    with pytest.raises(TurnedAway) as why:
        seat.link.change_password("not the old one", "another good password")
    assert why.value.word is Turned.PASSWORD
    [entry] = log.of("password not changed")
    assert (entry["by"], entry["desk"], entry["about"]) == (seat.person, seat.desk, seat.person)
    assert "password" not in json.dumps(entry["facts"])
