"""What of all that PyInstaller finds goes into the frozen application: named here, so that nothing comes in unseen.

Qt's wheel brings what a browser needs; this is a tray with one window. What Debian's or Fedora's own packages bring
(X, D-Bus, GTK, fonts) is left to them and named as a dependency of the package, so that it gets their updates.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from deskside.children.publisher_code import NOT_FOR_PLUGINS, NOT_INSIDE

MODULES_OF_QT = ("QtCore", "QtDBus", "QtGui", "QtNetwork", "QtSvg", "QtWidgets")

LEFT_OUT = (
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.scripts", "PySide6.support.deprecated"),
    *("setuptools", "pkg_resources", "_distutils_hack", "pip", "PIL", "numpy", "pycparser", "cffi"),
    *("tkinter", "_tkinter", "turtle", "turtledemo", "idlelib", "lib2to3", "ensurepip", "venv", "pydoc_data"),
    *(
        "antigravity",
        "curses",
        "_curses",
        "_curses_panel",
        "readline",
        "dbm",
        "_dbm",
        "_gdbm",
        "crypt",
        "_crypt",
        "nis",
    ),
)

PLUGINS = (
    "platforms/*qxcb*",
    "platforms/*qwayland*",
    "platforms/*qoffscreen*",
    "platforms/*qwindows*",
    "platforms/*qcocoa*",
    "platformthemes/*",
    "platforminputcontexts/*compose*",
    "platforminputcontexts/*ibus*",
    "wayland-shell-integration/*xdg-shell*",
    "wayland-decoration-client/*",
    "iconengines/*qsvgicon*",
    "imageformats/*qgif*",
    "imageformats/*qico*",
    "imageformats/*qjpeg*",
    "imageformats/*qsvg*",
    "imageformats/*qwebp*",
    "networkinformation/*qnetworkmanager*",
    "networkinformation/*qnetworklistmanager*",
    "networkinformation/*qscnetworkreachability*",
    "styles/*",
)
"""Of Qt: window systems, what looks and types like the desktop around, pictures that people add, whether the network
is there."""

LIBRARIES_OF_QT = (
    *("Core", "DBus", "Gui", "Network", "Svg", "Widgets", "WaylandClient", "XcbQpa"),
    *("WaylandEglClientHwIntegration", "OpenGL"),
)

PYTHONS_OWN = (
    *("libpython3*", "libssl*", "libcrypto*", "libffi*", "libsqlite3*", "libexpat*", "libmpdec*", "libb2*"),
    *("libbz2*", "liblzma*", "libz.*", "libuuid*"),
)
"""Libraries that Python's standard library is built on; their versions differ from system to system."""


def standard_library() -> list[str]:
    """Every module that a published troubleshooter may import, whether or not Deskside itself needs it."""
    found: list[str] = []
    for name in sorted(sys.stdlib_module_names - NOT_FOR_PLUGINS):
        found += _with_inner(name)
    return found


def _with_inner(name: str) -> Iterator[str]:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return
    if spec is None:
        return
    yield name
    for inner in pkgutil.iter_modules(spec.submodule_search_locations or ()):
        if inner.name not in NOT_INSIDE and not inner.name.startswith("__"):
            yield from _with_inner(f"{name}.{inner.name}")


def wanted_file(place: str, languages: frozenset[str]) -> bool:
    """Whether a library or a data file with this place in the application is part of it."""
    path = PurePosixPath(place.replace("\\", "/"))
    inner = "/".join(path.parts)
    if "/plugins/" in inner and path.parts[0] == "PySide6":
        return _fits(inner.partition("/plugins/")[2], PLUGINS)
    if "/translations/" in inner and path.parts[0] == "PySide6":
        return any(path.name == f"qtbase_{language}.qm" for language in languages)
    if path.name.startswith(("libQt6", "Qt6")):
        bare = path.name.removeprefix("lib").removeprefix("Qt6").partition(".")[0]
        return bare in LIBRARIES_OF_QT
    if path.parts[0] == "PySide6" and path.name.startswith("Qt") and ".abi3." in path.name:
        return path.name.partition(".")[0] in MODULES_OF_QT
    if len(path.parts) == 1 and path.name.startswith("lib") and ".so" in path.name:
        return _fits(path.name, PYTHONS_OWN)
    return not inner.startswith(("PySide6/Qt/qml/", "PySide6/qml/"))


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
