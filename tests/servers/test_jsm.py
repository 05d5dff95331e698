"""Jira Service Management, against a strict stand-in of its interface: the contract, traps, what goes wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import PNG, BackendContract
from deskside.model.ticket import Draft, SendState, Stage
from deskside.storage import Database
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox

from .faults import made_but_no_answer, says, sign_in_page
from .standins.jsm import JsmDesk
from .standins.jsm_agent import JsmSide
from .standins.jsm_shapes import OPTION_FIELD
from .standins.wiki import drawn, read, tags

DRAFT = Draft("DS-JSM-1", "Printer prints nothing", "Nothing comes out.", agent_part="printer.paused: found")
NOW, DAY = 1_800_000_000.0, 24 * 3600.0
TRICKS = (
    "h1. Big\nbq. quoted\n* one\n# two\n- three\n|| a || b |\n| c | d |\n----",
    "*bold* _em_ -del- +ins+ ^sup^ ~sub~ ??cite?? {{mono}} {color:red}red{color} {code}x{code} {noformat}",
    "[~admin] [link|https://evil.invalid] [^file.txt] !https://evil.invalid/x.png! https://evil.invalid mailto:a@b.c",
    "<script>alert(1)</script> &lt;b&gt; &amp; &nbsp; &#42; &bsol; :) ;-) (x) (!) (on) :D -- --- HELP-1",
    "C:\\Users\\anna\\x \\\\server\\share \\n \\* \\[t0ken\\] \\\\\\ trailing\\",
    "anna@example.org {panel:title=x} {quote}y{quote} \\{code\\} !a|thumbnail! [^b] _(1 kB)_",
)


@pytest.fixture
def jsm() -> Iterator[JsmDesk]:
    with JsmDesk() as desk:
        yield desk
        assert not [why for why in desk.refusals if "unknown" in why or "JSON" in why]


@pytest.fixture
def desk(jsm: JsmDesk) -> JsmSide:
    return JsmSide(jsm)


@pytest.fixture
def backend(desk: JsmSide) -> Backend:
    return desk.backend()


class TestJiraServiceManagement(BackendContract):
    def test_an_answer_in_markup_is_read_as_words(self, desk: JsmSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "Please restart *once*.\n\nAnna")
        (message,) = backend.look(backend_id).messages
        assert message.text == "Please restart once.\n\nAnna"


@pytest.mark.parametrize("trick", TRICKS)
def test_what_a_person_wrote_is_drawn_as_they_wrote_it_and_does_nothing(
    desk: JsmSide, backend: Backend, trick: str
) -> None:
    backend_id = backend.create(msgspec.structs.replace(DRAFT, story=trick, agent_part=""))
    assert (desk.body(backend_id), tags(desk.page(backend_id))) == (trick, {"p"} | ({"br"} if "\n" in trick else set()))
    assert read(drawn(trick)) != trick or tags(drawn(trick)) - {"p", "br"}, "or the stand-in draws nothing at all"
    backend.reply(backend_id, trick, "t0ken-1")
    (page,) = desk.said(backend_id)
    assert read(page) == f"{trick}\n\n[t0ken-1]"
    assert tags(page) <= {"p", "br"}
    assert [m.text for m in backend.look(backend_id).messages] == [trick]
    assert backend.find_reply(backend_id, "t0ken-1", trick)


def test_comments_that_may_not_be_seen_are_no_proof_of_absence(desk: JsmSide, backend: Backend) -> None:
    """The list of a stranger's comments is empty and not refused: the request itself is asked first."""
    backend_id = backend.create(DRAFT)
    backend.reply(backend_id, "It is the big one.", "t0ken1")
    with pytest.raises(errors.Held):
        desk.stranger().find_reply(backend_id, "t0ken1", "It is the big one.")


def test_a_request_that_has_news_while_the_list_is_read_is_not_overlooked(
    jsm: JsmDesk, desk: JsmSide, backend: Backend
) -> None:
    made = [backend.create(msgspec.structs.replace(DRAFT, reference=f"DS-MANY-{n}")) for n in range(101)]

    def moves(asked: object, commit: object) -> None:
        said = commit()  # type: ignore[operator]
        desk.reply(made[0], "here is news")
        asked.give(*said)  # type: ignore[attr-defined]

    jsm.plan("GET /rest/servicedeskapi/request$", moves)
    assert backend.find("DS-MANY-0") == made[0]
    assert len([asked for asked in jsm.requests if asked == "GET /rest/servicedeskapi/request"]) == 4, (
        "and all of it was read"
    )


@pytest.fixture
def long_ago(jsm: JsmDesk, backend: Backend) -> list[str]:
    """Three pages of requests of two months ago."""
    jsm.clock = lambda: NOW - 60 * DAY
    made = [backend.create(msgspec.structs.replace(DRAFT, reference=f"DS-OLD-{n}")) for n in range(120)]
    jsm.clock = lambda: NOW
    return made


def pages_of(jsm: JsmDesk, search: Callable[[], str | None]) -> tuple[str | None, int]:
    jsm.requests.clear()
    found = search()
    return found, jsm.requests.count("GET /rest/servicedeskapi/request")


def test_a_search_ends_where_all_is_older_than_the_message(jsm: JsmDesk, backend: Backend, long_ago: list[str]) -> None:
    assert pages_of(jsm, lambda: backend.find("DS-NONE")) == (None, 4), "all of it, and the first page again"
    assert pages_of(jsm, lambda: backend.find("DS-NONE", 3600.0)) == (None, 1)
    assert pages_of(jsm, lambda: backend.find("DS-OLD-0", 61 * DAY)) == (long_ago[0], 3)
    assert pages_of(jsm, lambda: backend.find("DS-NONE", -5.0)) == (None, 4), "a clock that was set back says nothing"


def test_a_clock_that_is_days_wrong_loses_no_request(jsm: JsmDesk, desk: JsmSide, backend: Backend) -> None:
    jsm.clock = lambda: NOW - 6 * DAY
    made = [backend.create(msgspec.structs.replace(DRAFT, reference=f"DS-{n}")) for n in range(60)]
    jsm.clock = lambda: NOW
    assert backend.find("DS-0", 60.0) == made[0]


@pytest.mark.parametrize("touch", ["reply", "set_stage"])
def test_old_requests_that_had_news_since_hide_no_new_one(
    jsm: JsmDesk, desk: JsmSide, backend: Backend, long_ago: list[str], touch: str
) -> None:
    """As when all that is old is closed in one go: the list is in the order of latest news."""
    jsm.clock = lambda: NOW - 3600
    mine = backend.create(DRAFT)
    jsm.clock = lambda: NOW
    for key in long_ago[:50] if touch == "set_stage" else (*long_ago[1:], long_ago[0]):
        getattr(desk, touch)(key, Stage.SOLVED if touch == "set_stage" else "We are moving.")
    assert backend.find(DRAFT.reference, 3600.0) == mine


def test_more_answers_than_one_page_holds_are_all_seen_in_order(desk: JsmSide, backend: Backend) -> None:
    backend_id = backend.create(DRAFT)
    for number in range(60):
        desk.reply(backend_id, f"answer {number}")
    assert [m.text for m in backend.look(backend_id).messages] == [f"answer {number}" for number in range(60)]


def test_a_status_that_nobody_named_is_told_by_its_category(desk: JsmSide) -> None:
    backend = desk.backend(stages={})
    backend_id = backend.create(DRAFT)
    desk.set_stage(backend_id, Stage.WAITING)
    assert backend.look(backend_id).stage is Stage.WORKING


def test_where_no_transition_is_named_nothing_is_said_to_be_solved(desk: JsmSide) -> None:
    backend = desk.backend(solve="", reopen="")
    backend_id = backend.create(DRAFT)
    for deed in (backend.solve, backend.reopen):
        with pytest.raises(errors.Held):
            deed(backend_id)


def test_a_transition_that_customers_do_not_have_is_held(desk: JsmSide) -> None:
    backend = desk.backend(solve="Vanish")
    with pytest.raises(errors.Held, match="Mark as done"):
        backend.solve(backend.create(DRAFT))


@pytest.mark.parametrize("fault", [says(429, Retry_After="5"), says(403), made_but_no_answer])
def test_an_answer_that_is_there_is_not_said_again_because_opening_went_wrong(
    jsm: JsmDesk, desk: JsmSide, backend: Backend, fault: object
) -> None:
    backend_id = backend.create(DRAFT)
    desk.set_stage(backend_id, Stage.SOLVED)
    jsm.plan(r"POST /rest/servicedeskapi/request/[^/]+/transition", fault)  # type: ignore[arg-type]
    with pytest.raises(errors.Unclear):
        backend.reply(backend_id, "It is back.", "t0ken1")
    assert backend.find_reply(backend_id, "t0ken1", "It is back.")


def test_fields_arrive_in_the_form_that_they_have(jsm: JsmDesk, desk: JsmSide) -> None:
    backend = desk.backend(fields={OPTION_FIELD: "impact"})
    key = backend.create(msgspec.structs.replace(DRAFT, impact="me"))
    assert jsm.tickets[key].values[OPTION_FIELD] == {"value": "me"}


def test_a_server_of_ones_own_is_signed_in_to_by_a_token_alone(desk: JsmSide) -> None:
    backend = desk.backend(email="")
    assert backend.find("DS-NONE") is None
    assert {said.partition(" ")[0] for said in desk.desk.authorizations} == {"Bearer"}


# --- once, whatever goes wrong ---------------------------------------------------------------------------------------


def test_a_ticket_whose_answer_was_lost_is_made_once_and_its_files_once(
    jsm: JsmDesk, desk: JsmSide, backend: Backend, tmp_path: Path
) -> None:
    jsm.slow_index = True
    jsm.plan("POST /rest/servicedeskapi/request$", made_but_no_answer)
    jsm.plan(r"POST /rest/servicedeskapi/request/[^/]+/attachment", made_but_no_answer)
    outbox, at = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files"), 1_800_000_000.0
    outbox.enqueue(DRAFT, "jsm", at, (enclose("facts.json", b"{}"),))
    assert [row.state for row in outbox.drain(backend, lambda: at)] == [SendState.UNKNOWN]
    jsm.indexed()
    for hour in range(1, 5):
        outbox.drain(backend, lambda now=at + 3600 * hour: now)
    assert (Counter(jsm.references()), len(outbox.rows.waiting())) == ({"DS-JSM-1": 1}, 0)
    (request,) = jsm.tickets.values()
    assert [file.name for comment in request.comments for file in comment.files] == ["facts.json"]


@pytest.mark.parametrize("fault", [made_but_no_answer, says(500, made=True), sign_in_page])
def test_an_upload_that_goes_wrong_leaves_nothing_on_the_request(
    jsm: JsmDesk, desk: JsmSide, backend: Backend, tmp_path: Path, fault: object
) -> None:
    backend_id = backend.create(DRAFT)
    jsm.plan("POST /rest/servicedeskapi/servicedesk/10/attachTemporaryFile", fault)  # type: ignore[arg-type]
    (file,) = BackendContract().kept(tmp_path, enclose("screen.png", PNG))
    with pytest.raises(errors.NotReached):
        backend.attach(backend_id, file, "t0ken1")
    assert desk.files(backend_id) == {}


def test_when_it_asks_for_rest_it_gets_rest(jsm: JsmDesk, backend: Backend) -> None:
    jsm.allow(1, rest=9)
    with pytest.raises(errors.Busy) as problem:
        backend.create(DRAFT)
    assert (problem.value.seconds, len(jsm.tickets)) == (9, 0)


def test_what_it_does_not_take_is_said_in_its_words(jsm: JsmDesk, backend: Backend) -> None:
    jsm.plan("POST", says(400, {"errorMessage": "Please check the summary."}))
    with pytest.raises(errors.NeedsEdit) as problem:
        backend.create(DRAFT)
    assert problem.value.words() == "Please check the summary."


def test_words_that_only_become_too_long_as_markup_are_not_sent(jsm: JsmDesk, backend: Backend) -> None:
    with pytest.raises(errors.NeedsEdit):
        backend.create(msgspec.structs.replace(DRAFT, story="*" * 20_000))
    assert not jsm.tickets


# --- set up wrongly, and who sees what -------------------------------------------------------------------------------


def test_a_request_type_without_our_field_gets_nothing(jsm: JsmDesk, desk: JsmSide) -> None:
    with pytest.raises(errors.Held, match="customfield_1"):
        desk.backend(reference_field="customfield_1").create(DRAFT)
    assert not jsm.tickets


def test_a_field_that_is_required_and_that_nobody_fills_is_named_before_anything_is_sent(
    jsm: JsmDesk, desk: JsmSide
) -> None:
    jsm.required.add(OPTION_FIELD)
    (row,) = desk.backend().try_out()
    assert (row.ok, OPTION_FIELD in row.do) == (False, True)


@pytest.mark.parametrize("account", ["agent", "mate"])
def test_a_sign_in_that_reads_other_peoples_requests_is_warned_of(desk: JsmSide, account: str) -> None:
    desk.backend().create(DRAFT)
    assert [row.name for row in desk.backend(account).try_out() if not row.ok] == ["tickets-privacy"]
