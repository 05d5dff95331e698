"""The agent's side of a real Redmine: reads and answers tickets by its interface and its web pages, past our code."""

from __future__ import annotations

import base64
import http.cookiejar
import json
import re
import urllib.parse
import urllib.request
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from ..page import Page, page_of
from .server import RedmineServer

STATUSES = {Stage.WORKING: "in_progress", Stage.WAITING: "feedback", Stage.SOLVED: "resolved"}


class RealSide:
    def __init__(self, server: RedmineServer) -> None:
        self.server = server
        self._browser: urllib.request.OpenerDirector | None = None

    def backend(self, account: str = "employee", **options: Any) -> Backend:
        field = str(self.server.numbers["field_id"])
        usual = {"url": self.server.url, "project": "helpdesk", "reference_field": field, "markup": self.server.markup}
        values = {**usual, **options}
        key = self.server.keys.get(account, account)
        return make_backend(
            "redmine", lambda name: values.get(name.removeprefix("tickets.redmine.")), lambda _: key, find_paths()
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        return self.backend(WRONG)

    def ask(self, method: str, path: str, body: object = None, account: str = "agent") -> Any:
        request = urllib.request.Request(
            f"{self.server.url}{path}",
            json.dumps(body).encode() if body is not None else None,
            {"Authorization": self._basic(account), "Content-Type": "application/json"},
            method=method,
        )
        with _straight().open(request, timeout=60) as answer:
            content = answer.read()
        return json.loads(content) if content.strip() else None

    def issue(self, backend_id: str, include: str = "journals,attachments") -> Any:
        return self.ask("GET", f"/issues/{backend_id}.json?include={include}")["issue"]

    def change(self, backend_id: str, account: str = "agent", **what: object) -> None:
        self.ask("PUT", f"/issues/{backend_id}.json", {"issue": what}, account)

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self.change(backend_id, notes=text)

    def note(self, backend_id: str, text: str) -> None:
        self.change(backend_id, notes=text, private_notes=True)

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        if stage is Stage.SEEN:
            self.change(backend_id, assigned_to_id=self.server.numbers["agent_id"])
        else:
            self.change(backend_id, status_id=self.server.numbers[f"status_{STATUSES[stage]}"])

    def delete(self, backend_id: str) -> None:
        self.ask("DELETE", f"/issues/{backend_id}.json")

    def subject(self, backend_id: str) -> str:
        return str(self.issue(backend_id)["subject"])

    def body(self, backend_id: str) -> str:
        """The description as the page shows it."""
        return self.page(backend_id).part("description").words

    def page(self, backend_id: str) -> Page:
        """The ticket's web page as the agent's browser gets it."""
        if self._browser is None:
            self._browser = self.signed_in()
        with self._browser.open(f"{self.server.url}/issues/{backend_id}", timeout=60) as answer:
            return page_of(answer.read().decode())

    def signed_in(self, account: str = "agent") -> urllib.request.OpenerDirector:
        """A browser's cookies after signing in by the form."""
        kept = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), kept)
        with browser.open(f"{self.server.url}/login", timeout=60) as answer:
            found = re.search(r'name="authenticity_token" value="([^"]+)"', answer.read().decode())
        assert found is not None
        form = {
            "authenticity_token": found[1],
            "username": account,
            "password": self.server.passwords[account],
        }
        browser.open(f"{self.server.url}/login", urllib.parse.urlencode(form).encode(), timeout=60).close()
        return browser

    def files(self, backend_id: str) -> dict[str, bytes]:
        return {one["filename"]: self._fetched(one["content_url"]) for one in self.issue(backend_id)["attachments"]}

    def _fetched(self, url: str) -> bytes:
        path = urllib.parse.urlsplit(url).path
        request = urllib.request.Request(f"{self.server.url}{path}", headers={"Authorization": self._basic("agent")})
        with _straight().open(request, timeout=60) as answer:
            return bytes(answer.read())

    def _basic(self, account: str) -> str:
        return f"Basic {base64.b64encode(f'{self.server.keys[account]}:x'.encode()).decode()}"


def _straight() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))
