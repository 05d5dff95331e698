"""``dev setup``: a .venv with pinned, hashed dependencies, compiled texts, and what the system has to bring along."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from devkit.basics import PYTHON, TOP, VENV, Command, call, is_root, quietly, say, stop, works
from devkit.packages import QT_NEEDS, install_packages, listed_packages, tier_packages

LOCK = TOP / "requirements-dev.lock"


def make_venv() -> Command:
    """A .venv, the one that is there where it still works; gives the pip command that installs into it."""
    if not works(PYTHON, "-c", ""):
        debian = sys.base_prefix == "/usr" and shutil.which("apt-get")
        if debian and not works(sys.executable, "-m", "ensurepip", "--version"):
            install_packages(["python3-venv"], "a .venv")
        how = [] if works(sys.executable, "-m", "ensurepip", "--version") else ["--without-pip"]
        if call([sys.executable, "-m", "venv", "--clear", *how, VENV], minutes=5):
            stop("Python could not make .venv. What it said stands above.")
    if works(PYTHON, "-m", "pip", "--version"):
        return [PYTHON, "-m", "pip"]
    if works(sys.executable, "-m", "pip", "--version"):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    return stop(f"{sys.executable} comes without pip. On Debian, type: sudo apt-get install python3-venv")


def fill_venv() -> None:
    """Dependencies, each with its hash, and a line that makes ``app`` importable wherever the checkout lies."""
    say(f"dev: setting up .venv with Python {sys.version.split()[0]}. The first time takes a minute or two.")
    pip = make_venv()
    options = ["-qq", "--disable-pip-version-check", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    if call([*pip, "install", *options, "-r", LOCK], minutes=20):
        stop("the dependencies could not be installed. What pip said stands above.")
    where = quietly([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).stdout.strip()
    # relative, and so plain ASCII: an umlaut in a .pth file depends on the locale
    Path(where, "deskside.pth").write_text(os.path.relpath(TOP / "app", where) + "\n", "ascii")


def make_the_rest() -> None:
    """Compiles the texts, and learns what ``find`` knows, when what they are made from is newer."""
    learn, found = TOP / "packaging/learn.py", TOP / "resources/find"
    compile_them: tuple[str | Path, ...] = (PYTHON, "-m", "deskside.kit.translations", "compile")
    made = [(po, po.with_suffix(".mo"), compile_them) for po in TOP.glob("resources/locale/*/LC_MESSAGES/deskside.po")]
    lessons = (*TOP.glob("packaging/learn.py"), *TOP.glob("packaging/*/*/*.txt"), *found.glob("*.txt"))
    made += [(lesson, found / "learned.bin", (PYTHON, learn)) for lesson in lessons]
    for command in {how for old, new, how in made if not new.exists() or new.stat().st_mtime < old.stat().st_mtime}:
        if call(command, minutes=5):
            stop("that could not be made. What was said stands above.")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One setup at a time in this checkout."""
    if os.name == "nt":
        yield
        return
    import fcntl  # here: Windows has none

    with (TOP / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def set_up() -> None:
    """What every command needs; does nothing, quickly, when nothing has changed."""
    stamp = VENV / "deskside-setup.txt"
    wanted = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} in {TOP}"

    def fresh() -> bool:
        return PYTHON.exists() and stamp.is_file() and stamp.read_text("utf-8") == wanted

    if not fresh():
        if not os.access(TOP, os.W_OK):
            stop(f"{TOP} may not be written by you. Please clone the project into a folder of your own.")
        with alone():
            if not fresh():
                fill_venv()
                install_packages(listed_packages(QT_NEEDS), "the window")
                stamp.write_text(wanted, "utf-8")
    make_the_rest()


def install_for(tiers: Sequence[str]) -> bool:
    """What the window and these tiers need, at once; where that can't be had, each for itself, as far as it goes."""
    wanted = {"the window": listed_packages(QT_NEEDS)}
    wanted |= {f"the {tier} tier": tier_packages(tier) for tier in tiers}
    together = list(dict.fromkeys(name for names in wanted.values() for name in names))
    if install_packages(together, "what is asked for" if tiers else "the window"):
        return True
    done = [install_packages(names, why) for why, names in wanted.items()] if tiers and is_root() else [False]
    return all(done)


def setup(options: argparse.Namespace) -> int:
    set_up()
    fine = install_for(options.tiers)
    qt = quietly([PYTHON, "-c", "from PySide6 import QtWidgets"])
    if qt.returncode:
        say(f"dev: Qt does not load, so there is no window. It says:\n{qt.stderr.strip()}")
    say("dev: all is set up." if fine and not qt.returncode else "dev: set up, apart from what is said above.")
    return 0 if fine and not qt.returncode else 1
