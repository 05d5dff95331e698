"""``python -m deskside.kit.settings_pages write [DIR]``: DIR is a checkout."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from deskside.kit.settings_pages import write


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] != ["write"] or len(arguments) > 2:
        sys.stderr.write(f"{(__doc__ or '').strip()}\n")
        return 2
    top = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).resolve().parents[4]
    for file in write(top):
        sys.stdout.write(f"{file.relative_to(top)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
