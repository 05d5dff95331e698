#!/usr/bin/env python3
"""The frozen application beside the least that can be frozen: size, start to the visible icon, memory, a child's start.

The floor is the bare tray of ``tray.py``, frozen by the same PyInstaller into a
folder that is trimmed to what a tray needs. DESKSIDE_BUILT=DIR takes the
application that ``./dev package folder --out DIR`` made before.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import PIPE

from tray import BARE, RUNS, TOP, Screen, in_a_desktop, memory, running, tell, welcome

PYTHON = TOP / "build/package/venv/bin/python"
CHILDREN = 40
SPEC = """
import re
left_out = ["PySide6." + name for name in ("QtQml", "QtQuick", "QtNetwork", "QtOpenGL")]
a = Analysis(["bare.py"], excludes=[*left_out, "tkinter", "unittest", "pydoc", "sqlite3"])
drop = re.compile(
    r"Qt/translations/|libQt6(Wayland|Qml|Quick|Pdf|VirtualKeyboard|OpenGL|EglFS|Network)|libqwayland|wayland-|qgtk3"
    r"|plugins/(tls|networkinformation|egldeviceintegrations|generic|sqldrivers|platforminputcontexts/libqtvirtual)"
    r"|platforms/libq(eglfs|linuxfb|minimal|vkkhr|vnc)|imageformats/libq(pdf|tiff|tga|wbmp|webp|icns|gif)"
    r"|^lib(epoxy|cairo|pango|atk|gdk|gtk|harfbuzz|gio|gmodule|gobject|fribidi|thai|datrie|graphite|pixman|tiff|jbig)"
    r"|^lib(lerc|webp|deflate|mount|blkid|selinux)"
)
a.binaries, a.datas = ([one for one in listed if not drop.search(one[0])] for listed in (a.binaries, a.datas))
exe = EXE(PYZ(a.pure), a.scripts, [], exclude_binaries=True, name="bare", strip=True)
COLLECT(exe, a.binaries, a.datas, strip=True, name="bare")
"""


def megabytes(folder: Path) -> float:
    """What it takes on a disk."""
    return sum(file.lstat().st_blocks * 512 for file in folder.rglob("*")) / 1e6


def freeze_bare(place: Path) -> Path:
    (place / "bare.py").write_text(BARE, "utf-8")
    (place / "bare.spec").write_text(SPEC, "utf-8")
    made = [PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "bare.spec"]
    subprocess.run(made, cwd=place, stdout=sys.stderr, stderr=subprocess.DEVNULL, timeout=300, check=True)
    return place / "dist/bare"


def answered(program: Path) -> float:
    """From nothing to a system child's first answer; milliseconds."""
    inside = program.parent / "_internal"
    path = [str(inside / part) for part in ("base_library.zip", "python3.11/lib-dynload", "")]
    said = [
        {"path": path, "known": {"printing.expected": []}},
        {"call": 1, "name": "printing.expected", "arguments": {}},
    ]
    lines = b"".join(json.dumps(line).encode() + b"\n" for line in said)
    began = time.perf_counter()
    with subprocess.Popen([program, "child", "system"], stdin=PIPE, stdout=PIPE, env={}, bufsize=0) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(lines)
        if json.loads(child.stdout.readline()).get("gives") != []:
            raise SystemExit("the child did not answer")
        took = time.perf_counter() - began
        child.stdin.close()
    return 1000 * took


def bare_start() -> float:
    """A Python that only opens its pipe and ends; milliseconds."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-S", "-c", "pass"], stdout=PIPE, env={}) as child:
        assert child.stdout
        child.stdout.read()
        return 1000 * (time.perf_counter() - began)


def compare_children(ours: Path) -> None:
    seconds = [(answered(ours / "deskside"), bare_start()) for _run in range(CHILDREN)]
    child, bare = (statistics.median(column) for column in zip(*seconds, strict=True))
    tell("frozen: child answers", child, "ms", "goal 2 ×, limit 3 ×", bare, CHILDREN, "a bare python -S")


def compare(ours: Path, bare: Path) -> None:
    tell("frozen application", megabytes(ours), "MB", "goal 1.3 × bare, limit 170 MB", megabytes(bare), 1)
    home = os.environ["DESKSIDE_HOME"]
    welcome(home)
    commands: dict[str, Sequence[str]] = {"bare": [str(bare / "bare")], "ours": [str(ours / "deskside")]}
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    sizes: dict[str, list[float]] = {name: [] for name in commands}
    screen = Screen()
    for run in range(RUNS + 1):
        for name, command in commands.items():
            with running(screen, command) as (process, took):
                time.sleep(2)
                if run:  # the first of each warms the disk's cache
                    seconds[name].append(1000 * took)
                    sizes[name].append(memory(process.pid))
    for what, unit, budget, taken in (
        ("frozen: start to visible icon", "ms", "goal 1.3 × bare, limit 2 ×", seconds),
        ("frozen: idle memory, no window yet", "MB", "goal 1.25 × bare, limit 1.6 ×", sizes),
    ):
        tell(what, statistics.median(taken["ours"]), unit, budget, statistics.median(taken["bare"]), RUNS)


def inside() -> int:
    with tempfile.TemporaryDirectory(prefix="deskside-bench.") as name:
        place = Path(name)
        os.environ["DESKSIDE_HOME"] = name
        built = Path(os.environ.get("DESKSIDE_BUILT") or place)
        if not (built / "deskside").is_dir():
            package = [sys.executable, TOP / "dev", "package", "folder", "--out", built]
            subprocess.run(package, stdout=sys.stderr, timeout=600, check=True)
        compare_children(built / "deskside")
        compare(built / "deskside", freeze_bare(place))
    return 0


if __name__ == "__main__":
    sys.exit(in_a_desktop(inside, __file__))
