"""The way to the desk behind the passphrase: opened, asked and closed on the database lane only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimeZone

from console.bridge.background import Background
from console.presenters.workplace import DeskLocked, Me
from console.settings.options import Options, Place, read_options, texts_of
from console.settings.store import DESK_KEY
from console.starter import starter_categories
from console.starter_levels import starter_edition
from core.customers import abroad
from core.customers.identity import NumberRules
from core.errors import Trouble
from core.ids import AgentId, DeskId, TeamId, new_id
from core.ports import Desk
from core.reading import Directory, Person, Team
from core.tickets.commands import SaveEdition, Stamp

if TYPE_CHECKING:  # SQLAlchemy is loaded on the lane, while the passphrase is typed
    from storage.background import Progress
    from storage.desk import SqlDesk

Answer = TypeVar("Answer")
Failed = Callable[[Trouble], None]
MADE = "demo.made"
DEMO_PASSPHRASE = "ringdesk demo"  # noqa: S105 - shown on the screen it opens

DEMO_LINE = {"account_user": "8001", "account_register": "", "account_bound_address": "127.0.0.1"}


class NoAgent(Trouble):
    """A profile whose making was broken off before somebody was named in it."""

    def __init__(self) -> None:
        super().__init__("Nobody is named in this profile yet. Please make it anew under another name.")


class Door:
    """Holds the open desk. Closed, every question fails with ``DeskLocked``, and no key is left in memory."""

    def __init__(self, folder: Path, background: Background, rules: Callable[[], NumberRules]) -> None:
        self._folder = folder
        self._background = background
        self._rules = rules
        self._desk: SqlDesk | None = None

    def warm_up(self) -> None:
        """Load what opening needs while nobody waits for it."""

        def storage_loaded(_: object) -> None:
            self._background.aside(abroad.warm_up, lambda _: None, lambda _: None)

        self._background.with_database(_load_storage, storage_loaded, lambda _: None)

    def ask(
        self,
        question: Callable[[Desk], Answer],
        done: Callable[[Answer], None],
        failed: Failed,
        *,
        urgent: bool = False,
    ) -> None:
        self._background.with_database(lambda: question(self._opened), done, failed, urgent=urgent)

    def open(
        self,
        passphrase: str,
        opened: Callable[[str | None], None],
        failed: Failed,
        progress: Callable[[int, int], None],
    ) -> None:
        """``opened`` is given the settings that lie inside; ``progress`` is told of work that has to come before."""
        self.open_by(
            lambda told: _load_storage()(self._folder, passphrase, self._rules(), told),
            opened,
            failed,
            progress,
        )

    def open_by(
        self,
        make: Callable[[Callable[[Progress], None]], SqlDesk],
        opened: Callable[[str | None], None],
        failed: Failed,
        progress: Callable[[int, int], None],
    ) -> None:
        """The same with a desk that ``make`` opens, on the database lane."""

        def told(step: Progress) -> None:
            self._background.tell(lambda: progress(step.done, step.of))

        def job() -> str | None:
            self._close()
            self._desk = make(told)
            return self._desk.setting(DESK_KEY)

        self._background.with_database(job, opened, failed, urgent=True)

    def hop(self, act: Callable[[SqlDesk], Answer]) -> Answer:
        """From another lane, and only from there: waits for its turn, and for the answer."""
        return self._background.hop(lambda: act(self._opened))

    def hold_back(self, *, on: bool) -> None:
        """Whether nothing may be changed in the open desk."""

        def act(desk: SqlDesk) -> None:
            desk.is_read_only = on

        self.act(act, lambda _: None, lambda _: None)

    def act(self, act: Callable[[SqlDesk], Answer], done: Callable[[Answer], None], failed: Failed) -> None:
        """What concerns the open desk as a whole."""
        self._background.with_database(lambda: act(self._opened), done, failed, urgent=True)

    @property
    def is_closed(self) -> bool:
        return self._desk is None

    def close(self, closed: Callable[[], None]) -> None:
        self._background.with_database(self._close, lambda _: closed(), lambda _: closed())

    def found(
        self, passphrase: str, texts: Mapping[str, str], done: Callable[[], None], failed: Failed
    ) -> None:
        """A new profile with one agent and a small category tree in it; it is closed again when it is made."""

        def job() -> None:
            from storage.desk import create_desk  # noqa: PLC0415 - as above

            agent, desk_id, team = new_id(), new_id(), TeamId(new_id())
            name = texts["agent_name"].strip()
            options = read_options({**texts, "agent_id": agent, "agent_name": name, "desk_id": desk_id})
            desk = create_desk(self._folder, passphrase, self._rules())
            try:
                team_name = texts.get("team_name", "").strip()
                teams = (Team(team, team_name),) if team_name else ()
                person = Person(AgentId(agent), name, tuple(one.id for one in teams))
                desk.save_directory(Directory((person,), teams, starter_categories(options.language)))
                stamp = Stamp(person.id, DeskId(desk_id), datetime.now(UTC))
                levels = starter_edition(options.language, system_zone(options.language), stamp.at)
                desk.perform(SaveEdition(stamp, levels))
                desk.set_setting(DESK_KEY, desk_texts(options))
            finally:
                desk.close()

        self._background.with_database(job, lambda _: done(), failed)

    def found_demo(self, now: datetime, language: str, done: Callable[[], None], failed: Failed) -> None:
        """The demonstration: made-up people and tickets, all of them or none."""

        def job() -> None:
            make_demo(self._folder, now, language, self._rules())

        self._background.with_database(job, lambda _: done(), failed)

    def change_passphrase(self, old: str, new: str, done: Callable[[], None], failed: Failed) -> None:
        self._background.with_database(
            lambda: self._opened.change_passphrase(old, new), lambda _: done(), failed
        )

    @property
    def _opened(self) -> SqlDesk:
        if self._desk is None:
            raise DeskLocked
        return self._desk

    def _close(self) -> None:
        try:
            if self._desk is not None:
                self._desk.close()
        finally:
            self._desk = None


def desk_texts(options: Options) -> str:
    return json.dumps(texts_of(options, Place.DESK), ensure_ascii=False)


def make_demo(folder: Path, now: datetime, language: str, rules: NumberRules, **size: int) -> None:
    """What a crash left half-made is thrown away: it holds nothing that anybody typed."""
    from console.demo.floor import on_the_floor  # noqa: PLC0415 - only a first start needs it
    from console.demo.profile import demo_profile  # noqa: PLC0415 - as above
    from console.demo.reminded import reminded_before  # noqa: PLC0415 - as above
    from storage.bulk import bulk_load  # noqa: PLC0415 - as above
    from storage.desk import create_desk  # noqa: PLC0415 - as above

    demo = demo_profile(now, language, **size)
    for name in ("desk.db", "desk.db-wal", "desk.db-shm", "desk.key"):
        (folder / name).unlink(missing_ok=True)
    desk = create_desk(folder, DEMO_PASSPHRASE, rules)
    try:
        with bulk_load(desk.database, rules) as load:
            levels = starter_edition(language, system_zone(language), now - timedelta(days=800))
            load.editions((levels,))
            load.customers(demo.customers)
            load.calls(demo.calls)
            tickets = on_the_floor(demo.tickets, demo.calls, levels, now, demo.me, language)
            load.tickets(reminded_before(tickets, demo.calls, levels, now))
        desk.save_directory(demo.directory)
        desk.missed_calls_seen(demo.missed_seen_at)
        me = next(person for person in demo.directory.people if person.id == demo.me)
        options = read_options(
            {
                "agent_id": me.id,
                "agent_name": me.name,
                "desk_id": new_id(),
                **DEMO_LINE,
            }
        )
        desk.set_setting(DESK_KEY, desk_texts(options))
    finally:
        desk.close()
    (folder / MADE).touch()


def system_zone(language: str) -> str:
    """The zone of this computer; one that says only UTC says nothing about where its people work."""
    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return "Asia/Shanghai" if language.startswith("zh") and zone in ("UTC", "Etc/UTC", "") else zone or "UTC"


def who_works_here(options: Options, directory: Directory) -> Me:
    if not options.agent_id:
        raise NoAgent
    person = next((one for one in directory.people if one.id == options.agent_id), None)
    teams = person.teams if person is not None else ()
    return Me(AgentId(options.agent_id), options.agent_name, DeskId(options.desk_id), teams)


def _load_storage() -> Callable[[Path, str, NumberRules, Callable[[Progress], None]], SqlDesk]:
    from storage.desk import open_desk  # noqa: PLC0415 - as above

    return open_desk
