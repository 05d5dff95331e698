"""The agent's way into a stand-in or a server: plain HTTP with the agent's own sign-in, past all of our code."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any


class Caller:
    def __init__(self, url: str, authorization: str) -> None:
        self._url, self._authorization = url, authorization
        self._straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON; bytes where it is none. A refusal is the test's own mistake."""
        headers = {"Authorization": self._authorization, "Accept": "application/json"}
        data = None
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        where = path if path.startswith("http") else self._url + path
        request = urllib.request.Request(where, data, headers, method=method)
        try:
            with self._straight.open(request, timeout=30) as answer:
                content = answer.read()
                is_json = "json" in answer.headers.get("Content-Type", "")
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{method} {path}: {refused.code} {refused.read()[:300]!r}") from refused
        return json.loads(content) if is_json and content else content
