"""A Python of a server's own, made once from a pinned lock and kept outside the checkout, by the lock's fingerprint."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from .running import ran

SETUP_SECONDS = 600


def own_python(name: str, lock: Path) -> Path:
    """The folder of a virtual environment with exactly what ``lock`` names; made when it is not there yet."""
    print_of = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "deskside-tests"
    made = cache / f"{name}-{print_of}"
    if not (made / "complete").exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="making-") as place:
            _make(Path(place), lock)
            try:
                Path(place, "venv").rename(made)
            except OSError:
                if not (made / "complete").exists():  # else somebody else was quicker
                    raise
    return made


def _make(place: Path, lock: Path) -> None:
    venv = place / "venv"
    ran([sys.executable, "-m", "venv", str(venv)], SETUP_SECONDS)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "--no-deps", "--require-hashes"]
    lines = lock.read_text("utf-8").replace("\\\n", " ").splitlines()
    tools = place / "tools.txt"  # what builds the others comes first: nothing is fetched that the lock does not pin
    tools.write_text("\n".join(line for line in lines if line.startswith("setuptools==")), "utf-8")
    ran([*pip, "-r", str(tools)], SETUP_SECONDS)
    ran([*pip, "--no-build-isolation", "-r", str(lock)], SETUP_SECONDS)
    (venv / "complete").touch()
