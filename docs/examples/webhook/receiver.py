"""A receiver for Deskside's webhook to start from: Python's standard library alone, with everything the protocol has.

::

    python receiver.py FOLDER [--port 8080] [--receiver talks]

FOLDER/keys (mode 600) has a line "NAME SECRET" for each person or computer;
"- SECRET" is the one for all, without a name, that can only make tickets. Put
it behind a web server that speaks HTTPS: Deskside sends to nothing else, but on
the same computer. ``docs/backends/webhook.md`` is the protocol; ``desk.py``
beside this keeps the tickets. The address is printed once it listens.
"""

import argparse
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from desk import Desk, Unknown

VERSION = 1
WINDOW = 300
"""Seconds that a signature is good for."""
MOST = 150 << 20
DOES = {
    "takes": ("ticket",),
    "finds": ("ticket", "file"),
    "talks": ("ticket", "file", "reply", "solved", "reopened", "rating"),
}
"""By what the receiver says it can do."""


class Refused(Exception):
    def __init__(self, status, why):
        super().__init__(why)
        self.status, self.why = status, why


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path
    level: str

    def do_POST(self):
        self._answer(self._take)

    def do_GET(self):
        self._answer(self._tell)

    def _take(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST:
            self.close_connection = True
            raise Refused(413, "too large")
        body = self.rfile.read(length)
        owner = self._owner(body)
        event = json.loads(body)
        if event.get("version") != VERSION:
            raise Refused(422, "another version")
        if event["kind"] not in DOES[self.level if owner != "-" else "takes"]:
            raise Refused(403, "this is not done here")
        return do(Desk(self.folder), owner, event)

    def _tell(self):
        query = urlsplit(self.path).query
        owner = self._owner(f"?{query}".encode())
        asked, desk = dict(parse_qsl(query)), Desk(self.folder)
        if "hello" in asked:
            return {"version": VERSION, "receiver": self.level}
        if owner == "-" or self.level not in (("talks",) if set(asked) == {"ticket"} else ("finds", "talks")):
            raise Refused(403, "this is not told here")
        if "reference" in asked:
            return {"id": desk.find(owner, asked["reference"])}
        if "token" in asked:
            return {"there": desk.has(owner, number(asked["ticket"]), asked["token"])}
        return desk.stand(owner, number(asked["ticket"]))

    def _owner(self, content):
        """Whose secret this was signed with. What is older than the window is refused, so that it can't be sent anew;
        within it everything that comes twice is done once.
        """
        name = self.headers.get("Deskside-Key", "-")
        lines = (self.folder / "keys").read_text("utf-8").splitlines()
        secrets = dict(line.split(" ", 1) for line in lines if " " in line)
        parts = dict(part.partition("=")[::2] for part in self.headers.get("Deskside-Signature", "").split(","))
        at = parts.get("t", "")
        if not at.isdecimal() or abs(time.time() - int(at)) > WINDOW:
            raise Refused(401, "signed at another time than this")
        wanted = hmac.new(secrets.get(name, "").encode(), f"{at}.".encode() + content, hashlib.sha256).hexdigest()
        if name not in secrets or not hmac.compare_digest(wanted, parts.get("v1", "")):
            raise Refused(401, "not signed with a secret that is known here")
        return name

    def _answer(self, work):
        try:
            status, told = 200, work()
        except Refused as problem:
            status, told = problem.status, {"error": problem.why}
        except Unknown:
            status, told = 404, {"error": "no such ticket"}
        except (ValueError, KeyError, TypeError, AttributeError):
            status, told = 422, {"error": "this can't be understood"}
        body = json.dumps(told).encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if status == 200 and self.command == "GET" and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        for header, value in {"Content-Type": "application/json", "Content-Length": len(body), "ETag": tag}.items():
            self.send_header(header, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """What people write and sign is no matter for a log."""


def do(desk, owner, event):
    """One event; the answer. All of them can come twice and are done once."""
    kind = event.pop("kind")
    if kind == "ticket":
        return {"id": desk.take(owner, event)}
    ticket = number(event["ticket"])
    if kind == "reply":
        desk.add(owner, ticket, event["token"], event["text"], event.get("files", []))
    elif kind == "file":
        desk.add(owner, ticket, event["token"], None, [event["file"]])
    elif kind in ("solved", "reopened"):
        desk.change(owner, ticket, event["token"], "state", "solved" if kind == "solved" else "open")
    else:
        desk.change(owner, ticket, event["token"], "stars", int(event["stars"]))
    return {"id": str(ticket)}


def number(told):
    return int(told) if told.isdecimal() else 0


def main():
    words = argparse.ArgumentParser()
    words.add_argument("folder", type=Path)
    words.add_argument("--port", type=int, default=8080)
    words.add_argument("--receiver", choices=("takes", "finds", "talks"), default="talks")
    told = words.parse_args()
    Receiver.folder, Receiver.level = told.folder, told.receiver
    with ThreadingHTTPServer(("127.0.0.1", told.port), Receiver) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
