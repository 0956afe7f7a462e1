"""The real way to the server: courier's, loaded on the lane that first needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.sync.place import ServerPlace
from console.sync.ways import OpenLine, Session
from core.ids import DeskId
from core.trust import DeskState

if TYPE_CHECKING:  # as in ways
    from courier.desk_key import Credentials
    from courier.locked_desk import LockedDesk


class RealWays:
    """A ``Ways``. Nothing is kept open here."""

    def authority(self, host: str, port: int) -> tuple[str, str]:
        from courier.locked_desk import authority  # noqa: PLC0415 - TLS and HTTP are loaded on the lane

        return authority(host, port)

    def enrol(
        self, host: str, port: int, code: str, fingerprint: str, desk: DeskId | None = None
    ) -> Credentials:
        from courier.server_link import enrol  # noqa: PLC0415 - as above

        return enrol(host, port, code, fingerprint, desk)

    def enrol_again(self, credentials: Credentials, code: str) -> Credentials:
        from courier.locked_desk import fingerprint_of  # noqa: PLC0415 - as above

        fingerprint = fingerprint_of(credentials.authority)
        return self.enrol(credentials.host, credentials.port, code, fingerprint, credentials.desk)

    def session(self, credentials: Credentials) -> Session:
        from courier.file_link import FileLink  # noqa: PLC0415 - as above

        return FileLink(credentials)

    def line(self, credentials: Credentials, token: str) -> OpenLine:
        from courier.news_line import NewsLine  # noqa: PLC0415 - as above

        return NewsLine(credentials, token)

    def desk_key(self, place: ServerPlace, proof: str, login: str, password: str) -> str:
        return _locked(place, proof).key(login, password)

    def standing(self, place: ServerPlace, proof: str) -> DeskState:
        return _locked(place, proof).standing()

    def wiped(self, place: ServerPlace, proof: str) -> None:
        _locked(place, proof).wiped()


def _locked(place: ServerPlace, proof: str) -> LockedDesk:
    from courier.locked_desk import LockedDesk  # noqa: PLC0415 - as above

    return LockedDesk(place.host, place.port, place.authority, place.desk, proof)
