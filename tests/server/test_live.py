"""Who is ready and who looks at the same ticket is told to those whom it concerns, at once, and never kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from core.agents.state import AgentState, Reason
from core.ids import TeamId, TicketId
from core.rights import Role
from core.sync.live import FromDesk, MyState, MyTicket, News
from core.sync.messages import Page, Pull
from core.sync.plain import Json
from core.tickets.commands import AssignTicket
from core.trust import Turned
from courier.news_line import NewsLine
from courier.server_troubles import ServerAway, TurnedAway
from tests.server.rig import RunningServer, Seat

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def line_of(seat: Seat) -> NewsLine:
    return NewsLine(seat.credentials, seat.link.token)


def heard(line: NewsLine, wanted: Callable[[News], bool]) -> News:
    """The first message that says it; what others do on the same server is passed over."""
    for _ in range(100):
        news = line.next(10)
        assert news, "nothing was said in time"
        if wanted(news):
            return news
    raise AssertionError("it was never said")


def test_a_team_mate_is_told_the_state_and_who_leads_is_told_why_and_since_when(
    server: RunningServer,
) -> None:
    mia, mate = server.seat("mia", Role.AGENT, "live"), server.seat("mate", Role.AGENT, "live")
    lead, other = server.seat("lead", Role.TEAM_LEAD, "live"), server.seat("other", Role.AGENT, "elsewhere")
    boss = server.seat("live-boss", Role.SUPERVISOR)
    with line_of(mia) as hers, line_of(mate) as his, line_of(lead) as leads, line_of(other) as others:
        hers.say(FromDesk(state=MyState(AgentState.NOT_READY, NOW, Reason.LUNCH)))
        [told] = heard(his, lambda news: bool(news.agents)).agents
        assert (told.person, told.state, told.reason, told.since) == (
            mia.person,
            AgentState.NOT_READY,
            None,
            None,
        )
        [told] = heard(leads, lambda news: bool(news.agents)).agents
        assert (told.reason, told.since) == (Reason.LUNCH, NOW)
        with line_of(boss) as late:
            now = heard(late, lambda news: bool(news.agents)).agents
            assert mia.person in {one.person for one in now}, "who comes later is told how it is"
        hers.close()
        gone = heard(his, lambda news: any(one.state is AgentState.LOGGED_OUT for one in news.agents))
        assert gone.agents[0].person == mia.person
        other.push(other.open_ticket("to be told something"))
        assert not heard(others, lambda news: news.head is not None).agents


def test_two_who_have_the_same_ticket_on_screen_are_told_of_each_other(server: RunningServer) -> None:
    ann, ben = server.seat("ann", Role.AGENT, "desk"), server.seat("ben", Role.AGENT, "desk")
    wire = ann.open_ticket("both look", ann.team())
    ann.push(wire)
    ticket = TicketId(wire["arguments"]["ticket"])  # type: ignore[index, call-overload, arg-type] # plain data of ours
    with line_of(ann) as hers, line_of(ben) as his:
        hers.say(FromDesk(ticket=MyTicket(ticket)))
        his.say(FromDesk(ticket=MyTicket(ticket, is_typing=True)))
        [at] = heard(hers, lambda news: bool(news.tickets)).tickets
        assert (at.person, at.ticket, at.is_there, at.is_typing) == (ben.person, ticket, True, True)
        assert heard(his, lambda news: bool(news.tickets)).tickets[0].person == ann.person
        his.close()
        assert not heard(hers, lambda news: bool(news.tickets)).tickets[0].is_there


def test_the_change_comes_along_with_the_news_to_whom_it_concerns_and_wakes_nobody_else(
    server: RunningServer,
) -> None:
    eva, mate = server.seat("eva", Role.AGENT, "bringing"), server.seat("mate-of-eva", Role.AGENT, "bringing")
    other = server.seat("not-of-eva", Role.AGENT, "elsewhere")
    with line_of(mate) as his, line_of(other) as others:
        for line in (his, others):
            heard(line, lambda news: news.head is not None)
        wire = eva.open_ticket("brought along", eva.team())
        [answer] = eva.push(wire)
        brought = heard(his, _brings_a_ticket).brought
        assert brought
        page = brought.page
        assert _subjects(page) == ["brought along"]
        assert (page.head, page.is_checkpoint) == (answer.position, True)
        assert mate.link.pull(Pull(page.cursor)).rows == (), "the cursor that came along leads on from there"
        [second] = eva.push(eva.open_ticket("for everybody"))
        found = heard(others, _brings_a_ticket).brought
        assert found
        assert _subjects(found.page) == ["for everybody"]
        assert found.page.head == second.position
        assert found.since < answer.position, "what lies between does not concern this desk"


def _brings_a_ticket(news: News) -> bool:
    return news.brought is not None and bool(_subjects(news.brought.page))


def _subjects(page: Page) -> list[Json]:
    """Of tickets: the directory of a floor that has just come to be may be on its way too."""
    return [row.doc["subject"] for row in page.rows if row.kind == "ticket"]


def test_a_ticket_that_goes_to_another_team_is_taken_away_along_with_the_news(server: RunningServer) -> None:
    giver, mate = server.seat("giver", Role.AGENT, "giving"), server.seat("mate-giver", Role.AGENT, "giving")
    boss = server.seat("boss-of-all", Role.SUPERVISOR)
    taker = server.seat("taker", Role.AGENT, "taking-over")
    wire = giver.open_ticket("goes away", giver.team())
    giver.push(wire)
    ticket = TicketId(wire["arguments"]["ticket"])  # type: ignore[index, call-overload, arg-type] # plain data of ours
    with line_of(mate) as his:
        heard(his, lambda news: news.head is not None)
        [answer] = boss.push(
            boss.wire(AssignTicket(boss.stamp(), ticket, taker.person, TeamId(taker.team())))
        )
        assert answer.position
        news = heard(his, lambda news: bool(news.brought and news.brought.page.removals))
        assert news.brought
        assert [one.id for one in news.brought.page.removals] == [ticket]
        assert _subjects(news.brought.page) == []


def test_who_changed_team_is_brought_nothing_of_the_old_one(server: RunningServer) -> None:
    stays, goes = server.seat("stays", Role.AGENT, "left-team"), server.seat("goes", Role.AGENT, "left-team")
    with line_of(goes) as line:
        heard(line, lambda news: news.head is not None)
        server.words("user", "teams", "goes", "new-team")
        heard(line, lambda news: news.head is not None)
        stays.push(stays.open_ticket("not for who left", stays.team()))
        stays.push(stays.open_ticket("for all"))
        brought = heard(line, lambda news: news.brought is not None).brought
        assert brought
        assert [row.doc.get("subject") for row in brought.page.rows] == ["for all"]
        assert goes.team() in {key.removeprefix("team:") for key in brought.page.keys}


def test_what_is_no_message_ends_the_line_and_nothing_else(server: RunningServer) -> None:
    seat = server.seat("babbler")
    for nonsense in ("", "[]", "{", '{"state": 5}', '{"ticket": {"ticket": null}}', "x" * 10_000):
        with line_of(seat) as line:
            line._line.send(nonsense)
            with pytest.raises((TurnedAway, ServerAway)):
                heard(line, lambda _news: False)
    with line_of(seat) as line:
        for _ in range(60):
            line._line.send("{}")
        with pytest.raises(TurnedAway) as why:
            heard(line, lambda _news: False)
        assert why.value.word is Turned.WAIT


def test_bytes_are_no_message_and_the_line_ends_with_the_word_for_it(server: RunningServer) -> None:
    with line_of(server.seat("sends-bytes")) as line:
        line._line.send(b"\x00\xff")
        with pytest.raises(TurnedAway) as why:
            heard(line, lambda _news: False)
        assert why.value.word is Turned.MISSHAPEN


def test_the_line_is_not_opened_without_certificate_and_session(server: RunningServer) -> None:
    seat = server.seat("opener")
    with NewsLine(seat.credentials, "not a token") as line:
        with pytest.raises(TurnedAway) as why:
            line.next(10)
        assert why.value.word is Turned.SESSION
    seat.link.sign_out()
    with NewsLine(seat.credentials, seat.link.token) as line, pytest.raises(TurnedAway):
        line.next(10)


def test_the_line_of_a_session_that_ended_is_closed(server: RunningServer) -> None:
    seat = server.seat("ender")
    with line_of(seat) as line:
        assert line.next(10)
        seat.link.sign_out()
        with pytest.raises(TurnedAway) as why:
            heard(line, lambda _news: False)
        assert why.value.word is Turned.SESSION
