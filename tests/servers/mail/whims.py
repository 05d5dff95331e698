"""A mail server that does what a test plans: breaks off, drips, takes a message and says nothing, hides its TLS."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Self

GREETING, HELLO, TLS, SIGN_IN, SENDER, RECIPIENT, DATA, END = (
    "greeting",
    "EHLO",
    "STARTTLS",
    "AUTH",
    "MAIL",
    "RCPT",
    "DATA",
    "end",
)
OFFERS = b"250-whims\r\n250-STARTTLS\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 10000000\r\n"
USUAL: Mapping[str, bytes] = {
    GREETING: b"220 whims ESMTP\r\n",
    HELLO: OFFERS,
    TLS: b"220 2.0.0 go ahead\r\n",
    SIGN_IN: b"235 2.7.0 ok\r\n",
    SENDER: b"250 2.1.0 ok\r\n",
    RECIPIENT: b"250 2.1.5 ok\r\n",
    DATA: b"354 go ahead\r\n",
    END: b"250 2.0.0 taken\r\n",
    "RSET": b"250 2.0.0 ok\r\n",
    "QUIT": b"221 2.0.0 bye\r\n",
}

Whim = bytes | Callable[[socket.socket], None]
"""What is said at a step, or what is done there; afterwards the connection ends when nothing was said."""


class WhimsicalPost:
    """``plan``: what is different from the usual, by step. ``tls``: the folder with good.pem and good.key."""

    def __init__(self, tls: Path, plan: Mapping[str, Whim] | None = None) -> None:
        self.plan: dict[str, Whim] = {**USUAL, **(plan or {})}
        self.commands: list[str] = []
        """Every line that was said to it, with what came before TLS."""
        self.taken: list[bytes] = []
        """Messages that it was handed over whole."""
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(tls / "good.pem", tls / "good.key")
        self._server = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.port = int(self._server.getsockname()[1])

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for thread in self._threads:
            thread.join(30)

    @property
    def url(self) -> str:
        return f"smtp+starttls://127.0.0.1:{self.port}"

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection = self._server.accept()[0]
            except OSError:
                return
            self._begin(self._talk, connection)

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(30)
        try:
            going = self._say(connection, GREETING)
            lines = connection.makefile("rb")
            while going and (line := lines.readline()):
                self.commands.append(line.decode("utf-8", "replace").strip())
                step = line.split(b" ")[0].strip().decode("utf-8", "replace").upper()
                going = self._say(connection, step)
                if step == TLS and going:
                    connection = self._context.wrap_socket(connection, server_side=True)
                    lines = connection.makefile("rb")
                if step == DATA and going and self.plan[DATA] == USUAL[DATA]:
                    going = self._take(connection, lines)
        except OSError:
            pass  # whoever was there has gone
        finally:
            connection.close()

    def _take(self, connection: socket.socket, lines: BufferedReader) -> bool:
        letter = b""
        while (line := lines.readline()) != b".\r\n":
            if not line:
                return False
            letter += line
        self.taken.append(letter)
        return self._say(connection, END)

    def _say(self, connection: socket.socket, step: str) -> bool:
        whim = self.plan.get(step, b"502 5.5.2 unknown\r\n")
        if callable(whim):
            whim(connection)
            return False
        connection.sendall(whim)
        return bool(whim)
