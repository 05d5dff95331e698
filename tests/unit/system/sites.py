"""Web sites and proxies for tests, on loopback, with certificates of an authority of the tests' own."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

Speak = Callable[[socket.socket], None]

_CONFIGURATION = """
[ca]
default_ca = here
[here]
database = index
serial = serial
new_certs_dir = .
certificate = root.pem
private_key = root.key
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = nobody
[nobody]
"""
HAS_OPENSSL = shutil.which("openssl") is not None


class Authority:
    """Makes certificates with any times and names, by the ``openssl`` program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "root.pem"
        (folder / "conf").write_text(_CONFIGURATION)
        (folder / "index").write_text("")
        (folder / "serial").write_text("01\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-config", "conf")
        root = ("-subj", "/O=Office/CN=Office Root", "-days", "30", "-addext", "basicConstraints=critical,CA:true")
        self._openssl("req", "-x509", *key, *root, "-keyout", "root.key", "-out", "root.pem")
        self._openssl("req", "-new", *key, "-subj", "/CN=site", "-keyout", "key", "-out", "request")

    def context(self, names: str, *, begins: str = "20200101000000Z", ends: str = "20990101000000Z") -> ssl.SSLContext:
        """What a site shows that calls itself ``names``, for these times."""
        (self.folder / "names").write_text(f"subjectAltName={names}\n")
        times = ("-startdate", begins, "-enddate", ends)
        self._openssl(
            "ca", "-batch", "-notext", "-config", "conf", "-in", "request", "-out", "made", *times, "-extfile", "names"
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "made", self.folder / "key")
        return context

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True, timeout=120, check=True)


@contextlib.contextmanager
def listening(speak: Speak) -> Iterator[int]:
    """Speaks to each connection in a thread of its own; the port is told."""
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen(64)
    port: int = door.getsockname()[1]
    ending = threading.Event()
    talks: list[threading.Thread] = []

    def talk(line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            speak(line)

    def serve() -> None:
        while True:
            line, _ = door.accept()
            if ending.is_set():
                line.close()
                return
            worker = threading.Thread(target=talk, args=(line,), daemon=True)
            talks.append(worker)
            worker.start()

    worker = threading.Thread(target=serve, daemon=True)
    worker.start()
    try:
        yield port
    finally:
        ending.set()
        with socket.socket() as last:
            last.connect(("127.0.0.1", port))
        worker.join(5)
        for one in talks:
            one.join(5)
        door.close()


def heard(line: socket.socket) -> bytes:
    """The head of a request."""
    data = b""
    while b"\r\n\r\n" not in data and (more := line.recv(4096)):
        data += more
    return data


class Site:
    """Says these bytes to every request; ``seen`` are the requests. With ``tls`` over a secure line."""

    def __init__(self, says: bytes, tls: ssl.SSLContext | None = None) -> None:
        self._says, self._tls = says, tls
        self.seen: list[bytes] = []

    def __call__(self, line: socket.socket) -> None:
        if self._tls is None:
            self._talk(line)
            return
        with self._tls.wrap_socket(line, server_side=True) as secured:
            self._talk(secured)

    def _talk(self, line: socket.socket) -> None:
        asked = heard(line)
        if asked:
            self.seen.append(asked)
            line.sendall(self._says)


class TunnelProxy:
    """Answers CONNECT with ``says``; behind it stands ``site``, whatever host was asked for."""

    def __init__(self, site: Site, says: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> None:
        self._site, self._says = site, says
        self.asked: list[bytes] = []

    def __call__(self, line: socket.socket) -> None:
        self.asked.append(heard(line).split(b"\r\n")[0])
        line.sendall(self._says)
        if self._says.endswith(b"established\r\n\r\n"):
            self._site(line)


class SocksProxy:
    """SOCKS 5 without a sign-in; behind it stands ``site``."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.asked: list[bytes] = []

    def __call__(self, line: socket.socket) -> None:
        line.recv(3)
        line.sendall(b"\x05\x00")
        self.asked.append(line.recv(300))
        line.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
        self._site(line)
