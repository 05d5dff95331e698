"""The real Roundup: the contract of every backend, the whole way of a ticket, and who can read what."""

from __future__ import annotations

import tempfile
import urllib.error
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import BackendContract
from deskside.model.ticket import Deed, Draft, Priority, SendState, Stage
from deskside.storage import Database, Tickets
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox

from .roundup.agent import RoundupSide
from .roundup.server import RoundupServer


@pytest.fixture
def desk(roundup_server: RoundupServer) -> RoundupSide:
    return RoundupSide(roundup_server)


class TestRoundup(BackendContract):
    def test_a_web_page_is_read_as_words(self, desk: RoundupSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "<p>Please restart <b>once</b>.</p><p>Anna</p>", html=True)
        (message,) = backend.look(backend_id).messages
        assert message.text == "Please restart once.\n\nAnna"

    def test_what_only_the_person_wrote_is_not_called_work(
        self, desk: RoundupSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        backend.reply(backend_id, "It is the big one.", "t0ken1")
        look = backend.look(backend_id)
        assert (look.state, look.stage) == ("chatting", Stage.SENT)
        desk.reply(backend_id, "Thanks.")
        assert backend.look(backend_id).stage is Stage.WORKING

    def test_the_whole_way_of_a_ticket(self, desk: RoundupSide, backend: Backend, draft: Draft, tmp_path: Path) -> None:
        db = Database(tmp_path / "deskside.sqlite3")
        outbox, tickets, at = Outbox(db, tmp_path / "attachments"), Tickets(db), 1_800_000_000.0
        outbox.enqueue(draft, "roundup", at, (enclose("facts.json", b"{}"),))
        (sent,) = outbox.drain(backend)
        assert sent.state is SendState.SENT
        ticket = tickets.load(draft.reference)
        assert ticket is not None
        assert desk.files(ticket.backend_id) == {"facts.json": b"{}"}
        outbox.enqueue_deed(draft.reference, Deed.REPLY, "The big one.", at)
        outbox.enqueue_deed(draft.reference, Deed.SOLVED, "", at)
        assert {done.state for done in outbox.drain(backend)} == {SendState.SENT}
        look = backend.look(ticket.backend_id)
        assert look.stage is Stage.SOLVED
        assert [m.text for m in look.messages] == ["The big one."]

    def test_fields_and_priority_arrive_as_it_has_mapped_them(self, desk: RoundupSide, draft: Draft) -> None:
        mapped = desk.backend(priorities={"urgent": "critical"}, fields={"device": "device"})
        backend_id = mapped.create(msgspec.structs.replace(draft, priority=Priority.URGENT, device="PC-0042"))
        issue = desk.issue(backend_id)
        assert (issue["priority"]["name"], issue["device"]) == ("critical", "PC-0042")

    @pytest.mark.parametrize(
        ("options", "why"),
        [
            ({"reference_field": "nope"}, "nope"),
            ({"private_field": "nope"}, "nope"),
            ({"fields": {"nope": "device"}}, "nope"),
            ({"priorities": {"normal": "sky-high"}}, "sky-high"),
            ({"user": ""}, "tickets.roundup.user"),
        ],
    )
    def test_what_the_tracker_does_not_have_is_held_and_nothing_made(
        self, desk: RoundupSide, backend: Backend, draft: Draft, options: dict[str, object], why: str
    ) -> None:
        with pytest.raises(errors.Held, match=why):
            desk.backend(**options).create(draft)  # type: ignore[arg-type]
        assert backend.find(draft.reference) is None

    def test_a_status_that_is_not_there_is_held(self, desk: RoundupSide, draft: Draft) -> None:
        backend = desk.backend(solved_status="nonsense")
        backend_id = backend.create(draft)
        with pytest.raises(errors.Held, match="nonsense"):
            backend.solve(backend_id)

    def test_a_status_of_their_own_is_told_as_it_has_said(self, desk: RoundupSide, draft: Draft) -> None:
        backend = desk.backend(stages={"testing": "waiting"})
        backend_id = backend.create(draft)
        desk.change(backend_id, {"@op": "replace", "status": "testing"})
        assert backend.look(backend_id).stage is Stage.WAITING

    def test_an_agent_reads_the_words_on_the_page_and_nothing_runs(
        self, desk: RoundupSide, backend: Backend, draft: Draft
    ) -> None:
        nasty = "<script>alert(1)</script> <img src=x onerror=alert(2)>"
        backend_id = backend.create(msgspec.structs.replace(draft, title=nasty, story=nasty, agent_part=""))
        page = desk.page(f"/issue{backend_id}")
        assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 2
        assert "<script>alert" not in page
        assert "<img src=x" not in page


# --- who can read what -------------------------------------------------------------------------------------------


def test_a_sign_in_that_reads_everybodys_tickets_is_warned_of(desk: RoundupSide) -> None:
    desk.backend().create(Draft("DS-OF-ANOTHER", "Printer", "Nothing comes out."))
    for account in ("seesall", "listens"):
        assert any(row.name == "tickets-privacy" and not row.ok for row in desk.backend(account).try_out())
    assert all(row.ok for row in desk.backend("other").try_out())


def test_a_stranger_gets_at_no_word_no_file_and_no_list(desk: RoundupSide) -> None:
    backend_id = desk.backend().create(Draft("DS-SECRET", "Printer", "Nothing comes out."))
    desk.reply(backend_id, "for one person only")
    first = desk.issue(backend_id)["messages"][0]["id"]
    upload = desk.ask("POST", "/file", {"name": "a.txt", "content": "words"}, account="employee")[0]["id"]
    for path in (f"/issue/{backend_id}", f"/msg/{first}", f"/msg/{first}/content", f"/file/{upload}", "/user"):
        assert denied(lambda path=path: desk.ask("GET", path, account="other")) == 403
    for path in (f"/msg/{first}/binary_content", f"/file/{upload}/binary_content"):
        assert denied(lambda path=path: desk.ask("GET", path, account="other", Accept="*/*")) in (403, 500)
    mine = desk.backend("other").create(Draft("DS-OTHER", "Screen", "Dark."))
    for kind in ("issue", "msg", "file"):
        listed = desk.ask("GET", f"/{kind}?@fields=creator&@verbose=2", account="other")[0]["collection"]
        assert {one["creator"]["username"] for one in listed} <= {"other"}
    for part in ({"messages": [first]}, {"files": [upload]}):
        assert denied(desk.patching("other", mine, {"@op": "add", **part})) == 405
        assert denied(lambda part=part: desk.ask("POST", "/issue", {"title": "x", **part}, account="other")) == 405


def test_nobody_writes_in_anothers_name_or_does_the_help_desks_work(desk: RoundupSide) -> None:
    made = desk.ask("POST", "/msg", {"content": "x", "author": "agent"}, account="employee")[0]["id"]
    told = desk.ask("GET", f"/msg/{made}?@verbose=2", account="employee")[0]["attributes"]
    assert told["author"]["username"] == "employee"
    backend_id = desk.backend().create(Draft("DS-OWN", "Printer", "Nothing comes out."))
    for change in ({"@op": "replace", "status": "testing"}, {"@op": "replace", "messages": []}):
        assert denied(desk.patching("employee", backend_id, change)) == 405
    assert denied(desk.patching("employee", backend_id, {"@op": "replace", "title": "x"})) == 403


def test_a_private_note_is_mailed_to_nobody_who_asks(desk: RoundupSide) -> None:
    backend_id = desk.backend().create(Draft("DS-MAILS", "Printer", "Nothing comes out."))
    desk.note(backend_id, "PRIVATE-WORDS-IN-NO-MAIL")
    desk.reply(backend_id, "PUBLIC-WORDS-IN-A-MAIL")
    assert "PUBLIC-WORDS-IN-A-MAIL" in desk.server.mails
    assert "PRIVATE-WORDS-IN-NO-MAIL" not in desk.server.mails


def test_who_asks_or_mistypes_too_often_is_told_to_wait() -> None:
    with tempfile.TemporaryDirectory(prefix="roundup") as folder:
        limits = {"api_calls_per_interval": "2", "api_interval_in_sec": "60", "api_failed_login_limit": "1"}
        with RoundupServer(Path(folder), **limits) as server:
            desk = RoundupSide(server)
            assert 1 <= rest_after(lambda: desk.backend().find("DS-NONE")) <= 60
            assert rest_after(lambda: desk.wrong().find("DS-NONE")) >= 1


def rest_after(ask: Callable[[], object]) -> float:
    """The seconds of rest that are asked for, in the end."""
    for _time in range(9):
        try:
            ask()
        except errors.Busy as problem:
            return problem.seconds
        except errors.Held:
            continue
    raise AssertionError("it never asked for rest")


def denied(ask: Callable[[], object]) -> int:
    with pytest.raises(urllib.error.HTTPError) as problem:
        ask()
    with problem.value as refused:
        return refused.code
