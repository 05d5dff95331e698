"""``deskside catalogue …``. The verbs lie in a module that is loaded only now: python-tuf takes a fifth of a second."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskside.kit.workshop import Workshop


def catalogue(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """One verb on one catalogue."""
    from deskside.cli.catalogue_verbs import VERBS  # here: no other command should pay for it

    return VERBS[arguments.verb](workshop, arguments)
