"""The server's own certificate authority: who is this server, and who is one of its desks."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from core.errors import RuleViolation
from core.ids import DeskId

PEM = serialization.Encoding.PEM
AUTHORITY_YEARS = 20
SERVER_DAYS = 730
RENEW_BEFORE = timedelta(days=60)
_CLOCKS_DIFFER = timedelta(hours=26)  # a desk whose clock is a day behind must be able to come


class BadRequest(RuleViolation):
    """What a desk sent for signing."""

    def __init__(self) -> None:
        super().__init__(
            "This certificate request cannot be signed: it needs a whole signature by a P-256 key."
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(PEM)

    def key_pem(self, password: bytes) -> bytes:
        kind = serialization.PrivateFormat.PKCS8
        return self.key.private_bytes(PEM, kind, serialization.BestAvailableEncryption(password))


def read_pair(pem: bytes, key_pem: bytes, password: bytes) -> Pair:
    key = serialization.load_pem_private_key(key_pem, password)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("an elliptic-curve key is expected")
    return Pair(x509.load_pem_x509_certificate(pem), key)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 in groups of four, to be read over the telephone."""
    plain = certificate.fingerprint(hashes.SHA256()).hex()
    return " ".join(plain[n : n + 4] for n in range(0, len(plain), 4))


def serial_of(certificate: x509.Certificate) -> str:
    return f"{certificate.serial_number:x}"


def new_authority(now: datetime) -> Pair:
    key = ec.generate_private_key(ec.SECP384R1())
    name = _name("Ringdesk authority", f"{now:%Y-%m-%d}")
    builder = _builder(name, key.public_key(), now, timedelta(days=AUTHORITY_YEARS * 365)).issuer_name(name)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
    return Pair(builder.sign(key, hashes.SHA384()), key)


def server_pair(authority: Pair, names: Sequence[str], now: datetime) -> Pair:
    """For these names and addresses; the first is its subject."""
    key = ec.generate_private_key(ec.SECP256R1())
    lasts = timedelta(days=SERVER_DAYS)
    builder = _builder(_name("Ringdesk server", names[0]), key.public_key(), now, lasts)
    alternatives = x509.SubjectAlternativeName([_alternative(name) for name in dict.fromkeys(names)])
    builder = builder.add_extension(alternatives, critical=False)
    return Pair(_signed(builder, authority, ExtendedKeyUsageOID.SERVER_AUTH), key)


def desk_certificate(
    authority: Pair, request_pem: bytes, desk: DeskId, now: datetime, lasts: timedelta
) -> x509.Certificate:
    """For the key of the request only: what the desk wrote beside it (names, uses) is not looked at."""
    try:
        request = x509.load_pem_x509_csr(request_pem)
        key = request.public_key()
        whole = request.is_signature_valid
    except (ValueError, TypeError, InvalidSignature) as why:
        raise BadRequest from why
    if not whole or not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise BadRequest
    builder = _builder(_name("Ringdesk desk", desk), key, now, lasts)
    return _signed(builder, authority, ExtendedKeyUsageOID.CLIENT_AUTH)


def default_names() -> tuple[str, ...]:
    """What this machine calls itself, and the loopback."""
    return tuple(dict.fromkeys((socket.gethostname(), "localhost", "127.0.0.1", "::1")))


def _builder(
    subject: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER)
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _signed(
    builder: x509.CertificateBuilder, authority: Pair, use: x509.ObjectIdentifier
) -> x509.Certificate:
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    builder = builder.issuer_name(authority.certificate.subject).add_extension(issuer, critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
    return builder.sign(authority.key, hashes.SHA384())


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _name(what: str, which: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, what),
            x509.NameAttribute(NameOID.COMMON_NAME, which[:64]),
        ]
    )


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode("ascii"))
