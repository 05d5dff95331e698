"""Reading Windows' registry: a value or None, the names below a key or nothing.

A key is written as Windows' own programs write it, with HKLM or HKCU first.
Importable everywhere, of use only on Windows.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol

_ROOTS = {"HKLM": "HKEY_LOCAL_MACHINE", "HKCU": "HKEY_CURRENT_USER"}


class Registry(Protocol):
    def value(self, key: str, name: str) -> Any:
        """A text, a number or a list of texts; None for what is not there or may not be read."""

    def below(self, key: str) -> list[str]:
        """The names of the keys right below one."""


class WindowsRegistry:
    """A ``Registry``: this computer's."""

    def __init__(self) -> None:
        self._winreg: Any = import_module("winreg")

    def value(self, key: str, name: str) -> Any:
        try:
            with self._open(key) as opened:
                told, kind = self._winreg.QueryValueEx(opened, name)
        except OSError:
            return None
        return self._winreg.ExpandEnvironmentStrings(told) if kind == self._winreg.REG_EXPAND_SZ else told

    def below(self, key: str) -> list[str]:
        try:
            with self._open(key) as opened:
                return [self._winreg.EnumKey(opened, place) for place in range(self._winreg.QueryInfoKey(opened)[0])]
        except OSError:
            return []

    def _open(self, key: str) -> Any:
        root, _, path = key.partition("\\")
        return self._winreg.OpenKey(getattr(self._winreg, _ROOTS[root]), path)
