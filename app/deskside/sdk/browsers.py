"""The person's browsers, as a troubleshooter sees them."""

from __future__ import annotations

from deskside.sdk.network import Proxy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Profile:
    """``lock`` is "", "held" (by a browser that runs) or "left-over"; ``proxy`` its own, None when the system's."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.browser: str = told["browser"]
        self.profile: str = told.get("profile", "")
        self.lock: str = told.get("lock", "")
        self.running: bool = told.get("running", False)
        self.proxy = Proxy(told["proxy"]) if told.get("proxy") else None


class SiteData:
    """What one browser keeps of a site. ``size``: bytes of cookies that it sends along with each request."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.browser: str = told["browser"]
        self.profile: str = told.get("profile", "")
        self.cookies: int = told.get("cookies", 0)
        self.size: int = told.get("size", 0)


class Browsers:
    """``pc.browsers``."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def profiles(self) -> list[Profile]:
        return [Profile(told) for told in self._ask("browsers.profiles")]

    def set_proxy(self, browser: str, profile: str, kind: str, address: str = "") -> None:
        self._ask("browsers.set_proxy", browser=browser, profile=profile, kind=kind, address=address)

    def unlock(self, browser: str, profile: str) -> None:
        """Puts a left-over lock aside."""
        self._ask("browsers.unlock", browser=browser, profile=profile)

    def lock(self, browser: str, profile: str) -> None:
        """Puts the lock back that ``unlock`` put aside."""
        self._ask("browsers.lock", browser=browser, profile=profile)

    def site_data(self, host: str) -> list[SiteData]:
        return [SiteData(told) for told in self._ask("browsers.site_data", host=host)]


class Opening:
    """``pc.open``: opens something for the person, in ``Cause.open``."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def link(self, address: str) -> None:
        self._ask("open.link", address=address)

    def folder(self, folder: str) -> None:
        """ "home", "downloads", "trash", or a path below the home folder."""
        self._ask("open.folder", folder=folder)

    def settings(self, page: str) -> None:
        """ "network", "printers", "storage" or "proxy"."""
        self._ask("open.settings", page=page)
