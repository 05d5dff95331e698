#!/usr/bin/env python3
"""Holds what is no part of the app to mypy --strict too: packaging's programs, and the troubleshooters' code.

Each troubleshooter is checked as a package: their folders' names are no names of modules.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        packages = Path(folder, "troubleshooters")
        for code in sorted((TOP / "troubleshooters").glob("*/*.py")):
            package = packages / code.parent.name.replace("-", "_")
            package.mkdir(parents=True, exist_ok=True)
            for file in (packages / "__init__.py", package / "__init__.py"):
                file.touch()
            shutil.copy(code, package)
        environ = {**os.environ, "MYPYPATH": os.pathsep.join((str(TOP / "app"), folder))}
        mypy = [sys.executable, "-m", "mypy"]
        found = [
            subprocess.run([*mypy, *what], cwd=where, env=environ, timeout=600, check=False).returncode
            for what, where in ((["-p", "troubleshooters"], TOP), (["learn.py", "understanding.py"], TOP / "packaging"))
        ]
        return max(found)


if __name__ == "__main__":
    sys.exit(main())
