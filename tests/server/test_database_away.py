"""A database that goes away in the moment of the start: the server stays, and tells of news when it is back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from core.ports_server import Ledger
from server.compose import opened
from server.live import Live
from storage.ledger.stores import LedgerAway
from tests.server.rig import make_server


@dataclass
class ComingBack:
    """Away when it is first asked; afterwards something was taken."""

    asked: int = 0

    def head(self) -> int:
        self.asked += 1
        raise LedgerAway

    def fresh(self, _since: int) -> None:
        """More than is brought along: each had better ask."""

    def wait_for_news(self, after: int, _seconds: float) -> int:
        return max(after, 7)


def test_a_server_whose_database_is_away_at_the_start_is_there_when_it_is_back(tmp_path: Path) -> None:
    make_server(tmp_path / "s")
    ledger = ComingBack()

    async def story(live: Live) -> None:
        await live.start()
        while live._head != 7:
            await asyncio.wait([asyncio.get_running_loop().run_in_executor(None, lambda: None)])
        await live.stop()

    with opened(tmp_path / "s") as one:
        asyncio.run(story(Live(replace(one.room(), ledger=cast("Ledger", ledger)))))
    assert ledger.asked == 1
