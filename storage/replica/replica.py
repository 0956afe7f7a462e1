"""``core.sync.exchange.DeskSide`` over the desk's database: everything sync writes on a desk goes through here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from core.customers.identity import NumberRules
from core.sync.live import Brought
from core.sync.messages import Answer, Page, Row, Sum
from core.sync.records import SCHEMA, Kind, Ref
from storage.database import Database
from storage.files import send_again
from storage.levels import LevelsKeeper
from storage.replica import waiting
from storage.replica.arriving import Arriving
from storage.replica.clocks import heard, put_right
from storage.replica.holding import Holding, differing
from storage.replica.numbering import GivenNumbers
from storage.replica.projection import Projection, record_in
from storage.replica.settling import perform_anew, rank_of, settle_slice
from storage.replica.standing import Standing, chained, read_standing, write_standing
from storage.replica.tracker import Tracker
from storage.replica.waiting import Waiting

SLICE = 30  # records in one transaction: whoever waits for the database waits no longer than that


@dataclass(frozen=True, slots=True)
class Step:
    """What one short transaction did: where to go on (None: it is finished), and what now looks different."""

    following: int | None
    changed: tuple[Ref, ...] = ()


class Replica(GivenNumbers):
    """Called on the database lane only; every method is one transaction, and says when there is more to do."""

    def __init__(
        self,
        database: Database,
        rules: NumberRules,
        keeper: LevelsKeeper,
        tracker: Tracker,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(database)
        self._rules = rules
        self._keeper = keeper
        self._tracker = tracker
        self._now = now
        tracker.is_on = self.standing().is_joined

    def standing(self) -> Standing:
        with self._database.reading() as connection:
            return read_standing(connection)

    def join(self, server: str) -> None:
        """From now on this desk keeps in step with that server; what was done here alone is sent to it."""
        with self._database.writing() as connection:
            standing = read_standing(connection)
            if standing.server != server:
                if standing.is_joined:  # another one than before: it knows nothing of what that one took
                    waiting.send_again(connection)
                waiting.track_all(connection)
                fresh = Standing(server, round=standing.round + 1, is_between=True)
                write_standing(connection, replace(fresh, offset_ms=standing.offset_ms))
                connection.commit()
        self._tracker.is_on = True

    def to_push(self, after: int, limit: int) -> Sequence[Waiting]:
        with self._database.reading() as connection:
            return waiting.to_push(connection, after, limit)

    def answered(self, answers: Sequence[Answer]) -> None:
        with self._database.writing() as connection:
            waiting.answered(connection, answers)
            connection.commit()

    def apply(self, page: Page, start: int = 0) -> Step:
        """The next slice of a page. The cursor moves with the last one: broken off before, the page comes again."""
        with self._database.writing() as connection:
            standing = _at_epoch(connection, read_standing(connection), page.epoch).under(page.keys)
            rows = sorted(page.rows, key=lambda row: (rank_of(row.kind), row.position))
            slice_ = rows[start : start + SLICE]
            changed = self._put_rows(connection, slice_, standing.round)
            end = start + SLICE
            is_last = end >= len(rows)
            if is_last:
                changed += self._put_removals(connection, page)
                standing = _moved(connection, standing, page)
            write_standing(connection, heard(connection, standing, page.stamp))
            connection.commit()
        return Step(None if is_last else end, tuple(changed))

    def missing(self, brought: Sequence[Brought]) -> Sequence[Brought] | None:
        """Nothing fits while an answer is waited for: a page might hold an operation that is still to be sent."""
        with self._database.reading() as connection:
            standing = read_standing(connection)
            if not standing.is_at_rest or waiting.to_push(connection, 0, 1):
                return None
        return chained(standing, brought)

    def settle(self) -> Step:
        """The next slice of what a checkpoint or a refusal left to do; ``following`` None: all is settled.

        What left this desk's scope goes first: its last confirmed document is older than what was taken since.
        """
        with self._database.writing() as connection:
            standing = read_standing(connection)
            projection = self._projection(connection)
            more, changed = False, tuple[Ref, ...]()
            if standing.is_between or standing.keys == standing.keys_swept:
                more, changed = settle_slice(connection, projection, standing)
            if not more and not standing.is_between:
                more, changed = self._sweep(connection, projection, standing)
            if more or changed:
                connection.commit()
        return Step(0 if more else None, changed)

    def differing(self, sums: Sequence[Sum]) -> tuple[str, ...]:
        with self._database.reading() as connection:
            return differing(connection, [one for one in sums if one.kind in _KINDS])

    def ask_for_everything(self) -> None:
        """Heal: all records come again, what waits stays."""
        with self._database.writing() as connection:
            write_standing(connection, read_standing(connection).from_the_start())
            connection.commit()

    def cursor(self) -> str:
        """Where to go on. A program whose records have another shape than the last one's begins anew.

        Whoever begins anew is not told what left meanwhile: what came before, even a moment ago, is of an older round.
        """
        standing = self.standing()
        if standing.schema == SCHEMA and standing.cursor:
            return standing.cursor
        self.ask_for_everything()
        return ""

    def greeted(self, offset_ms: int, epoch: str, time: datetime) -> bool:
        """How far this desk's clock is from the server's: operations carry it, also those made offline later on.

        A server that was restored is noticed here, before anything is pushed, and a clock of ours that was days ahead.
        What was taken long ago is forgotten.
        """
        with self._database.writing() as connection:
            before = read_standing(connection)
            # before anything is to be sent again
            put_right(connection, replace(before, offset_ms=offset_ms), time)
            perform_anew(connection, self._projection(connection), before)
            write_standing(connection, replace(_at_epoch(connection, before, epoch), offset_ms=offset_ms))
            waiting.prune(connection, self._now())
            connection.commit()
        return not before.epoch

    def _put_rows(self, connection: Connection, rows: Sequence[Row], round_: int) -> list[Ref]:
        holding, projection = Holding(connection), self._projection(connection)
        rows = [row for row in rows if row.kind in _KINDS]  # a newer program's come again after the update
        texts, waits = holding.put(rows, round_), waiting.refs_among(connection, rows)
        arrivals = []
        for row, text in zip(rows, texts, strict=True):
            ref, record = Ref(Kind(row.kind), row.id), record_in(row)
            is_pending = ref in waits and _is_pending(connection, ref, text)
            if not is_pending and record is not None:
                arrivals.append((ref, record))
        holding.write()
        return Arriving(connection, projection, self._rules, self._keeper).put(arrivals)

    def _put_removals(self, connection: Connection, page: Page) -> list[Ref]:
        holding, projection = Holding(connection), self._projection(connection)
        refs = [Ref(Kind(one.kind), one.id) for one in page.removals if one.kind in _KINDS]
        changed = [ref for ref in refs if _remove(connection, holding, projection, ref)]
        holding.write()
        return changed

    def _sweep(
        self, connection: Connection, projection: Projection, standing: Standing
    ) -> tuple[bool, tuple[Ref, ...]]:
        """What no key covers any more, and after a whole round what the server did not send, is taken away."""
        holding = Holding(connection)
        if standing.keys != standing.keys_swept:
            gone = holding.narrow(standing.keys)
            standing = replace(standing, keys_swept=standing.keys)
        elif standing.swept < standing.round:
            gone = holding.stale(standing.round) or holding.orphans()
            if not gone:
                standing = replace(standing, swept=standing.round)
        else:
            return False, ()
        changed = tuple(ref for ref in gone if _remove(connection, holding, projection, ref))
        holding.write()
        write_standing(connection, standing)
        return True, changed

    def _projection(self, connection: Connection) -> Projection:
        return Projection(connection, self._rules, self._keeper, self._now())


_KINDS = frozenset(kind.value for kind in Kind)
_PENDING = "SELECT due FROM confirmed WHERE kind = ? AND id = ?"
_CONFIRM = "UPDATE confirmed SET doc = ?, due = max(due, 1) WHERE kind = ? AND id = ?"
_UNCONFIRM = """
UPDATE confirmed SET doc = NULL, due = max(due, 1) WHERE NOT EXISTS
    (SELECT 1 FROM held h WHERE h.kind = confirmed.kind AND h.id = confirmed.id AND h.round = ?)
"""


def _at_epoch(connection: Connection, standing: Standing, epoch: str) -> Standing:
    """Another epoch: the server was restored from a backup. The first one a desk meets is no other."""
    if standing.epoch == epoch:
        return standing
    if standing.epoch:
        waiting.send_again(connection)
        send_again(connection)
        standing = standing.from_the_start()
    return replace(standing, epoch=epoch, is_between=True)


def _is_pending(connection: Connection, ref: Ref, text: str | None) -> bool:
    """A record with unanswered operations waits for the checkpoint: else what a person just did would flicker."""
    if connection.exec_driver_sql(_PENDING, (ref.kind.value, ref.id)).first() is None:
        return False
    connection.exec_driver_sql(_CONFIRM, (text, ref.kind.value, ref.id))
    return True


def _remove(connection: Connection, holding: Holding, projection: Projection, ref: Ref) -> bool:
    holding.drop(ref.kind.value, ref.id)
    return not _is_pending(connection, ref, None) and projection.put(ref, None)


def _moved(connection: Connection, standing: Standing, page: Page) -> Standing:
    if not page.cursor:
        return standing  # a preview leads nowhere
    standing = replace(standing, cursor=page.cursor, is_between=not page.is_checkpoint)
    if not page.is_checkpoint:
        return standing
    if standing.swept < standing.round:  # what the server did not send, it does not have
        connection.exec_driver_sql(_UNCONFIRM, (standing.round,))
    return replace(standing, checkpoint=page.head)
