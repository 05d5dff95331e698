"""One method per "reach." call of the table, arguments and answers as described there."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


class Reach:
    """``known`` holds "network.extra_ca", a PEM file; ``proxy`` asks for the person's own."""

    def __init__(self, known: Mapping[str, Any], proxy: Callable[[], Mapping[str, Any]]) -> None:
        self._known, self._proxy = known, proxy
