"""The browsers of this person, whatever they are called: one face over Firefox and Chrome's kin.

Nothing of a browser that runs is changed: it would write its own idea over it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskside.errors import CallProblem, Unavailable
from deskside.system.browsers import Browsers
from deskside.system.browsers_chromium import Chromium
from deskside.system.browsers_firefox import Firefox
from deskside.system.browsers_store import cookies_of
from deskside.system.printing import Record


class PersonsBrowsers(Browsers):
    """``find`` gives those whose folders are there, each time anew."""

    def __init__(self, find: Callable[[], Sequence[Firefox | Chromium]]) -> None:
        self._find = find

    def profiles(self) -> list[Record]:
        return [record for browser in self._find() for record in browser.records()]

    def site_data(self, host: str) -> list[Record]:
        told = []
        for browser in self._find():
            for record in browser.records():
                counted = cookies_of(browser.cookies(str(record["profile"])), host)
                if counted is not None:
                    cookies, size = counted
                    told.append({**_which(record), "cookies": cookies, "size": size})
        return told

    def set_proxy(self, browser: str, profile: str, kind: str, address: str) -> None:
        wants_address = kind in ("manual", "script")
        if not (kind == "none" or (wants_address and address)) or (kind == "manual" and not _has_port(address)):
            raise Unavailable("browsers.set_proxy", f"no such proxy: {kind} {address}")
        self._closed(browser, profile).set_proxy(profile, kind, address)

    def unlock(self, browser: str, profile: str) -> None:
        self._closed(browser, profile).unlock(profile)

    def lock(self, browser: str, profile: str) -> None:
        self._closed(browser, profile).lock(profile)

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - they are the person's own files
        return None

    def _closed(self, browser: str, profile: str) -> Firefox | Chromium:
        """That browser, which does not run now."""
        for one in self._find():
            if one.browser == browser:
                if one.is_running(profile):
                    raise CallProblem("browsers", f"{browser} is open; it must be closed first")
                return one
        raise Unavailable("browsers", f"there is no {browser} here")


def _which(record: Record) -> Record:
    return {"browser": record["browser"], "profile": record["profile"]}


def _has_port(address: str) -> bool:
    host, _, port = address.rpartition(":")
    return bool(host) and port.isdecimal() and 0 < int(port) < 65_536
