"""A real HTTPS server on loopback that hands out a forge's files, and misbehaves where it is told to."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

Fault = Callable[["Handler"], None]
"""Answers a request in its own way."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Catalogue

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        for part, fault in self.server.faults.items():
            if part in self.path:
                self.close_connection = True  # unless it is answered in full
                with suppress(OSError):
                    fault(self)
                return
        content = self.server.files.get(self.path.lstrip("/"))
        self.answer(404 if content is None else 200, content or b"")

    def answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Nothing is written beside the tests."""


class Catalogue(ThreadingHTTPServer):
    """``files`` may change at any time; ``faults`` are tried by a part of the path."""

    daemon_threads = True

    def __init__(self, files: dict[str, bytes], folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.faults: dict[str, Fault] = {}
        self.asked: list[str] = []
        self.sent = 0
        self.authority, context = _certificate(folder)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server_port}"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.shutdown()
        self._thread.join(10)
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no trouble here."""


def status(number: int, **headers: str) -> Fault:
    return lambda handler: handler.answer(number, b"", **headers)


def content(data: bytes) -> Fault:
    return lambda handler: handler.answer(200, data)


def sign_in_page(handler: Handler) -> None:
    handler.answer(200, b"<html><body>Please log in to GuestWiFi</body></html>", Content_Type="text/html")


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while handler.server.sent < 1 << 31:
        handler.wfile.write(b"A" * (1 << 16))
        handler.server.sent += 1 << 16


def dripping(pause: threading.Event) -> Fault:
    """Two bytes a second, until ``pause`` is set."""

    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        while not pause.wait(0.5):
            handler.wfile.write(b"A")

    return answer


def _certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """An authority of the tests' own, which vouches for 127.0.0.1: what IT names in ``network.extra_ca``."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(secret, hashes.SHA256())
    )
    file = folder / "authority.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    with_key = folder / "server.pem"
    no_password = serialization.NoEncryption()
    plain = secret.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    with_key.write_bytes(file.read_bytes() + plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(with_key)
    return file, context
