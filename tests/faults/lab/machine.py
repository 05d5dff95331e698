"""What a world of any suite stands on: its folder, the person's home and what was chosen on the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from lab.namespaces import UID, as_person


class Machine(NamedTuple):
    """``person``: the command runs as the ordinary account. ``policy`` is for printing: who may pause a queue."""

    folder: Path
    home: Path
    person: bool
    policy: str

    def give(self, *paths: Path) -> None:
        """These files and folders, with all in them, belong to whoever the command runs as."""
        if self.person:
            for path in paths:
                for one in (path, *path.rglob("*")):
                    os.chown(one, UID, UID, follow_symlinks=False)

    def as_whoever(self, *command: str) -> list[str]:
        """The command, as whoever the world's own command runs as."""
        return as_person(list(command)) if self.person else list(command)
