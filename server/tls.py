"""TLS as this server speaks it: 1.3 only, its own certificate, and a desk's certificate if the desk has one."""

from __future__ import annotations

import ssl
from pathlib import Path


def server_context(certificate: Path, password: bytes, authority: Path) -> ssl.SSLContext:
    """A certificate that is shown must be one of ours; that one is shown is asked by the application.

    Sessions are not resumed: every connection shows its certificate anew.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_OPTIONAL
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    context.num_tickets = 0
    context.set_alpn_protocols(["http/1.1"])
    context.load_verify_locations(authority)
    context.load_cert_chain(certificate, password=password)
    return context
