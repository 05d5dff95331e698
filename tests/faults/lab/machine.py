"""What a world of any suite stands on: its folder, the person's home and what was chosen on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Machine(NamedTuple):
    """``policy`` is for printing: who may pause a queue."""

    folder: Path
    home: Path
    person: bool
    policy: str
