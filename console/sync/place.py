"""What must be known of the server before the desk is unlocked: where it is, whom to believe, who this desk is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from core.errors import EnvironmentFault, RuleViolation
from core.ids import DeskId
from core.sync.plain import MISSHAPEN, from_plain, to_plain

FILE = "server.json"
PORT = 8443


class ServerFileUnusable(EnvironmentFault):
    """The desk can be opened by those who know it, and stays alone until the file is back."""

    def __init__(self) -> None:
        super().__init__(
            "The file server.json of this profile is missing or damaged: the desk does not know its server. "
            "Put it back from a backup of the profile folder."
        )


class NoAddress(RuleViolation):
    """Typed by hand, so it may be anything."""

    def __init__(self) -> None:
        super().__init__(
            "The address of the server is a name or number, with a port if it is not the usual one: "
            "tickets.example.com or 10.0.0.5:8443."
        )


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """Nothing here is secret, and nothing names a person. ``authority`` is the certificate that was compared."""

    host: str
    port: int
    authority: str
    desk: DeskId
    name: str

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORT else f"{host}:{self.port}"


def read_address(typed: str) -> tuple[str, int]:
    """A host and a port, however people write them."""
    text = typed.strip().removeprefix("https://").rstrip("/")
    host, colon, port = text.rpartition(":")
    if not colon or text.endswith("]") or (":" in host and not host.startswith("[")):
        host, port = text, str(PORT)
    host = host.strip("[]")
    if not host or any(one.isspace() or one in "/@?#" for one in host) or not port.isdecimal():
        raise NoAddress
    if not 0 < int(port) < 1 << 16:
        raise NoAddress
    return host, int(port)


def read_place(folder: Path) -> ServerPlace:
    try:
        return from_plain(ServerPlace, json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, *MISSHAPEN) as why:
        raise ServerFileUnusable from why


def place_text(place: ServerPlace) -> bytes:
    return json.dumps(to_plain(place), ensure_ascii=False, indent=1).encode()
