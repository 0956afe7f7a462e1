"""The same server with its data in PostgreSQL."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

import pytest

from core.sync.messages import Fate, Pull
from core.trust import Turned
from courier.news_line import NewsLine
from courier.server_troubles import TurnedAway
from tests.server.rig import RunningServer
from tests.storage.ledger.cluster import Cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    made = Cluster()
    yield made
    made.stop()


def test_it_enrols_signs_in_takes_feeds_and_sends_away(
    own_server: Callable[[str], RunningServer], cluster: Cluster
) -> None:
    url = cluster.database().replace("postgresql+psycopg:", "postgresql:")
    server = own_server(f'database.url = "{url}"\n')
    assert not (server.folder / "ledger.db").exists()
    li, bo = server.seat("li"), server.seat("bo")
    with NewsLine(bo.credentials, bo.link.token) as line:
        assert line.next(10)
        [answer] = li.push(li.open_ticket("没有声音"))
        assert answer.fate is Fate.TAKEN
        news = line.next(10)
        assert news
        assert news.head == answer.position
        assert news.brought
        assert [row.id for row in news.brought.page.rows]
        page = bo.link.pull(Pull())
        assert "没有声音" in [row.doc["subject"] for row in page.rows if row.kind == "ticket"]
        server.words("desk", "revoke", "desk of bo")
        with pytest.raises(TurnedAway) as why:
            deque(iter(lambda: line.next(10), None), maxlen=0)
        assert why.value.word is Turned.REVOKED
    assert "Everything is whole." in server.words("check")
    assert "pg_dump" in server.words("backup", status=1)
    assert server.stop() == 0
    said = server.words("restore", str(server.folder))
    assert "a new epoch was begun" in said
    assert "ledger.db" not in said, "there is no such file"
