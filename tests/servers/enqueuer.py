"""A process that writes a draft and agrees to it, and is gone at a given line: ``enqueuer.py FOLDER KILL_AT``."""

from __future__ import annotations

import sys
from pathlib import Path

from deskside.model.ticket import Draft
from deskside.tickets.composing.files import enclose
from servers.sender import kill_at, open_outbox

DRAFT = Draft("DS-1", "Printer", "Nothing comes out.")
FILES = (("facts.txt", b"facts" * 1000), ("more.json", b"{}"))


def main(folder: str, line: str) -> None:
    outbox = open_outbox(Path(folder))
    outbox.keep_draft(DRAFT, "rt", 1_800_000_000.0)
    if int(line):
        kill_at(int(line))
    outbox.enqueue(DRAFT, "rt", 1_800_000_001.0, tuple(enclose(*file) for file in FILES))
    sys.stdout.write("queued")


if __name__ == "__main__":
    main(*sys.argv[1:])
