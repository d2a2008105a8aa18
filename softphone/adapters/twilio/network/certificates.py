"""Whose certificates this machine trusts: the operating system's, or a file's that a variable names.

Rule 1: a variable that names something unusable is an error: nobody is trusted in its place.
Rule 2: a machine without any certificates, as bare containers are, trusts those that come with us.
"""

import os
import ssl
import sys
import threading
from pathlib import Path
from typing import Final

import certifi
import truststore

_SYSTEM_STORES: Final = (  # Debian, Fedora, SUSE, Alpine and the BSDs
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_CA_VARIABLES: Final = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


class UnusableCertificates(Exception):
    """The file that a variable names cannot be read as certificates."""

    def __init__(self, variable: str, path: str) -> None:
        super().__init__(f"{variable}: {path}")
        self.variable, self.path = variable, path


_TRUSTED: dict[tuple[str, ...], ssl.SSLContext] = {}
_TRUSTED_LOCK: Final = threading.Lock()


def trusted() -> ssl.SSLContext:
    """The certificates that this machine trusts, read once.

    Raises UnusableCertificates: a variable names a file that cannot be used.
    """
    named = tuple(os.environ.get(name, "") for name in _CA_VARIABLES)
    with _TRUSTED_LOCK:
        if named not in _TRUSTED:
            _TRUSTED[named] = _read_trusted()
        return _TRUSTED[named]


def _read_trusted() -> ssl.SSLContext:
    for variable in _CA_VARIABLES:
        path = os.environ.get(variable, "")
        if not path:
            continue
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            if Path(path).is_dir():
                context.load_verify_locations(capath=path)
            else:
                context.load_verify_locations(cafile=path)
        except (OSError, ssl.SSLError) as error:
            raise UnusableCertificates(variable, path) from error
        return context
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if sys.platform not in ("win32", "darwin") and not _has_system_store():
        context.load_verify_locations(cafile=certifi.where())
    return context


def _has_system_store() -> bool:
    """False on a machine without any certificates, as bare containers are."""
    named = (ssl.get_default_verify_paths().cafile, *_SYSTEM_STORES)
    return any(path and Path(path).exists() for path in named)
