"""Makes a Python for Windows out of wheels, with Deskside's dependencies in their locked versions.

No installer is fetched: Python's own library for Windows lies in the wheel that
``wheels.txt`` pins, the standard library's .py files are those of the Python
that runs this, of the same minor version, and two small files are compiled.
What is made is kept outside the checkout, under a name that changes with
everything it is made of.
"""

from __future__ import annotations

import compileall
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from packaging.markers import Marker

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
DEPENDENCIES, TOOLS, OWN = TOP / "requirements.lock", TOP / "requirements-dev.lock", HERE / "wheels.txt"
RANDOM = HERE / "bcryptprimitives_dll.c"
SOURCES = (DEPENDENCIES, TOOLS, OWN, HERE / "python_exe.c", HERE / "python3_dll.c", RANDOM, Path(__file__))
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
DLL = f"python{VERSION.replace('.', '')}"

_WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}
_TOOLS = {"pytest", "pluggy", "iniconfig", "pygments", "colorama", "packaging", "hypothesis", "sortedcontainers"}
"""What runs tests inside Wine, out of the tools that developers have."""
_GNU = "x86_64-w64-mingw32"
_NOT_COPIED = ("site-packages", "dist-packages", "lib-dynload", "test", "tests", "idlelib", "tkinter", "config-3*")
_MINUTES = 10


class NoWindowsPython(Exception):
    """Why none could be made."""


def windows_python() -> Path:
    """The folder with ``python.exe``, made when it is not there yet."""
    made = _cache() / f"windows-python-{VERSION}-{_fingerprint()}"
    if not made.is_dir():
        made.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=made.parent, prefix="making-") as place:
            _make(Path(place))
            try:
                (Path(place) / "python").rename(made)
            except OSError:
                if not made.is_dir():  # else somebody else was quicker
                    raise
    return made


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "deskside-tests"


def _fingerprint() -> str:
    parts = [hashlib.sha256(file.read_bytes()).hexdigest() for file in SOURCES]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]


def _make(place: Path) -> None:
    python, wheels = place / "python", place / "wheels"
    wanted = place / "wanted.txt"
    wanted.write_text("".join(f"{line}\n" for line in _wanted()), "utf-8")
    options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--platform=win_amd64", "--implementation=cp"]
    pip = [sys.executable, "-m", "pip", "download", "-q", f"--python-version={VERSION}"]
    _run(*pip, *options, "-d", wheels, "-r", wanted)
    packages = python / "Lib" / "site-packages"
    library = Path(sysconfig.get_path("stdlib"))
    shutil.copytree(library, python / "Lib", ignore=shutil.ignore_patterns(*_NOT_COPIED, "__pycache__"))
    packages.mkdir()
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as content:
            if wheel.name.startswith("panda3d-"):
                names = [name for name in content.namelist() if name.startswith("deploy_libs/")]
                content.extractall(place, names)
            else:
                content.extractall(packages)
    for file in (place / "deploy_libs").iterdir():
        file.rename(python / file.name)
    _compile(place, python)
    compileall.compile_dir(python / "Lib", quiet=2, workers=0, invalidation_mode=None)


def _wanted() -> Iterator[str]:
    """The requirements that hold on Windows, each with its hashes; pip would ask its condition of Linux."""
    found: dict[str, str] = {}
    for lock in (TOOLS, DEPENDENCIES, OWN):
        for line in lock.read_text("utf-8").replace("\\\n", " ").splitlines():
            requirement, _, hashes = line.partition("#")[0].partition(" --hash=")
            pinned, _, condition = requirement.partition(";")
            name = pinned.partition("==")[0].strip()
            holds = not condition.strip() or Marker(condition.strip()).evaluate(_WINDOWS)
            if hashes and holds and (lock is not TOOLS or name in _TOOLS):
                found[name] = f"{pinned.strip()} --hash={hashes.strip()}"
    yield from found.values()


def _compile(place: Path, python: Path) -> None:
    told = _run(f"{_GNU}-objdump", "-p", python / f"{DLL}.dll")
    names = re.findall(r"^\s*\[ *\d+\].*\s(_?Py\w+)$", told.partition("[Ordinal/Name Pointer] Table")[2], re.M)
    passed_on = [f"  {name} = {DLL}.{name}\n" for name in names]
    definition = place / "python3.def"
    definition.write_text("LIBRARY python3.dll\nEXPORTS\n" + "".join(passed_on), "ascii")
    gcc = f"{_GNU}-gcc"
    _run(gcc, "-shared", "-O1", "-s", "-o", python / "python3.dll", HERE / "python3_dll.c", definition)
    _run(gcc, "-shared", "-O1", "-s", "-o", python / "bcryptprimitives.dll", RANDOM, "-ladvapi32")
    library = f'-DPYTHON_DLL=L"{DLL}.dll"'
    _run(gcc, "-municode", "-O1", "-s", library, "-o", python / "python.exe", HERE / "python_exe.c")


def _run(*command: str | Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_MINUTES * 60,
        check=False,
    )
    if done.returncode:
        raise NoWindowsPython(f"{command[0]} says: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    print(windows_python())  # noqa: T201
