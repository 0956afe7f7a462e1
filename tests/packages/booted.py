"""A Debian that really boots, in a container of systemd's own: what the units do is seen under what they forbid."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.packages.machine import STICK, Machine, Said

LIMIT = 240  # half seconds until a system that does not come up is said to be so


class Booted(Machine):
    """As a clean machine; commands run beside its systemd."""

    def inside(self, *command: str, **_more: object) -> list[str]:
        clean = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "HOME=/root"]
        return [
            "nsenter",
            "--target",
            str(self._pid),
            "--all",
            *clean,
            "DEBIAN_FRONTEND=noninteractive",
            *command,
        ]

    def sh(self, script: str) -> Said:
        return self.run("sh", "-c", script)

    def until(self, script: str, wanted: str) -> str:
        pause, said = threading.Event(), ""
        for _ in range(LIMIT):
            said = self.sh(script).text.strip()
            if wanted in said:
                return said
            pause.wait(0.5)
        raise AssertionError(f"{script}: {said}")


@contextmanager
def booted(base: Path, folder: Path, stick: Path) -> Iterator[Booted]:
    root = folder / "root"
    subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(root)], check=True)
    command = ["systemd-nspawn", "--directory", str(root), "--boot", "--register=no", "--keep-unit"]
    apart = ["--private-network", f"--bind-ro={stick}:/{STICK}", f"--machine=ringdesk-{folder.name}"]
    with (folder / "console.log").open("wb") as log:
        holder = subprocess.Popen([*command, *apart], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        system = Booted(root, first_child(holder))
        system.until("systemctl is-system-running", "")
        system.until("systemctl is-active dbus", "active")
        yield system
        system.run("systemctl", "poweroff")
        holder.wait(60)
    finally:
        holder.terminate()
        holder.wait(60)
        subprocess.run(["rm", "-rf", "--one-file-system", str(root)], check=True)


def first_child(holder: subprocess.Popen[bytes]) -> int:
    """The container's own process 1, as this machine counts."""
    pause, children = threading.Event(), Path(f"/proc/{holder.pid}/task/{holder.pid}/children")
    for _ in range(LIMIT):
        assert holder.poll() is None, "systemd-nspawn ended"
        for child in children.read_text(encoding="ascii").split():
            if Path(f"/proc/{child}/comm").read_text(encoding="ascii").strip() == "systemd":
                return int(child)
        pause.wait(0.5)
    raise AssertionError("the container did not boot")
