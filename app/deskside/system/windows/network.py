"""Nothing is known of this here yet."""

from __future__ import annotations

from deskside.system.commands import Run
from deskside.system.network import Network


def of(run: Run) -> Network:  # noqa: ARG001 - one shape for every room
    return Network()
