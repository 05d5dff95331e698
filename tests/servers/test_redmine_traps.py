"""What the real Redmine does differently from what it answers: each trap is there, and we are not in it."""

from __future__ import annotations

import itertools
import sqlite3
import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.model.ticket import Draft, Sender, Stage
from deskside.storage import Database, keep_attachments
from deskside.tickets.backend import Backend
from deskside.tickets.backends.redmine import Redmine
from deskside.tickets.composing.files import enclose

from .redmine.agent import RealSide
from .redmine.server import RedmineServer

_numbers = itertools.count(1)


@pytest.fixture
def desk(redmine_server: RedmineServer) -> RealSide:
    return RealSide(redmine_server)


@pytest.fixture
def draft() -> Draft:
    return Draft(f"DS-TRAP-{next(_numbers)}", "Printer prints nothing", "Nothing comes out.")


@pytest.fixture
def several_threads(redmine_server: RedmineServer) -> Iterator[RedmineServer]:
    redmine_server.stop()
    redmine_server.serve(threads=5)
    yield redmine_server
    redmine_server.stop()
    redmine_server.serve()


def test_a_status_that_is_not_there_is_not_taken_for_set(desk: RealSide, draft: Draft) -> None:
    backend = desk.backend()
    assert isinstance(backend, Redmine)
    backend_id = backend.create(draft)
    desk.change(backend_id, "employee", status_id=9999)  # answered with 204
    assert desk.issue(backend_id)["status"]["name"] == "New"
    with pytest.raises(errors.Held, match="not taken"):
        backend._set_status(backend_id, 9999)
    with pytest.raises(errors.Held, match="Nope"):
        desk.backend(solved_status="Nope").solve(backend_id)


def test_a_status_that_the_person_may_not_set_is_not_taken_for_set(desk: RealSide, draft: Draft) -> None:
    backend_id = desk.backend().create(draft)
    desk.change(backend_id, "employee", status_id=desk.server.numbers["status_resolved"])  # answered with 204
    assert desk.issue(backend_id)["status"]["name"] == "New"
    with pytest.raises(errors.Held, match="Resolved"):
        desk.backend(solved_status="Resolved").solve(backend_id)


def test_a_private_note_of_who_may_write_none_is_public_and_one_of_the_desk_is_never_shown(
    desk: RealSide, draft: Draft
) -> None:
    backend_id = desk.backend().create(draft)
    desk.change(backend_id, "employee", notes="meant to be private", private_notes=True)
    desk.note(backend_id, "PRIVATE")
    said = [(m.sender, m.text) for m in desk.backend().look(backend_id).messages]
    assert said == [(Sender.PERSON, "meant to be private")]
    assert any(journal["notes"] == "PRIVATE" for journal in desk.issue(backend_id)["journals"])
    assert "PRIVATE" not in {m.text for m in desk.backend("agent").look(backend_id).messages}


def test_an_answer_to_a_closed_ticket_opens_it_which_a_note_does_not(desk: RealSide, draft: Draft) -> None:
    backend_id = desk.backend().create(draft)
    desk.change(backend_id, status_id=desk.server.numbers["status_closed"])
    desk.change(backend_id, "employee", notes="still broken")
    assert desk.backend().look(backend_id).stage is Stage.SOLVED
    desk.backend().reply(backend_id, "It is back.", "t0ken1")
    assert desk.issue(backend_id)["status"]["name"] == "In Progress"


def test_an_answer_that_would_lie_unread_in_a_closed_ticket_is_not_sent(desk: RealSide, draft: Draft) -> None:
    backend_id = desk.backend().create(draft)
    desk.change(backend_id, status_id=desk.server.numbers["status_closed"])
    with pytest.raises(errors.Held, match="workflow"):
        desk.backend(reopen_status="Feedback").reply(backend_id, "It is back.", "t0ken1")
    assert all("back" not in journal["notes"] for journal in desk.issue(backend_id)["journals"])


def test_a_refusal_without_a_word_is_told_in_ours(desk: RealSide, draft: Draft) -> None:
    for account, options, number in (
        ("no-such-key", {}, 401),
        ("nobody", {}, 403),
        ("employee", {"project": "nope"}, 404),
    ):
        desk.server.keys.setdefault(account, account)
        with pytest.raises(urllib.error.HTTPError) as bare:
            desk.ask("GET", f"/projects/{options.get('project', 'helpdesk')}.json", account=account)
        assert (bare.value.code, bare.value.read().strip()) == (number, b"")
        with pytest.raises(errors.Held, match=str(number)) as problem:
            desk.backend(account, **options).create(draft)
        assert problem.value.words()
    assert desk.backend().find(draft.reference) is None


def test_a_file_that_is_too_large_is_named_as_that_and_no_ticket_is_made(
    desk: RealSide, draft: Draft, tmp_path: Path
) -> None:
    large = enclose("large.txt", b"x" * (6 << 20))  # Redmine takes 5 MiB as it comes, and answers 422
    files = keep_attachments(Database(tmp_path / "a.sqlite3"), tmp_path / "files", (large,))
    with pytest.raises(errors.TooLarge, match="422"):
        desk.backend().create(msgspec.structs.replace(draft, attachments=files))
    assert desk.backend().find(draft.reference) is None


def test_a_ticket_is_found_when_it_is_closed_too(desk: RealSide, draft: Draft) -> None:
    backend_id = desk.backend().create(draft)
    desk.change(backend_id, status_id=desk.server.numbers["status_closed"])
    assert desk.backend().find(draft.reference) == backend_id


def test_a_field_that_cannot_be_searched_sends_nothing(desk: RealSide, draft: Draft) -> None:
    """A search by what is no filter answers with every ticket."""
    desk.backend().create(draft)
    for number in (desk.server.numbers["device_field_id"], 99):
        with pytest.raises(errors.Held, match="filter"):
            desk.backend(reference_field=str(number)).create(msgspec.structs.replace(draft, reference="DS-NO-FILTER"))
    with pytest.raises(errors.Held, match="number"):
        desk.backend(reference_field="ClientRef").create(draft)


def test_a_first_ticket_without_its_field_is_no_second_one(desk: RealSide, draft: Draft) -> None:
    """Whoever has no ticket yet cannot see whether the field is there; Redmine leaves out what it does not know."""
    newcomer = desk.backend("newcomer", reference_field="99")
    assert newcomer.create(draft)
    with pytest.raises(errors.Held):
        newcomer.find(draft.reference)
    with pytest.raises(errors.Held):
        newcomer.create(msgspec.structs.replace(draft, reference="DS-SECOND"))


def test_a_database_that_is_locked_makes_no_ticket_twice_and_loses_none(desk: RealSide, draft: Draft) -> None:
    """Redmine on SQLite: who can't write in time is answered with 500."""
    backend = desk.backend()
    assert backend.find(draft.reference) is None
    with closing(sqlite3.connect(desk.server.database, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.Unclear, match="500"):
            backend.create(draft)
        assert backend.find(draft.reference) is None
        somebody.execute("ROLLBACK")
    assert backend.create(draft) == backend.find(draft.reference)
    assert len(_there(desk, draft.reference)) == 1


def test_people_who_write_at_once_have_one_ticket_each(several_threads: RedmineServer) -> None:
    desk = RealSide(several_threads)
    drafts = [Draft(f"DS-ONCE-{number}", "Printer", "Nothing comes out.") for number in range(24)]
    with ThreadPoolExecutor(6) as people:
        made = list(people.map(lambda one: _sent(desk.backend(), one), drafts))
    assert len(set(made)) == len(drafts)
    assert sorted(_there(desk, "DS-ONCE-")) == sorted(made)


def _there(desk: RealSide, reference: str) -> list[str]:
    """Every ticket whose reference holds this."""
    asked = f"cf_{desk.server.numbers['field_id']}=~{reference}&status_id=*&limit=100"
    return [str(issue["id"]) for issue in desk.ask("GET", f"/issues.json?{asked}")["issues"]]


def _sent(backend: Backend, draft: Draft) -> str:
    """As the outbox does it: after an unclear end it is looked for, and only what is surely not there is sent again."""
    for _try in range(20):
        try:
            return backend.create(draft)
        except errors.NotReached:
            continue
        except errors.Unclear:
            found = _found(backend, draft.reference)
            if found:
                return found
    raise AssertionError(f"{draft.reference} was never taken")


def _found(backend: Backend, reference: str) -> str | None:
    for _try in range(20):
        try:
            return backend.find(reference)
        except errors.NotReached:
            continue
    raise AssertionError("the search was never answered")
