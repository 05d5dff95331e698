"""``dev test``: the tiers of tests, each with its limit, and what it cannot do without."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from devkit.basics import PYTHON, TOP, call, is_root, say
from devkit.packages import missing_packages, tier_packages
from devkit.setting_up import set_up


class Tier(NamedTuple):
    """A folder of tests: how long all of them may take, and what they cannot do without (tests/README.md).

    ``shared``: several processes share its files, each of which stands for itself.
    """

    minutes: int
    linux: bool = False
    root: bool = False
    shared: bool = False


TIERS = {
    "unit": Tier(30, shared=True),
    "integration": Tier(30, shared=True),
    "packages": Tier(15),
    "deploy": Tier(30, linux=True, root=True),
    "wine": Tier(40, linux=True),
    "desktop": Tier(50, linux=True),  # beside other tiers in .ci/run
    "faults": Tier(30, linux=True, root=True, shared=True),
    "servers": Tier(30, linux=True, root=True, shared=True),
}
FULL_TAKES = 3  # times as long as a sample
MOST_AT_ONCE = 4


class Tally(NamedTuple):
    passed: int
    failed: int
    skipped: int = 0


def cannot_run(name: str) -> str:
    """Why a tier cannot run here; "" when it can."""
    tier = TIERS[name]
    if not any((TOP / "tests" / name).rglob("test_*.py")):
        return "it has no tests"
    if tier.linux and not sys.platform.startswith("linux"):
        return "it needs Linux"
    if tier.root and not is_root():
        return "it needs root"
    missing = missing_packages(tier_packages(name))
    return f"these packages are missing: {' '.join(missing)} (./dev setup {name})" if missing else ""


def sharing(name: str) -> list[str]:
    """How pytest shares a tier among as many processes as there are processors; a file stays with one of them."""
    processes = min(MOST_AT_ONCE, os.cpu_count() or 1)
    return ["-n", str(processes), "--dist", "loadfile"] if TIERS[name].shared and processes > 1 else []


def test_tier(name: str, seed: int, extra: Sequence[str], env: dict[str, str]) -> Tally:
    problem = cannot_run(name)
    if problem:
        say(f"{name}: cannot run, {problem}.")
        return Tally(0, 1)
    say(f"{name} …")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        arguments = ["-q", "-p", "no:cacheprovider", f"--hypothesis-seed={seed}", f"--junitxml={report}"]
        arguments += [*sharing(name), *extra]
        limit = TIERS[name].minutes * (FULL_TAKES if env["DESKSIDE_FULL"] else 1)
        status = call([PYTHON, "-m", "pytest", f"tests/{name}", *arguments], minutes=limit, env=env)
        suite = ElementTree.parse(report).getroot().find("testsuite") if report.is_file() else None
    if suite is None:
        return Tally(0, 1)
    count = {key: int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")}
    bad = count["failures"] + count["errors"]
    good = count["tests"] - bad - count["skipped"]
    return Tally(good, bad or int(status != 0), count["skipped"])


def test(options: argparse.Namespace) -> int:
    set_up()
    seed = options.seed if options.seed is not None else secrets.randbelow(10**6) if options.full else 1
    env = {"DESKSIDE_SEED": str(seed), "DESKSIDE_FULL": "1" if options.full else ""}
    tallies = []
    for name in options.tiers or ["unit", "integration"]:
        began = time.monotonic()
        tally = test_tier(name, seed, options.pytest, env)
        skipped = f", {tally.skipped} skipped" if tally.skipped else ""
        say(f"{name}: {tally.passed} passed, {tally.failed} failed{skipped} in {time.monotonic() - began:.0f} s")
        tallies.append(tally)
    failed = sum(tally.failed for tally in tallies)
    say(f"{sum(tally.passed for tally in tallies)} passed, {failed} failed (seed {seed})")
    return 1 if failed else 0
