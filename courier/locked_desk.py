"""What a desk can ask of its server while nobody has unlocked it, and before it is one of the server's at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from core.door import Authority, Nothing
from core.door_desk import AskKey, AskStanding, DeskKey, DeskStanding, KeepKey
from core.exports import Exported
from core.ids import DeskId
from core.sync.messages import from_message
from core.trust import DeskState
from courier.desk_key import blind_context, pinned_context
from courier.server_link import ServerLink, _asked, _client, _posted
from courier.server_troubles import NobodyThere, ServerAway

T = TypeVar("T")


def authority(host: str, port: int) -> tuple[str, str]:
    """The certificate of whoever answers, believed only once a person has compared the fingerprint beside it."""
    with _client(host, port, blind_context()) as client:
        try:
            said = _asked(client, host, lambda: client.stream("GET", "/v1/authority"))
        except ServerAway as why:
            raise NobodyThere(host, port) from why
    pem = from_message(Authority, said).certificate
    return pem, fingerprint_of(pem)


def fingerprint_of(pem: str) -> str:
    """In groups of four, as the server prints it."""
    digits = x509.load_pem_x509_certificate(pem.encode()).fingerprint(hashes.SHA256()).hex()
    return " ".join(digits[n : n + 4] for n in range(0, len(digits), 4))


@dataclass(frozen=True, slots=True)
class LockedDesk:
    """Shows no certificate: that lies behind the key. ``proof`` tells the server that this is the desk it knows."""

    host: str
    port: int
    authority: str
    desk: DeskId
    proof: str

    def key(self, login: str, password: str) -> str:
        ask = AskKey(self.desk, self.proof, login, password)
        return self._ask("/v1/desk-key", ask, DeskKey).sealed

    def standing(self) -> DeskState:
        return self._ask("/v1/desk-standing", AskStanding(self.desk, self.proof), DeskStanding).state

    def wiped(self) -> None:
        self._ask("/v1/desk-wiped", AskStanding(self.desk, self.proof), Nothing)

    def _ask(self, path: str, message: object, gives: type[T]) -> T:
        with _client(self.host, self.port, pinned_context(self.authority)) as client:
            return _posted(client, self.host, path, message, gives)


class DeskLink(ServerLink):
    """A link that can also have the desk's key kept, and tell what left the house at it."""

    def keep_key(self, proof: str, sealed: str) -> None:
        self._ask("/v1/desk-key/keep", KeepKey(proof, sealed), Nothing)

    def exported(self, what: Exported) -> None:
        """Again where no answer was heard: the server knows them by their ids."""
        self._ask("/v1/exported", what, Nothing)
