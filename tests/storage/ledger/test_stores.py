"""A database that is full, hangs or is lost: said in words, and the other host is tried."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import make_url

from core.sync.messages import Fate
from storage.faults import DatabaseBusy
from storage.keys import new_key
from storage.ledger.ledger import open_ledger
from storage.ledger.opening import embedded_store
from storage.ledger.stores import LedgerAway, LedgerFull, PostgresStore
from tests.storage import making
from tests.storage.ledger.cluster import Cluster
from tests.storage.ledger.rig import WANG_AT_1, Desk, HandClock


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=False)


def test_a_full_disk_of_the_server_is_called_the_servers_and_nothing_is_half_taken(small_disk: Path) -> None:
    """A desk that is told so must not look for room on its own disk."""
    ledger = open_ledger(embedded_store(small_disk, new_key()), HandClock())
    desk = Desk(ledger, WANG_AT_1)
    desk.do(making.opening("t1", call=making.talking("c1")))
    with suppress(OSError), (small_disk / "ballast").open("wb", buffering=0) as ballast:
        while ballast.write(bytes(4096)):
            pass
    head = ledger.head()
    notes = [making.noting("x" * 2_000, f"n{number}", "t1", number) for number in range(40)]
    sent = desk.sent
    with pytest.raises(LedgerFull, match="server's database is full"):
        desk.do(*notes)
    desk.sent = sent
    assert ledger.head() == head
    (small_disk / "ballast").unlink()
    assert {answer.fate for answer in desk.push()} == {Fate.TAKEN}
    ledger.close()


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("53100", LedgerFull),
        ("53200", LedgerAway),
        ("58030", LedgerAway),
        ("25006", LedgerAway),
        ("40P01", LedgerAway),
        ("57014", LedgerAway),
        ("25P03", LedgerAway),
    ],
)
def test_what_postgresql_cannot_do_now_is_tried_again_and_not_our_bug(
    cluster: Cluster, state: str, trouble: type[Exception]
) -> None:
    store = PostgresStore(cluster.database())
    with pytest.raises(trouble), store.writing() as connection:
        connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$")
    store.close()


def test_every_connection_at_a_database_that_hangs_is_trouble_too(cluster: Cluster) -> None:
    store = PostgresStore(cluster.database())
    engine = store._engine
    engine.pool._timeout = 0.05  # type: ignore[attr-defined] # half a minute otherwise
    held = [engine.connect() for _ in range(15)]
    with pytest.raises(LedgerAway), store.reading():
        pass
    for one in held:
        one.close()
    store.close()


def test_every_connection_of_the_embedded_one_in_use_is_trouble_too(tmp_path: Path) -> None:
    store = embedded_store(tmp_path, new_key())
    engine = store.database._engine
    engine.pool._timeout = 0.05  # type: ignore[attr-defined] # as above
    held = [engine.connect() for _ in range(6)]
    for transaction in (store.reading, store.writing):
        with pytest.raises(DatabaseBusy), transaction():
            pass
    for one in held:
        one.close()
    store.close()


def test_a_host_that_takes_the_connection_and_says_nothing_does_not_keep_the_other_from_being_asked(
    cluster: Cluster,
) -> None:
    """A primary that froze, or a machine whose power went: its standby is reached within seconds."""
    lives = make_url(cluster.database())
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hosts = (f"127.0.0.1:{silent.getsockname()[1]}", f"{lives.query['host']}:5432")
        store = PostgresStore(
            lives.set(query={"host": hosts, "target_session_attrs": "read-write"}).render_as_string()
        )
        with store.reading() as connection:
            assert connection.exec_driver_sql("SELECT 1").scalar() == 1
        store.close()


def test_a_patience_in_the_url_holds(cluster: Cluster) -> None:
    url = make_url(cluster.database()).update_query_dict({"connect_timeout": "9"})
    store = PostgresStore(url.render_as_string())
    with store.reading() as connection:
        info = connection.connection.driver_connection.info.get_parameters()  # type: ignore[union-attr] # psycopg's
    assert info["connect_timeout"] == "9"
    assert info["tcp_user_timeout"] == "10000"
    store.close()
