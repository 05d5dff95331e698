"""What is plugged into this computer on Linux, as the kernel lists it."""

from __future__ import annotations

from pathlib import Path

from deskside.system.cable import Plugged

DEVICES = Path("/sys/bus/usb/devices")
_PRINTER = "07"
"""The class of a printer among USB devices and their interfaces."""


def plugged(devices: Path = DEVICES) -> list[Plugged] | None:
    """All devices; None where the kernel lists not even a socket to plug them into, as inside a container."""
    try:
        folders = [folder for folder in devices.iterdir() if ":" not in folder.name]
    except OSError:
        return None
    return [_device(folder) for folder in folders] or None


def _device(folder: Path) -> Plugged:
    classes = [_read(folder / "bDeviceClass")]
    classes += [_read(interface / "bInterfaceClass") for interface in folder.glob(f"{folder.name}:*")]
    return Plugged(_read(folder / "product"), _read(folder / "serial"), _PRINTER in classes)


def _read(path: Path) -> str:
    """ "" also where the device went away while it was looked at."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
