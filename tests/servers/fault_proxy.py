"""Stands before a real help desk and answers badly: half of all answers, in many ways, drawn from a seed.

It hands a request on whole or not at all, one after another in the order they
came, so that no question overtakes what it asks about: what a settling time is
for. What is "undone" never reached the help desk; all else was done there.
"""

from __future__ import annotations

import collections
import http.client
import random
import threading
from http.server import ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

from . import faults
from .asked import Act, Asked, Commit

PATIENCE = 120.0
_OWN = {"connection", "transfer-encoding", "content-length", "keep-alive", "date", "server"}
HOTEL = "http://hotel.invalid/login"


def dropped_before(asked: Asked, commit: Commit) -> None:
    """Reset after the head; what was to follow is not even read."""
    asked.reset()


def broken_off(asked: Asked, commit: Commit) -> None:
    """Half of the answer, under a head that promises all of it."""
    status, raw = commit()
    asked.begin(status, {"Content-Length": str(len(raw) + 1)})
    asked.wfile.write(raw[: len(raw) // 2])
    asked.drop()


def half_json(asked: Asked, commit: Commit) -> None:
    """Half of the answer, as if that were all."""
    status, raw = commit()
    asked.give(status, raw[: len(raw) // 2])


def dripped(asked: Asked, commit: Commit) -> None:
    """Byte by byte, and broken off in the end."""
    status, raw = commit()
    asked.begin(status, {"Content-Length": str(len(raw) + 1)})
    for place in range(min(len(raw), 12)):
        if asked.released.wait(0.25):
            break
        asked.wfile.write(raw[place : place + 1])
    asked.drop()


def two_lengths(asked: Asked, commit: Commit) -> None:
    """Two that contradict each other: nobody can say where the answer ends."""
    status, raw = commit()
    asked.begin(status, {"Content-Length": "7", "content-length": str(len(raw))})
    asked.wfile.write(raw)


def nonsense(asked: Asked, commit: Commit) -> None:
    commit()
    asked.wfile.write(b"\x15\x03\x01\x00\x02\x02(\r\n\r\n")
    asked.drop()


def reset(asked: Asked, commit: Commit) -> None:
    commit()
    asked.reset()


def page_when_done(asked: Asked, commit: Commit) -> None:
    commit()
    faults.sign_in_page(asked, commit)


WAYS: dict[str, Act] = {
    "dropped before the body, undone": dropped_before,
    "dropped after the body, undone": faults.lost,
    "dropped when done": faults.made_but_no_answer,
    "reset when done": reset,
    "broken off": broken_off,
    "half of the JSON": half_json,
    "dripped": dripped,
    "500 when done": faults.says(500, made=True),
    "502 undone": faults.says(502, b"<html>Bad Gateway</html>", Content_Type="text/html"),
    "503 undone": faults.says(503, Retry_After="1"),
    "503 when done": faults.says(503, made=True),
    "504 when done": faults.says(504, made=True),
    "429 undone": faults.says(429, Retry_After="2"),
    "a network's sign-in page, undone": faults.sign_in_page,
    "a sign-in page when done": page_when_done,
    "redirected, undone": faults.redirect(302, HOTEL),
    "two lengths": two_lengths,
    "nonsense when done": nonsense,
}


class FaultProxy:
    """A context before the server at ``upstream``. ``url``: where clients go instead. Half of what it answers is
    faulty, each way as often as every other. More than ``most`` bytes are refused (413), as many a proxy does.
    """

    def __init__(self, upstream: str, seed: int, *, most: int = 1 << 20) -> None:
        self._where, self.most = urlsplit(upstream), most
        self._chance, self._deck = random.Random(seed), list[str]()
        self._turn, self._line = threading.Condition(), collections.deque[Any]()
        self.released = threading.Event()
        self.answered: collections.Counter[str] = collections.Counter()
        """How often in which way; "" for well."""

    def __enter__(self) -> Self:
        proxy = self

        class Handler(_Passing):
            world = proxy
            released = proxy.released

        class Server(ThreadingHTTPServer):
            request_queue_size = 32

            def process_request(self, request: Any, client_address: Any) -> None:
                proxy.enter(client_address)
                super().process_request(request, client_address)

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A sender that was killed is no news."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{self._where.path}"

    @property
    def faulty(self) -> int:
        return self.answered.total() - self.answered[""]

    def enter(self, who: Any) -> None:
        with self._turn:
            self._line.append(who)

    def wait_for_turn(self, who: Any) -> None:
        with self._turn:
            if not self._turn.wait_for(lambda: self._line[0] == who, PATIENCE):
                raise TimeoutError("whoever came before is not done")

    def leave(self, who: Any) -> None:
        with self._turn:
            if who in self._line:
                self._line.remove(who)
            self._turn.notify_all()

    def draw(self) -> str:
        """The way of the next answer: from a deck with as many good ones as bad ones."""
        if not self._deck:
            self._deck = [*WAYS, *[""] * len(WAYS)]
            self._chance.shuffle(self._deck)
        way = self._deck.pop()
        self.answered[way] += 1
        return way

    def hand_on(self, asked: Asked, raw: bytes) -> tuple[int, bytes, dict[str, str]]:
        """What the help desk says to it."""
        connection = http.client.HTTPConnection(self._where.hostname or "", self._where.port, timeout=PATIENCE)
        headers = {name: value for name, value in asked.headers.items() if name.lower() not in _OWN}
        try:
            connection.request(asked.command, asked.path, raw or None, headers)
            answer = connection.getresponse()
            told = {name: value for name, value in answer.getheaders() if name.lower() not in _OWN}
            return answer.status, answer.read(), told
        finally:
            connection.close()


class _Passing(Asked):
    world: FaultProxy

    def handle(self) -> None:
        try:
            super().handle()
        finally:
            self.world.leave(self.client_address)

    def serve(self) -> None:
        self.close_connection = True  # one request each, so that each has its place in the line
        self.world.wait_for_turn(self.client_address)
        way = self.world.draw()
        raw = b"" if WAYS.get(way) is dropped_before else self.whole()
        if raw is None:
            self.drop()  # its sender was killed
        elif len(raw) > self.world.most:
            self.give(413, b"<html>Request Entity Too Large</html>", {"Content-Type": "text/html"})
        else:
            self.pass_on(raw, way)

    def pass_on(self, raw: bytes, way: str) -> None:
        told: dict[str, str] = {}

        def commit() -> tuple[int, bytes]:
            status, answer, headers = self.world.hand_on(self, raw)
            told.update(headers)
            self.world.leave(self.client_address)  # done: who comes next may ask about it
            return status, answer

        if way:
            WAYS[way](self, commit)
        else:
            status, answer = commit()
            self.give(status, answer, told)
