#!/usr/bin/env python3
"""Redaction of a megabyte of logs.

The floor is one walk over the words of the same text, which any redaction by
words must do.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "app"))

from deskside.diagnostics.redact import Redactor

RUNS = 10
SIZE = 1_000_000
USERS = ["k.lind", "mweber", "jgarcia", "dsilva"]
HOSTS = ["DESKTOP-AB12CD3", "srv-files-01", "laptop-weber"]


def log(size: int) -> str:
    """Lines as system and application logs have them; about one in four names somebody or something."""
    chance = random.Random(7)
    number = chance.randint
    lines = (
        lambda: (
            f"Nov {number(10, 28)} 10:{number(10, 59)}:01 {chance.choice(HOSTS)} systemd[1]: Started {number(1, 99)}."
        ),
        lambda: f'[10:{number(10, 59)}:01] cupsd I Job {number(1, 9999)} queued by "{chance.choice(USERS)}".',
        lambda: f"2026-03-{number(10, 28)}T10:{number(10, 59)}:00.123Z INFO worker - {number(1, 9000)} ms",
        lambda: f"kernel: [{chance.random() * 9999:.6f}] usb {number(1, 4)}-{number(1, 4)}: new device {number(1, 30)}",
        lambda: f"DEBUG C:\\Program Files\\Vendor\\mod{number(1, 99)}.dll version 10.0.{number(10000, 30000)}.9",
        lambda: f"WARN connection to 10.20.{number(0, 255)}.{number(0, 255)}:443 timed out after {number(1, 9999)} ms",
        lambda: f'GET /static/app.{chance.getrandbits(32):08x}.js HTTP/1.1 200 {number(100, 99999)} "Mozilla/5.0"',
        lambda: f"dbus-daemon[{number(100, 9999)}]: activating service name='org.freedesktop' by ':1.{number(1, 99)}'",
        lambda: (
            f"renderer: frame {number(1, 99999)} took {chance.random() * 30:.2f} ms; gpu={chance.getrandbits(32):#x}"
        ),
        lambda: f'File "/usr/lib/python3/dist-packages/foo/bar{number(1, 9)}.py", line {number(1, 900)}, in handle',
    )
    made: list[str] = []
    length = 0
    while length < size:
        made.append(chance.choice(lines)())
        length += len(made[-1]) + 1
    return "\n".join(made)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def walk(text: str) -> int:
    """The floor."""
    words: dict[str, list[int]] = {}
    for match in re.finditer(r"[^\W_]+", text.lower()):
        words.setdefault(match[0], []).append(match.start())
    return len(words)


def main() -> None:
    text = log(SIZE)
    Redactor().redact(text[:20_000])
    ours, floors = [], []
    for _run in range(RUNS):
        ours.append(seconds(lambda: Redactor().redact(text)))
        floors.append(seconds(lambda: walk(text)))
    speed = len(text) / 1e6 / statistics.median(ours)
    ratio = statistics.median(ours) / statistics.median(floors)
    print(
        f"redaction: median {speed:.2f} MB/s (goal 2, limit 1) ratio {ratio:.1f} of one walk over the words, n={RUNS}",
        flush=True,
    )


if __name__ == "__main__":
    main()
