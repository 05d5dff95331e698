"""Windows' own names: the account's display name, the Wi-Fi networks it remembers, the identity of the installation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from deskside.system.commands import Run
from deskside.system.own_names import OwnNames
from deskside.system.windows.registry import Registry, WindowsRegistry

_NETWORKS = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\NetworkList\Profiles"
_WIRELESS = 71
"""NameType of a profile: an interface type of the internet's register (IF_TYPE_IEEE80211)."""
_IDENTITY = (r"HKLM\SOFTWARE\Microsoft\Cryptography", "MachineGuid")
_DISPLAY = 3
"""NameDisplay of EXTENDED_NAME_FORMAT. Only accounts of a domain have it; others get no name."""
_LONGEST = 256


def of(_run: Run, registry: Registry | None = None, person: Callable[[], str] | None = None) -> OwnNames:
    """No program is needed."""
    registry = registry or WindowsRegistry()
    identity = registry.value(*_IDENTITY)
    return OwnNames((person or display_name)(), tuple(_wifi(registry)), (identity,) if identity else ())


def _wifi(registry: Registry) -> Iterator[str]:
    for profile in registry.below(_NETWORKS):
        key = f"{_NETWORKS}\\{profile}"
        name = registry.value(key, "ProfileName")
        if isinstance(name, str) and registry.value(key, "NameType") == _WIRELESS:
            yield name


def display_name() -> str:
    """The name that Windows shows for who is signed in, as the domain has it."""
    import ctypes as c
    from typing import Any

    windows: Any = c
    letters, length = c.create_unicode_buffer(_LONGEST), c.c_ulong(_LONGEST)
    told = windows.WinDLL("secur32").GetUserNameExW(_DISPLAY, letters, c.byref(length))
    return letters.value if told else ""
