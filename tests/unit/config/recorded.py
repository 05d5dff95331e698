"""A Windows computer's registry as it was recorded, for everything that reads one."""

from __future__ import annotations

from typing import Any

from deskside.config.managed import POLICY_KEY


class RecordedRegistry:
    """What was below ``top``: a key's values and the keys below it."""

    def __init__(self, tree: dict[str, Any] | None, top: str = POLICY_KEY, *, refuses: bool = False) -> None:
        self._tree, self._top, self._refuses = tree, top, refuses

    def _key(self, key: str) -> dict[str, Any]:
        if self._refuses:
            raise PermissionError(5, "Access is denied")
        found = self._tree if key.startswith(self._top) else None
        for name in key.removeprefix(self._top).strip("\\").split("\\"):
            found = found.get(name) if name and found else found
        if found is None:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return found

    def values(self, key: str) -> list[tuple[str, Any]]:
        return [(name, value) for name, value in self._key(key).items() if not isinstance(value, dict)]

    def subkeys(self, key: str) -> list[str]:
        return [name for name, value in self._key(key).items() if isinstance(value, dict)]
