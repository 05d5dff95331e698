"""Run by ``test_full_disk`` with a disk of a few megabytes: fills it at the worst moments and says what happened."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from deskside import errors
from deskside.model.ticket import Draft
from deskside.tickets.backends.rt import RequestTracker
from deskside.tickets.composing.files import enclose
from deskside.tickets.wire.http import Wire
from servers.fault_desk import TOKEN, Asked, Commit, FaultDesk
from servers.sender import open_outbox

NOON = 1_800_000_000.0


class SmallDisk:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outbox = open_outbox(folder)

    def fill(self) -> None:
        """Takes every byte that is left."""
        handle = os.open(self.folder / "filling", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    os.write(handle, b"x" * size)
            except OSError:
                continue
        os.close(handle)

    def clear(self) -> None:
        (self.folder / "filling").unlink()

    def agree(self, number: int) -> str:
        draft = Draft(f"DS-{number}", "Printer", "Nothing comes out. " * 200)
        try:
            row = self.outbox.enqueue(draft, "rt", NOON, (enclose("facts.txt", b"facts" * 2000),))
        except errors.StorageProblem as problem:
            return type(problem).__name__
        return str(row.state)

    def waiting(self) -> list[str]:
        return [row.reference for row in self.outbox.rows.waiting()]

    def all_at_once(self) -> dict[str, object]:
        """D01: a person sends while the disk fills."""
        said: dict[str, object] = {"first": self.agree(1)}
        self.fill()
        said["with the reserve"] = self.agree(2)
        self.fill()
        said["with nothing left"] = self.agree(3)
        said["readable"] = self.waiting()
        self.clear()
        said["with space again"] = self.agree(3)
        said["in the end"] = self.waiting()
        return said

    def in_the_middle(self) -> dict[str, object]:
        """D02: the disk is full when the help desk has just made the ticket."""

        def fill(asked: Asked, commit: Commit) -> None:
            (self.folder / "deskside.sqlite3.reserve").unlink(missing_ok=True)
            self.fill()
            asked.give(*commit())

        with FaultDesk() as desk:
            wire = Wire(f"{desk.url}/REST/2.0", lambda: f"token {TOKEN}")
            backend = RequestTracker(wire, lambda: TOKEN, "Support", settle_seconds=0.0)
            desk.plan("POST /ticket$", fill)
            told = "nothing"
            try:
                self.outbox.drain(backend, lambda: NOON)
            except errors.StorageProblem as problem:
                told = type(problem).__name__
            self.clear()
            self.outbox.drain(backend, lambda: NOON + 60)
            made = sorted(ticket.reference for ticket in desk.tickets)
        return {"told": told, "made": made, "waiting": self.waiting()}


def main(folder: str) -> None:
    disk = SmallDisk(Path(folder))
    sys.stdout.write(json.dumps({"D01": disk.all_at_once(), "D02": disk.in_the_middle()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
