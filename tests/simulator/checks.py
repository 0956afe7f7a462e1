"""What must hold when everything is calm again, each looked at in the files themselves and written anew here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from operator import xor
from typing import Any

from core.errors import RuleViolation
from core.sync.clock import latest_ms, millis_of
from core.sync.ops import Unintelligible, command_of, from_wire
from core.sync.perform import perform
from core.sync.records import (
    Kind,
    Record,
    Ref,
    TicketRecord,
    canonical,
    digest,
    doc_of,
    records_of,
    refs_of,
    state_of,
)
from core.sync.who import scope_of
from core.tickets.commands import DeleteRecord
from core.tickets.ticket import Replaced
from storage import bookkeeping
from storage.columns import from_json
from storage.ledger.refusals import ClockAhead, ServerTooOld
from storage.replica.projection import read_record
from tests.simulator.desk import SimulatedDesk
from tests.simulator.watching import Broken, keys_of_ticket
from tests.simulator.world import World

Name = tuple[str, str]


def check(world: World) -> None:
    for promise in PROMISES:
        promise(world)


def every_operation_has_an_answer(world: World) -> None:
    """Taken once on the server, or refused on its desk with what was typed in it."""
    taken = [row["id"] for row in _ops(world) if row["position"] is not None]
    for desk in world.desks:
        log = desk.log()
        for op in desk.typed.ops:
            if op not in log:
                raise Broken(f"{op} is gone from the log of {desk.name}")
            state, why = log[op]
            if state in ("taken", "done") and taken.count(op) != 1:
                raise Broken(f"{op} was acknowledged to {desk.name} and is there {taken.count(op)} times")
            if state == "pending":
                raise Broken(f"{op} of {desk.name} was never answered")
            if state == "refused" and (not why or op in taken):
                raise Broken(f"{op} of {desk.name} was refused without a reason, or taken all the same")


def positions_have_no_gaps(world: World) -> None:
    positions = [row["position"] for row in _ops(world) if row["position"] is not None]
    if positions != list(range(1, len(positions) + 1)) or world.server.ledger.head() != len(positions):
        raise Broken(f"positions are {positions}")


def the_records_are_what_the_operations_make(world: World) -> None:
    """Nothing but ``perform`` over the taken operations, in their order, gives every document on the server."""
    docs = _docs(world)
    made: dict[Ref, Record | None] = {}
    for row in _ops(world):
        if row["position"] is None:
            continue
        op = from_wire(from_json(row["wire"]))
        before = {ref: made.get(ref) for ref in refs_of(command_of(op))}
        try:
            after = records_of(perform(op, state_of(before)), before)
        except RuleViolation as why:
            raise Broken(f"{op.id} was taken and cannot be done: {why}") from why
        for ref, record in after.items():
            made[ref] = _numbered(record, docs, op) if before[ref] is None else record
    expected = {
        (ref.kind.value, ref.id): canonical(doc_of(one)) for ref, one in made.items() if one is not None
    }
    found = {name: canonical(doc) for name, doc in docs.items()}
    _same("the server's records", found, expected)


def every_desk_shows_what_the_server_has(world: World) -> None:
    """All of its scope, and nothing else."""
    visible = _visible(world)
    for desk in world.desks:
        scope = scope_of(
            desk.person, world.server.teams[desk.person], sees_all=desk.person == world.server.boss
        )
        expected = {name: canonical(doc) for name, (doc, keys) in visible.items() if keys & scope}
        _same(desk.name, {name: text for name, text in _shown(desk) if text}, expected)


def the_sums_are_right(world: World) -> None:
    """On the server by looking at everything, and the same on each desk."""
    signs: dict[tuple[str, str], list[int]] = {}
    for (kind, _id), (doc, keys) in _visible(world).items():
        for key in keys:
            signs.setdefault((key, kind), []).append(digest(canonical(doc)))
    expected = {name: (len(some), reduce(xor, some)) for name, some in signs.items()}
    with world.server.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT key, kind, count, digest FROM sums WHERE count <> 0").all()
    _same("the server's sums", {(row[0], row[1]): (row[2], row[3]) for row in rows}, expected)
    for desk in world.desks:
        who = world.server.who(desk.person, desk.name)
        page = world.server.ledger.pull(who, desk.desk.replica.cursor())
        differing = desk.desk.replica.differing(page.sums)
        if differing:
            raise Broken(f"{desk.name} and the server differ in {differing}")


def ticket_numbers_are_unique(world: World) -> None:
    numbers = Counter(doc["number"] for (kind, _), doc in _docs(world).items() if kind == "ticket")
    if [one for one in numbers.values() if one > 1]:
        raise Broken(f"a number comes twice: {numbers.most_common(2)}")


def what_was_deleted_stays_deleted(world: World) -> None:
    docs = _docs(world)
    for row in _ops(world):
        if row["position"] is not None and row["kind"] == "delete_record":
            command = command_of(from_wire(from_json(row["wire"])))
            if isinstance(command, DeleteRecord) and (command.kind, command.record) in docs:
                raise Broken(f"{command.kind} {command.record} came back")


def the_figures_of_each_desk_are_right(world: World) -> None:
    """Counters, the search, and the rest that follows the records."""
    for desk in world.desks:
        with desk.desk.database.reading() as connection:
            counted = bookkeeping.count_anew(connection)
            names = [
                row[0]
                for row in connection.exec_driver_sql("SELECT name FROM counters WHERE name LIKE 'open%'")
            ]
            kept = {name: value for name, value in bookkeeping.figures(connection, names).items() if value}
            waiting = bookkeeping.figures(connection, [bookkeeping.WAITING])[bookkeeping.WAITING]
            left = connection.exec_driver_sql("SELECT count(*) FROM confirmed").scalar()
            lost = connection.exec_driver_sql(
                "SELECT count(*) FROM tickets t WHERE NOT EXISTS (SELECT 1 FROM search s WHERE s.rowid = t.doc)"
            ).scalar()
        _same(f"counters of {desk.name}", kept, counted)
        if waiting or left or lost:
            raise Broken(
                f"{desk.name}: {waiting} are said to wait, {left} confirmed left, {lost} cannot be found"
            )


def no_draft_is_lost(world: World) -> None:
    for desk in world.desks:
        with desk.desk.database.reading() as connection:
            drafts = set(connection.exec_driver_sql("SELECT ticket FROM drafts").scalars())
            drafts |= set(connection.exec_driver_sql("SELECT record FROM strays").scalars())
        if desk.typed.drafts - drafts:
            raise Broken(f"{desk.name} lost what was being typed for {desk.typed.drafts - drafts}")


def no_clock_leads_the_floor_away(world: World) -> None:
    """Desks are wrong by months; the server believes a day, and they put themselves right."""
    latest = latest_ms("", round(world.clock.now().timestamp() * 1000))
    for row in _ops(world):
        if row["position"] is not None and millis_of(row["stamp"]) > latest:
            raise Broken(f"{row['id']} was taken with the stamp {row['stamp']}")


def nothing_is_refused_that_had_only_to_wait(world: World) -> None:
    """For an update of the server, or a clock."""
    waits = {one().sentence.template for one in (ServerTooOld, ClockAhead)}
    waits.add(Unintelligible("x").sentence.template)
    for desk in world.desks:
        for op, (state, why) in desk.log().items():
            if state == "refused" and from_json(why)["template"] in waits:
                raise Broken(f"{op} of {desk.name} was refused: {why}")


PROMISES = (
    no_clock_leads_the_floor_away,
    nothing_is_refused_that_had_only_to_wait,
    every_operation_has_an_answer,
    positions_have_no_gaps,
    the_records_are_what_the_operations_make,
    every_desk_shows_what_the_server_has,
    the_sums_are_right,
    ticket_numbers_are_unique,
    what_was_deleted_stays_deleted,
    the_figures_of_each_desk_are_right,
    no_draft_is_lost,
)


def _same(what: str, found: Mapping[Any, object], expected: Mapping[Any, object]) -> None:
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            raise Broken(f"{what}: {name}{_difference(found.get(name), expected.get(name))}")


def _difference(found: object, expected: object) -> str:
    if not isinstance(found, str) or not isinstance(expected, str):
        return f" is {str(found)[:200]} and should be {str(expected)[:200]}"
    one, other = from_json(found), from_json(expected)
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    return "".join(f"\n  {name} is {one.get(name)}\n  and should be {other.get(name)}" for name in names)


def _ops(world: World) -> list[Mapping[str, Any]]:
    with world.server.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM ops ORDER BY position")
        return [dict(row) for row in rows.mappings()]


def _docs(world: World) -> Mapping[Name, Mapping[str, Any]]:
    return world.docs()


def _numbered(record: Record | None, docs: Mapping[Name, Mapping[str, Any]], op: Any) -> Record | None:
    """The server may have given another number, and says so."""
    doc = docs.get(("ticket", record.ticket.id)) if isinstance(record, TicketRecord) else None
    if not isinstance(record, TicketRecord) or doc is None or doc["number"] == record.ticket.number:
        return record
    lost = Replaced("number", record.ticket.number, op.when, op.agent, op.stamp)
    return TicketRecord(replace(record.ticket, number=doc["number"]), (lost,))


def _visible(world: World) -> dict[Name, tuple[Mapping[str, Any], set[str]]]:
    """Every document with the keys that may see it: a call's are those of who recorded it, and of its tickets."""
    docs = _docs(world)
    with world.server.database.reading() as connection:
        origins = {
            row[0]: set(from_json(row[1]))
            for row in connection.exec_driver_sql("SELECT id, origin FROM records WHERE kind = 'call'")
        }
    keys: dict[Name, set[str]] = {}
    for (kind, id_), doc in docs.items():
        if kind == "ticket":
            keys[kind, id_] = keys_of_ticket(doc)
        else:
            keys[kind, id_] = origins[id_] | {"*"} if kind == "call" else {"all", "*"}
    for (kind, id_), doc in docs.items():
        for call in doc["calls"] if kind == "ticket" else ():
            if ("call", call) in keys:
                keys["call", call] |= keys[kind, id_]
    return {name: (doc, keys[name]) for name, doc in docs.items()}


def _shown(desk: SimulatedDesk) -> Iterator[tuple[Name, str]]:
    tables = {"ticket": "tickets", "call": "calls", "customer": "customers", "edition": "editions"}
    with desk.desk.database.reading() as connection:
        names = [
            (kind, id_)
            for kind, table in tables.items()
            for id_ in connection.exec_driver_sql(f"SELECT id FROM {table}").scalars()
        ]
        for kind, id_ in [*names, ("directory", "directory")]:
            record = read_record(connection, Ref(Kind(kind), id_))
            if record is not None:
                yield (kind, id_), canonical(doc_of(record))
