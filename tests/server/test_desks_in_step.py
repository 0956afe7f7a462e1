"""Two real desks, a real server, real TLS: cut apart both work on, joined again both show the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import EnvironmentFault
from core.ids import NoteId, TeamId, TicketId, new_id
from core.reading import TicketFilter, TicketScope
from core.sync.exchange import Ending, Exchange, Outcome, drive
from core.sync.records import Ref
from core.tickets.commands import AddNote, AssignTicket, Command, OpenTicket, Stamp
from courier.server_link import ServerLink
from server.compose import SystemClock
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.server.rig import PASSWORD, RunningServer, Seat, running


@dataclass
class Place:
    """A desk's whole stack but for the window."""

    desk: SqlDesk
    seat: Seat
    rows: int = 0

    def do(self, make: Callable[[Stamp], Command]) -> None:
        self.desk.perform(make(Stamp(self.seat.person, self.seat.desk, datetime.now(UTC))))

    def exchange(self) -> Outcome:
        return drive(Exchange(self.desk.replica, self.seat.link, SystemClock(), self, "0.1.0").round())

    def subjects(self) -> set[str]:
        return {row.subject for row in self.desk.read.tickets(TicketFilter(TicketScope.ALL)).rows}

    def changed(self, refs: Sequence[Ref]) -> None:
        """``Watcher``."""

    def progress(self, rows: int, *, usable: bool) -> None:
        self.rows = rows


@pytest.fixture
def places(
    own_server: Callable[[], RunningServer], tmp_path: Path
) -> Iterator[tuple[RunningServer, Place, Place]]:
    server = own_server()
    made = []
    for login in ("first", "second"):
        seat = server.seat(login)
        desk = create_desk(tmp_path / login, "a long passphrase", cost=TEST_COST)
        desk.replica.join(server.fingerprint)
        made.append(Place(desk, seat))
    yield server, made[0], made[1]
    for place in made:
        place.desk.close()


def test_what_is_done_at_one_desk_is_shown_at_the_other_and_an_outage_loses_nothing(
    places: tuple[RunningServer, Place, Place],
) -> None:
    server, first, second = places
    ticket = TicketId(new_id())
    first.do(lambda stamp: OpenTicket(stamp, ticket, fields={"subject": "没有声音"}))
    assert first.exchange().ending is Ending.IN_STEP
    assert second.exchange().ending is Ending.IN_STEP
    assert second.subjects() == {"没有声音"}

    server.stop()
    for place in (first, second):
        with pytest.raises(EnvironmentFault):
            place.exchange()
    first.do(lambda stamp: AddNote(stamp, ticket, NoteId(new_id()), "from the first"))
    second.do(lambda stamp: AddNote(stamp, ticket, NoteId(new_id()), "from the second"))
    second.do(lambda stamp: OpenTicket(stamp, TicketId(new_id()), fields={"subject": "meanwhile"}))

    with running(server.folder, server.fingerprint) as later:
        for place, login in ((first, "first"), (second, "second")):
            link = later.link(replace(place.seat.credentials, port=later.port))
            link.sign_in(login, PASSWORD)
            place.seat.link = link
        outcomes = [place.exchange() for place in (first, second, first, second)]
        assert [one.differing for one in outcomes] == [()] * 4
        assert first.subjects() == second.subjects() == {"没有声音", "meanwhile"}
        for place in (first, second):
            card = place.desk.read.ticket(ticket)
            assert card
            assert {note.text for note in card.notes} == {"from the first", "from the second"}


def test_what_the_server_refuses_comes_back_as_a_sentence_and_stays_on_the_desk(
    places: tuple[RunningServer, Place, Place],
) -> None:
    server, first, second = places
    ticket = TicketId(new_id())
    first.do(lambda stamp: OpenTicket(stamp, ticket, fields={"subject": "shared"}))
    first.exchange()
    second.exchange()
    server.words("user", "teams", "first", "closed circle")
    first.seat.link.sign_in("first", PASSWORD)
    team = first.seat.team()
    first.do(lambda stamp: AssignTicket(stamp, ticket, None, TeamId(team)))
    first.exchange()
    second.do(lambda stamp: AddNote(stamp, ticket, NoteId(new_id()), "typed for a ticket that went away"))
    second.exchange()
    assert second.subjects() == set()
    [refused] = second.desk.refusals.refused()
    assert str(refused.why)
    assert refused.op.arguments["text"] == "typed for a ticket that went away"


def test_a_link_that_was_closed_says_that_the_server_is_away(server: RunningServer) -> None:
    link = ServerLink(server.new_desk())
    link.close()
    with pytest.raises(EnvironmentFault):
        link.preview()
