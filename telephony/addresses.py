"""Where the PBX is, and which of this machine's addresses faces it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Thread

from core.calls.line import Account, Transport

_PORTS = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}


@dataclass(frozen=True, slots=True)
class Facing:
    """The PBX's IP address and our own that reaches it; both empty if the name is not known or there is no way.

    ``known`` are all its addresses: calls may come from any of them.
    """

    theirs: str = ""
    ours: str = ""
    known: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def found(self) -> bool:
        return bool(self.ours)


def host_of(registrar: str) -> str:
    """``host``, ``host:port`` or ``[v6]:port`` without its port."""
    if registrar.startswith("["):
        return registrar.partition("]")[0] + "]"
    return registrar.partition(":")[0]


def find(account: Account) -> Facing:
    """May wait for the name service: not for the engine's thread."""
    host = host_of(account.registrar).strip("[]")
    try:
        found = socket.getaddrinfo(host, _PORTS[account.transport], type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return Facing()
    known = [str(address[4][0]) for address in found]
    ours = ((theirs, facing(theirs)) for theirs in known)
    return next((Facing(theirs, own, frozenset(known)) for theirs, own in ours if own), Facing())


def ip_of(place: str) -> str:
    """``192.0.2.7:5060`` or ``[2001:db8::7]:5060`` without its port."""
    return host_of(place).strip("[]")


def facing(theirs: str) -> str:
    """Our address towards this one; nothing is sent."""
    family = socket.AF_INET6 if ":" in theirs else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((theirs, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return ""


def find_aside(account: Account, done: Callable[[Facing], None]) -> None:
    """``done`` is called on another thread."""
    Thread(target=lambda: done(find(account)), name="addresses", daemon=True).start()


@cache
def system_authorities() -> tuple[str, str]:
    """The authorities this system trusts: the path of its bundle, or else their PEM text."""
    paths = ssl.get_default_verify_paths()
    for path in (paths.cafile, paths.openssl_cafile, "/etc/ssl/certs/ca-certificates.crt"):
        if path and Path(path).is_file():
            return path, ""
    known = ssl.create_default_context().get_ca_certs(binary_form=True)
    return "", "".join(ssl.DER_cert_to_PEM_cert(one) for one in known)
