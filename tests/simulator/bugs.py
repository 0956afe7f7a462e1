"""Bugs of the kind that sync has, planted one at a time: a simulator that does not notice them proves nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from core.sync import exchange
from core.sync.audience import audience
from core.sync.messages import Fate
from core.sync.who import EVERYTHING
from core.tickets.ticket import UnknownTicket
from storage.ledger import fresh, ledger, patience, pulling, tables, taking, writing
from storage.ledger.cursor import Cursor
from storage.ledger.shelf import Shelf
from storage.ledger.ticket_numbers import Numbers
from storage.replica import clocks, replica, settling, tracker, waiting
from storage.replica.holding import Holding
from storage.replica.standing import Standing, read_standing, write_standing
from tests.simulator import server

Bug = Callable[[], AbstractContextManager[Any]]


def taken_twice() -> AbstractContextManager[Any]:
    """The server forgets which operations it knows."""
    real_take, real_write = taking.Taking.take, taking.Taking.write

    def take(self: Any, who: Any, push: Any) -> Any:
        self._known = {}
        return real_take(self, who, push)

    def write(self: Any) -> None:
        ids = [row["id"] for row in self._rows]
        table = tables.ops
        self._connection.execute(table.delete().where(table.c.id.in_(ids)))
        real_write(self)

    return patch.multiple(taking.Taking, take=take, write=write)


def retired_at_the_end_of_a_page() -> AbstractContextManager[Any]:
    """What was taken is retired before everything up to there has come."""
    real = replica._moved

    def moved(connection: Any, standing: Standing, page: Any) -> Standing:
        after = real(connection, standing, page)
        return replace(after, is_between=False, checkpoint=page.head) if page.cursor else after

    real_apply = exchange.Exchange._apply

    def apply(self: Any, page: Any) -> Any:
        yield from real_apply(self, page)
        yield from self._settle()

    return _both(patch.object(replica, "_moved", moved), patch.object(exchange.Exchange, "_apply", apply))


def cursor_before_the_rows() -> AbstractContextManager[Any]:
    """The cursor moves with the first slice of a page; the power goes before the others."""
    real = replica.Replica.apply

    def apply(self: Any, page: Any, start: int = 0) -> Any:
        step = real(self, page, start)
        if start == 0 and step.following is not None:
            with self._database.writing() as connection:
                standing = read_standing(connection)
                write_standing(connection, replica._moved(connection, standing, page))
                connection.commit()
        return step

    return patch.object(replica.Replica, "apply", apply)


def cursor_ahead_of_the_page() -> AbstractContextManager[Any]:
    """A page that is full says that it was all."""
    real = pulling.page_since

    def page_since(connection: Any, who: Any, standing: Any, cursor: Any, limit: int) -> Any:
        page = real(connection, who, standing, cursor, limit)
        ahead = Cursor(standing.epoch, dict.fromkeys(page.keys, standing.head)).written()
        return replace(page, cursor=ahead, is_checkpoint=True)

    return patch.object(ledger, "page_since", page_since)


def nobody_is_told_of_what_left() -> AbstractContextManager[Any]:
    """A ticket that goes to another team stays on the desks of the first."""
    return patch.object(writing, "_write_departures", lambda *_: None)


def pushes_are_not_judged_by_scope() -> AbstractContextManager[Any]:
    """Another team's ticket can be changed by whoever knows its id."""
    return patch.object(taking.Taking, "_seen_by", lambda self, _speaker, ref: self._shelf.get(ref).record)


def pages_are_not_judged_by_scope() -> AbstractContextManager[Any]:
    """Everybody gets everything."""
    real = pulling.page_since

    def page_since(connection: Any, who: Any, standing: Any, cursor: Any, limit: int) -> Any:
        page = real(connection, replace(who, scope=who.scope | {EVERYTHING}), standing, cursor, limit)
        rows = tuple(
            replace(row, keys=tuple(key for key in row.keys if key in who.scope)) for row in page.rows
        )
        return replace(page, keys=tuple(sorted(who.scope)), rows=rows)

    return patch.object(ledger, "page_since", page_since)


def refused_and_forgotten() -> AbstractContextManager[Any]:
    """What was refused is deleted from the log, with what was typed in it."""
    real = waiting.refuse

    def refuse(connection: Any, row: Any, why: Any) -> None:
        real(connection, row, why)
        connection.exec_driver_sql("DELETE FROM oplog WHERE seq = ?", (row.seq,))

    return patch.object(waiting, "refuse", refuse)


def restored_under_the_same_epoch() -> AbstractContextManager[Any]:
    """No desk notices that the server knows less than before."""
    return patch.object(server, "new_epoch", lambda _store: None)


def nothing_is_sent_again() -> AbstractContextManager[Any]:
    """After a restore the server never hears of what it had taken."""
    return patch.object(waiting, "send_again", lambda _connection: None)


def the_clock_ignores_what_was_seen() -> AbstractContextManager[Any]:
    """A desk whose clock is slow loses to a value it has long seen."""
    real = replica.Replica.apply
    return patch.object(
        replica.Replica, "apply", lambda self, page, start=0: real(self, replace(page, stamp=""), start)
    )


def a_tombstone_is_overlooked() -> AbstractContextManager[Any]:
    """A late edit brings a deleted record back."""

    def seen_by(self: Any, speaker: Any, ref: Any) -> Any:
        item = self._shelf.get(ref)
        item.is_deleted = False
        if item.text is not None and not speaker.sees(item.keys):
            raise UnknownTicket
        return item.record

    return patch.object(taking.Taking, "_seen_by", seen_by)


def calls_do_not_follow_their_tickets() -> AbstractContextManager[Any]:
    """Who gets a ticket does not get its call."""
    return patch.object(Shelf, "_look_again", lambda *_: None)


def a_call_is_everybodys() -> AbstractContextManager[Any]:
    """The audience of a call is wider than its tickets'."""
    from storage.ledger import shelf  # noqa: PLC0415 - only here

    def wide(kind: Any, record: Any, origin: Any = (), tied: Any = ()) -> frozenset[str]:
        keys = audience(kind, record, origin, tied)
        return keys | {"all"} if origin else keys

    return patch.object(shelf, "audience", wide)


def sums_forget_removals() -> AbstractContextManager[Any]:
    """The desk's sums still hold what it gave up."""

    def drop(self: Any, kind: str, id_: str) -> None:
        self._connection.exec_driver_sql("DELETE FROM held WHERE kind = ? AND id = ?", (kind, id_))

    return patch.object(Holding, "drop", drop)


def a_number_comes_twice() -> AbstractContextManager[Any]:
    """Two desks that were alone gave the same number, and the server lets both have it."""

    def settled(self: Any, op: Any, ticket: str) -> str:
        return str(op.arguments["number"])

    return patch.object(Numbers, "settled", settled)


def a_new_team_begins_today() -> AbstractContextManager[Any]:
    """Who joins a team does not get what it had before."""
    real = pulling.page_since

    def page_since(connection: Any, who: Any, standing: Any, cursor: Cursor, limit: int) -> Any:
        if cursor.keys and cursor.epoch == standing.epoch:
            newest = max(cursor.keys.values())
            cursor = Cursor(cursor.epoch, {key: cursor.keys.get(key, newest) for key in who.scope})
        return real(connection, who, standing, cursor, limit)

    return patch.object(ledger, "page_since", page_since)


def what_is_seen_otherwise_comes_later() -> AbstractContextManager[Any]:
    """A page passes over the key by which a record was seen, and leaves its other key to the next page."""
    return patch.object(pulling, "_seen_otherwise", lambda *_: [])


def the_server_overwrites_what_waits() -> AbstractContextManager[Any]:
    """A page is written over records that still have unanswered operations."""

    def is_pending(connection: Any, ref: Any, text: str | None) -> bool:
        real(connection, ref, text)
        return False

    real = replica._is_pending
    return patch.object(replica, "_is_pending", is_pending)


def answered_before_it_is_on_disk() -> AbstractContextManager[Any]:
    """The desk hears "taken", and the power goes before the commit."""
    real = ledger.SqlLedger.take_many

    def take_many(self: Any, batches: Any) -> Any:
        self.turn = getattr(self, "turn", 0) + 1
        if self.turn % 5:
            return real(self, batches)
        with patch("sqlalchemy.engine.Connection.commit", lambda _self: None):
            return real(self, batches)

    return patch.object(ledger.SqlLedger, "take_many", take_many)


def nothing_confirmed_is_kept() -> AbstractContextManager[Any]:
    """A refused operation stays in what is shown: there is nothing to go back to."""

    def before(self: Any, _connection: Any, op: Any) -> tuple[Any, ...]:
        return ()

    return patch.object(tracker.Tracker, "before", before)


def a_put_off_operation_counts_as_taken() -> AbstractContextManager[Any]:
    """ "Ask again" is read as "done"."""
    real = waiting.answered

    def answered(connection: Any, answers: Any) -> None:
        real(
            connection,
            [
                replace(one, fate=Fate.TAKEN, position=0) if one.fate is Fate.PUT_OFF else one
                for one in answers
            ],
        )

    return patch.object(waiting, "answered", answered)


def rebase_forgets_the_order() -> AbstractContextManager[Any]:
    """What waits is put on top in any order."""
    real = settling.rebased
    return patch.object(settling, "rebased", lambda confirmed, ops: real(confirmed, list(ops)[::-1]))


def any_clock_is_believed() -> AbstractContextManager[Any]:
    """A stamp of next year is taken, and every desk counts on from there."""
    far = 1 << 47
    both = (taking, clocks)
    return _both(*(patch.object(one, "latest_ms", lambda _known, _now: far) for one in both))


def a_wrong_clock_is_not_put_right() -> AbstractContextManager[Any]:
    """What was stamped in the year to come is sent as it is, until nobody waits for it any more."""
    return patch.object(replica, "put_right", lambda *_: None)


def what_cannot_be_read_yet_is_refused() -> AbstractContextManager[Any]:
    """The server does not ask how new the desk is."""
    return patch.object(
        taking, "patience_with", lambda push, _: patience.Patience(frozenset(push.again), is_newer=False)
    )


def what_is_brought_fits_everywhere() -> AbstractContextManager[Any]:
    """A desk takes what came along with the news, whatever it has missed before."""

    def chained(standing: Standing, brought: Any) -> Any:
        return [one for one in brought if one.page.head > standing.checkpoint]

    return patch.object(replica, "chained", chained)


def what_was_sent_before_a_restore_is_taken() -> AbstractContextManager[Any]:
    """A message that was under way while the server was put back from a backup is judged as if it were new."""
    real = patience.patience_with
    return patch.object(taking, "patience_with", lambda push, _: real(push, push.epoch))


def another_stamp_waits_for_the_checkpoint() -> AbstractContextManager[Any]:
    """A wrong clock's operations get another stamp, and what is shown keeps the old one until the round has ended."""
    return patch.object(replica, "perform_anew", lambda *_: None)


def nothing_leaves_with_the_news() -> AbstractContextManager[Any]:
    """What is brought along says what came, and not what went."""
    return patch.object(fresh, "_left", lambda *_: {})


def news_take_away_what_was_known() -> AbstractContextManager[Any]:
    """What a desk has already is not brought, and so counts as gone from where it was before."""
    real = fresh.Fresh.part_of

    def part_of(self: Any, scope: frozenset[str], known: int = 0) -> Any:
        rows = tuple(row for row in self.rows if row.position > known)
        return real(replace(self, rows=rows), scope, known)

    return patch.object(fresh.Fresh, "part_of", part_of)


def keys_that_come_back_are_not_looked_at() -> AbstractContextManager[Any]:
    """What came under a team's key stays when the person left that team before the desk was in step with it."""

    def under(self: Standing, keys: tuple[str, ...]) -> Standing:
        return replace(self, keys=keys, keys_swept=self.keys_swept if self.keys else keys)

    return patch.object(Standing, "under", under)


def what_is_brought_is_not_judged_by_scope() -> AbstractContextManager[Any]:
    """The news brings everything to everybody."""
    real = fresh.Fresh.part_of

    def part_of(self: Any, scope: frozenset[str], known: int = 0) -> Any:
        page = real(self, frozenset({EVERYTHING}), known)
        return replace(page, keys=tuple(sorted(scope))) if page else None

    return patch.object(fresh.Fresh, "part_of", part_of)


def _both(*patches: AbstractContextManager[Any]) -> AbstractContextManager[Any]:
    from contextlib import ExitStack  # noqa: PLC0415 - only here

    stack = ExitStack()
    for one in patches:
        stack.enter_context(one)
    return stack


BUGS: Mapping[str, Bug] = {
    bug.__name__: bug
    for bug in (
        taken_twice,
        retired_at_the_end_of_a_page,
        cursor_before_the_rows,
        cursor_ahead_of_the_page,
        nobody_is_told_of_what_left,
        pushes_are_not_judged_by_scope,
        pages_are_not_judged_by_scope,
        refused_and_forgotten,
        restored_under_the_same_epoch,
        nothing_is_sent_again,
        the_clock_ignores_what_was_seen,
        a_tombstone_is_overlooked,
        calls_do_not_follow_their_tickets,
        a_call_is_everybodys,
        sums_forget_removals,
        a_number_comes_twice,
        a_new_team_begins_today,
        what_is_seen_otherwise_comes_later,
        the_server_overwrites_what_waits,
        answered_before_it_is_on_disk,
        nothing_confirmed_is_kept,
        a_put_off_operation_counts_as_taken,
        rebase_forgets_the_order,
        any_clock_is_believed,
        a_wrong_clock_is_not_put_right,
        what_cannot_be_read_yet_is_refused,
        what_was_sent_before_a_restore_is_taken,
        another_stamp_waits_for_the_checkpoint,
        what_is_brought_fits_everywhere,
        nothing_leaves_with_the_news,
        news_take_away_what_was_known,
        what_is_brought_is_not_judged_by_scope,
        keys_that_come_back_are_not_looked_at,
    )
}
