"""How a desk comes to its certificate: a one-time code once, itself ever after."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from core.audit import AuditKind, AuditNote
from core.clock import Clock
from core.ids import AgentId, DeskId, new_id
from core.trust import Certificate, CertificateState, CodeNotValid, DeskKnown, DeskState, EnrolledDesk
from server.authority import Pair, desk_certificate, serial_of
from server.gate import digest_of
from server.settings import ServerSettings
from storage.ledger.trust.audit_log import AuditLog
from storage.ledger.trust.desks import Desks

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CODE_LENGTH = 16  # 80 bits: not to be guessed while it is valid


class Enrolment:
    """The server signs keys that were made on the desks and never left them."""

    def __init__(
        self, desks: Desks, log: AuditLog, authority: Pair, settings: ServerSettings, clock: Clock
    ) -> None:
        self._desks = desks
        self._log = log
        self._authority = authority
        self._settings = settings
        self._clock = clock

    def new_code(self, name: str, by: str, again: DeskId | None = None) -> tuple[str, datetime]:
        """A code for the desk of this name, and until when it may be used. ``again``: the same desk comes back."""
        code = "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))
        now = self._clock.now()
        ends_at = now + timedelta(hours=self._settings.code_hours)
        note = AuditNote(now, AuditKind.CODE_MADE, by, "", digest_of(code)[:16])
        self._desks.put_code(digest_of(code), name, again, ends_at, note)
        return "-".join(code[n : n + 4] for n in range(0, CODE_LENGTH, 4)), ends_at

    def enrol(
        self, code: str, request_pem: bytes, wished: DeskId | None, people: Sequence[AgentId]
    ) -> tuple[EnrolledDesk, x509.Certificate]:
        """The key in the request becomes a desk's: of a new one, or of the one that the code lets come again."""
        now = self._clock.now()
        digest = digest_of(as_code(code))
        try:
            name, again = self._desks.code_is_for(digest, now)
        except CodeNotValid:
            self._log.note(AuditNote(now, AuditKind.ENROLMENT_FAILED))
            raise
        id_ = wished or again or DeskId(new_id())
        if not UUID.fullmatch(id_) or (again and id_ != again) or (not again and self._desks.of(id_)):
            raise DeskKnown
        desk = EnrolledDesk(id_, name, DeskState.ENROLLED, now)
        signed, certificate = self._signed(request_pem, desk.id, CertificateState.IN_USE)
        note = AuditNote(now, AuditKind.ENROLLED, "", desk.id, desk.id, {"serial": certificate.serial})
        self._desks.enrol(digest, desk, certificate, [one for one in people if UUID.fullmatch(one)], note)
        return desk, signed

    def renew(self, desk: DeskId, request_pem: bytes) -> x509.Certificate:
        """Another certificate for a desk that came with a good one; that one holds until the new one is used."""
        signed, certificate = self._signed(request_pem, desk, CertificateState.FRESH)
        facts = {"serial": certificate.serial}
        self._desks.renew(
            certificate,
            AuditNote(self._clock.now(), AuditKind.CERTIFICATE_RENEWED, "", desk, desk, dict(facts)),
        )
        return signed

    def _signed(
        self, request_pem: bytes, desk: DeskId, state: CertificateState
    ) -> tuple[x509.Certificate, Certificate]:
        lasts = timedelta(days=self._settings.certificate_days)
        signed = desk_certificate(self._authority, request_pem, desk, self._clock.now(), lasts)
        return signed, Certificate(serial_of(signed), desk, signed.not_valid_after_utc, state)


def as_code(typed: str) -> str:
    """However it was typed: small letters, blanks, dashes, O for 0."""
    plain = "".join(one for one in typed.upper() if one.isalnum())
    return plain.translate(_ALIKE)


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode("ascii")
