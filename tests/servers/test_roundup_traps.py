"""What the real Roundup does that one would not expect, each shown, and what becomes of it with us."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside import errors
from deskside.kit.backend_contract import BackendContract
from deskside.model.ticket import Draft, Sender
from deskside.tickets.backends.roundup import Roundup
from deskside.tickets.composing.files import enclose

from .between import Between, Request
from .roundup.agent import RoundupSide
from .roundup.server import RoundupServer
from .test_roundup import denied


@pytest.fixture
def desk(roundup_server: RoundupServer) -> RoundupSide:
    return RoundupSide(roundup_server)


@pytest.fixture
def between(desk: RoundupSide) -> Iterator[Between]:
    with Between(desk.server.url) as standing:
        yield standing


def through(desk: RoundupSide, between: Between, **options: object) -> Roundup:
    """The person's backend, whose requests go through ``between``."""
    backend = desk.backend(url=between.url, **options)
    assert isinstance(backend, Roundup)
    return backend


def number_of(desk: RoundupSide, reference: str) -> int:
    return len(desk.ask("GET", f"/issue?clientref:={reference}")[0]["collection"])


@pytest.mark.parametrize("missing", ["X_Requested_With", "Origin"])
def test_what_does_not_say_where_it_comes_from_changes_nothing(desk: RoundupSide, missing: str) -> None:
    assert denied(lambda: desk.ask("POST", "/issue", {"title": "x"}, **{missing: ""})) == 400


def test_an_address_that_is_not_the_trackers_own_is_named_to_it(desk: RoundupSide) -> None:
    backend = desk.backend(url=desk.server.url.replace("127.0.0.1", "localhost"))
    with pytest.raises(errors.Held, match="tracker_web"):
        backend.create(Draft("DS-ORIGIN", "Printer", "Nothing comes out."))


def test_a_link_to_post_to_works_once(desk: RoundupSide) -> None:
    link = desk.ask("POST", "/issue/@poe", {})[0]["link"].partition("/rest/data")[2]
    desk.ask("POST", link, {"title": "once", "clientref": "DS-POE"})
    assert denied(lambda: desk.ask("POST", link, {"title": "once", "clientref": "DS-POE"})) == 400
    assert number_of(desk, "DS-POE") == 1


def test_a_ticket_that_a_proxy_sends_twice_is_made_once(desk: RoundupSide, between: Between) -> None:
    statuses: list[int] = []

    def twice(request: Request) -> None:
        statuses.extend((request.hand_on(), request.hand_on()))
        request.answer()

    between.plan("POST /rest/data/issue/@poe/", twice)
    backend = through(desk, between)
    with pytest.raises(errors.Unclear, match="POE token"):
        backend.create(Draft("DS-TWICE", "Printer", "Nothing comes out."))
    assert statuses == [201, 400]
    assert backend.find("DS-TWICE") is not None
    assert number_of(desk, "DS-TWICE") == 1


def test_a_ticket_that_was_held_up_past_the_settling_time_is_never_made(desk: RoundupSide, between: Between) -> None:
    """So a search that finds nothing after that time is the last word, whatever still lies about in the network."""
    late, done = threading.Event(), threading.Event()
    statuses: list[int] = []

    def hold_up(request: Request) -> None:
        request.drop()
        late.wait(60)
        statuses.append(request.hand_on())
        done.set()

    between.plan("POST /rest/data/issue/@poe/", hold_up)
    backend = through(desk, between, settle_seconds=1)
    with pytest.raises(errors.Unclear):
        backend.create(Draft("DS-LATE", "Printer", "Nothing comes out."))
    over = time.time() + backend.settle_seconds
    while time.time() <= over:
        late.wait(0.05)
    assert backend.find("DS-LATE") is None
    late.set()
    assert done.wait(60)
    assert statuses == [400]
    assert number_of(desk, "DS-LATE") == 0


def test_what_a_broken_try_uploaded_is_not_uploaded_again(desk: RoundupSide, between: Between, tmp_path: Path) -> None:
    backend = through(desk, between)
    files = BackendContract().kept(tmp_path, enclose("facts.json", b"{}"))
    draft = Draft("DS-UPLOADED", "Printer", "Nothing comes out.", attachments=files)
    between.plan("POST /rest/data/issue/@poe/", Request.drop)
    with pytest.raises(errors.Unclear):
        backend.create(draft)
    before = newest(desk)
    backend_id = backend.create(draft)
    assert desk.files(backend_id) == {"facts.json": b"{}"}
    assert newest(desk) == before


def newest(desk: RoundupSide) -> list[int]:
    """The numbers of the newest file and the newest message."""
    return [max(int(one["id"]) for one in desk.ask("GET", f"/{kind}")[0]["collection"]) for kind in ("file", "msg")]


def test_what_is_changed_without_a_look_at_it_is_refused(desk: RoundupSide) -> None:
    backend_id = desk.backend().create(Draft("DS-LOOK", "Printer", "Nothing comes out."))
    change = {"@op": "replace", "status": "resolved"}
    assert denied(lambda: desk.ask("PATCH", f"/issue/{backend_id}", change, account="employee")) == 412


def test_a_reply_arrives_though_an_agent_was_quicker(desk: RoundupSide, between: Between) -> None:
    backend = through(desk, between)
    backend_id = backend.create(Draft("DS-QUICKER", "Printer", "Nothing comes out."))
    statuses: list[int] = []

    def agent_first(request: Request) -> None:
        desk.reply(backend_id, "Which one?")
        statuses.append(request.hand_on())
        request.answer()

    between.plan("PATCH /rest/data/issue/", agent_first)
    backend.reply(backend_id, "The big one.", "t0ken1")
    assert statuses == [412]
    said = [(m.sender, m.text) for m in backend.look(backend_id).messages]
    assert sorted(said) == [(Sender.AGENT, "Which one?"), (Sender.PERSON, "The big one.")]


def test_a_reply_that_was_held_up_and_sent_again_is_there_once(desk: RoundupSide, between: Between) -> None:
    backend = through(desk, between)
    backend_id = backend.create(Draft("DS-HELD-UP", "Printer", "Nothing comes out."))
    held: list[Request] = []

    def hold_up(request: Request) -> None:
        held.append(request)
        request.drop()

    def held_first(request: Request) -> None:
        assert held[0].hand_on() == 200
        request.hand_on()
        request.answer()

    between.plan("PATCH /rest/data/issue/", hold_up)
    with contextlib.suppress(errors.Unclear):
        backend.reply(backend_id, "The big one.", "t0ken1")
    assert held
    assert not backend.find_reply(backend_id, "t0ken1", "The big one.")
    between.plan("PATCH /rest/data/issue/", held_first)
    backend.reply(backend_id, "The big one.", "t0ken1")
    assert [m.text for m in backend.look(backend_id).messages] == ["The big one."]


def test_the_mark_is_the_same_however_the_answer_was_packed(desk: RoundupSide) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft("DS-PACKED", "Printer", "Nothing comes out."))
    look, path = backend.look(backend_id), f"/issue/{backend_id}"
    packed = desk.fetch("GET", f"/rest/data{path}", None, "employee", {"Accept-Encoding": "gzip"})[1]["etag"]
    assert packed.endswith('-gzip"')
    assert desk.ask("GET", path, account="employee")[1]["etag"] == look.mark
    assert backend.look_again(backend_id, (), look.mark) is None
    desk.ask("PATCH", path, {"@op": "replace", "status": "resolved"}, account="employee", If_Match=packed)
    assert backend.look_again(backend_id, (), look.mark) is not None


def test_the_list_has_no_words_and_their_own_place_has_them_to_the_letter(desk: RoundupSide) -> None:
    backend = desk.backend()
    backend_id = backend.create(Draft("DS-WORDS", "Printer", "Nothing comes out."))
    said = desk.say(backend_id, {"content": "Grüße 🖨\n  *indented* issue1", "type": "text/markdown"})
    listed = desk.ask("GET", f"/msg/{said}", account="employee")[0]["attributes"]["content"]
    assert set(listed) == {"link"}
    assert backend.look(backend_id).messages[0].text == "Grüße 🖨\n  *indented* issue1"


def test_a_search_without_the_colon_would_find_a_part(desk: RoundupSide) -> None:
    backend_id = desk.backend().create(Draft("DS-PART-12", "Printer", "Nothing comes out."))
    found = desk.ask("GET", "/issue?clientref=DS-PART-1", account="employee")[0]["collection"]
    assert [one["id"] for one in found] == [backend_id]
    assert desk.backend().find("DS-PART-1") is None


def test_a_rule_of_the_trackers_own_is_told_in_its_words(desk: RoundupSide) -> None:
    backend = desk.backend(open_status="testing")
    backend_id = backend.create(Draft("DS-RULE", "Printer", "Nothing comes out."))
    with pytest.raises(errors.NeedsEdit) as problem:
        backend.reopen(backend_id)
    assert problem.value.words() == "This status is set by the help desk."
