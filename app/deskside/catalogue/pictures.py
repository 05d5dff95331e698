"""Pictures of hands-on steps: each must be a small file of its own inside the troubleshooter's ``pictures/``."""

from __future__ import annotations

import stat
from pathlib import Path

from deskside.catalogue.fields import PICTURE

MAX_PICTURE = 2 * 1024 * 1024


def picture_problem(folder: Path, name: str) -> str:
    """Why this picture can't be shown; "" when it can. Links are refused: they could lead anywhere."""
    if not PICTURE.fullmatch(name):
        return f'"{name[:60]}" is not the plain name of a .png or .svg file.'
    place = folder / "pictures"
    try:
        if not stat.S_ISDIR(place.lstat().st_mode):
            return '"pictures" must be a folder of its own.'
        found = (place / name).lstat()
    except OSError:
        return f"There is no pictures/{name}."
    if not stat.S_ISREG(found.st_mode):
        return f"pictures/{name} must be a file of its own."
    if found.st_size > MAX_PICTURE:
        return f"pictures/{name} is larger than {MAX_PICTURE // 1024 // 1024} MiB."
    return ""
