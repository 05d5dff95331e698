"""Proxy variables such as ``https_proxy``: in an environment, and in the files that set it at log-in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from deskside.errors import CallProblem
from deskside.system.linux import network_files as files
from deskside.system.linux.network_desktop import Setting
from deskside.system.linux.network_files import MARK

_LINE = re.compile(
    rb"^\s*(?:export\s+)?(?P<name>(?i:(?:https?|all|ftp|socks|no)_proxy))\s*(?:=|\s+DEFAULT=)(?P<value>.*)$"
)
_SETS = re.compile(r"(https?|all|ftp|socks)_proxy$", re.IGNORECASE)
_ORDER = ("https_proxy", "http_proxy", "all_proxy", "socks_proxy")
_PORTS = {"http": 80, "https": 443}


def is_proxy(name: str) -> bool:
    return _SETS.match(name) is not None or name.lower() == "no_proxy"


def active(paths: Iterable[Path]) -> dict[str, str]:
    """The proxy variables that these files set."""
    return dict(pair for path in paths for line in _lines(path) if (pair := _pair(line)) is not None)


def hidden(paths: Iterable[Path]) -> dict[str, str]:
    """Those that we have taken out of use."""
    return dict(
        pair
        for path in paths
        for line in _lines(path)
        if line.startswith(MARK) and (pair := _pair(line[len(MARK) :])) is not None
    )


def hide(path: Path) -> None:
    """Makes the lines that set a proxy comments; ``no_proxy`` may stay."""
    new = [MARK + line if (pair := _pair(line)) and _SETS.match(pair[0]) else line for line in files.lines(path)]
    files.write(path, new)


def show(path: Path) -> None:
    """Takes ``hide`` back."""
    new = [line[len(MARK) :] if line.startswith(MARK) and _pair(line[len(MARK) :]) else line for line in _lines(path)]
    files.write(path, new)


def setting_of(found: Mapping[str, str]) -> Setting:
    """What these variables amount to. Who signs in at the proxy is left out."""
    lower = {name.lower(): value for name, value in sorted(found.items())}
    exceptions = tuple(part.strip() for part in lower.get("no_proxy", "").split(",") if part.strip())
    for name in _ORDER:
        if address := address_of(lower.get(name, "")):
            speaks = "socks" if lower[name].lower().startswith("socks") or name == "socks_proxy" else "http"
            return Setting("manual", address, "", exceptions, speaks)
    return Setting("none")


def address_of(value: str) -> str:
    """ "host:port" of a proxy's address, however it is written; "" when it names none."""
    value = value.strip().strip("\"'")
    if not value:
        return ""
    parts = urlsplit(value if "://" in value else f"http://{value}")
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    port = port or (1080 if parts.scheme.startswith("socks") else _PORTS.get(parts.scheme, 80))
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _pair(line: bytes) -> tuple[str, str] | None:
    found = _LINE.match(line.rstrip(b"\r\n"))
    if found is None:
        return None
    value = found["value"].decode("utf-8", "replace").strip().strip("\"'")
    return found["name"].decode(), value


def _lines(path: Path) -> list[bytes]:
    try:
        return files.lines(path)
    except CallProblem:  # a file that this person may not read sets nothing for them
        return []
