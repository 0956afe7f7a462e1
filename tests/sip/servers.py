"""SIP servers and callers from Debian, each started for one test on loopback and ended by its own id."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).parent
LOOPBACK = "127.0.0.1"
END_LIMIT = 20


def needs(program: str) -> None:
    """Skip where the program is not installed: `./run test` names the packages."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def free_port() -> int:
    """A port that is free for UDP and TCP."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp:
            tcp.bind((LOOPBACK, 0))
            port: int = tcp.getsockname()[1]
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
                try:
                    udp.bind((LOOPBACK, port))
                except OSError:
                    continue
                return port


def end(process: subprocess.Popen[bytes]) -> None:
    """This process and its children, and no other."""
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    for pid in (process.pid, *(one.pid for one in family)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(END_LIMIT)


@dataclass
class Kamailio:
    """A registrar that knows 8001 and 8002, whose passwords are ``right-8001`` and ``right-8002``."""

    folder: Path
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    certificate: Path | None = None
    key: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        config = (HERE / "kamailio.cfg").read_text(encoding="utf-8")
        values = {"UDP_PORT": str(self.port), "TLS_PORT": str(self.tls_port)}
        if self.certificate and self.key:
            values |= {"TLS_KEY": str(self.key), "TLS_CERT": str(self.certificate)}
            config = config.replace("#!KAMAILIO", "#!KAMAILIO\n#!define WITH_TLS")
        for name, value in values.items():
            config = config.replace(name, value)
        file = self.folder / "kamailio.cfg"
        file.write_text(config, encoding="utf-8")
        run = self.folder / "run"
        run.mkdir(exist_ok=True)
        command = ["kamailio", "-f", str(file), "-DD", "-E", "-Y", str(run), "-m", "32", "-M", "4"]
        with (self.folder / "kamailio.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
            asker.bind((LOOPBACK, 0))
            asker.settimeout(0.1)
            mine = asker.getsockname()[1]
            request = (
                f"OPTIONS sip:{LOOPBACK}:{self.port} SIP/2.0\r\nVia: SIP/2.0/UDP {LOOPBACK}:{mine};branch=z9hG4bKup\r\n"
                f"From: <sip:up@{LOOPBACK}>;tag=up\r\nTo: <sip:{LOOPBACK}>\r\nCall-ID: up\r\nCSeq: 1 OPTIONS\r\n"
                "Max-Forwards: 5\r\nContent-Length: 0\r\n\r\n"
            ).encode()
            for _ in range(300):
                assert self.process is not None
                if self.process.poll() is not None:
                    raise AssertionError((self.folder / "kamailio.log").read_text(errors="replace"))
                asker.sendto(request, (LOOPBACK, self.port))
                try:
                    asker.recv(4096)
                except OSError:
                    continue
                return
        raise AssertionError("Kamailio does not answer.")

    def stop(self) -> None:
        if self.process is not None:
            end(self.process)
        self.process = None

    def freeze(self, *, on: bool) -> None:
        """It is silently gone: the sockets stay open, nothing answers."""
        assert self.process is not None
        main = psutil.Process(self.process.pid)
        for one in (main, *main.children(recursive=True)):
            one.send_signal(signal.SIGSTOP if on else signal.SIGCONT)


@contextmanager
def kamailio(folder: Path, certificate: Path | None = None, key: Path | None = None) -> Iterator[Kamailio]:
    needs("kamailio")
    server = Kamailio(folder, certificate=certificate, key=key)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@dataclass
class Sipp:
    """One run of SIPp."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    def wait(self, limit: float = 60) -> int:
        return self.process.wait(limit)

    def complaints(self) -> str:
        files = sorted(self.folder.glob("*errors*.log"))
        return "\n".join(file.read_text(errors="replace") for file in files)


@contextmanager
def sipp(
    folder: Path,
    scenario: str,
    target: str,
    *,
    keys: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
    calls: int = 1,
) -> Iterator[Sipp]:
    """``scenario`` is a file in scenarios/, with ``[name]`` for each of ``keys``; no ``target``: it waits for calls."""
    needs("sipp")
    port = free_port()
    media = free_port()
    text = (HERE / "scenarios" / scenario).read_text(encoding="utf-8")
    for name, value in (keys or {}).items():
        text = text.replace(f"[{name}]", value)
    (folder / scenario).write_text(text, encoding="utf-8")
    command = ["sipp", "-sf", scenario, "-i", LOOPBACK, "-p", str(port), "-mp", str(media), "-m", str(calls)]
    command += ["-nostdin", "-trace_err", "-timeout", "60", "-timeout_error", *options]
    if target:
        command.append(target)
    with (folder / "sipp.out").open("ab") as out:
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
    try:
        yield Sipp(process, port, folder)
    finally:
        end(process)
