"""A mailbox server that does what a test plans: hides its TLS, claims that nobody need sign in, drips, never ends."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

GREETING = "greeting"
USUAL: Mapping[str, bytes] = {
    GREETING: b"* OK here\r\n",
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\n%s OK done\r\n",
    "STARTTLS": b"%s OK go ahead\r\n",
    "AUTHENTICATE": b"+ \r\n%s OK done\r\n",
    "STATUS": b'* STATUS "INBOX" (MESSAGES 1 UIDNEXT 2 UIDVALIDITY 1)\r\n%s OK done\r\n',
    "EXAMINE": b"* 1 EXISTS\r\n%s OK [READ-ONLY]\r\n",
    "UID SEARCH": b"* SEARCH 1\r\n%s OK done\r\n",
    "UID FETCH": b"%s OK done\r\n",
    "CLOSE": b"%s OK done\r\n",
}

Whim = bytes | Callable[[socket.socket], None]
"""What is answered to a command, with %s for its tag; or what is done then, and the connection ends."""


class WhimsicalBox:
    """``plan``: what is different from the usual, by command. ``tls``: the folder with good.pem and good.key."""

    def __init__(self, tls: Path, plan: Mapping[str, Whim] | None = None) -> None:
        self.plan: dict[str, Whim] = {**USUAL, **(plan or {})}
        self.commands: list[str] = []
        """The names of the commands that came."""
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(tls / "good.pem", tls / "good.key")
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(30)

    @property
    def url(self) -> str:
        return f"imap+starttls://127.0.0.1:{self._server.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                connection = self._server.accept()[0]
            except OSError:
                return
            connection.settimeout(30)
            with contextlib.suppress(OSError):
                self._talk(connection)
            connection.close()

    def _talk(self, connection: socket.socket) -> None:
        going, lines = self._say(connection, GREETING, b""), connection.makefile("rb")
        while going and (line := lines.readline()):
            words = line.decode("utf-8", "replace").split()
            name = " ".join(words[1:3] if words[1] == "UID" else words[1:2]).upper()
            self.commands.append(name)
            going = self._say(connection, name, words[0].encode())
            if name == "AUTHENTICATE" and going:
                lines.readline()
            if name == "STARTTLS" and going:
                connection = self._context.wrap_socket(connection, server_side=True)
                lines = connection.makefile("rb")
        with contextlib.suppress(OSError):
            connection.close()

    def _say(self, connection: socket.socket, name: str, tag: bytes) -> bool:
        whim = self.plan.get(name, b"%s BAD unknown\r\n")
        if callable(whim):
            whim(connection)
            return False
        connection.sendall(whim.replace(b"%s", tag))
        return True
