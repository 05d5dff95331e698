"""A process that sends what waits, for tests that kill it: ``sender.py FOLDER [KILL_AT] [PASSES]``.

``FOLDER/way`` (mode 600) says which help desk and how to sign in there.
``KILL_AT``: it kills itself, hard, at that line of our own code. With more
than one pass its clock jumps to when the next one is worth it, and whoever has
to put something right does so.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
from msgspec import Struct

import deskside
from deskside.model.ticket import SendState
from deskside.paths import find_paths
from deskside.storage import Database
from deskside.tickets.backend import Backend
from deskside.tickets.offers import offers
from deskside.tickets.outbox.sending import Outbox
from deskside.tickets.setup import Setup
from deskside.tickets.wire.http import Wire
from servers.running import write_private

OURS = str(Path(deskside.__file__).parent)


class Way(Struct, frozen=True):
    """A help desk, as settings and keyring name it."""

    backend: str
    options: dict[str, Any]
    """By their full names; ``settle_seconds`` among them."""
    secret: str


class Clock:
    """The time on this computer, and how far it is ahead: kept in a file, as time goes on when a process is killed."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ahead"

    @property
    def ahead(self) -> float:
        return float(self._file.read_text("utf-8")) if self._file.exists() else 0.0

    def skip(self, seconds: float) -> None:
        beside = self._file.with_suffix(".new")
        beside.write_text(str(self.ahead + seconds), "utf-8")
        beside.replace(self._file)

    def __call__(self) -> float:
        return time.time() + self.ahead


class Impatient(Setup):
    """As in life, but nobody waits a minute for an answer."""

    def wire(self, base: str, sign_in: Callable[[], str], headers: Mapping[str, str] | None = None) -> Wire:
        return Wire(base, sign_in, self.network, headers=headers, total=10.0, connect=5.0, read=8.0)


def kill_at(line: int) -> None:
    """From now on every line of ours that is run is counted; at ``line`` this process is gone, as by kill -9."""
    left = line

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        if event == "line":
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return count

    sys.settrace(count)


def open_outbox(folder: Path) -> Outbox:
    return Outbox(Database(folder / "deskside.sqlite3"), folder / "attachments")


def keep_way(folder: Path, way: Way) -> None:
    write_private(folder / "way", msgspec.json.encode(way).decode())


def connect(way: Way) -> Backend:
    offer = offers()[way.backend]
    module, _colon, name = offer.code.partition(":")
    setup = Impatient(offer, way.options.get, lambda _key: way.secret, find_paths())
    made: Backend = getattr(import_module(module), name).made(setup)
    made.settle_seconds, made.mapped = setup.settle, setup.mapped
    return made


def main(place: str, kill: str = "0", passes: str = "1") -> None:
    folder = Path(place)
    way = msgspec.json.decode((folder / "way").read_bytes(), type=Way)
    backend, outbox, clock = connect(way), open_outbox(folder), Clock(folder)
    if int(kill):
        kill_at(int(kill))
    if passes == "1":
        outbox.drain(backend, clock)
        return
    for _ in range(int(passes)):
        wake = outbox.next_wake(way.backend, clock())
        held = any(row.state is SendState.HELD for row in outbox.rows.waiting())
        if wake is None and not held:
            return
        if wake is not None:
            clock.skip(max(0.0, wake - clock()))
        outbox.drain(backend, clock, urgent=held)


if __name__ == "__main__":
    main(*sys.argv[1:])
