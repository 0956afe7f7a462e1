"""A clean Debian root in namespaces of its own: no network but loopback, and a stick in its drive."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RELEASE = "bookworm"
STICK = "media/stick"
CACHE = Path(__file__).parents[2] / "var" / "package" / "debootstrap"
_START = """
set -e
mount --make-rprivate /
mount --bind "$0" "$0"
mount -t proc proc "$0/proc"
mount -t tmpfs -o mode=1777 tmpfs "$0/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$0/tmp"
mkdir -p "$0/media/stick"
mount --bind "$1" "$0/media/stick"
ip link set lo up
echo ready
exec sleep infinity
"""


def base_system(folder: Path, more: Sequence[str] = ()) -> Path:
    """Debian as its installer leaves the smallest of machines; the packages come from this machine's own sources."""
    CACHE.mkdir(parents=True, exist_ok=True)
    include = [f"--include={','.join(more)}"] if more else []
    command = ["debootstrap", "--variant=minbase", *include, f"--cache-dir={CACHE}"]
    done = subprocess.run(
        [*command, RELEASE, str(folder), _mirror()], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (folder / "etc" / "hosts").write_text("127.0.0.1 localhost\n", encoding="ascii")  # as its installer does
    for file in (folder / "etc" / "apt").glob("sources.list*"):
        if file.is_file():
            file.unlink()
    return folder


def _mirror() -> str:
    told = ["apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages", f"Codename: {RELEASE}"]
    sites = subprocess.run(told, capture_output=True, text=True, check=True).stdout.split()
    assert sites, "this machine has no source of Debian packages: apt-get update"
    return sites[0]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command came to."""

    status: int
    text: str

    def good(self) -> str:
        assert self.status == 0, self.text[-4000:]
        return self.text


class Machine:
    """Commands run in its root; helpers of the test (Xvfb, SIPp) run outside it, on its loopback."""

    def __init__(self, root: Path, pid: int) -> None:
        self.root = root
        self._pid = pid

    @classmethod
    @contextmanager
    def started(cls, base: Path, folder: Path, stick: Path) -> Iterator[Machine]:
        root = folder / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(root)], check=True)
        (root / STICK).mkdir(parents=True, exist_ok=True)
        alone = ["unshare", "--net", "--mount", "--pid", "--ipc", "--fork", "--kill-child"]
        holder = subprocess.Popen(
            [*alone, "sh", "-c", _START, str(root), str(stick)], stdout=subprocess.PIPE, text=True
        )
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "ready\n"
            children = Path(f"/proc/{holder.pid}/task/{holder.pid}/children").read_text(encoding="ascii")
            yield cls(root, int(children.split()[0]))
        finally:
            holder.kill()
            holder.wait()
            assert holder.stdout is not None
            holder.stdout.close()
            subprocess.run(["rm", "-rf", "--one-file-system", str(root)], check=True)

    def inside(self, *command: str, user: str = "", more: Mapping[str, str] | None = None) -> list[str]:
        """The words that run a command in the root, as root or as an ordinary user."""
        given = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LC_ALL": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            "HOME": f"/home/{user}" if user else "/root",
            **(more or {}),
        }
        who = ["--userspec", f"{user}:{user}"] if user else []
        words = [f"{name}={value}" for name, value in given.items()]
        return [
            *self.beside(),
            "--mount",
            "--pid",
            "chroot",
            *who,
            str(self.root),
            "env",
            "-i",
            *words,
            *command,
        ]

    def beside(self, *command: str) -> list[str]:
        """The words that run a command of this machine on the other's loopback."""
        return ["nsenter", "--target", str(self._pid), "--net", "--ipc", *command]

    def run(
        self, *command: str, user: str = "", more: Mapping[str, str] | None = None, limit: float = 600
    ) -> Said:
        done = subprocess.run(
            self.inside(*command, user=user, more=more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=limit,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode("utf-8", "replace"))

    def has(self, path: str) -> bool:
        return os.path.lexists(self.root / path.lstrip("/"))

    def write(self, path: str, text: str) -> None:
        file = self.root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def add_stick(
        self, components: Sequence[str] = ("main", "debian"), folder: str = f"/{STICK}/apt"
    ) -> None:
        """As docs/install.md says: the key, then the source that is signed by it."""
        key = "/usr/share/keyrings/ringdesk-archive-keyring.gpg"
        self.run("cp", f"{folder}/ringdesk-archive-keyring.gpg", key).good()
        line = f"deb [signed-by={key}] file:{folder} stable {' '.join(components)}\n"
        self.write("/etc/apt/sources.list.d/ringdesk.list", line)

    def version_of(self, package: str) -> str:
        said = self.run("dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Version}", package)
        found = re.match(r"ii\s+(\S+)", said.text)
        return found.group(1) if found else ""
