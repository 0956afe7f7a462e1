"""A ticket made at one desk appears at the other, through the real server."""

from __future__ import annotations

from core.sync.messages import PROTOCOL, Fate, Hello, Pull
from core.sync.records import SCHEMA
from courier.news_line import NewsLine
from tests.server.rig import RunningServer


def test_a_ticket_made_at_one_desk_is_pulled_at_another_after_a_poke(server: RunningServer) -> None:
    li, bo = server.seat("li"), server.seat("bo")
    welcome = bo.link.hello(Hello(PROTOCOL, "0.1.0", SCHEMA))
    assert welcome.keys == ("agent:" + bo.person, "all")
    with NewsLine(bo.credentials, bo.link.token) as line:
        first = line.next(10)
        assert first
        assert first.head == welcome.head
        [answer] = li.push(li.open_ticket("没有声音"))
        assert answer.fate is Fate.TAKEN
        news = line.next(10)
        assert news
        assert news.head == answer.position
        assert news.brought
        assert "没有声音" in [row.doc["subject"] for row in news.brought.page.rows if row.kind == "ticket"]
    page = bo.link.pull(Pull())
    assert "没有声音" in [row.doc["subject"] for row in page.rows if row.kind == "ticket"]
