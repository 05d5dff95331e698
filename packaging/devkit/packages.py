"""The Debian packages that Deskside's window and each tier of tests need, and how they come onto this computer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from devkit.basics import TOP, call, is_root, quietly, say

QT_NEEDS = TOP / "packaging" / "qt-needs.txt"


def listed_packages(listing: Path) -> list[str]:
    """The Debian packages that a file names; none when there is no such file."""
    lines = listing.read_text("utf-8").splitlines() if listing.is_file() else []
    return [word for line in lines for word in line.partition("#")[0].split()]


def tier_packages(tier: str) -> list[str]:
    return listed_packages(TOP / "tests" / tier / "packages.txt")


def missing_packages(names: Sequence[str]) -> list[str]:
    """Those Debian packages that are not installed; none where there is no dpkg."""
    if not names or not shutil.which("dpkg-query"):
        return []
    listed = quietly(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names]).stdout
    there = {line.split()[0] for line in listed.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in there]


def install_packages(names: Sequence[str], why: str) -> bool:
    """Installs Debian packages where that is allowed without a password; otherwise says what to type."""
    missing = missing_packages(names)
    if not missing:
        return True
    apt = ["apt-get", "-y", "-o", "DPkg::Lock::Timeout=600"]
    if not is_root():
        if quietly(["sudo", "-n", "true"]).returncode:
            say(f"dev: {why} needs packages of the system. Please type:\n  sudo apt-get install {' '.join(missing)}")
            return False
        apt = ["sudo", "-n", *apt]
    if os.environ.get("CI"):  # a machine for this run alone: nobody minds what a power cut would do to it
        apt += ["-o", "DPkg::Options::=--force-unsafe-io"]
    install = [*apt, "install", "--no-install-recommends", *missing]
    say(f"dev: {why} needs {', '.join(missing)}; installing.")
    done = call(install, minutes=20, env=_environment()) == 0
    if not done:
        updated = call([*apt, "update"], minutes=5, env=_environment()) == 0
        done = updated and call(install, minutes=20, env=_environment()) == 0
    if not done:
        say(f"dev: the system could not install {' '.join(missing)}. What it said stands above.")
    return done


def _environment() -> dict[str, str]:
    """What an installation needs beside its packages: that nothing asks, and that Redmine's own set-up takes Debian's
    Bundler. Ruby's, which came newer with a security update, does not see Debian's gems and would fetch them.
    """
    asked = ["apt-cache", "show", "--no-all-versions", "ruby-bundler"]
    told = quietly(asked).stdout if shutil.which("apt-cache") else ""
    version = next((line.split()[1] for line in told.splitlines() if line.startswith("Version: ")), "")
    bundler = {"BUNDLER_VERSION": version.partition("-")[0]} if version else {}
    return {"DEBIAN_FRONTEND": "noninteractive", **bundler}
