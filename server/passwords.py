"""Passwords: Argon2id, a few at a time, and the same work whether or not there is such a person."""

from __future__ import annotations

import secrets
from threading import BoundedSemaphore

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.trust import PASSWORD_LONGEST

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


class Passwords:
    """Each check takes ``memory_kib``; no more than two run at once, so that the crowd at eight fits in memory."""

    def __init__(self, memory_kib: int = 65_536, iterations: int = 3, lanes: int = 1) -> None:
        self._memory_kib = memory_kib
        self._iterations = iterations
        self._lanes = lanes
        self._room = BoundedSemaphore(2)
        self._nobodys = self.hashed(secrets.token_urlsafe())

    def hashed(self, password: str) -> str:
        """In the PHC form, with its salt and its cost."""
        with self._room:
            kdf = Argon2id(
                salt=secrets.token_bytes(16),
                length=32,
                iterations=self._iterations,
                lanes=self._lanes,
                memory_cost=self._memory_kib,
            )
            return kdf.derive_phc_encoded(password.encode("utf-8", "surrogatepass"))

    def is_right(self, password: str, phc: str | None) -> bool:
        """Of nobody (None) always wrong, after as long a time."""
        if len(password) > PASSWORD_LONGEST:
            return False
        with self._room:
            try:
                Argon2id.verify_phc_encoded(password.encode("utf-8", "surrogatepass"), phc or self._nobodys)
            except InvalidKey:
                return False
        return phc is not None

    def is_old(self, phc: str) -> bool:
        """Hashed at another cost than today's."""
        return f"$m={self._memory_kib},t={self._iterations},p={self._lanes}$" not in phc


def new_password() -> str:
    """Four groups of four, to be typed once and changed: 78 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
