"""Request Tracker against the strict stand-in: the contract, and the traps that a real one hides."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside import errors
from deskside.kit.backend_contract import WRONG, BackendContract
from deskside.model.ticket import Draft, Sender, Stage
from deskside.paths import find_paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends import make_backend
from servers import faults
from servers.fault_desk import OTHER_TOKEN, TOKEN, FaultDesk

STATUSES = {Stage.WORKING: "open", Stage.WAITING: "stalled", Stage.SOLVED: "resolved"}


def made(url: str, token: str = TOKEN, **options: str) -> Backend:
    """The backend as the settings make it."""
    given = {f"tickets.rt.{key}": value for key, value in options.items()}
    values = {"tickets.rt.url": url, "tickets.rt.queue": "Support", **given}
    secrets = {"tickets.rt.token": token}
    return make_backend("rt", values.get, secrets.__getitem__, find_paths())


class FaultSide:
    def __init__(self, world: FaultDesk) -> None:
        self.world = world

    def backend(self) -> Backend:
        return made(self.world.url)

    def stranger(self) -> Backend:
        return made(self.world.url, OTHER_TOKEN)

    def wrong(self) -> Backend:
        return made(self.world.url, f"1-7-{WRONG}")

    def delete(self, backend_id: str) -> None:
        self.world.tickets[int(backend_id) - 1].status = "deleted"

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self.world.say(int(backend_id), "agent", text, media_type="text/html" if html else "text/plain")

    def note(self, backend_id: str, text: str) -> None:
        self.world.say(int(backend_id), "agent", text, kind="Comment")

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        ticket = self.world.tickets[int(backend_id) - 1]
        if stage is Stage.SEEN:
            ticket.owner = "agent"
        else:
            ticket.status = STATUSES[stage]

    def body(self, backend_id: str) -> str:
        return self.world.tickets[int(backend_id) - 1].messages[0].parts[0][2].decode()

    def files(self, backend_id: str) -> dict[str, bytes]:
        said = self.world.tickets[int(backend_id) - 1].messages
        return {name: content for message in said for _, name, content in message.parts if name}


@pytest.fixture
def world() -> Iterator[FaultDesk]:
    with FaultDesk() as world:
        yield world


class TestRequestTracker(BackendContract):
    @pytest.fixture
    def desk(self, world: FaultDesk) -> FaultSide:
        return FaultSide(world)


def draft(requester: str = "employee@helptest.invalid") -> Draft:
    return Draft("DS-1", "Printer", "Nothing comes out.", requester=requester)


def test_a_queue_without_our_field_gets_no_ticket_that_could_not_be_found_again(world: FaultDesk) -> None:
    backend = made(world.url, reference_field="Nope")
    with pytest.raises(errors.Held, match="no custom field 'Nope'"):
        backend.create(draft())
    (row,) = backend.try_out()
    assert not row.ok
    assert world.tickets == []


def test_a_queue_where_tickets_may_not_be_made_is_noticed_before_anything_is_sent(world: FaultDesk) -> None:
    world.plan("GET /queue", faults.says(200, {"TicketCustomFields": [], "_hyperlinks": [{"ref": "self"}]}))
    with pytest.raises(errors.Held, match="no right to make tickets"):
        made(world.url).create(draft())
    assert "POST /ticket" not in world.requests


@pytest.mark.parametrize(
    ("address", "requesters"),
    [
        ("employee@helptest.invalid", ["employee"]),
        ("", ["employee"]),
        ("boss@helptest.invalid", ["boss@helptest.invalid", "employee"]),
    ],
)
def test_who_sends_a_ticket_can_always_see_it_again(world: FaultDesk, address: str, requesters: list[str]) -> None:
    backend = made(world.url)
    backend_id = backend.create(draft(address))
    assert world.tickets[0].requesters == requesters
    assert backend.look(backend_id).stage is Stage.SENT


def test_a_status_that_rt_says_yes_to_and_does_not_take_is_noticed(world: FaultDesk) -> None:
    backend = made(world.url)
    backend_id = backend.create(draft())
    world.plan("PUT", faults.says(200, ["Ticket 1: Status 'resolved' isn't a valid status for this ticket."]))
    with pytest.raises(errors.Held, match="isn't a valid status"):
        backend.solve(backend_id)


def test_a_reply_written_as_a_web_page_is_read_as_words(world: FaultDesk) -> None:
    backend = made(world.url)
    backend_id = backend.create(draft())
    page = '<p>Please open <a href="https://intra.example/p">this page</a>.</p><script>x()</script><p>Anna</p>'
    FaultSide(world).reply(backend_id, page, html=True)
    (message,) = backend.look(backend_id).messages
    assert message.text == "Please open this page (https://intra.example/p).\n\nAnna"


def test_known_messages_are_not_fetched_again(world: FaultDesk) -> None:
    backend = made(world.url)
    backend_id = backend.create(draft())
    FaultSide(world).reply(backend_id, "one")
    known = backend.look(backend_id).messages
    before = len(world.requests)
    assert backend.look(backend_id, known).messages == known
    assert len(world.requests) - before == 2


def test_more_than_a_hundred_messages_are_all_shown(world: FaultDesk) -> None:
    backend = made(world.url)
    backend_id = backend.create(draft())
    for number in range(120):
        world.say(1, "agent", f"message {number}")
    assert [m.text for m in backend.look(backend_id).messages] == [f"message {number}" for number in range(120)]


def test_a_message_of_the_system_is_nobodys(world: FaultDesk) -> None:
    backend = made(world.url)
    backend_id = backend.create(draft())
    world.say(1, "RT_System", "You wrote to us.")
    assert backend.look(backend_id).messages[0].sender is Sender.DESK


def test_with_a_token_that_can_only_create_nothing_is_read_and_nothing_promised(world: FaultDesk) -> None:
    backend = made(world.url, sign_in="create-only")
    assert backend.create(draft()) == "1"
    assert world.tickets[0].requesters == ["employee@helptest.invalid"]
    assert not backend.can.find
    with pytest.raises(errors.Held):
        backend.find("DS-1")
    assert [request for request in world.requests if "user" in request] == []


def test_a_sign_in_that_can_read_strangers_tickets_is_said(world: FaultDesk) -> None:
    world.plan("GET /tickets", faults.says(200, {"items": [{"id": "7"}], "count": 1}))
    fine, privacy = made(world.url).try_out()
    assert fine.ok
    assert not privacy.ok
    assert "other people" in privacy.says


@pytest.mark.parametrize("token", ["", "password", "1-x-y"])
def test_what_is_no_token_of_rt_is_held(world: FaultDesk, token: str) -> None:
    with pytest.raises(errors.Held):
        made(world.url, token).create(draft())
    assert world.tickets == []


def test_settings_that_are_missing_are_named_and_nothing_is_sent() -> None:
    for url, queue in (("", "Support"), ("http://127.0.0.1:1", "")):
        (row,) = made(url, queue=queue).try_out()
        assert not row.ok
        assert row.do


def test_a_help_desk_system_that_there_is_not_is_said() -> None:
    with pytest.raises(errors.SettingProblem, match="no help desk system called post"):
        make_backend("post", {}.get, {}.__getitem__, find_paths())


def test_the_tray_does_not_load_what_talks_to_the_network() -> None:
    rooms = "deskside.tickets.outbox.sending, deskside.tickets.backends, deskside.tickets.news.fetching"
    code = f"import sys, {rooms}; print(*sys.modules)"
    app = str(Path(__file__).resolve().parents[3] / "app")
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": app}, timeout=60, check=True
    )
    loaded = set(done.stdout.split())
    assert "deskside.tickets.backends" in loaded
    assert not any(name.startswith("deskside.tickets.backends.") for name in loaded)
    assert not {"requests", "truststore", "urllib3", "psutil", "keyring"} & loaded
