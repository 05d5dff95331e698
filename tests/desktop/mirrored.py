"""A copy of the checkout in which Deskside speaks a pseudo-Arabic, so that its window runs from right to left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from desktop.desk import TOP

SPOKEN = "ar"
COPIED = ("app", "resources", "troubleshooters")


def mirrored_copy(folder: Path) -> Path:
    """Into ``folder``, which the person of any desk may read afterwards."""
    for part in COPIED:
        shutil.copytree(TOP / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-B", "-m", "deskside.kit.pseudo", str(folder), SPOKEN]
    subprocess.run(command, cwd=TOP, env={**os.environ, "PYTHONPATH": str(TOP / "app")}, check=True, timeout=120)
    folder.chmod(0o755)
    return folder
