"""A certificate for the gateway, made when it is first wanted, new in every process.

Rule 1: the authority signs one certificate, then its key is forgotten.
Rule 2: the gateway's key touches the disk only while OpenSSL reads it, in a folder of this user.
"""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from ipaddress import IPv4Address
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

# The second is the SDK's own name for Twilio: a test may lead it here without changing the page.
NAMES = ("localhost", "voice-js.roaming.twilio.com")
VALID = timedelta(days=30)
PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class GatewayCertificate:
    """What a server shows, and the PEM of the authority that a client has to trust."""

    context: ssl.SSLContext
    authority_pem: str


@lru_cache(maxsize=1)
def identity() -> GatewayCertificate:
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = _name("softphone sandbox authority")
    authority = (
        _certificate(issuer, issuer, authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    addresses = [x509.IPAddress(IPv4Address("127.0.0.1")), *(x509.DNSName(name) for name in NAMES)]
    own = (
        _certificate(_name("softphone sandbox"), issuer, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(addresses), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    authority_pem = authority.public_bytes(PEM)
    secret = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return GatewayCertificate(
        _context(secret + own.public_bytes(PEM) + authority_pem), authority_pem.decode()
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _context(pem: bytes) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory(prefix="softphone-") as folder:
        file = Path(folder) / "gateway.pem"
        file.write_bytes(pem)
        context.load_cert_chain(file)
    return context
