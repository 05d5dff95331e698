#!/usr/bin/env python3
"""All automatic checks of `internet` in the fault lab's networks: how long they take, and how often they are right.

The peer is the script that everyone has written once: is there an IPv4 gateway,
does it answer a ping, does an address of the internet, does a name resolve?
Both are asked in turn in the same worlds: the healthy one and the two slowest
faults ten times, every other once (with DESKSIDE_FULL: ten times all). Where the peer
names the right corner, it counts as right. ``--table`` prints every world.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "tests" / "faults"))

from expected import CAUSES, HEALTHY  # noqa: E402
from lab.namespaces import SEEN_AT  # noqa: E402
from lab.network.addresses import GOOD, NAMES  # noqa: E402
from office import SETTINGS, WORLD  # noqa: E402

RUNS = 10
INSIDE = "--inside"
CORNERS = {
    "no gateway": {"adapter-disabled", "no-address", "no-gateway"},
    "gateway silent": {"cable-unplugged", "gateway-unreachable"},
    "no internet": {"no-internet"},
    "no names": {"dns-dead"},
}
"""What the peer says, and the causes for which that is good enough."""


class Looked(NamedTuple):
    """One world: what each of both said, and the seconds of each run."""

    found: list[str]
    seconds: list[float]
    peer: str
    peer_seconds: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def peer() -> str:
    """The plain checker."""
    routes = _said("ip", "-4", "route", "show", "default").split()
    if "via" not in routes:
        return "no gateway"
    if not _pings(routes[routes.index("via") + 1]):
        return "gateway silent"
    if not _pings(NAMES.v4):
        return "no internet"
    return "fine" if _said("getent", "ahostsv4", GOOD.name) else "no names"


def _pings(address: str) -> bool:
    return " 0% packet loss" in _said("ping", "-n", "-q", "-c", "1", "-W", "2", address)


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout


def look_inside(runs: int) -> None:
    """Inside a world: asks both in turn, and prints a Looked as JSON."""
    settings = Path.home() / ".config/deskside/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS["network"])
    environ = {**os.environ, "PYTHONPATH": str(SEEN_AT / "app")}
    command = [sys.executable, "-m", "deskside", "run", "internet", "--json"]
    found: set[str] = set()
    said, seconds, peer_seconds = "", [], []
    for _ in range(runs):
        ran = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
        report = json.loads(ran.stdout)
        found |= {one["cause"].partition(".")[2] for one in report["findings"]}
        found |= {one["says"] for one in report["unnamed"]}
        seconds.append(report["seconds"])
        began = time.perf_counter()
        said = peer()
        peer_seconds.append(time.perf_counter() - began)
    print(json.dumps(Looked(sorted(found), seconds, said, peer_seconds)))


def look(fault: str, runs: int) -> Looked:
    environ = {name: value for name, value in os.environ.items() if name != "DESKSIDE_HOME"}
    inside = [sys.executable, __file__, INSIDE, str(runs)]
    command = [sys.executable, str(WORLD), f"network/{fault}", "--", *inside]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=600, check=False)
    if ran.returncode:
        raise SystemExit(f"internet: the world {fault} did not do: {ran.stderr}")
    return Looked(*json.loads(ran.stdout))


def right(fault: str, seen: Looked) -> tuple[bool, bool]:
    """Whether Deskside and the peer were right about this world."""
    cause = CAUSES.get(fault)
    ours = seen.found == ([cause] if cause else [])
    theirs = cause in CORNERS.get(seen.peer, ()) if cause else seen.peer == "fine"
    return ours, theirs


def line(what: str, seen: Looked, goal: float, limit: float) -> str:
    theirs = statistics.median(seen.peer_seconds)
    ratio = f"ratio {seen.median / theirs:.1f} of ping and IPv4 ({theirs:.2f} s)"
    return f"{what}: median {seen.median:.2f} s (goal {goal:g} s, limit {limit:g} s) {ratio}, n={len(seen.seconds)}"


def verdicts(what: str, faults: list[str], seen: dict[str, Looked]) -> str:
    judged = [right(fault, seen[fault]) for fault in faults]
    ours, theirs = (sum(not one[who] for one in judged) for who in (0, 1))
    runs = min(len(seen[fault].seconds) for fault in faults)
    return f"{what}: {ours} of {len(faults)} (goal 0, limit 0), ping and IPv4 {theirs} of {len(faults)}, n={runs} each"


def row(fault: str, seen: Looked) -> str:
    ours, theirs = ("right" if one else "WRONG" for one in right(fault, seen))
    found = ", ".join(seen.found) or "nothing"
    times = f"{seen.median:5.2f} s", f"{statistics.median(seen.peer_seconds):5.2f} s"
    return f"{fault:28} {times[0]} {ours} {found:40} {times[1]} {theirs} {seen.peer}"


def main(words: list[str]) -> None:
    if os.name != "posix" or os.geteuid() != 0:
        raise SystemExit("internet: needs Linux and root, for worlds of the fault lab")
    many = RUNS if os.environ.get("DESKSIDE_FULL") else 1
    seen = {fault: look(fault, RUNS if fault == "none" else many) for fault in [*HEALTHY, *CAUSES]}
    slowest = sorted(CAUSES, key=lambda fault: seen[fault].median)[-2:]  # seen once, which may have been luck
    seen |= {fault: look(fault, RUNS) for fault in slowest if many < RUNS}
    worst = max(slowest, key=lambda fault: seen[fault].median)
    if "--table" in words:
        print("\n".join(row(fault, one) for fault, one in seen.items()))
    print(line("internet, all checks, healthy", seen["none"], 1.5, 3))
    print(line(f"internet, all checks, worst fault ({worst})", seen[worst], 6, 10))
    print(verdicts("internet, false alarms on what is only odd", HEALTHY, seen))
    print(verdicts("internet, wrong about faults", list(CAUSES), seen))


if __name__ == "__main__":
    if INSIDE in sys.argv:
        look_inside(int(sys.argv[-1]))
    else:
        main(sys.argv[1:])
