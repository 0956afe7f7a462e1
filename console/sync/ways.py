"""What the desk can ask of its server, as Protocols: the real ones are courier's, tests have others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.door import BlobHeld, SignedIn
from core.errors import Trouble
from core.ids import DeskId
from core.ports_sync import Link
from core.sync.live import FromDesk, News
from core.trust import DeskState, Turned

if TYPE_CHECKING:  # what proves the desk needs a cryptographic library that is loaded on the lanes
    from console.sync.place import ServerPlace
    from courier.desk_key import Credentials


class Session(Link, Protocol):
    """A desk's conversation with the server; used by one thread at a time."""

    @property
    def token(self) -> str: ...
    def sign_in(self, login: str, password: str) -> SignedIn: ...
    def sign_out(self) -> None: ...
    def change_password(self, old: str, new: str) -> SignedIn: ...
    def keep_key(self, proof: str, sealed: str) -> None: ...
    def blob_held(self, name: str) -> BlobHeld: ...
    def put_blob(self, name: str, offset: int, size: int, piece: bytes) -> BlobHeld: ...
    def blob(self, name: str, offset: int, most: int) -> bytes: ...
    def renewed(self) -> Credentials: ...
    def wiped(self) -> None: ...
    def close(self) -> None: ...


class OpenLine(Protocol):
    """What comes by itself; ``next`` and ``say`` may be called from two threads."""

    def next(self, seconds: float | None = None) -> News | None: ...
    def say(self, message: FromDesk) -> None: ...
    def close(self) -> None: ...


class Ways(Protocol):
    """All that leaves this desk for the server. Everything blocks: never called on the screen's thread."""

    def authority(self, host: str, port: int) -> tuple[str, str]:
        """The certificate of whoever answers there, and its fingerprint for a person to compare."""
        ...

    def enrol(
        self, host: str, port: int, code: str, fingerprint: str, desk: DeskId | None = None
    ) -> Credentials:
        """``desk``: the id that this desk has worked under alone."""
        ...

    def enrol_again(self, credentials: Credentials, code: str) -> Credentials:
        """A certificate for the desk of these, by a new code; the authority that it knows must still be there."""
        ...

    def session(self, credentials: Credentials) -> Session: ...
    def line(self, credentials: Credentials, token: str) -> OpenLine: ...
    def desk_key(self, place: ServerPlace, proof: str, login: str, password: str) -> str:
        """What the server keeps sealed for this desk, for a person who may work at it."""
        ...

    def standing(self, place: ServerPlace, proof: str) -> DeskState: ...
    def wiped(self, place: ServerPlace, proof: str) -> None: ...


def word_of(why: Trouble) -> Turned | None:
    """Why the server said no, for programs; None when it did not say anything."""
    word = getattr(why, "word", None)
    return word if isinstance(word, Turned) else None
