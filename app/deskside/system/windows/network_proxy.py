"""This person's proxy on Windows, through wininet, as the Settings window keeps it; and whether IT has set it.

Switching a proxy off leaves its address and its exceptions where they are, as
the Settings window does, so that switching it on again brings all of it back.
Source: Microsoft's "INTERNET_PER_CONN_OPTION structure" and the policies of
inetres.admx.
"""

from __future__ import annotations

import ctypes as c
from typing import Any, NamedTuple, Protocol

from deskside.errors import CallProblem, NotPermitted, WrongCall
from deskside.system.printing import Record
from deskside.system.windows.registry import Registry

_FLAGS, _SERVER, _EXCEPT, _SCRIPT = 1, 2, 3, 4
_DIRECT, _BY_SERVER, _BY_SCRIPT = 0x1, 0x2, 0x4
_PER_CONNECTION, _CHANGED, _REFRESH = 75, 39, 37
_SETTINGS = r"Microsoft\Windows\CurrentVersion\Internet Settings"
_LOCKS = r"Microsoft\Internet Explorer\Control Panel"
_DENIED = 5


class Kept(NamedTuple):
    """What wininet keeps. Address and script stay when the flags do not name them."""

    flags: int
    server: str
    exceptions: str
    script: str


class Proxies(Protocol):
    def read(self) -> Kept: ...

    def write(self, flags: int, server: str | None, script: str | None) -> None:
        """None leaves a text as it is."""


class _Value(c.Union):
    _fields_ = (("number", c.c_uint32), ("text", c.c_void_p), ("time", c.c_uint64))


class _Option(c.Structure):
    _fields_ = (("option", c.c_uint32), ("value", _Value))


class _Options(c.Structure):
    _fields_ = (
        ("size", c.c_uint32),
        ("connection", c.c_void_p),
        ("count", c.c_uint32),
        ("wrong", c.c_uint32),
        ("options", c.POINTER(_Option)),
    )


class WindowsProxies:
    """A ``Proxies``: those of the person this process belongs to."""

    def __init__(self) -> None:
        load: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
        self._net: Any = load("wininet", use_last_error=True)
        self._kernel: Any = load("kernel32")
        self._kernel.GlobalFree.argtypes = (c.c_void_p,)

    def read(self) -> Kept:
        options = (_Option * 4)(*(_Option(option) for option in (_FLAGS, _SERVER, _EXCEPT, _SCRIPT)))
        listed = self._listed(options)
        size = c.c_uint32(c.sizeof(listed))
        if not self._net.InternetQueryOptionW(None, _PER_CONNECTION, c.byref(listed), c.byref(size)):
            raise self._problem("InternetQueryOption")
        server, exceptions, script = (self._taken(option.value) for option in options[1:])
        return Kept(options[0].value.number, server, exceptions, script)

    def write(self, flags: int, server: str | None, script: str | None) -> None:
        texts = {option: said for option, said in ((_SERVER, server), (_SCRIPT, script)) if said is not None}
        kept = [c.create_unicode_buffer(said) for said in texts.values()]
        options = (_Option * (1 + len(kept)))(_Option(_FLAGS, _Value(number=flags)))
        for place, (option, space) in enumerate(zip(texts, kept, strict=True), 1):
            options[place] = _Option(option, _Value(text=c.addressof(space)))
        listed = self._listed(options)
        if not self._net.InternetSetOptionW(None, _PER_CONNECTION, c.byref(listed), c.sizeof(listed)):
            raise self._problem("InternetSetOption")
        self._net.InternetSetOptionW(None, _CHANGED, None, 0)
        self._net.InternetSetOptionW(None, _REFRESH, None, 0)

    def _listed(self, options: Any) -> _Options:
        return _Options(c.sizeof(_Options), None, len(options), 0, options)

    def _taken(self, value: _Value) -> str:
        if not value.text:
            return ""
        said = c.wstring_at(value.text)
        self._kernel.GlobalFree(value.text)
        return said

    def _problem(self, call: str) -> CallProblem:
        code: int = getattr(c, "get_last_error")()  # noqa: B009 - only Windows has it
        return (NotPermitted if code == _DENIED else CallProblem)("network", f"{call} said {code}")


class PersonalProxy:
    def __init__(self, proxies: Proxies, registry: Registry) -> None:
        self._proxies, self._registry = proxies, registry

    def told(self) -> Record:
        kept = self._proxies.read()
        kind = "script" if kept.flags & _BY_SCRIPT and kept.script else "none"
        if kind == "none" and kept.flags & _BY_SERVER and _server(kept.server):
            kind = "manual"
        return {
            "kind": kind,
            "address": _server(kept.server) if kind == "manual" else "",
            "script": kept.script if kind == "script" else "",
            "managed": self.managed(),
            "where": "system" if self._for_all() else "desktop",
            "except": [word for word in kept.exceptions.replace(";", " ").split() if kind == "manual"],
        }

    def managed(self) -> bool:
        """Set for all by policy, set for this person by policy, or locked against this person."""
        locked = any(
            self._registry.value(rf"{root}\Software\Policies\{_LOCKS}", name)
            for root in ("HKCU", "HKLM")
            for name in ("Proxy", "Autoconfig")
        )
        given = any(
            self._registry.value(rf"{root}\Software\Policies\{_SETTINGS}", name) is not None
            for root in ("HKCU", "HKLM")
            for name in ("ProxyServer", "ProxyEnable", "AutoConfigURL")
        )
        return locked or given or self._for_all()

    def set(self, kind: str, address: str, script: str) -> None:
        if self.managed():
            raise NotPermitted("network", "the proxy is set by policy")
        kept = self._proxies.read()
        flags = (kept.flags | _DIRECT) & ~(_BY_SERVER | _BY_SCRIPT)
        if kind == "manual" and address:
            same = _server(kept.server) == address
            self._proxies.write(flags | _BY_SERVER, None if same else address, None)
        elif kind == "script" and script:
            self._proxies.write(flags | _BY_SCRIPT, None, None if kept.script == script else script)
        elif kind == "none":
            self._proxies.write(flags, None, None)
        else:
            raise WrongCall("network", f"no proxy of the kind {kind!r}, or what belongs to it is missing")

    def _for_all(self) -> bool:
        return bool(self._registry.value(rf"HKLM\Software\Policies\{_SETTINGS}", "ProxySettingsPerUser") == 0)


def _server(text: str) -> str:
    """ "host:port" of "host:port", of "http://host:port", or of a list such as "http=a:80;https=b:443"."""
    given = dict(word.rpartition("=")[::2] for word in text.replace(";", " ").split())
    address = next((given[scheme] for scheme in ("https", "http", "", "socks") if given.get(scheme)), "")
    return address.rpartition("://")[2].rstrip("/")
