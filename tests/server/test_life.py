"""A server's life: made once, stopped without losing what it took, killed, backed up, put back, rotated, checked."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import EnvironmentFault
from core.sync.messages import PROTOCOL, Fate, Hello, Pull
from core.sync.records import SCHEMA
from core.trust import Turned
from courier.server_troubles import ServerAway, TurnedAway
from server.folder import read_keys
from storage.database import Database
from storage.keys import write_durably
from storage.ledger.opening import embedded_store
from tests.server.rig import PASSWORD, RunningServer, Seat, make_server, run_words, running, say_words

HELLO = Hello(PROTOCOL, "0.1.0", SCHEMA)
Own = Callable[..., RunningServer]


def subjects(seat: Seat) -> set[str]:
    found, cursor = set(), ""
    while True:
        page = seat.link.pull(Pull(cursor))
        found |= {str(row.doc["subject"]) for row in page.rows if row.kind == "ticket"}
        cursor = page.cursor
        if page.is_checkpoint:
            return found


def again(server: RunningServer, seat: Seat) -> Seat:
    """The same desk at a server that was started anew, on another port."""
    credentials = replace(seat.credentials, port=server.port)
    link = server.link(credentials)
    link.sign_in("keeper", PASSWORD)
    return Seat(seat.person, credentials, link, seat.last)


def test_the_first_start_asks_nothing_and_says_what_must_be_known_once(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    said = run_words(folder, "init", "--name", "ringdesk.example", "--port", "9443")
    assert "First administrator: admin" in said
    assert "Fingerprint" in said
    password = said.split("shown only now: ")[1].split()[0]
    assert not any(password.encode() in file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert {oct(file.stat().st_mode & 0o077) for file in [folder, *folder.rglob("*")]} == {"0o0"}
    assert "port = 9443" in (folder / "server.toml").read_text(encoding="utf-8")
    assert "already" in run_words(folder, "init", status=1)


def test_words_for_a_folder_without_a_server_say_so(tmp_path: Path) -> None:
    assert 'Make one with "init"' in say_words(tmp_path / "nothing", "user", "list", status=1)


def test_a_port_that_is_taken_is_said_in_words(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        make_server(tmp_path / "s")
        settings = tmp_path / "s" / "server.toml"
        settings.write_text(f"listen.port = {taken.getsockname()[1]}\n", encoding="utf-8")
        assert "another program does" in run_words(tmp_path / "s", "run", status=1)


def test_one_server_at_a_time_runs_from_a_folder(own_server: Own) -> None:
    server = own_server()
    assert "runs from this folder already" in run_words(server.folder, "run", status=1)
    assert "Stop it first" in say_words(server.folder, "rotate", "--database-key", status=1)


def test_a_stop_finishes_what_was_begun_and_loses_nothing_that_was_taken(own_server: Own) -> None:
    server = own_server()
    seat = server.seat("keeper")
    taken: list[str] = []
    begun = threading.Event()

    def work() -> None:
        for n in range(10_000):
            try:
                answers = seat.push(*(seat.open_ticket(f"{n}-{m}") for m in range(20)))
            except EnvironmentFault:
                return
            taken.extend(f"{n}-{m}" for m, one in enumerate(answers) if one.fate is Fate.TAKEN)
            begun.set()

    worker = threading.Thread(target=work)
    worker.start()
    assert begun.wait(30)
    assert server.stop() == 0
    worker.join(30)
    assert taken
    with running(server.folder, server.fingerprint) as later:
        assert subjects(again(later, seat)) >= set(taken)


def test_a_stop_is_quick_when_desks_are_only_connected(own_server: Own) -> None:
    server = own_server()
    seats = [server.seat(f"idle-{n}") for n in range(3)]
    assert all(seat.link.hello(HELLO) for seat in seats)
    assert server.stop(seconds=8) == 0
    with pytest.raises(ServerAway):
        seats[0].link.hello(HELLO)


def test_a_killed_server_has_everything_it_answered_for(own_server: Own) -> None:
    server = own_server()
    seat = server.seat("keeper")
    answers = seat.push(*(seat.open_ticket(f"t{n}") for n in range(50)))
    assert {one.fate for one in answers} == {Fate.TAKEN}
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait(10)
    with running(server.folder, server.fingerprint) as later:
        assert len(subjects(again(later, seat))) == 50
    assert "Everything is whole." in server.words("check")


def test_a_backup_is_taken_while_it_runs_and_put_back_with_a_new_epoch(
    own_server: Own, tmp_path: Path
) -> None:
    server = own_server()
    seat, lost = server.seat("keeper"), server.seat("lost-later")
    seat.push(seat.open_ticket("before the backup"))
    server.words("backup", "--to", str(tmp_path / "backup"))
    late = seat.open_ticket("after the backup")
    seat.push(late)
    server.words("desk", "revoke", "desk of lost-later")
    epoch = seat.link.hello(HELLO).epoch
    assert "Stop it first" in say_words(server.folder, "restore", str(tmp_path / "backup"), status=1)
    server.stop()
    assert "put back" in server.words("restore", str(tmp_path / "backup"))
    with running(server.folder, server.fingerprint) as later:
        back = again(later, seat)
        assert back.link.hello(HELLO).epoch != epoch
        assert subjects(back) == {"before the backup"}
        [answer] = back.push(late)
        assert answer.fate is Fate.TAKEN
        with pytest.raises(TurnedAway) as why:
            later.link(replace(lost.credentials, port=later.port)).hello(HELLO)
        assert why.value.word is Turned.REVOKED, "a restore lets nobody in again"
    assert "Everything is whole." in server.words("check")


def test_a_database_that_is_damaged_is_found_and_the_backup_put_in_its_place(
    own_server: Own, tmp_path: Path
) -> None:
    server = own_server()
    seat = server.seat("keeper")
    seat.push(*(seat.open_ticket(f"t{n}") for n in range(200)))
    server.stop()
    server.words("backup", "--to", str(tmp_path / "backup"))
    database = server.folder / "ledger.db"
    with database.open("rb+") as file:
        file.seek(database.stat().st_size // 2)
        file.write(b"\0" * 64)
    assert "damaged" in say_words(server.folder, "check", status=1)
    server.words("restore", str(tmp_path / "backup"))
    assert "Everything is whole." in server.words("check")
    damaged = tmp_path / "backup" / "ledger.db"
    with damaged.open("rb+") as file:
        file.seek(damaged.stat().st_size // 2)
        file.write(b"\0" * 64)
    assert "backup is damaged" in say_words(server.folder, "restore", str(tmp_path / "backup"), status=1)
    assert "Everything is whole." in server.words("check")


def test_a_rotated_database_key_opens_what_the_old_one_does_not(own_server: Own) -> None:
    server = own_server()
    seat = server.seat("keeper")
    seat.push(seat.open_ticket("kept"))
    server.stop()
    old = (server.folder / "server.keys").read_bytes()
    server.words("rotate", "--database-key")
    new = (server.folder / "server.keys").read_bytes()
    assert new != old
    (server.folder / "server.keys").write_bytes(old)
    assert "belongs to another database" in say_words(server.folder, "user", "list", status=1)
    write_durably(server.folder / "server.keys.new", new)  # as a crash between the last two steps leaves it
    assert "keeper" in server.words("user", "list")
    assert (server.folder / "server.keys").read_bytes() == new
    with running(server.folder, server.fingerprint) as later:
        assert subjects(again(later, seat)) == {"kept"}


def test_a_rotated_certificate_is_taken_up_without_a_restart(own_server: Own) -> None:
    server = own_server()
    seat = server.seat("keeper")
    assert "localhost" in server.words("rotate", "--certificate")

    def is_taken_up() -> bool:
        shown = ssl.get_server_certificate(("localhost", server.port))
        return shown.strip() in (server.folder / "server.pem").read_text(encoding="ascii")

    until(is_taken_up)
    assert again(server, seat).link.hello(HELLO).keys


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    waiting = threading.Event()
    for _ in range(round(seconds / 0.2)):
        if holds():
            return
        waiting.wait(0.2)
    pytest.fail("it did not happen in time")


def test_the_key_file_is_asked_for_by_name_when_it_is_gone(tmp_path: Path) -> None:
    make_server(tmp_path / "s")
    (tmp_path / "s" / "server.keys").rename(tmp_path / "elsewhere")
    assert "server.keys is missing or damaged" in say_words(tmp_path / "s", "user", "list", status=1)


def test_a_hand_in_the_audit_log_is_named_by_check(own_server: Own) -> None:
    server = own_server()
    server.seat("keeper")
    server.stop()
    keys = read_keys(server.folder / "server.keys")
    store = embedded_store(server.folder, keys.database)
    assert isinstance(store.database, Database)
    with store.writing() as connection:
        with pytest.raises(Exception, match="only added to"):
            connection.exec_driver_sql("UPDATE trust_audit SET by = 'nobody' WHERE number = 3")
        connection.exec_driver_sql("DROP TRIGGER trust_audit_altered")
        connection.exec_driver_sql("DROP TRIGGER trust_audit_removed")
        connection.exec_driver_sql("UPDATE trust_audit SET by = 'nobody' WHERE number = 3")
        connection.exec_driver_sql("DELETE FROM trust_audit WHERE number = 5")
        connection.commit()
    store.close()
    said = say_words(server.folder, "check", status=1)
    assert "Entry 3 of the audit log was altered." in said
    assert "Entries 5 to 5 of the audit log are missing." in said
