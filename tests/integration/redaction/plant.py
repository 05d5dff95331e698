"""Plants canaries in what this computer's tools say, redacts it by ``deskside redact``, and lists what got through.

    sudo python -m tests.integration.redaction.plant --seed 7 --canaries 200

As root also in networks, mounts and a print system of their own. Nothing is left behind.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from .canaries import KINDS, Aviary, Canary, got_through
from .places import PLACES, ROOT_PLACES, Place, is_here

APP = Path(__file__).resolve().parents[3] / "app"


def redacted(text: str, home: Path) -> str:
    """By the command, as anybody would."""
    ran = subprocess.run(
        [sys.executable, "-m", "deskside", "redact"],
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env={**os.environ, "PYTHONPATH": str(APP), "DESKSIDE_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
    )
    return ran.stdout


def planted_in(
    places: dict[str, tuple[Place, str]], take: Aviary, home: Path
) -> tuple[list[Canary], list[Canary], list[str]]:
    """What was seen in the tools' output before, what of it is left after, and places whose output changes twice."""
    seen: list[Canary] = []
    left: list[Canary] = []
    unstable: list[str] = []
    for name, (place, _program) in places.items():
        take.at(name)
        first = len(take.planted)
        with tempfile.TemporaryDirectory() as folder:
            text = place(take, Path(folder))
        out = redacted(text, home)
        there = [canary for canary in take.planted[first:] if got_through(canary, text)]
        seen += there
        left += [canary for canary in there if got_through(canary, out)]
        if redacted(out, home) != out:
            unstable.append(name)
    return seen, left, unstable


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--canaries", type=int, default=200)
    wanted = parser.parse_args()
    places = {**PLACES, **(ROOT_PLACES if os.geteuid() == 0 else {})}
    places = {name: place for name, place in places.items() if is_here(place)}
    take = Aviary(wanted.seed)
    seen: list[Canary] = []
    left: list[Canary] = []
    unstable: set[str] = set()
    with tempfile.TemporaryDirectory() as home:
        while len(seen) < wanted.canaries:
            some_seen, some_left, some_unstable = planted_in(places, take, Path(home))
            seen, left, unstable = seen + some_seen, left + some_left, unstable | set(some_unstable)
    kinds = Counter(canary.kind for canary in seen)
    _say(f"seed {wanted.seed}: {len(seen)} canaries of {len(kinds)} kinds in the output of {', '.join(places)}")
    _say(f"kinds that no tool showed: {', '.join(sorted(KINDS.keys() - kinds.keys())) or 'none'}")
    _say(f"output that changes when redacted twice: {', '.join(sorted(unstable)) or 'none'}")
    _say(f"got through: {len(left)}")
    for canary in left:
        _say(f"  {canary.kind} in {canary.place}: {canary.value!r}")
    return 1 if left or unstable else 0


if __name__ == "__main__":
    sys.exit(main())
