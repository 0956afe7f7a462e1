"""Two hundred calls in a row: each rings, is answered, leaves one record, and leaves nothing else behind."""

from __future__ import annotations

import logging
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psutil

from core.calls.model import CallSnapshot, CallState, EndReason
from core.ids import AgentId, CallId, DeskId
from core.tickets.commands import RecordCall, Stamp
from storage.desk import SqlDesk, create_desk
from storage.keys import TEST_COST
from tests.fakes.line_listener import RecordingListener
from tests.fakes.lines import Desk, direct_desk
from tests.sip.servers import sipp

log = logging.getLogger(__name__)

CALLS = 200
FIRST = 20  # until memory pools are filled
MOST_GROWTH = 12 * 1024 * 1024  # RFC 3261 has each transaction kept for 32 s: 30 KiB a call, given back after


class AnsweringListener(RecordingListener):
    """Takes every call at once and records its news in the encrypted desk, as the console does."""

    def __init__(self, agent: Desk, desk: SqlDesk) -> None:
        super().__init__()
        self._agent = agent
        self._desk = desk
        self._states: dict[CallId, CallState] = {}
        self.ended: list[CallId] = []

    def call_changed(self, snapshot: CallSnapshot) -> None:
        if snapshot.state is CallState.RINGING and not snapshot.was_answered:
            self._agent.line.answer(snapshot.id)
        if self._states.get(snapshot.id) is not snapshot.state:
            self._states[snapshot.id] = snapshot.state
            stamp = Stamp(AgentId("agent"), DeskId("desk"), datetime.now(UTC))
            self._desk.perform(RecordCall(stamp, snapshot))
        if not snapshot.is_up:
            self._note(self.ended, snapshot.id)


def call_in_a_row(folder: Path, agent: Desk, ear: AnsweringListener, calls: int) -> None:
    before = len(ear.ended)
    keys = {"name": "张三", "extra": "X-Queue: 售后"}
    folder.mkdir()
    with sipp(
        folder, "talk.xml", agent.host_port, keys=keys, calls=calls, options=["-l", "1", "-r", "50"]
    ) as callers:
        assert callers.wait(120) == 0, callers.complaints()
    ear.wait(lambda: len(ear.ended) >= before + calls, "the end of every call")


def test_two_hundred_calls_leave_two_hundred_records_and_nothing_else(tmp_path: Path) -> None:
    desk = create_desk(tmp_path / "desk", "three quiet words", cost=TEST_COST)
    with closing(desk), direct_desk() as agent:
        ear = AnsweringListener(agent, desk)
        assert agent.line._told is not None
        agent.line._told._listener = ear
        call_in_a_row(tmp_path / "first", agent, ear, FIRST)
        assert agent.line.pid is not None
        engine = psutil.Process(agent.line.pid)
        descriptors, memory = engine.num_fds(), engine.memory_info().rss
        started = time.monotonic()
        call_in_a_row(tmp_path / "rest", agent, ear, CALLS)
        seconds = time.monotonic() - started
        grown = engine.memory_info().rss - memory
        files = engine.num_fds() - descriptors
        log.info("%d calls in %.1f s, memory %+d KiB, files %+d", CALLS, seconds, grown // 1024, files)
        assert len(ear.ended) == len(set(ear.ended)) == FIRST + CALLS
        records = desk.read.calls(limit=2 * CALLS)
        assert sorted(record.id for record in records) == sorted(ear.ended)
        assert {record.end for record in records} == {EndReason.HUNG_UP_BY_THEM}
        assert {record.queue for record in records} == {"售后"}
        assert engine.pid == agent.line.pid
        assert engine.children(recursive=True) == []
        assert files <= 4  # sockets of the last calls are given back a little later
        assert grown < MOST_GROWTH
    assert not engine.is_running()
