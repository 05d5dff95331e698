"""The child processes of a case: their protocol, their limits, their walls. Others use ``Children`` and the recordings.

Names are found when they are asked for, because the children themselves load
this package too and must be quick.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from deskside.children.host import Children as Children
    from deskside.children.limits import Limits as Limits
    from deskside.children.source import Source as Source
    from deskside.children.walls_check import check_walls as check_walls

_PLACES = {"Children": "host", "Limits": "limits", "Source": "source", "check_walls": "walls_check"}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    from importlib import import_module  # here and not above: a child never comes here

    return getattr(import_module(f"deskside.children.{_PLACES[name]}"), name)
