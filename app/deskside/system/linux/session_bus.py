"""The bus of this person's session, on which their desktop answers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskside.system.commands import Run
from deskside.system.linux.network_bus import Bus


class SessionBus(Bus):
    def __init__(self, run: Run, environ: Mapping[str, str] = os.environ) -> None:
        super().__init__(run, Path(environ.get("XDG_RUNTIME_DIR") or "/nowhere", "bus"))
        self._told = bool(environ.get("DBUS_SESSION_BUS_ADDRESS"))

    def here(self) -> bool:
        return self._told or self._door.exists()

    def _ask(self, words: Sequence[str], limit: float) -> str:
        return super()._ask(["--user", *words], limit)
