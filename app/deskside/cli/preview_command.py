"""``deskside plugin preview``: what staff will see, on a simulated computer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from deskside.errors import WrongUsage
from deskside.kit.rehearsal import Wanted, scenes_of

if TYPE_CHECKING:
    from deskside.kit.workshop import Workshop


def preview(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """Opens the window, or draws all pages into a folder."""
    folder = Path(arguments.folder).resolve()
    pictures = Path(arguments.pictures).absolute() if arguments.pictures else None
    if pictures and pictures.exists() and not pictures.is_dir():
        raise WrongUsage(f"{pictures} is there already, and is no folder. Name another for the pictures.")
    scenes = scenes_of(folder, arguments.scenario)
    one = bool(pictures and arguments.scenario)
    wanted = Wanted(folder, scenes[:1] if one else scenes, not one, arguments.language or "en", pictures)
    return workshop.preview(wanted)
