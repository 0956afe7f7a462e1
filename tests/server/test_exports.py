"""What left a desk stands in the audit log of a real server: once each, with nobody's address and no folder."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from core.door import AuditLine
from core.exports import Export, Exported, ExportNote
from core.ids import AgentId, new_id
from core.papers import PaperWay
from core.trust import Turned
from courier.locked_desk import DeskLink
from courier.server_troubles import TurnedAway
from server.compose import opened
from tests.server.rig import PASSWORD, RunningServer, Seat, as_json

AT = datetime(2026, 5, 4, 4, tzinfo=UTC)
CALLS = Export("calls-2026-05-01--2026-05-04", "csv", PaperWay.MAILED, 7, "house.example")


def link(server: RunningServer, seat: Seat, login: str) -> DeskLink:
    own = DeskLink(seat.credentials)
    server.links.append(own)
    own.sign_in(login, PASSWORD)
    return own


def entries(server: RunningServer, seat: Seat) -> list[AuditLine]:
    with opened(server.folder) as one:
        found = one.trust.log.newest(1_000)
        assert one.trust.log.check() == ()
    return [entry for entry in found if (entry.kind, entry.desk) == ("exported", seat.desk)]  # type: ignore[misc]


def facts(entry: AuditLine) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entry.facts)
    return found


def test_an_export_stands_in_the_audit_log_once(server: RunningServer) -> None:
    seat = server.seat("exporter")
    desk = link(server, seat, "exporter")
    note = ExportNote(new_id(), AT, seat.person, CALLS)
    other = ExportNote(new_id(), AT, seat.person, Export("month", "pdf", PaperWay.SAVED), 3, AT)
    desk.exported(Exported((note, note)))
    desk.exported(Exported((note, other)))
    first, second = entries(server, seat)
    assert (first.by, first.about) == (seat.person, CALLS.what)
    assert datetime.fromisoformat(first.at) > AT, "when the server heard of it"
    assert facts(first) == {
        "id": note.id,
        "at": AT.isoformat(),
        "format": "csv",
        "way": "mailed",
        "rows": 7,
        "domain": "house.example",
    }
    assert (facts(second)["times"], facts(second)["rows"]) == (3, None)


def test_who_tells_of_an_export_of_somebody_else_is_named_beside_them(server: RunningServer) -> None:
    seat = server.seat("teller")
    link(server, seat, "teller").exported(Exported((ExportNote("e1", AT, AgentId("gone"), CALLS),)))
    [entry] = entries(server, seat)
    assert (entry.by, facts(entry)["told_by"]) == ("gone", seat.person)


def test_what_no_database_holds_does_not_come_in(server: RunningServer) -> None:
    seat = server.seat("odd-desk")
    told = link(server, seat, "odd-desk")
    odd = Export("a\x01b\n" + "x" * 900, "c\x02sv", PaperWay.SAVED, -1)
    told.exported(Exported((ExportNote("e\x03", AT, seat.person, odd),)))
    with pytest.raises(TurnedAway) as why:
        told.exported(Exported((ExportNote("e\x00", AT, seat.person, odd),)))
    assert why.value.word is Turned.MISSHAPEN
    [entry] = entries(server, seat)
    assert (entry.about[:4], len(entry.about), facts(entry)["format"]) == ("abxx", 198, "csv")


def test_nobody_tells_without_a_session(server: RunningServer) -> None:
    client = server.raw(server.new_desk())
    assert client.post("/v1/exported", content=as_json(Exported(()))).status_code == 401
