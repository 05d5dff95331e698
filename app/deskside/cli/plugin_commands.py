"""Commands for those who write troubleshooters: ``deskside plugin …``. What they print is read by IT only."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from deskside.catalogue import read_manifest
from deskside.cli.output import say, tell
from deskside.errors import ManifestProblem

if TYPE_CHECKING:
    from deskside.kit.workshop import Workshop


def plugin(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """One verb on one folder."""
    return _VERBS[arguments.verb](workshop, arguments)


def lint(_workshop: Workshop, arguments: argparse.Namespace) -> int:
    """0 when nothing is wrong with the folder."""
    try:
        found = read_manifest(Path(arguments.folder))
    except ManifestProblem as problem:
        tell(problem.words())
        return 1
    say(f"{found.id} {found.version}: nothing is wrong with it.")
    return 0


_VERBS = {"lint": lint}
