"""A PostgreSQL of the test's own: in a temporary folder, on a socket there, as a user who may do nothing else."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg

_PLACES = ("/usr/lib/postgresql", "/usr/pgsql", "/usr/local/pgsql")
_FAST = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=50")


class Cluster:
    """Started at need, ended by its process id, and gone with its folder."""

    def __init__(self) -> None:
        self._folder = Path(mkdtemp(prefix="ringdesk-pg-"))
        self._user = _user()
        self._numbers = count(1)
        data = self._folder / "data"
        if self._user is not None:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "-D", str(data), "-U", "ringdesk", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = [
            part for one in (*_FAST, f"unix_socket_directories={self._folder}") for part in ("-c", one)
        ]
        self._process = subprocess.Popen(
            [_program("postgres"), "-D", str(data), *options],
            user=self._user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while subprocess.run(
            [_program("pg_isready"), "-h", str(self._folder), "-t", "30"], capture_output=True, check=False
        ).returncode:
            if self._process.poll() is not None:
                raise RuntimeError("PostgreSQL ended at once")

    def database(self) -> str:
        """The URL of a new and empty one."""
        name = f"ledger{next(self._numbers)}"
        with psycopg.connect(
            f"host={self._folder} user=ringdesk dbname=postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://ringdesk@/{name}?host={self._folder}"

    def copied(self, url: str) -> str:
        """What pg_dump and psql make of that one in a new database."""
        other = self.database()
        name, to = (one.partition("@/")[2].partition("?")[0] for one in (url, other))
        place = ["-h", str(self._folder), "-U", "ringdesk"]
        held = subprocess.run([_program("pg_dump"), *place, name], check=True, capture_output=True).stdout
        psql = [_program("psql"), *place, "-q", "-v", "ON_ERROR_STOP=1", "-d", to]
        subprocess.run(psql, input=held, check=True, capture_output=True)
        return other

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)  # a fast shutdown
        self._process.wait(30)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        subprocess.run(
            [_program(program), *arguments],
            user=self._user,
            capture_output=True,
            check=check,
            cwd=self._folder,
        )


def _user() -> str | None:
    """PostgreSQL refuses to be run by root."""
    if os.getuid() != 0:
        return None
    names = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _program(name: str) -> str:
    for place in _PLACES:
        found = sorted(Path(place).glob(f"*/bin/{name}")) if Path(place).is_dir() else []
        if found:
            return str(found[-1])
    return shutil.which(name) or name
