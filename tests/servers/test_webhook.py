"""The webhook against the receiver of the docs, run as the program that IT would start from."""

from __future__ import annotations

import hashlib
import hmac
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import PNG, BackendContract, refused
from deskside.model.ticket import Draft, Priority
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose

from .between import Between, Request
from .webhook.agent import WebhookSide
from .webhook.schema import Unfit, check
from .webhook.server import ALL, EXAMPLE, WebhookServer

SCHEMA = json.loads((EXAMPLE.parents[1] / "webhook.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def finding() -> Iterator[WebhookServer]:
    with tempfile.TemporaryDirectory() as folder, WebhookServer(Path(folder), "finds") as server:
        yield server


@pytest.fixture(scope="module")
def taking() -> Iterator[WebhookServer]:
    with tempfile.TemporaryDirectory() as folder, WebhookServer(Path(folder), "takes") as server:
        yield server


class TestWebhookThatTalks(BackendContract):
    @pytest.fixture
    def desk(self, webhook_server: WebhookServer) -> WebhookSide:
        return WebhookSide(webhook_server)

    def test_a_rating_is_kept(self, desk: WebhookSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        backend.rate(backend_id, 4)
        assert desk.whole(backend_id)["stars"] == 4

    def test_fields_and_words_arrive_as_it_has_mapped_them(self, desk: WebhookSide, draft: Draft) -> None:
        mapped = desk.backend(
            categories={"printing": "Hardware"}, priorities={"urgent": "1"}, fields={"asset": "device"}
        )
        told = desk.whole(
            mapped.create(
                msgspec.structs.replace(draft, category="printing", priority=Priority.URGENT, device="PC-0042")
            )
        )["told"]
        assert (told["category"], told["priority"], told["fields"]) == ("Hardware", "1", {"asset": "PC-0042"})

    def test_nothing_is_fetched_when_nothing_changed(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        assert backend.look_again(backend_id, (), backend.look(backend_id).mark) is None


class TestWebhookThatFinds(BackendContract):
    @pytest.fixture
    def desk(self, finding: WebhookServer) -> WebhookSide:
        return WebhookSide(finding)

    def test_more_than_the_receiver_says_it_can_is_noticed(self, desk: WebhookSide) -> None:
        (row,) = desk.backend(receiver="talks").try_out()
        assert not row.ok
        assert "tickets.webhook.receiver" in row.do


class TestWebhookThatTakes(BackendContract):
    """With the one secret for all; the stranger has it, too."""

    @pytest.fixture
    def desk(self, taking: WebhookServer) -> WebhookSide:
        return WebhookSide(taking)


@pytest.fixture
def desk(webhook_server: WebhookServer) -> WebhookSide:
    return WebhookSide(webhook_server)


@pytest.fixture
def between(desk: WebhookSide) -> Iterator[Between]:
    with Between(f"http://127.0.0.1:{desk.server.port}") as standing:
        yield standing


def through(desk: WebhookSide, between: Between, **options: Any) -> Backend:
    return desk.backend(url=f"{between.url}/deskside/?code=of-the-gateway", **options)


def caught(between: Between) -> list[Request]:
    """Every POST that goes by from now on."""
    requests: list[Request] = []

    def keep(request: Request) -> None:
        requests.append(request)
        between.plan("POST", keep)
        request.hand_on()
        request.answer()

    between.plan("POST", keep)
    return requests


# --- the schema -------------------------------------------------------------------------------------------------


def test_everything_that_is_sent_is_as_the_schema_says(desk: WebhookSide, between: Between, tmp_path: Path) -> None:
    requests, backend = caught(between), through(desk, between, fields={"asset": "device"})
    keeping = TestWebhookThatTalks()
    files = keeping.kept(tmp_path / "1", enclose("screen.png", PNG), enclose("facts.json", b"{}"))
    backend_id = backend.create(Draft("DS-SCHEMA", "Äöü", "Nothing.", "p", device="PC", attachments=files))
    backend.reply(backend_id, "It is back.", "t0ken1", keeping.kept(tmp_path / "2", enclose("more.txt", b"words")))
    backend.attach(backend_id, files[0], "t0ken2")
    backend.solve(backend_id)
    backend.reopen(backend_id)
    backend.rate(backend_id, 5)
    sent = [json.loads(request.raw) for request in requests]
    assert [event["kind"] for event in sent] == ["ticket", "reply", "file", "solved", "reopened", "rating"]
    for event in sent:
        check(event, SCHEMA, SCHEMA)
        with pytest.raises(Unfit):
            check({**event, "extra": 1}, SCHEMA, SCHEMA)
    assert all(request.headers["Idempotency-Key"] == said(event) for request, event in zip(requests, sent, strict=True))
    one = sent[0]["files"][0]
    assert one["sha256"] == hashlib.sha256(PNG).hexdigest()


def said(event: dict[str, Any]) -> str:
    return str(event.get("token") or event["reference"])


# --- the signature ----------------------------------------------------------------------------------------------


def test_the_signature_is_as_the_docs_describe_it(desk: WebhookSide, between: Between) -> None:
    (requests, before) = caught(between), int(time.time())
    through(desk, between).create(Draft("DS-SIGNED", "Printer", "Nothing."))
    headers, body = requests[0].headers, requests[0].raw
    at, _, signature = headers["Deskside-Signature"].removeprefix("t=").partition(",v1=")
    secret = desk.server.secrets["employee"]
    assert signature == hmac.new(secret.encode(), f"{at}.".encode() + body, "sha256").hexdigest()
    assert before <= int(at) <= time.time()
    assert headers["Deskside-Key"] == "employee"
    assert secret not in f"{headers}{body!r}"
    assert "Authorization" not in headers


def test_what_was_changed_on_the_way_is_refused(desk: WebhookSide, between: Between) -> None:
    def change(request: Request) -> None:
        request.raw = request.raw.replace(b"Printer", b"Scanner")
        request.hand_on()
        request.answer()

    between.plan("POST", change)
    refused(lambda: through(desk, between).create(Draft("DS-CHANGED", "Printer", "Nothing.")))
    assert desk.backend().find("DS-CHANGED") is None


def test_what_was_signed_long_ago_is_refused(desk: WebhookSide, between: Between) -> None:
    def grow_old(request: Request) -> None:
        at = int(time.time()) - 301
        signature = hmac.new(desk.server.secrets["employee"].encode(), f"{at}.".encode() + request.raw, "sha256")
        request.headers["Deskside-Signature"] = f"t={at},v1={signature.hexdigest()}"
        request.hand_on()
        request.answer()

    between.plan("POST", grow_old)
    with pytest.raises(errors.Held, match="another time"):
        through(desk, between).create(Draft("DS-OLD", "Printer", "Nothing."))
    assert desk.backend().find("DS-OLD") is None


def test_what_is_sent_again_by_somebody_on_the_way_is_done_once(desk: WebhookSide, between: Between) -> None:
    backend, requests = through(desk, between), caught(between)
    backend_id = backend.create(Draft("DS-AGAIN", "Printer", "Nothing."))
    backend.reply(backend_id, "It is the big one.", "t0ken1")
    backend.solve(backend_id)
    backend.reopen(backend_id)
    for request in tuple(requests):
        assert request.hand_on() == 200
    assert len([line for line in desk.server.work("list").splitlines() if " DS-AGAIN " in line]) == 1
    assert [said["text"] for said in desk.whole(backend_id)["messages"]] == ["It is the big one."]
    assert desk.whole(backend_id)["state"] == "open"


# --- who can read what ------------------------------------------------------------------------------------------


def test_the_secret_for_all_asks_for_nothing_and_is_warned_of(desk: WebhookSide) -> None:
    backend_id = desk.backend().create(Draft("DS-OWN", "Printer", "Nothing."))
    shared = desk.backend(ALL, sign_in="personal")
    refused(lambda: shared.find("DS-OWN"))
    refused(lambda: shared.look(backend_id))
    refused(lambda: shared.reply(backend_id, "I am somebody else", "t0ken9"))
    assert [row.name for row in shared.try_out() if not row.ok] == ["tickets-privacy"]


def test_one_person_can_not_take_anothers_reference(desk: WebhookSide) -> None:
    backend_id = desk.backend().create(Draft("DS-TAKEN", "Printer", "Nothing."))
    refused(lambda: desk.backend("other").create(Draft("DS-TAKEN", "Mine", "Now.")))
    assert desk.whole(backend_id)["told"]["title"] == "Printer"


def test_something_that_only_takes_is_not_asked_in_vain(desk: WebhookSide, between: Between) -> None:
    def only_takes(request: Request) -> None:
        request.say(405, b"")

    for sign_in, fine in (("create-only", True), ("personal", False)):
        between.plan("GET", only_takes)
        (row,) = through(desk, between, sign_in=sign_in).try_out()
        assert row.ok is fine


def test_an_answer_without_an_id_is_none(desk: WebhookSide, between: Between) -> None:
    between.plan("POST", lambda request: request.say(200, b'{"message": "Workflow was started"}'))
    with pytest.raises(errors.Unclear):
        through(desk, between).create(Draft("DS-NO-ID", "Printer", "Nothing."))
