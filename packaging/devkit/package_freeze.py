"""The frozen application: made by PyInstaller in an environment of its own, and put in order for a package."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from freeze.covered import problems

from devkit.basics import PYTHON, TOP, call, quietly, say, stop
from devkit.package import clock
from devkit.packages import install_packages
from devkit.setting_up import alone

BUILD = TOP / "build" / "package"
TOOLS = BUILD / "venv" / ("Scripts" if os.name == "nt" else "bin")
LOCKS = (TOP / "requirements.lock", TOP / "packaging/requirements-package.lock")
PROGRAM = "deskside"


def freeze(out: Path) -> Path:
    """Makes the folder ``out/deskside``, in place of one that is there."""
    tools()
    say("dev: freezing takes a minute or two.")
    with tempfile.TemporaryDirectory(dir=out, prefix=".freezing-") as place:
        command: list[str | Path] = [
            TOOLS / "python",
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--log-level",
            "ERROR",
            "--distpath",
            place,
        ]
        spec = TOP / "packaging/freeze/deskside.spec"
        made = Path(place, PROGRAM)
        if call([*command, "--workpath", Path(place, "work"), spec], minutes=15, env=clock() | {"PYTHONHASHSEED": "1"}):
            stop("the application could not be frozen. What PyInstaller said stands above.")
        if os.name == "posix":
            put_in_order(made)
        hold_to_licences(made)
        shutil.rmtree(out / PROGRAM, ignore_errors=True)
        made.rename(out / PROGRAM)
    size = sum(file.lstat().st_size for file in (out / PROGRAM).rglob("*") if not file.is_dir())
    say(f"dev: {out / PROGRAM} ({size / 1e6:.0f} MB)")
    return out / PROGRAM


def tools() -> None:
    """An environment with what is frozen and what freezes and packs it, each with its hash; made once."""
    stamp = TOOLS.parent / "deskside-tools.txt"
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in LOCKS)).hexdigest() + f" {sys.version}"
    with alone():  # another build may begin at the same time
        if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
            make_tools()
            stamp.write_text(wanted, "utf-8")


def make_tools() -> None:
    if sys.platform.startswith("linux"):
        python = quietly([PYTHON, "-c", "import sys; print(sys.base_prefix, '%d.%d' % sys.version_info[:2])"]).stdout
        prefix, version = python.split()
        install_packages(["binutils", *([f"libpython{version}"] if prefix == "/usr" else [])], "freezing")
    if call([PYTHON, "-m", "venv", "--clear", "--without-pip", TOOLS.parent], minutes=5):
        stop("Python could not make the environment for packaging. What it said stands above.")
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--python",
        TOOLS / "python",
        "install",
        "-qq",
        "--disable-pip-version-check",
    ]
    hashed = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    if call([*pip, *hashed, *(word for lock in LOCKS for word in ("-r", str(lock)))], minutes=20):
        stop("the tools for packaging could not be installed. What pip said stands above.")


def hold_to_licences(folder: Path) -> None:
    """Ends the build where a licence, or what it is of, is not in the folder."""
    if found := problems(folder):
        stop("this must not be passed on.\n  " + "\n  ".join(found))


def put_in_order(folder: Path) -> None:
    """Rights as files of a package have them; no library that looks for others where they were built, or carries names
    that only a debugger reads.
    """
    for file in (folder, *folder.rglob("*")):
        if not file.is_symlink():
            file.chmod(0o755 if file.is_dir() or file == folder / PROGRAM else 0o644)
    for library in libraries(folder) if sys.platform.startswith("linux") else ():
        if call(["strip", "--strip-unneeded", library], minutes=1):
            stop(f"{library} could not be stripped")
        told = quietly([TOOLS / "patchelf", "--print-rpath", library]).stdout.strip()
        kept = ":".join(part for part in told.split(":") if part.startswith("$ORIGIN"))
        if kept != told:
            change = ["--set-rpath", kept] if kept else ["--remove-rpath"]
            if call([TOOLS / "patchelf", *change, library], minutes=1):
                stop(f"{library} could not be changed")


def libraries(folder: Path) -> Iterator[Path]:
    """Every library of machine code in it."""
    for file in sorted(folder.rglob("*.so*")):
        if not file.is_symlink() and file.is_file() and file.open("rb").read(4) == b"\x7fELF":
            yield file
