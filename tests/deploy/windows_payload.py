"""A Windows application to pack, laid out as PyInstaller lays out the real one: two programs and ``_internal``.

PyInstaller makes it on Windows only. Here it is the Windows Python of the wine tier with the locked packages, the
application's own files, and two small programs that start it. What of Qt the frozen application leaves out is left out.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path, PurePosixPath

from wine.windows_python import DLL, VERSION, windows_python

TOP = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("windows_program.c")
_GCC = "x86_64-w64-mingw32-gcc"
_TOOLS = ("pytest*", "_pytest", "hypothesis*", "pygments*", "packaging*", "pluggy*", "iniconfig*", "sortedcontainers*")
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "*.pyc", "*.pyi", "*.exe", *_TOOLS)
_OF_QT = (
    *("QtCore.pyd", "QtGui.pyd", "QtWidgets.pyd", "QtNetwork.pyd", "QtSvg.pyd", "__init__.py", "_config.py"),
    *("Qt6Core.dll", "Qt6Gui.dll", "Qt6Widgets.dll", "Qt6Network.dll", "Qt6Svg.dll", "pyside6.abi3.dll"),
)
_PLUGINS_OF_QT = ("qwindows", "qoffscreen", "qsvg", "qico")
_BEGINS = "import sys\n\nsys.frozen = True\n"
"""What PyInstaller's loader says before anything else."""


def make_payload(folder: Path) -> Path:
    """The payload, made anew in ``folder``."""
    inside = folder / "_internal"
    python = windows_python()
    shutil.copytree(python / "Lib/site-packages", inside, ignore=_left_out)
    for file in python.iterdir():
        if file.suffix in (".dll", ".pyd") and not file.name.startswith(("tcl", "tk", "_tk")):
            shutil.copy2(file, inside)
    _standard_library(python / "Lib", inside / f"{DLL}.zip")
    (inside / f"{DLL}._pth").write_text(f"{DLL}.zip\n.\n", "ascii")
    _deskside(inside)
    for name, options in (("deskside", ()), ("deskside-tray", ("-mwindows",))):
        library = f'-DPYTHON_DLL=L"{DLL}.dll"'
        command = [_GCC, "-municode", "-O1", "-s", "-Wall", "-Werror", library, *options]
        subprocess.run([*command, "-o", folder / f"{name}.exe", PROGRAM], check=True, timeout=60)
    return folder


def _left_out(folder: str, names: list[str]) -> set[str]:
    """Of a folder of packages: tools, and what of Qt is not wanted."""
    unwanted = set(_NOT_COPIED(folder, names))
    path = PurePosixPath(Path(folder).as_posix())
    if path.name == "PySide6":
        unwanted |= {name for name in names if name not in (*_OF_QT, "plugins")}
    elif "plugins" in path.parts and path.name != "plugins":
        unwanted |= {name for name in names if not name.startswith(_PLUGINS_OF_QT)}
    return unwanted


def _standard_library(source: Path, target: Path) -> None:
    """Compiled and in one file, as PyInstaller keeps it."""
    with zipfile.ZipFile(target, "w") as kept:
        for compiled in sorted(source.rglob(f"*.cpython-{VERSION.replace('.', '')}.pyc")):
            place = compiled.relative_to(source)
            if "site-packages" not in place.parts:
                kept.write(compiled, place.parent.parent / f"{compiled.name.partition('.')[0]}.pyc")


def _deskside(inside: Path) -> None:
    shutil.copytree(TOP / "app/deskside", inside / "deskside", ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    for name in ("troubleshooters", "resources"):
        shutil.copytree(TOP / name, inside / "deskside/_bundled" / name, ignore=shutil.ignore_patterns("__pycache__"))
    start = (TOP / "packaging/freeze/start.py").read_text("utf-8")
    (inside / "start.py").write_text(_BEGINS + start, "utf-8")
