"""A real Request Tracker's web pages as an agent's browser gets them."""

from __future__ import annotations

import http.cookiejar
import urllib.parse
import urllib.request

from .server import RequestTrackerServer


class RtBrowser:
    """Signed in by the form, as the agent."""

    def __init__(self, server: RequestTrackerServer) -> None:
        self._url = server.url
        kept = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), kept)
        found = dict(line.split("=", 1) for line in (server.folder / "env").read_text("utf-8").splitlines())
        form = urllib.parse.urlencode({"user": "agent", "pass": found["AGENT_PASSWORD"]})
        self._browser.open(f"{self._url}/NoAuth/Login.html", form.encode(), timeout=60).close()

    def ticket(self, backend_id: str) -> str:
        address = f"{self._url}/Ticket/History.html?id={int(backend_id)}"
        asked = urllib.request.Request(address, headers={"Referer": f"{self._url}/"})  # else it takes it for a forgery
        with self._browser.open(asked, timeout=60) as page:
            return str(page.read().decode())
