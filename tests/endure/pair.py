"""Two PostgreSQLs, one standing by for the other: the primary can die, and a new standby is made of the old machine.

Both listen on the same port of two loopback addresses, as two machines would, so that one URL names them as IT does.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path
from threading import Event

import psutil
import psycopg

from tests.storage.ledger.cluster import _program, _user

ADDRESSES = ("127.0.0.1", "127.0.0.2")
_CONFIG = """
wal_level = replica
max_connections = 60
max_wal_size = 96MB
min_wal_size = 32MB
wal_keep_size = 64MB
shared_buffers = 32MB
unix_socket_directories = ''
wal_receiver_timeout = 10s
wal_retrieve_retry_interval = 500ms
"""
_PATIENCE = 90.0


class Trouble(RuntimeError):
    """The rig itself cannot go on."""


class Node:
    """One of the two machines; its processes are ended by their ids."""

    def __init__(self, folder: Path, address: str, port: int) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.address = address
        self.port = port
        self._log = folder.parent / f"{folder.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def initialise(self) -> None:
        self.run(
            "initdb", "-D", str(self.data), "-U", "ringdesk", "--auth=trust", "--encoding=UTF8", "--no-sync"
        )
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(_CONFIG)
        with (self.data / "pg_hba.conf").open("a") as file:
            file.write("host all all 127.0.0.0/8 trust\nhost replication all 127.0.0.0/8 trust\n")

    def copy_from(self, other: Node) -> None:
        """A standby of the other, whatever was here before."""
        shutil.rmtree(self.data, ignore_errors=True)
        come = ("-h", other.address, "-p", str(other.port), "-U", "ringdesk")
        self.run(
            "pg_basebackup",
            "-D",
            str(self.data),
            *come,
            "-X",
            "stream",
            "-R",
            "--checkpoint=fast",
            "--no-sync",
        )
        with (self.data / "postgresql.auto.conf").open("a") as file:
            file.write("synchronous_standby_names = ''\n")  # promoted, it has nobody to wait for

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [_program("postgres"), "-D", str(self.data), "-p", str(self.port), "-h", self.address],
                user=_user(),
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )

    @property
    def is_up(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def processes(self) -> list[psutil.Process]:
        if self._process is None:
            return []
        with suppress(psutil.NoSuchProcess):
            one = psutil.Process(self._process.pid)
            return [one, *one.children(recursive=True)]
        return []

    def signal(self, number: int) -> None:
        for one in self.processes():
            with suppress(psutil.NoSuchProcess):
                one.send_signal(number)

    def kill(self) -> None:
        """As if the machine lost its power."""
        everybody = self.processes()
        self.signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait(30)
            self._process = None
        psutil.wait_procs([one for one in everybody if one.is_running()], timeout=30)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def kill_a_backend(self) -> None:
        """One process of it; PostgreSQL then starts itself again and recovers."""
        for one in self.processes()[1:]:
            with suppress(psutil.NoSuchProcess):
                if "ringdesk" in " ".join(one.cmdline()):
                    one.send_signal(signal.SIGKILL)
                    return

    def stop(self) -> None:
        if self._process is not None and self.is_up:
            self.signal(signal.SIGCONT)
            self._process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
        self.kill()

    def connect(self, database: str = "postgres", **more: str) -> psycopg.Connection[tuple[object, ...]]:
        where = f"host={self.address} port={self.port} user=ringdesk dbname={database} connect_timeout=3"
        return psycopg.connect(where, autocommit=True, **more)  # type: ignore[arg-type] # options by name

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Nothing while it does not answer."""
        with suppress(psycopg.Error), self.connect() as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else [()]
        return []

    def until(self, query: str, wanted: object) -> None:
        pause, left = Event(), _PATIENCE
        while [row[0] for row in self.ask(query) if row] != [wanted]:
            if left <= 0 or not self.is_up:
                raise Trouble(f"PostgreSQL at {self.address} never said {wanted} to {query}")
            pause.wait(0.1)
            left -= 0.1

    def run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [_program(program), *arguments],
            user=_user(),
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
        )
        if done.returncode:
            raise Trouble(f"{program}: {done.stderr[-2000:]}")


class Pair:
    """``is_lax``: the primary answers without waiting for its standby, which is what must be found out."""

    def __init__(self, folders: list[Path], *, is_lax: bool = False) -> None:
        port = free_port()
        for folder in folders:
            if (user := _user()) is not None:
                shutil.chown(folder, user)
            folder.chmod(0o700)
        self._is_lax = is_lax
        self.nodes = [Node(folder, address, port) for folder, address in zip(folders, ADDRESSES, strict=True)]
        self.primary, self.standby = self.nodes
        self.primary.initialise()
        self.primary.start()
        self.primary.until("SELECT 1", 1)
        self.primary.ask("CREATE DATABASE ledger")
        self.attach()

    @property
    def url(self) -> str:
        first = self.nodes[0]
        hosts = ",".join(node.address for node in self.nodes)
        return f"postgresql://ringdesk@{hosts}:{first.port}/ledger?target_session_attrs=read-write"

    @property
    def is_safe(self) -> bool:
        """What is answered now is on both."""
        rows = self.primary.ask("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
        return bool(rows) and rows[0][0] == 1

    def attach(self) -> None:
        """The other machine becomes the standby, and from then on the primary waits for it."""
        self.standby.copy_from(self.primary)
        self.standby.start()
        self.primary.until("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'", 1)
        if not self._is_lax:
            self.primary.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
            self.primary.ask("SELECT pg_reload_conf()")
            self.primary.until("SELECT sync_state FROM pg_stat_replication", "sync")

    def mend(self) -> None:
        """After anything: both run, and the one follows the other."""
        for node in (self.primary, self.standby):
            if not node.is_up:
                node.start()
        self.primary.until("SELECT 1", 1)
        self.primary.until("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'", 1)

    def promote(self) -> None:
        """The primary is dead: fence it, and the other takes its place."""
        self.primary.kill()
        self.standby.run("pg_ctl", "promote", "-D", str(self.standby.data), "-w", "-t", "60")
        self.primary, self.standby = self.standby, self.primary

    def close(self) -> None:
        for node in self.nodes:
            node.stop()


def free_port() -> int:
    """Free on both addresses a moment ago."""
    with socket.create_server((ADDRESSES[0], 0)) as one:
        port: int = one.getsockname()[1]
    return port


def may_mount() -> bool:
    return os.geteuid() == 0
