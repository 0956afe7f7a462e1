"""The desk's own key for the server: made here, certified there, never sent."""

from __future__ import annotations

import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from core.errors import EnvironmentFault
from core.ids import DeskId

SHORTEST_FINGERPRINT = (
    32  # hexadecimal digits: 128 bits, enough that nobody makes another authority with the same
)


class KeyUnusable(EnvironmentFault):
    """What this desk keeps of the server cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            "What this desk keeps to prove itself to the server is damaged. Ask IT for a new code."
        )


@dataclass(frozen=True, slots=True)
class Credentials:
    """All that a desk keeps of its server; it belongs into the encrypted database. PEM each."""

    host: str
    port: int
    desk: DeskId
    authority: str
    certificate: str
    key: str = field(repr=False)

    @property
    def ends_at(self) -> datetime:
        return x509.load_pem_x509_certificate(self.certificate.encode()).not_valid_after_utc

    def is_due(self, now: datetime) -> bool:
        """Time to renew: two thirds of its life are over."""
        certificate = x509.load_pem_x509_certificate(self.certificate.encode())
        life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
        return now > certificate.not_valid_before_utc + life * 2 / 3


def new_key() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def request_for(key_pem: str) -> str:
    """Signed by the key, and otherwise empty: who the desk is, the server knows from the code."""
    key = load_pem_private_key(key_pem.encode(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeyUnusable
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk")])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(key, hashes.SHA256())
    return request.public_bytes(Encoding.PEM).decode("ascii")


def is_fingerprint_of(typed: str, authority_pem: str) -> bool:
    """As it was read over the telephone: blanks, colons and capitals do not matter; half of it is enough."""
    digits = "".join(one for one in typed.lower() if one in "0123456789abcdef")
    whole = x509.load_pem_x509_certificate(authority_pem.encode()).fingerprint(hashes.SHA256()).hex()
    return len(digits) >= SHORTEST_FINGERPRINT and whole.startswith(digits)


def blind_context() -> ssl.SSLContext:
    """Believes nothing: only for the one question whose answer is checked against the fingerprint."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def pinned_context(authority_pem: str, certificate_pem: str = "", key_pem: str = "") -> ssl.SSLContext:
    """One authority and no other; the name must fit too."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    try:
        context.load_verify_locations(cadata=authority_pem)
        if certificate_pem:
            _load(context, certificate_pem, key_pem)
    except (ssl.SSLError, ValueError, TypeError) as why:
        raise KeyUnusable from why
    return context


def _load(context: ssl.SSLContext, certificate_pem: str, key_pem: str) -> None:
    """Python reads keys from files only: what lies there for a moment is under a password of that moment."""
    password = token_hex().encode()
    key = load_pem_private_key(key_pem.encode(), None)
    wrapped = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))
    with TemporaryDirectory(prefix="ringdesk-") as folder:
        file = Path(folder) / "desk.pem"
        file.write_bytes(certificate_pem.encode() + wrapped)
        try:
            context.load_cert_chain(file, password=password)
        finally:
            with suppress(OSError):
                file.unlink()
