"""Access tokens from the company's URL: over https alone, and each failure is a sentence."""

import base64
import datetime
import ipaddress
import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("cryptography", reason="no certificate can be made: pip install 'softphone[audio]'")
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from softphone.adapters.twilio.line.token_url import UrlTokens
from softphone.domain.errors import SoftphoneError


def jwt(lives_for: float) -> str:
    payload = json.dumps({"exp": time.time() + lives_for}).encode()
    return f"e30.{base64.urlsafe_b64encode(payload).decode().rstrip('=')}.c2ln"


class Company:
    """A company's token server.

    Attributes:
        answer: Status, headers and body of the next answer.
        asked: What it was asked: method, path and body.
    """

    def __init__(self, folder: Path) -> None:
        self.answer: tuple[int, dict[str, str], str] = (200, {}, json.dumps({"token": jwt(3600)}))
        self.asked: list[tuple[str, str, str]] = []
        self.authorities = folder / "authorities.pem"
        company = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                company.asked.append((self.command, self.path, body))
                status, headers, text = company.answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *said: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(_certificate(self.authorities))
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._server.server_port}/voice"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _certificate(file: Path) -> Path:
    """The key and a certificate for 127.0.0.1, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tokens")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key.private_bytes(pem, *plain) + certificate.public_bytes(pem))
    return file


@pytest.fixture
def company(tmp_path) -> Iterator[Company]:
    company = Company(tmp_path)
    yield company
    company.close()


@pytest.fixture
def refusal(company) -> Callable[[], SoftphoneError]:
    def asked() -> SoftphoneError:
        with pytest.raises(SoftphoneError) as refused:
            UrlTokens(company.url, company.authorities).token("ana")
        return refused.value

    return asked


def test_a_token_is_had_by_name(company):
    UrlTokens(company.url, company.authorities).token("ana.b")
    assert company.asked == [("POST", "/voice", "identity=ana.b")]


def test_a_token_lives_as_long_as_it_says(company):
    token = UrlTokens(company.url, company.authorities).token("ana")
    assert 3500 < token.lives_for <= 3600


def test_a_token_that_does_not_say_is_renewed_as_ours(company):
    company.answer = (200, {}, json.dumps({"token": "a.b.c"}))
    assert UrlTokens(company.url, company.authorities).token("ana").lives_for == 600.0


@pytest.mark.parametrize(
    "url", ["http://tokens.example/", "ftp://tokens.example/", "tokens.example", "https://"]
)
def test_only_https_is_asked(url):
    with pytest.raises(SoftphoneError, match="does not start with https://"):
        UrlTokens(url)


def test_a_server_with_a_certificate_of_its_own_making_is_not_trusted(company):
    with pytest.raises(SoftphoneError, match=r"The certificate of 127\.0\.0\.1 is not trusted\."):
        UrlTokens(company.url).token("ana")


def test_a_redirect_is_not_followed(company, refusal):
    company.answer = (302, {"Location": "http://127.0.0.1:1/"}, "")
    assert refusal().what == "127.0.0.1 gave no token (HTTP 302)."


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_refusal_is_said(company, refusal, status):
    company.answer = (status, {}, "no")
    assert refusal().what == f"127.0.0.1 gave no token (HTTP {status})."


@pytest.mark.parametrize("body", ["", "no", "[]", "{}", '{"token": 1}', '{"token": "abc"}', "x" * 20_000])
def test_an_answer_that_is_no_token_is_said(company, refusal, body):
    company.answer = (200, {}, body)
    assert refusal().what == "What 127.0.0.1 answered is not an access token."


def test_a_server_that_is_away_is_said(company):
    company.close()
    with pytest.raises(SoftphoneError, match=r"127\.0\.0\.1 did not answer when asked for a token\."):
        UrlTokens(company.url, company.authorities).token("ana")
