"""The languages that pages are shown in: those that are shipped, and the pseudo-languages, made for the moment."""

from __future__ import annotations

import shutil
from pathlib import Path

from deskside import language
from deskside.kit.pseudo import ARABIC, LONG, write
from deskside.paths import find_paths

TOP = Path(__file__).parents[4]
SHIPPED = ("en", "de", "fr", "es")
LANGUAGES = (*SHIPPED, LONG, ARABIC)


def pseudo_bundle(folder: Path) -> Path:
    """A copy of what comes with the application that speaks the pseudo-languages too."""
    for name in ("resources", "troubleshooters"):
        shutil.copytree(TOP / name, folder / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    write(folder, (LONG, ARABIC), TOP)
    return folder


def speak(name: str, bundle: Path | None) -> None:
    """This process speaks it from now on."""
    language.use(name, (bundle / "resources" if bundle else find_paths().resources) / "locale")
