"""The real Request Tracker: the contract of every backend, and who can read what with which sign-in."""

from __future__ import annotations

import base64
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from deskside import errors
from deskside.model.ticket import Deed, Draft, SendState, Stage
from deskside.paths import find_paths
from deskside.storage import Database, Tickets
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend
from deskside.tickets.files import enclose
from deskside.tickets.news import fetch
from deskside.tickets.sending import Outbox

from .contract import BackendContract
from .rt.server import RequestTrackerServer

STATUSES = {Stage.WORKING: "open", Stage.WAITING: "stalled", Stage.SOLVED: "resolved"}


class RealSide:
    """The agent's side, spoken to past our own code."""

    def __init__(self, server: RequestTrackerServer) -> None:
        self.server = server

    def backend(self, account: str = "employee", **options: str) -> Backend:
        values = {"url": self.server.url, "queue": "Support", **options}
        token = self.server.tokens[account]
        return make_backend(
            "rt", lambda key: values.get(key.removeprefix("tickets.rt.")), lambda _: token, find_paths()
        )

    def stranger(self) -> Backend:
        return self.backend("other")

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(
            f"{self.server.url}/REST/2.0{path}",
            json.dumps(body).encode() if body else None,
            {"Authorization": f"token {self.server.tokens['agent']}", "Content-Type": "application/json"},
            method=method,
        )
        return json.load(straight.open(request, timeout=60))

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        kind = "text/html" if html else "text/plain"
        self.ask("POST", f"/ticket/{backend_id}/correspond", {"Content": text, "ContentType": kind})

    def note(self, backend_id: str, text: str) -> None:
        self.ask("POST", f"/ticket/{backend_id}/comment", {"Content": text, "ContentType": "text/plain"})

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        change = {"Owner": "agent"} if stage is Stage.SEEN else {"Status": STATUSES[stage]}
        self.ask("PUT", f"/ticket/{backend_id}", change)

    def _parts(self, backend_id: str) -> list[dict[str, Any]]:
        listed = self.ask("GET", f"/ticket/{backend_id}/attachments?fields=Filename,ContentType&per_page=100")["items"]
        return [{**part, **self.ask("GET", f"/attachment/{part['id']}")} for part in listed]

    def body(self, backend_id: str) -> str:
        plain = [
            part for part in self._parts(backend_id) if part["ContentType"] == "text/plain" and not part["Filename"]
        ]
        return base64.b64decode(plain[0]["Content"]).decode()

    def files(self, backend_id: str) -> dict[str, bytes]:
        return {p["Filename"]: base64.b64decode(p["Content"]) for p in self._parts(backend_id) if p["Filename"]}


@pytest.fixture
def desk(rt_server: RequestTrackerServer) -> RealSide:
    return RealSide(rt_server)


class TestRequestTracker(BackendContract):
    def test_a_web_page_is_read_as_words(self, desk: RealSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "<p>Please restart <b>once</b>.</p><p>Anna</p>", html=True)
        (message,) = backend.look(backend_id).messages
        assert message.text == "Please restart once.\n\nAnna"

    def test_private_notes_between_many_replies_hide_none_of_them(
        self, desk: RealSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        for number in range(4):
            desk.note(backend_id, f"PRIVATE {number}")
            desk.reply(backend_id, f"public {number}")
        assert [m.text for m in backend.look(backend_id).messages] == [f"public {number}" for number in range(4)]

    def test_a_ticket_for_somebody_else_is_still_found_by_who_sent_it(self, backend: Backend, draft: Draft) -> None:
        import msgspec

        backend_id = backend.create(msgspec.structs.replace(draft, requester="boss@helptest.invalid"))
        assert backend.find(draft.reference) == backend_id

    def test_the_whole_way_of_a_ticket(self, desk: RealSide, backend: Backend, draft: Draft, tmp_path: Path) -> None:
        db = Database(tmp_path / "deskside.sqlite3")
        outbox, tickets, at = Outbox(db, tmp_path / "attachments"), Tickets(db), 1_800_000_000.0
        outbox.enqueue(draft, "rt", at, (enclose("facts.json", b"{}"),))
        (sent,) = outbox.drain(backend)
        assert sent.state is SendState.SENT
        ticket = tickets.load(draft.reference)
        assert ticket is not None
        desk.reply(ticket.backend_id, "Which one?")
        (news,) = fetch(tickets, backend, at)
        assert news.says == "The help desk wrote: Which one?"
        outbox.enqueue_deed(draft.reference, Deed.REPLY, "The big one.", at)
        outbox.enqueue_deed(draft.reference, Deed.SOLVED, "", at)
        assert {done.state for done in outbox.drain(backend)} == {SendState.SENT}
        assert fetch(tickets, backend, at) == ()
        ticket = tickets.load(draft.reference)
        assert ticket is not None
        assert ticket.stage is Stage.SOLVED
        assert [m.text for m in ticket.messages] == [draft.story, "Which one?", "The big one."]


def test_a_sign_in_that_reads_everybodys_tickets_is_warned_of(desk: RealSide) -> None:
    desk.backend().create(Draft("DS-OF-ANOTHER", "Printer", "Nothing comes out."))
    assert any(row.name == "tickets-privacy" and not row.ok for row in desk.backend("seesall").try_out())
    assert all(row.ok for row in desk.backend("other").try_out())


def test_a_sign_in_that_only_creates_sends_and_sees_nothing(desk: RealSide) -> None:
    kiosk = desk.backend("kiosk", sign_in="create-only")
    assert all(row.ok for row in kiosk.try_out())
    backend_id = kiosk.create(Draft("DS-KIOSK", "Printer", "Nothing.", requester="employee@helptest.invalid"))
    with pytest.raises(errors.Held):
        desk.backend("kiosk").look(backend_id)
    assert desk.backend().find("DS-KIOSK") == backend_id


def test_a_wrong_token_is_held_and_no_ticket_made(desk: RealSide) -> None:
    desk.server.tokens["wrong"] = desk.server.tokens["employee"][:-4] + "0000"
    with pytest.raises(errors.Held, match="401"):
        desk.backend("wrong").create(Draft("DS-WRONG", "Printer", "Nothing."))
    assert desk.backend().find("DS-WRONG") is None


def test_a_queue_that_is_not_there_is_held(desk: RealSide) -> None:
    with pytest.raises(errors.Held):
        desk.backend(queue="Nope").create(Draft("DS-NOPE-1", "Printer", "Nothing."))


def test_a_field_that_is_not_there_is_held(desk: RealSide) -> None:
    with pytest.raises(errors.Held, match="no custom field"):
        desk.backend(reference_field="Nope").create(Draft("DS-NOPE-2", "Printer", "Nothing."))
