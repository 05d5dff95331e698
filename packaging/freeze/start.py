"""Where the frozen application begins."""

import os
import sys

from deskside.application.main import main


def _as_it_was(name: str) -> None:
    """What PyInstaller's loader changed for this process alone is not for the programs that it starts."""
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = before


if sys.platform == "linux":
    _as_it_was("LD_LIBRARY_PATH")
sys.exit(main())
