"""A process that sends what waits, for tests that kill it: ``sender.py FOLDER URL TOKEN_FILE SETTLE SKIP [KILL_AT]``.

``SKIP``: seconds by which its clock is ahead, so that tests need not wait for
back-off. ``KILL_AT``: it kills itself, hard, at that line of our own code.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from deskside.storage import Database
from deskside.tickets.backends.rt import RequestTracker
from deskside.tickets.sending import Outbox
from deskside.tickets.wire import Wire

OURS = str(Path(sys.modules[Outbox.__module__].__file__ or "").parents[1])


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


def main(folder: str, url: str, token_file: str, settle: str, skip: str, kill: str = "0") -> None:
    token = Path(token_file).read_text("utf-8")
    wire = Wire(f"{url}/REST/2.0", lambda: f"token {token}", total=10.0, connect=5.0, read=8.0)
    backend = RequestTracker(wire, lambda: token, "Support", settle_seconds=float(settle))
    outbox = open_outbox(Path(folder))
    if int(kill):
        kill_at(int(kill))
    outbox.drain(backend, lambda: time.time() + float(skip))


if __name__ == "__main__":
    main(*sys.argv[1:])
