"""Sends many tickets with a process that is killed again and again, and counts what arrived.

Half of the kills come at a line of our code that was drawn, half at a moment
that was drawn. Whatever they hit, every ticket, file and answer must arrive,
and once.
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

from deskside.model.ticket import Deed, Draft, SendState
from deskside.storage import Keepsake
from servers.sender import Clock, Way, keep_way, open_outbox

TOP = Path(__file__).resolve().parents[2]
RUNS_MOST = 4000
PATIENCE = 1800.0
NOON = 1_800_000_000.0
LARGE = 90_000
"""One file of it passes everywhere; two with one ticket are refused by a help desk that takes 200,000 bytes at once."""


@dataclass(frozen=True)
class There:
    """A ticket as it lies at the help desk. Of the files their names, of the answers their words."""

    reference: str
    files: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    tickets: int
    kills: int
    caught: int
    """Kills that hit something on its way."""
    lost: int
    doubled: int
    waiting: int
    """Rows of the outbox that are not done in the end."""
    files: int = 0
    files_lost: int = 0
    files_doubled: int = 0
    answers: int = 0
    answers_lost: int = 0
    answers_doubled: int = 0

    @property
    def fine(self) -> bool:
        bad = (self.lost, self.doubled, self.waiting, self.files_lost, self.files_doubled)
        return not any((*bad, self.answers_lost, self.answers_doubled))


class Sender:
    """Starts processes that send what waits in ``folder``."""

    def __init__(self, folder: Path, way: Way, *, by_clock: bool = False) -> None:
        """``by_clock``: messages are agreed to when it is on this computer's clock; else at noon."""
        self.folder, self._way, self._by_clock = folder, way, by_clock
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        keep_way(folder, way)
        self.clock = Clock(folder)
        self.process: subprocess.Popen[bytes] | None = None
        self.outbox = open_outbox(folder)
        self.sent: list[There] = []

    def fill(self, number: int, *, laden: bool = False) -> None:
        """That many more tickets are agreed to; ``laden``: some with files, and with answers that follow."""
        for n in range(len(self.sent), len(self.sent) + number):
            at = self.clock() if self._by_clock else NOON + n
            draft = Draft(f"DS-{self.folder.name}-{n}", f"Ticket {n}", f"This is the story of ticket {n}.")
            files = _files(n) if laden else ()
            self.outbox.enqueue(draft, self._way.backend, at, files)
            names = [file.name for file in files]
            answers = [f"Answer {n}."] if laden and n % 10 == 0 else []
            for words in answers:
                more = (Keepsake("more.txt", "text/plain", b"more"),) if n % 20 == 0 else ()
                self.outbox.enqueue_deed(draft.reference, Deed.REPLY, words, at, more)
                names += [file.name for file in more]
            if laden and n % 16 == 0:
                self.outbox.enqueue_deed(draft.reference, Deed.SOLVED, "", at)
            self.sent.append(There(draft.reference, tuple(names), tuple(answers)))

    def run(self, *, kill_at: int = 0, kill_after: float = 0.0, passes: int = 1) -> bool:
        """One process. Whether it was killed."""
        path = os.pathsep.join([str(TOP / "app"), str(TOP / "tests")])
        arguments = [str(self.folder), str(kill_at), str(passes)]
        self.process = process = subprocess.Popen(
            [sys.executable, "-m", "servers.sender", *arguments], env={**os.environ, "PYTHONPATH": path}
        )
        try:
            ended = process.wait(kill_after or PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            ended = process.wait(60)
            if not kill_after:
                raise
        if ended not in (0, -9):
            raise AssertionError(f"the sender ended with {ended}")
        return ended == -9


def _files(n: int) -> tuple[Keepsake, ...]:
    """Every third ticket has two files, a few have two that are too large together."""
    if n % 25 == 4:
        return tuple(Keepsake(f"large{m}.txt", "text/plain", f"{n} {m} ".encode().ljust(LARGE, b"x")) for m in (1, 2))
    if n % 3 == 0:
        return (Keepsake("a.txt", "text/plain", f"a{n}".encode()), Keepsake("b.json", "application/json", b"{}"))
    return ()


def storm(
    sender: Sender,
    *,
    tickets: int,
    kills: int,
    seed: int,
    lines: int,
    seconds: float,
    settled: Callable[[], None],
    arrived: Callable[[], Iterable[There]],
    passes: int = 1,
    laden: bool = False,
    at_once: int = 0,
    apart: float = 0.0,
) -> Tally:
    """So many tickets ``at_once`` (0: all of them), and so many seconds later the next. A kill comes within so many
    ``lines`` of our code, or ``seconds``. ``settled`` waits until the help desk is done with what
    it was given; ``arrived``: what it has. Sent too soon, there are more tickets.
    """
    chance = random.Random(seed)
    sender.fill(at_once or tickets, laden=laden)
    done = caught = 0
    for _ in range(RUNS_MOST):
        if not sender.outbox.rows.waiting():
            if len(sender.sent) >= tickets and done >= kills:
                break
            sender.clock.skip(apart)
            sender.fill(min(at_once or 10, max(10, tickets - len(sender.sent))), laden=laden)
        if done < kills:
            by_line = chance.random() < 0.5
            line, moment = chance.randrange(1, lines), chance.uniform(0.2, seconds)
            how = {"kill_at": line} if by_line else {"kill_after": moment}
            done += sender.run(**how, passes=passes)
            caught += any(row.state is SendState.SENDING for row in sender.outbox.rows.waiting())
        else:
            sender.run(passes=passes)
        settled()
    return count(sender, tuple(arrived()), done, caught)


def count(sender: Sender, there: tuple[There, ...], kills: int, caught: int) -> Tally:
    """What should be there against what is."""
    tickets = collections.Counter(ticket.reference for ticket in there)
    files = _differences(_all(sender.sent, "files"), _all(there, "files"))
    answers = _differences(_all(sender.sent, "answers"), _all(there, "answers"))
    return Tally(
        tickets=len(sender.sent),
        kills=kills,
        caught=caught,
        lost=sum(tickets[sent.reference] == 0 for sent in sender.sent),
        doubled=sum(max(0, tickets[sent.reference] - 1) for sent in sender.sent),
        waiting=len(sender.outbox.rows.waiting()),
        files=sum(len(sent.files) for sent in sender.sent),
        files_lost=files[0],
        files_doubled=files[1],
        answers=sum(len(sent.answers) for sent in sender.sent),
        answers_lost=answers[0],
        answers_doubled=answers[1],
    )


def _all(tickets: Iterable[There], part: str) -> collections.Counter[tuple[str, str]]:
    return collections.Counter((one.reference, thing) for one in tickets for thing in getattr(one, part))


def _differences(
    wanted: collections.Counter[tuple[str, str]], there: collections.Counter[tuple[str, str]]
) -> tuple[int, int]:
    """How many are missing, and how many too many."""
    return (wanted - there).total(), (there - wanted).total()
