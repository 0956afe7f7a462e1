"""A short run in CI, and a verdict that turns when the files are tampered with; the long one is ``./run endure``."""

from __future__ import annotations

import signal
from collections.abc import Callable
from threading import Event

from core.sync.records import canonical
from storage.columns import from_json
from tests.endure.floor import EMBEDDED, Floor, Plan
from tests.endure.promises import EndedWorld, broken
from tests.endure.report import Report, acknowledged
from tests.endure.running import run
from tests.fakes.cable import BACK

SHORT = Plan(EMBEDDED, seed=3, desks=3, rate=5.0)
Tampering = Callable[[EndedWorld], None]


def heard_more(floor: Floor, answers: int) -> None:
    """Wait until desks have heard so many more answers to what they sent."""
    wanted, pause = len(acknowledged(floor)) + answers, Event()
    while len(acknowledged(floor)) < wanted:
        assert floor.since() < 240, "desks hear no answers"
        pause.wait(0.2)


def short_story(floor: Floor, _report: Report) -> tuple[()]:
    """A cable is cut, the server is killed under load, a desk is killed in the middle, another frozen."""
    first, second, third = floor.spots
    heard_more(floor, 8)
    first.wire.cut()
    second.wire.hold(BACK)
    starts = floor.server.starts
    floor.server.signal(signal.SIGKILL)
    third.child.signal(signal.SIGKILL)
    pause = Event()
    while floor.server.starts == starts:
        pause.wait(0.1)
    first.wire.mend()
    second.wire.mend()
    first.child.signal(signal.SIGSTOP)
    floor.say_to_all("look")
    heard_more(floor, 4)
    floor.server.signal(signal.SIGKILL)
    first.child.signal(signal.SIGCONT)
    return ()


def an_acknowledged_operation_is_lost(world: EndedWorld) -> None:
    with world.server.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE ops SET position = NULL WHERE position = (SELECT max(position) FROM ops)"
        )
        connection.commit()


def a_desk_forgets_what_it_called_safe(world: EndedWorld) -> None:
    with world.desks[0].desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM oplog WHERE seq = (SELECT min(seq) FROM oplog)")
        connection.commit()


def a_word_is_another_one_in_the_ledger(world: EndedWorld) -> None:
    note = next(row for row in world.ops() if row["kind"] == "open_ticket" and row["position"])
    wire = from_json(note["wire"])
    wire["arguments"]["fields"]["subject"] = "what nobody typed"
    with world.server.database.writing() as connection:
        connection.exec_driver_sql("UPDATE ops SET wire = ? WHERE id = ?", (canonical(wire), note["id"]))
        connection.commit()


def a_desk_shows_something_else(world: EndedWorld) -> None:
    with world.desks[-1].desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE tickets SET subject = 'what nobody typed'")
        connection.commit()


def a_sum_is_wrong(world: EndedWorld) -> None:
    with world.desks[-1].desk.database.writing() as connection:
        connection.exec_driver_sql("UPDATE held_sums SET digest = digest + 1")
        connection.commit()


def an_entry_of_the_audit_log_is_altered(world: EndedWorld) -> None:
    with world.server.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER trust_audit_altered")
        connection.exec_driver_sql("UPDATE trust_audit SET about = 'somebody' WHERE number = 2")
        connection.commit()


FOUND_AS: dict[Tampering, str] = {
    a_desk_shows_something_else: "every desk shows what the server has",
    a_sum_is_wrong: "the sums are right",
    a_word_is_another_one_in_the_ledger: "nothing typed is missing",
    a_desk_forgets_what_it_called_safe: "every operation has an answer",
    an_acknowledged_operation_is_lost: "acknowledged is in the ledger",
    an_entry_of_the_audit_log_is_altered: "every file is whole",
}


def tamper(world: EndedWorld) -> None:
    """Each is found under its own name, which was not broken before."""
    before: set[str] = set()
    for tampering, name in FOUND_AS.items():
        tampering(world)
        _count, found = broken(world)
        names = {one.split(":")[0] for one in found}
        assert name in names - before, f"{tampering.__name__}: {found}"
        before |= names


def test_nothing_is_lost_while_server_and_desks_are_killed_frozen_and_cut_off() -> None:
    said: list[str] = []
    report = run(SHORT, said.append, short_story, nudge=True, afterwards=tamper)
    assert report.broken == [], "\n".join((*said, report.text()))
