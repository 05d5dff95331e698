"""The child processes of a case: their protocol, their limits, their walls. Others use ``Children`` and the recordings.

Names are found when they are asked for, because the children themselves load
this package too and must be quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskside.children.host import Children as Children
    from deskside.children.limits import Limits as Limits
    from deskside.children.source import Source as Source
    from deskside.children.walls_check import walls as walls

_PLACES = {"Children": "host", "Limits": "limits", "Source": "source", "walls": "walls_check"}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
