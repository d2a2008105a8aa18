"""A forward proxy as companies have them, between the softphone and a "Twilio" with a real certificate.

Rule 1: CONNECT to api.twilio.com ends at a TLS server of the tests' own, which hands every request on to
        the sandbox in plain HTTP.
Rule 2: a fault strikes once, at its stage: at CONNECT, in the handshake, after the request's bytes
        were read (handed on or not), or in the middle of the answer.

``proxy.next_fault = Fault(...)`` plans one; ``proxy.url`` goes into HTTPS_PROXY, ``proxy.ca_file`` into
SSL_CERT_FILE.
"""

import socket
import ssl
import struct
import threading
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import trustme

END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Fault:
    """Attributes:
    stage: "connect", "handshake", "request" (its bytes were read), "answer" (half of it was sent).
    how: "fin", "rst", "bad mac", "text 503", "refuse 407", "refuse 403", "refuse ntlm".
    is_handed_on: Whether the sandbox got the request all the same.
    """

    stage: str
    how: str
    is_handed_on: bool = True


class ForwardProxy:
    """Args:
    sandbox_url: Where the requests go in the end.
    folder: For the certificate.
    password: "name:password" that it asks for; empty: nothing.
    """

    def __init__(self, sandbox_url: str, folder: Path, password: str = "") -> None:
        self.next_fault: Fault | None = None
        self.password = password
        self.connects = 0
        self._sandbox = urlsplit(sandbox_url)
        authority = trustme.CA()
        self.ca_file = folder / "company-ca.pem"
        authority.cert_pem.write_to_path(self.ca_file)
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("api.twilio.com", "taskrouter.twilio.com").configure_cert(self._tls)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def lead_to(self, sandbox_url: str) -> None:
        """From now on, requests end at another sandbox."""
        self._sandbox = urlsplit(sandbox_url)

    @property
    def url(self) -> str:
        name = f"{self.password}@" if self.password else ""
        return f"http://{name}127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.close()
        for each in self._open:
            each.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError, ValueError, ssl.SSLError), client:
            head = _read_head(client)
            self.connects += 1
            if self._strikes("connect", client):
                return
            asked = f"Proxy-Authorization: Basic {b64encode(self.password.encode()).decode()}"
            if self.password and asked.encode() not in head:
                client.sendall(_refusal("407 Proxy Authentication Required", 'Basic realm="proxy"'))
                return
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            if self._strikes("handshake", client):
                return
            with self._tls.wrap_socket(client, server_side=True) as tls:
                while self._one_request(tls):
                    pass

    def _one_request(self, tls: ssl.SSLSocket) -> bool:
        request = _read_message(tls)
        if not request:
            return False
        fault = self._take("request")
        if fault is not None and not fault.is_handed_on:
            return self._strike(fault, tls)
        answer = self._hand_on(request)
        if fault is not None:
            return self._strike(fault, tls)
        if (fault := self._take("answer")) is not None:
            tls.sendall(answer[: len(answer) // 2])
            return self._strike(fault, tls)
        tls.sendall(answer)
        return _is_whole(answer)

    def _hand_on(self, request: bytes) -> bytes:
        head, _, body = request.partition(END_OF_HEAD)
        with socket.create_connection((self._sandbox.hostname, self._sandbox.port)) as sandbox:
            sandbox.sendall(
                head.replace(b"Connection: keep-alive", b"Connection: close") + END_OF_HEAD + body
            )
            answer = b""
            while part := sandbox.recv(65536):
                answer += part
        return answer.replace(b"Connection: close\r\n", b"")

    def _take(self, stage: str) -> Fault | None:
        fault = self.next_fault
        if fault is None or fault.stage != stage:
            return None
        self.next_fault = None
        return fault

    def _strikes(self, stage: str, client: socket.socket) -> bool:
        fault = self._take(stage)
        if fault is None:
            return False
        self._strike(fault, client)
        return True

    def _strike(self, fault: Fault, connection: socket.socket) -> bool:
        """Do what the fault says; False: the connection is of no more use."""
        if fault.how == "rst":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif fault.how == "bad mac":  # a record that no key has made
            socket.socket.send(connection, b"\x17\x03\x03\x00\x20" + bytes(32))
        elif fault.how == "text 503":
            connection.sendall(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy")
        elif fault.how.startswith("refuse"):
            status, ways = {
                "refuse 407": ("407 Proxy Authentication Required", 'Basic realm="proxy"'),
                "refuse ntlm": ("407 Proxy Authentication Required", "NTLM"),
                "refuse 403": ("403 Forbidden", ""),
            }[fault.how]
            connection.sendall(_refusal(status, ways))
        connection.close()
        return False


class SocksProxy:
    """SOCKS 5, without a password; every connection goes on to a ForwardProxy."""

    def __init__(self, behind: ForwardProxy) -> None:
        self._behind = urlsplit(behind.url)
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        return f"socks5h://127.0.0.1:{self._listening.getsockname()[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            client.recv(262)
            client.sendall(b"\x05\x00")
            asked = client.recv(262)
            host, port = asked[5 : 5 + asked[4]].decode(), int.from_bytes(asked[-2:], "big")
            with socket.create_connection((self._behind.hostname, self._behind.port)) as on:
                on.sendall(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                _read_head(on)
                client.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
                back = threading.Thread(target=_pipe, args=(on, client), daemon=True)
                back.start()
                _pipe(client, on)
                back.join()


def _pipe(one: socket.socket, other: socket.socket) -> None:
    """Everything from one to the other, the way it ends included."""
    try:
        while part := one.recv(65536):
            other.sendall(part)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        with suppress(OSError):
            other.close()


def _refusal(status: str, ways: str) -> bytes:
    asked = f"Proxy-Authenticate: {ways}\r\n" if ways else ""
    return f"HTTP/1.1 {status}\r\n{asked}Content-Length: 0\r\n\r\n".encode()


def _is_whole(answer: bytes) -> bool:
    """Whether all of it came; what was cut behind the proxy is cut before it, too."""
    head, found, body = answer.partition(END_OF_HEAD)
    return bool(found) and (b" 204 " in head[:16] or len(body) >= _length(head))


def _length(head: bytes) -> int:
    lines = (line.lower() for line in head.split(b"\r\n"))
    return next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length")), 0)


def _read_head(client: socket.socket) -> bytes:
    head = b""
    while END_OF_HEAD not in head:
        part = client.recv(4096)
        if not part:
            raise OSError("closed")
        head += part
    return head


def _read_message(client: socket.socket) -> bytes:
    """A whole request; empty when there is no more."""
    try:
        message = _read_head(client)
    except OSError:
        return b""
    head, _, body = message.partition(END_OF_HEAD)
    length = _length(head)
    while len(body) < length:
        body += client.recv(65536)
    return head + END_OF_HEAD + body
