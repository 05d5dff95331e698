"""The agent's side of ServiceNow, by the same interfaces with an account that has the role itil."""

from __future__ import annotations

import base64
from typing import Any

from deskside.kit.backend_contract import WRONG
from deskside.model.ticket import Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend
from deskside.tickets.composing.tail import token_of, without_token

from .calling import Caller
from .servicenow import ServiceNowDesk
from .servicenow_shapes import ACCOUNTS

_STATES = {
    Stage.SEEN: {"assigned_to": ACCOUNTS["agent"].sys_id},
    Stage.WORKING: {"state": "2"},
    Stage.WAITING: {"state": "3", "hold_reason": "1"},
    Stage.SOLVED: {"state": "6", "close_code": "Solution provided", "close_notes": "A new cable."},
}


class ServiceNowSide:
    def __init__(self, desk: ServiceNowDesk) -> None:
        self.desk = desk
        self._agent = Caller(desk.url, f"Basic {base64.b64encode(b'agent:secret-agent').decode()}")

    def backend(self, account: str = "employee", *, token: str = "", **options: Any) -> Backend:
        values = {"url": self.desk.url, "user": account, "callers_set_state": True, **options}
        return make_backend(
            "servicenow",
            lambda key: values.get(key.removeprefix("tickets.servicenow.")),
            lambda _: token or f"secret-{account}",
            find_paths(),
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def wrong(self) -> Backend:
        return self.backend(token=WRONG)

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self.change(backend_id, {"comments": f"[code]{text}[/code]" if html else text})

    def note(self, backend_id: str, text: str) -> None:
        self.change(backend_id, {"work_notes": text})

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        self.change(backend_id, _STATES[stage])

    def delete(self, backend_id: str) -> None:
        self._agent.ask("DELETE", f"/api/now/table/incident/{self._sys_id(backend_id)}")

    def body(self, backend_id: str) -> str:
        """The description, and where it was too long for it, what follows in the first comment."""
        row = self._agent.ask("GET", f"/api/now/table/incident/{self._sys_id(backend_id)}")["result"]
        rest = [without_token(text) for text in self.said(backend_id) if token_of(text) == row["correlation_id"]]
        return "\n".join([str(row["description"]), *rest])

    def said(self, backend_id: str) -> list[str]:
        query = f"element_id={self._sys_id(backend_id)}^element=comments^ORDERBYsys_created_on"
        rows = self._agent.ask("GET", f"/api/now/table/sys_journal_field?sysparm_query={query}")["result"]
        return [str(row["value"]) for row in rows]

    def files(self, backend_id: str) -> dict[str, bytes]:
        query = f"table_name=incident^table_sys_id={self._sys_id(backend_id)}"
        rows = self._agent.ask("GET", f"/api/now/attachment?sysparm_query={query}")["result"]
        return {row["file_name"]: self._agent.ask("GET", f"/api/now/attachment/{row['sys_id']}/file") for row in rows}

    def change(self, backend_id: str, fields: dict[str, str]) -> None:
        self._agent.ask("PATCH", f"/api/now/table/incident/{self._sys_id(backend_id)}", fields)

    def _sys_id(self, backend_id: str) -> str:
        query = f"sysparm_query=number={backend_id}&sysparm_fields=sys_id"
        return str(self._agent.ask("GET", f"/api/now/table/incident?{query}")["result"][0]["sys_id"])
