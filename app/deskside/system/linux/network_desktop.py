"""The proxy setting of the desktops: GNOME's (which most others share) and KDE's own."""

from __future__ import annotations

import ast
import configparser
import shutil
from pathlib import Path
from typing import NamedTuple

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system.commands import Run

_SCHEMA = "org.gnome.system.proxy"
_LIMIT = 2.5


class Setting(NamedTuple):
    """A proxy: ``kind`` is "none", "manual" (``address``, host:port) or "script" (a link).

    ``speaks`` is "http" or "socks".
    """

    kind: str
    address: str = ""
    script: str = ""
    exceptions: tuple[str, ...] = ()
    speaks: str = "http"


class Gnome:
    """By ``gsettings``. The addresses stay where they are when the proxy is switched off, as in GNOME's own page."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def setting(self) -> Setting | None:
        """None where there is no such desktop."""
        told = self._told()
        if told is None:
            return None
        mode, ignored = told.get("mode"), told.get("ignore-hosts", [])
        exceptions = tuple(str(one) for one in ignored) if isinstance(ignored, list) else ()
        if mode == "manual" and (address := _first_address(told)):
            return Setting("manual", address[0], "", exceptions, address[1])
        if mode == "auto" and told.get("autoconfig-url"):
            return Setting("script", "", str(told["autoconfig-url"]), exceptions)
        return Setting("none")  # "auto" without a link asks the network, and mostly nobody answers: that is healthy

    def locked(self) -> bool:
        """IT has locked it."""
        try:
            return self._run(["gsettings", "writable", _SCHEMA, "mode"], _LIMIT).out.strip() == "false"
        except CallProblem:
            return False

    def set(self, setting: Setting) -> None:
        if setting.kind == "manual":
            host, _, port = setting.address.rpartition(":")
            for scheme in ("http", "https"):
                self._write(f"{_SCHEMA}.{scheme}", "host", host.strip("[]"))
                self._write(f"{_SCHEMA}.{scheme}", "port", port)
        if setting.kind == "script":
            self._write(_SCHEMA, "autoconfig-url", setting.script)
        self._write(_SCHEMA, "mode", {"manual": "manual", "script": "auto"}.get(setting.kind, "none"))

    def bring_back(self, setting: Setting) -> bool:
        """Switches it on again when what was there still stands there."""
        told = self._told() or {}
        stands = _first_address(told)
        if setting.kind == "manual" and stands and stands[0] == setting.address:
            self._write(_SCHEMA, "mode", "manual")
            return True
        if setting.kind == "script" and told.get("autoconfig-url") == setting.script != "":
            self._write(_SCHEMA, "mode", "auto")
            return True
        return False

    def _told(self) -> dict[str, object] | None:
        try:
            ran = self._run(["gsettings", "list-recursively", _SCHEMA], _LIMIT)
        except Unavailable:
            return None
        if ran.code != 0:
            return None
        told: dict[str, object] = {}
        for line in ran.out.splitlines():
            schema, _, rest = line.partition(" ")
            key, _, value = rest.partition(" ")
            told[f"{schema[len(_SCHEMA) + 1 :]}.{key}" if schema != _SCHEMA else key] = _value(value)
        return told

    def _write(self, schema: str, key: str, value: str) -> None:
        ran = self._run(["gsettings", "set", schema, key, value], _LIMIT)
        if ran.code != 0:
            kind = NotPermitted if "not writable" in ran.err else CallProblem
            raise kind("gsettings", ran.err.strip()[:200])


class Kde:
    """By its file and ``kwriteconfig``."""

    def __init__(self, run: Run, config: Path) -> None:
        self._run, self._file = run, config / "kioslaverc"

    def setting(self) -> Setting | None:
        told = self._told()
        if told is None:
            return None
        kind = told.get("ProxyType", "0")
        exceptions = tuple(part.strip() for part in told.get("NoProxyFor", "").split(",") if part.strip())
        if kind == "1":
            for key, speaks in (("httpsProxy", "http"), ("httpProxy", "http"), ("socksProxy", "socks")):
                if address := _kde_address(told.get(key, "")):
                    return Setting("manual", address, "", exceptions, speaks)
        if kind == "2" and told.get("Proxy Config Script"):
            return Setting("script", "", told["Proxy Config Script"], exceptions)
        return Setting("none")

    def locked(self) -> bool:
        """KDE marks what IT has locked with [$i]."""
        try:
            return "[$i]" in self._file.read_text("utf-8", "replace")
        except OSError:
            return False

    def set(self, setting: Setting) -> None:
        if setting.kind == "manual":
            host, _, port = setting.address.rpartition(":")
            for key in ("httpProxy", "httpsProxy"):
                self._write(key, f"http://{host} {port}")
        if setting.kind == "script":
            self._write("Proxy Config Script", setting.script)
        self._write("ProxyType", {"manual": "1", "script": "2"}.get(setting.kind, "0"))

    def bring_back(self, setting: Setting) -> bool:
        told = self._told() or {}
        stands = {_kde_address(told.get(key, "")) for key in ("httpsProxy", "httpProxy", "socksProxy")}
        if setting.kind == "manual" and setting.address in stands - {""}:
            self._write("ProxyType", "1")
            return True
        if setting.kind == "script" and told.get("Proxy Config Script") == setting.script != "":
            self._write("ProxyType", "2")
            return True
        return False

    def _told(self) -> dict[str, str] | None:
        reader = configparser.RawConfigParser(strict=False, delimiters=("=",))
        reader.optionxform = str  # type: ignore[assignment,method-assign]
        try:
            reader.read_string(self._file.read_text("utf-8", "replace"))
        except (OSError, configparser.Error):
            return None
        section = "Proxy Settings"
        if not reader.has_section(section):
            return None
        return {key.removesuffix("[$i]").removesuffix("[$e]"): value for key, value in reader.items(section)}

    def _write(self, key: str, value: str) -> None:
        program = next((name for name in ("kwriteconfig6", "kwriteconfig5") if shutil.which(name)), "kwriteconfig6")
        words = ["--file", str(self._file), "--group", "Proxy Settings", "--key", key, value]
        ran = self._run([program, *words], _LIMIT)
        if ran.code != 0:
            raise CallProblem(program, ran.err.strip()[:200])


def _value(text: str) -> object:
    """A GVariant's text, as far as these settings need it."""
    if text in ("true", "false"):
        return text == "true"
    try:
        found: object = ast.literal_eval(text.removeprefix("@as "))
    except (ValueError, SyntaxError):
        return text
    return found


def _first_address(told: dict[str, object]) -> tuple[str, str] | None:
    for scheme, speaks in (("https", "http"), ("http", "http"), ("socks", "socks")):
        host, port = told.get(f"{scheme}.host"), told.get(f"{scheme}.port")
        if isinstance(host, str) and host and isinstance(port, int) and port:
            return (f"[{host}]:{port}" if ":" in host else f"{host}:{port}"), speaks
    return None


def _kde_address(text: str) -> str:
    """KDE writes "http://host port", and older ones "http://host:port"."""
    host, _, port = text.strip().rpartition("://")[2].rstrip("/").replace(" ", ":").rpartition(":")
    return f"{host.rpartition('@')[2]}:{port}" if host and port.isdecimal() and port != "0" else ""
