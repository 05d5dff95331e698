"""The agent's side of Jira Service Management, by the interfaces that agents have."""

from __future__ import annotations

import base64
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend

from .calling import Caller
from .jsm import JsmDesk
from .jsm_shapes import AGENT_WAYS, FIELD
from .wiki import read

_STATUSES = {Stage.WORKING: "In progress", Stage.WAITING: "Waiting for customer", Stage.SOLVED: "Resolved"}


class JsmSide:
    def __init__(self, desk: JsmDesk) -> None:
        self.desk = desk
        secret = base64.b64encode(b"agent@helptest.invalid:token-agent").decode()
        self._agent = Caller(desk.url, f"Basic {secret}")

    def backend(self, account: str = "employee", *, token: str = "", **options: Any) -> Backend:
        values = {
            "url": self.desk.url,
            "service_desk": "10",
            "request_type": "25",
            "reference_field": FIELD,
            "email": f"{account}@helptest.invalid",
            "solve": "Mark as done",
            "reopen": "Reopen",
            **options,
        }
        return make_backend(
            "jsm",
            lambda key: values.get(key.removeprefix("tickets.jsm.")),
            lambda _: token or f"token-{account}",
            find_paths(),
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        return self.backend(token=WRONG)

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self._say(backend_id, text, public=True)

    def note(self, backend_id: str, text: str) -> None:
        self._say(backend_id, text, public=False)

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        """To have seen it is to have answered; there is no status for that."""
        if stage is Stage.SEEN:
            self.reply(backend_id, "We have it.")
            return
        way = next(way for way, status in AGENT_WAYS.items() if status == _STATUSES[stage])
        self._agent.ask("POST", f"/rest/api/2/issue/{backend_id}/transitions", {"transition": {"id": way}})

    def delete(self, backend_id: str) -> None:
        self._agent.ask("DELETE", f"/rest/api/2/issue/{backend_id}")

    def page(self, backend_id: str) -> str:
        """The ticket's words as a page shows them."""
        values = self._agent.ask("GET", f"/rest/servicedeskapi/request/{backend_id}")["requestFieldValues"]
        return str(next(one["renderedValue"]["html"] for one in values if one["fieldId"] == "description"))

    def body(self, backend_id: str) -> str:
        return read(self.page(backend_id))

    def said(self, backend_id: str) -> list[str]:
        """The pages of all that was said."""
        path = f"/rest/servicedeskapi/request/{backend_id}/comment?expand=renderedBody"
        return [one["renderedBody"]["html"] for one in self._agent.ask("GET", path)["values"]]

    def files(self, backend_id: str) -> dict[str, bytes]:
        files = self._agent.ask("GET", f"/rest/servicedeskapi/request/{backend_id}/attachment")["values"]
        return {file["filename"]: self._agent.ask("GET", file["_links"]["content"]) for file in files}

    def _say(self, backend_id: str, text: str, *, public: bool) -> None:
        path = f"/rest/servicedeskapi/request/{backend_id}/comment"
        self._agent.ask("POST", path, {"body": text, "public": public})
