"""Sends many tickets with a process that is killed again and again, and counts what arrived.

Half of the kills come at a line of our code that was drawn, half at a moment
that was drawn. Whatever they hit, every ticket must arrive, and once.
"""

from __future__ import annotations

import collections
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from deskside.model.ticket import Draft, SendState
from servers.sender import open_outbox

TOP = Path(__file__).resolve().parents[2]
RUNS_MOST = 4000


@dataclass(frozen=True)
class Tally:
    tickets: int
    kills: int
    caught: int
    """Kills that hit a ticket on its way."""
    lost: int
    doubled: int
    waiting: int
    """Rows of the outbox that are not done in the end."""


class Sender:
    """Starts processes that send what waits in ``folder``. ``skip``: seconds their clock is ahead."""

    def __init__(self, folder: Path, url: str, token: str, settle: float) -> None:
        self.folder, self._url, self._settle = folder, url, settle
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._token_file = folder / "token"
        handle = os.open(self._token_file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(token)
        self.skip = 0.0
        self.process: subprocess.Popen[bytes] | None = None
        self.outbox = open_outbox(folder)

        self.references: list[str] = []

    def fill(self, number: int) -> None:
        """That many more tickets are agreed to."""
        for n in range(len(self.references), len(self.references) + number):
            draft = Draft(f"DS-{self.folder.name}-{n}", f"Ticket {n}", f"This is the story of ticket {n}.")
            self.outbox.enqueue(draft, "rt", 1_800_000_000.0 + n)
            self.references.append(draft.reference)

    def run(self, *, kill_at: int = 0, kill_after: float = 0.0) -> bool:
        """One process. Whether it was killed."""
        path = os.pathsep.join([str(TOP / "app"), str(TOP / "tests")])
        arguments = [
            str(self.folder),
            self._url,
            str(self._token_file),
            str(self._settle),
            str(self.skip),
            str(kill_at),
        ]
        self.process = process = subprocess.Popen(
            [sys.executable, "-m", "servers.sender", *arguments], env={**os.environ, "PYTHONPATH": path}
        )
        try:
            ended = process.wait(kill_after or 300)
        except subprocess.TimeoutExpired:
            process.kill()
            ended = process.wait(60)
            if not kill_after:
                raise
        if ended not in (0, -9):
            raise AssertionError(f"the sender ended with {ended}")
        return ended == -9


def storm(
    sender: Sender,
    *,
    tickets: int,
    kills: int,
    seed: int,
    lines: int,
    seconds: float,
    settled: Callable[[], None],
    arrived: Callable[[], Iterable[str]],
) -> Tally:
    """A kill comes within so many ``lines`` of our code, or ``seconds``. ``settled`` waits until the help desk is
    done with what it was given; ``arrived``: the references it has. Sent too soon, there are more tickets.
    """
    chance = random.Random(seed)
    sender.fill(tickets)
    done = caught = 0
    for _ in range(RUNS_MOST):
        if not sender.outbox.rows.waiting():
            if done >= kills:
                break
            sender.fill(10)
        if done < kills:
            by_line = chance.random() < 0.5
            line, moment = chance.randrange(1, lines), chance.uniform(0.2, seconds)
            done += sender.run(kill_at=line) if by_line else sender.run(kill_after=moment)
            caught += any(row.state is SendState.SENDING for row in sender.outbox.rows.waiting())
        else:
            sender.run()
        settled()
    there = collections.Counter(arrived())
    return Tally(
        tickets=len(sender.references),
        kills=done,
        caught=caught,
        lost=sum(there[reference] == 0 for reference in sender.references),
        doubled=sum(max(0, there[reference] - 1) for reference in sender.references),
        waiting=len(sender.outbox.rows.waiting()),
    )
