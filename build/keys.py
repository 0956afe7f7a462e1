"""The signing keys: the site's own folder of them, or keys of this machine that are made once and trusted by nobody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from build.facts import ROOT

MANIFEST_KEY = "manifest.pem"
OF_THIS_MACHINE = ROOT / "var" / "package" / "keys"


class NoKey(Exception):
    """A folder was named, and the key is not in it."""


def folder(named: Path | None) -> Path:
    """The one named, by option or RINGDESK_KEYS; else this machine's, which is never committed."""
    chosen = named or (Path(os.environ["RINGDESK_KEYS"]) if os.environ.get("RINGDESK_KEYS") else None)
    if chosen is not None:
        return chosen.absolute()
    OF_THIS_MACHINE.mkdir(mode=0o700, parents=True, exist_ok=True)
    return OF_THIS_MACHINE


def manifest_key(keys: Path) -> Ed25519PrivateKey:
    file = keys / MANIFEST_KEY
    if not file.exists():
        if keys != OF_THIS_MACHINE:
            raise NoKey(f"{file} is missing. Make one with: openssl genpkey -algorithm ed25519 -out {file}")
        sys.stderr.write(f"no signing key was named: {file} is made, good for tests and nothing else\n")
        make_manifest_key(file)
    key = load_pem_private_key(file.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(f"{file} is no ed25519 key")
    return key


def make_manifest_key(file: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(pem)
