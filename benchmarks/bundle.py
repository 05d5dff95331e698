#!/usr/bin/env python3
"""The diagnostics bundle: facts collected, redacted and packed by ``deskside facts --bundle``, as a program of its own.

Its peers are what an agent would otherwise ask for: ``inxi -Fz`` and ``lshw
-json``, neither of which redacts a log or packs a file, and ``sos report``,
which does. All are run in turn in one go; sos takes long and gets fewer turns.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "app"))

from deskside.diagnostics.bundle_reader import read_bundle

APP = Path(__file__).resolve().parents[1] / "app"

RUNS, SOS_RUNS = 10, 3
INXI, LSHW = ("inxi", "-Fz"), ("lshw", "-json")
SOS = ("sos", "report", "--batch", "--quiet", "--tmp-dir")
LIMIT = 300


def seconds(command: Sequence[str], folder: Path) -> float:
    """How long a program takes; it has to end well."""
    env = {**os.environ, "DESKSIDE_HOME": str(folder / "home"), "PYTHONPATH": str(APP)}
    began = time.perf_counter()
    done = subprocess.run(
        command, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT, check=False, text=True
    )
    took = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"bundle: {' '.join(command)} ended with {done.returncode}: {done.stderr[-300:]}")
    return took


def turns(folder: Path) -> dict[str, list[float]]:
    """Ours and the peers that are here, in turn, so that a busy minute is everyone's."""
    ours = (sys.executable, "-m", "deskside", "facts", "--bundle", str(folder / "deskside.zip"))
    commands = {"deskside": ours, "inxi": INXI, "lshw": LSHW}
    there = {name: command for name, command in commands.items() if shutil.which(command[0])}
    took: dict[str, list[float]] = {name: [] for name in (*there, "sos")}
    seconds(ours, folder)
    for run in range(RUNS):
        for name, command in there.items():
            took[name].append(seconds(command, folder))
        if shutil.which("sos") and os.geteuid() == 0 and len(took["sos"]) < SOS_RUNS * (run + 1) // RUNS:
            took["sos"].append(seconds((*SOS, str(folder)), folder))
    return took


def against(name: str, peer: list[float], ours: float) -> str:
    median = statistics.median(peer)
    return f"{ours / median:.2f} of {name} ({median:.2f} s, n={len(peer)})"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        took = turns(Path(folder))
        packed = (Path(folder) / "deskside.zip").read_bytes()
    ours = statistics.median(took["deskside"])
    both = [sum(pair) for pair in zip(took.get("inxi", []), took.get("lshw", []), strict=True)]
    peers = {"inxi and lshw": both, "inxi": took.get("inxi", []), "lshw": took.get("lshw", []), "sos": took["sos"]}
    ratios = ", ".join(against(name, peer, ours) for name, peer in peers.items() if peer)
    print(f"diagnostics bundle: median {ours:.2f} s (goal 2, limit 5) ratio {ratios or 'of nothing'}, n={RUNS}")
    facts = read_bundle(packed).facts
    unread = sum(fact.key == "unread" for fact in facts)
    print(f"diagnostics bundle: {len(facts)} facts, {unread} groups not read, {len(packed) / 1000:.1f} kB", flush=True)
    if not both or not took["sos"]:
        print("bundle: inxi, lshw or sos is not installed (or not run as root): not all peers", file=sys.stderr)


if __name__ == "__main__":
    main()
