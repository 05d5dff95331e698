#!/usr/bin/env python3
"""The web sites of the lab's internet, over HTTP and HTTPS, all in one program.

::

    sites.py FILE

FILE is JSON: {"certificates": a folder with NAME.pem, "sites": [{"name",
"address", "port", "secure", "does", "status", "location", "after"}]}. ``does`` is "page",
"ok" (204 for every path but /big), "status" or "says" (``text``); ``after`` is
seconds to wait first. A path that begins with /big gives 200,000 bytes.
"""

from __future__ import annotations

import http.server
import json
import socket
import socketserver
import ssl
import sys
import threading
import time
from pathlib import Path
from typing import Any

BIG = b"x" * 200_000


class Visit(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def log_message(self, *_: object) -> None:
        return

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        told = self.server.told
        time.sleep(told.get("after", 0))
        status, body = self._answer(told)
        self.send_response(status)
        if told.get("location"):
            self.send_header("Location", told["location"])
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.close_connection = True

    def _answer(self, told: dict[str, Any]) -> tuple[int, bytes]:
        if told["does"] == "status":
            return told["status"], b"" if told.get("location") else b"<h1>This did not work</h1>"
        if self.path.startswith("/big"):
            return 200, BIG
        if told["does"] == "ok":
            return 204, b""
        if told["does"] == "says":
            return 200, str(told["text"]).encode()
        return 200, f"<title>{self.headers.get('Host', '')}</title><p>Welcome.</p>".encode()


class Site(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128  # a real site drops no visitor because it is busy for a moment

    def __init__(self, told: dict[str, Any], context: ssl.SSLContext | None) -> None:
        self.told = told
        self.address_family = socket.AF_INET6 if ":" in told["address"] else socket.AF_INET
        super().__init__((told["address"], told["port"]), Visit)
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # HTTPServer's own would look up a name
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        return  # a visitor who goes away is no news


def certificate_of(name: str, folder: Path) -> ssl.SSLContext:
    """A site shows its own, whatever name it was asked for."""
    own = folder / f"{name}.pem"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own if own.exists() else folder / "default.pem")
    return context


def main(file: Path) -> None:
    told = json.loads(file.read_text("utf-8"))
    certificates = Path(told["certificates"])
    for site in told["sites"]:
        made = Site(site, certificate_of(site["name"], certificates) if site["secure"] else None)
        threading.Thread(target=made.serve_forever, daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
