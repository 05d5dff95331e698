"""Ready-made checks and fixes, done over calls in the host: no plugin child runs for them.

Each room has its own module; here they are together. The table of what exists
is ``deskside.model.ready``.
"""

from __future__ import annotations

from collections.abc import Callable

from deskside.children import ready_disk, ready_network, ready_printing
from deskside.children.ready_steps import Asked, Fix, Found, Steps
from deskside.model.call import Call

__all__ = ["CHECKS", "FIXES", "OPENS", "Asked", "Fix", "Found", "Steps"]

CHECKS: dict[str, Callable[[Asked], Steps[Found | None]]] = {
    **ready_printing.CHECKS,
    **ready_network.CHECKS,
    **ready_disk.CHECKS,
}
FIXES: dict[str, Fix] = {**ready_printing.FIXES, **ready_disk.FIXES}


def _opens(place: str) -> Callable[[Asked], Steps[None]]:
    argument = {"link": "address", "folder": "folder", "settings": "page"}[place]

    def steps(asked: Asked) -> Steps[None]:
        yield Call(f"open.{place}", {argument: asked.arguments[place]})

    return steps


OPENS = {f"open-{place}": _opens(place) for place in ("link", "folder", "settings")}
