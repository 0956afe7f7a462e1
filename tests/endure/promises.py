"""What must hold once all is calm, looked at in the files: the simulator's promises, and those of processes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from core.ids import AgentId, DeskId, TeamId
from core.rights import Role
from core.sync.ops import from_wire
from core.sync.who import Who
from server.compose import Opened, SystemClock, opened
from storage.check import full_check
from storage.columns import from_json
from storage.desk import SqlDesk, open_with
from storage.ledger.glance import Glance
from tests.endure.floor import Floor, Spot
from tests.endure.journal import ANSWERED, DRAFT, KEPT, read_journal
from tests.server.rig import PASSWORD
from tests.simulator import checks
from tests.simulator.desk import Typed
from tests.simulator.watching import Broken
from tests.simulator.world import World

_TAKEN = ("taken", "taken before")


@dataclass
class EndedDesk:
    """A desk at rest, as the simulator's checks look at one."""

    name: DeskId
    person: AgentId
    login: str
    desk: SqlDesk
    typed: Typed = field(default_factory=Typed)
    kept: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[str, str, int | None]] = field(default_factory=list)

    def log(self) -> dict[str, tuple[str, str]]:
        with self.desk.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, state, refusal FROM oplog").all()
        return {row.id: (row.state, row.refusal or "") for row in rows}

    def read(self, journal: Path) -> None:
        for line in read_journal(journal):
            if line["what"] == KEPT:
                self.kept += line["ops"]
            elif line["what"] == DRAFT:
                self.typed.drafts.add(line["ticket"])
            elif line["what"] == ANSWERED:
                self.answers += [(op, fate, position) for op, fate, position in line["answers"]]
        self.typed.ops = [op["id"] for op in self.kept]


class EndedServer:
    """The server's database after its end."""

    def __init__(self, one: Opened, boss: AgentId) -> None:
        self._one = one
        self.boss = boss
        self.ledger = one.ledger
        self.database = one.store
        self.teams: dict[AgentId, tuple[TeamId, ...]] = {
            person.id: person.teams for person in Glance(one.store).directory().people
        }

    def who(self, person: AgentId, desk: DeskId) -> Who:
        from core.sync.who import scope_of  # noqa: PLC0415 - one use

        scope = scope_of(person, self.teams[person], sees_all=person == self.boss)
        return Who(person, desk, scope, frozenset(), self.teams[person])


@dataclass
class EndedWorld:
    """All of it."""

    server: EndedServer
    desks: list[EndedDesk]
    floor: Floor
    clock: SystemClock = field(default_factory=SystemClock)

    def docs(self) -> dict[tuple[str, str], dict[str, Any]]:
        with self.server.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT kind, id, doc FROM records WHERE is_deleted = 0").all()
        return {(row.kind, row.id): from_json(row.doc) for row in rows}

    def ops(self) -> list[Mapping[str, Any]]:
        with self.server.database.reading() as connection:
            return [dict(row) for row in connection.exec_driver_sql("SELECT * FROM ops").mappings()]


@contextmanager
def ended(floor: Floor) -> Iterator[EndedWorld]:
    """Opened once every process is gone."""
    with ExitStack() as stack:
        one = stack.enter_context(opened(floor.server_folder))
        boss = next(account.person for account in _accounts(one) if account.role is Role.SUPERVISOR)
        desks = [_desk(stack, spot) for spot in floor.spots]
        yield EndedWorld(EndedServer(one, boss), desks, floor)


def _accounts(one: Opened) -> Any:
    return one.trust.accounts.all()


def _desk(stack: ExitStack, spot: Spot) -> EndedDesk:
    from console.sync.cabinet import Cabinet  # noqa: PLC0415 - one use

    desk = open_with(spot.folder, lambda profile: profile.people.open(spot.login, PASSWORD))
    stack.callback(desk.close)
    credentials = Cabinet(desk).credentials()
    assert credentials is not None
    made = EndedDesk(credentials.desk, spot.person, spot.login, desk)
    made.read(spot.journal)
    return made


def acknowledged_is_in_the_ledger(world: EndedWorld) -> None:
    """What a desk was told over the wire holds: taken is there, at that position and no other; refused is not."""
    positions = {row["id"]: row["position"] for row in world.ops()}
    for desk in world.desks:
        for op, fate, position in desk.answers:
            if fate in _TAKEN and positions.get(op) != position:
                raise Broken(
                    f"{desk.login} was told {op} is {fate} at {position}; it is at {positions.get(op)}"
                )
            if fate == "refused" and positions.get(op) is not None:
                raise Broken(f"{desk.login} was told {op} is refused, and it was taken")


def nothing_typed_is_missing(world: EndedWorld) -> None:
    """Letter for letter: in the ledger, or refused with its reason and still on its desk."""
    wires = {row["id"]: from_json(row["wire"]) for row in world.ops() if row["position"] is not None}
    for desk in world.desks:
        with desk.desk.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, state, refusal, arguments FROM oplog").all()
        log = {row.id: row for row in rows}
        for kept in desk.kept:
            row = log.get(kept["id"])
            where = f"{kept['kind']} {kept['id']} of {desk.login}"
            if row is None:
                raise Broken(f"{where} was called safe and is gone from the desk")
            if from_json(row.arguments) != kept["arguments"]:
                raise Broken(f"{where} says something else on its desk now")
            if row.state == "done":
                if wires.get(kept["id"], {}).get("arguments") != kept["arguments"]:
                    raise Broken(f"{where} counts as done and is not in the ledger as it was typed")
            elif row.state != "refused" or not row.refusal:
                raise Broken(f"{where} is neither in the ledger nor refused: {row.state}")


def the_ledger_holds_nothing_else(world: EndedWorld) -> None:
    """Each operation in it was done by the desk whose name it bears, which counts it as done."""
    done = {
        desk.name: {op for op, (state, _) in desk.log().items() if state == "done"} for desk in world.desks
    }
    for row in world.ops():
        op = from_wire(from_json(row["wire"]))
        if row["position"] is not None and op.desk in done and op.id not in done[op.desk]:
            raise Broken(f"{op.id} is in the ledger and not done at its desk")


def every_file_is_whole(world: EndedWorld) -> None:
    """The ledger's pages, certificates and the chain of the audit log, as IT checks them; the pages of each desk."""
    try:
        world.floor.known.words("check")
    except AssertionError as why:  # its status was not a good one
        raise Broken(str(why)) from why
    for desk in world.desks:
        if damage := full_check(desk.desk.database, lambda _done, _of: True):
            raise Broken(f"{desk.login}: {damage}")


def nobody_died_of_itself(world: EndedWorld) -> None:
    """A start without database or room may end in a sentence; who was at work dies by the nemesis only."""
    children = [("the server", world.floor.server), *((spot.login, spot.child) for spot in world.floor.spots)]
    for name, child in children:
        for death in child.deaths:
            is_asked = name == "the server" and death.status == 0
            is_start = not death.was_ready and death.status in (1, -signal.SIGTERM)
            if death.status != -signal.SIGKILL and not is_asked and not is_start:
                raise Broken(f"{name} ended by itself with {death.status}")


def nobody_made_a_mistake(world: EndedWorld) -> None:
    """No error that nobody foresaw is in a log."""
    logs = [world.floor.server_log, *(spot.log for spot in world.floor.spots)]
    for log in logs:
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        for sign in ("Traceback", "met a bug", "a background job failed"):
            if sign in text:
                at = text.index(sign)
                raise Broken(f"{log.name}: {text[max(0, at - 200) : at + 1500]}")


def no_desk_had_to_be_healed(world: EndedWorld) -> None:
    for spot in world.floor.spots:
        for line in read_journal(spot.journal):
            if line["what"] == "differing":
                raise Broken(f"the sums of {spot.login} and the server differed: {line['where']}")


_OWN: tuple[Callable[[EndedWorld], None], ...] = (
    acknowledged_is_in_the_ledger,
    nothing_typed_is_missing,
    the_ledger_holds_nothing_else,
    every_file_is_whole,
    nobody_died_of_itself,
    nobody_made_a_mistake,
    no_desk_had_to_be_healed,
)


def broken(world: EndedWorld) -> tuple[int, list[str]]:
    """How many promises there are, and which do not hold."""
    promises = {promise.__name__: promise for promise in (*checks.PROMISES, *_OWN)}
    found = []
    for name, promise in promises.items():
        try:
            cast("Callable[[World], None]", promise)(cast("World", world))
        except Broken as why:
            found.append(f"{name.replace('_', ' ')}: {why}")
    return len(promises), found
