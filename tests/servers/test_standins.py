"""The stand-ins are strict, and what they do to a request on demand never makes two tickets of one, or none."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskside import errors
from deskside.kit.backend_contract import PNG
from deskside.model.ticket import Draft, SendState
from deskside.storage import Database
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox

from . import faults
from .standins.jsm import JsmDesk
from .standins.jsm_agent import JsmSide
from .standins.kit import StandIn
from .standins.ledgers import LEDGERS, Ledger
from .standins.servicenow import ServiceNowDesk
from .standins.servicenow_agent import ServiceNowSide
from .standins.zendesk import ZendeskDesk
from .standins.zendesk_agent import ZendeskSide

SIDES: dict[type[StandIn], Callable[[Any], Any]] = {
    ZendeskDesk: ZendeskSide,
    JsmDesk: JsmSide,
    ServiceNowDesk: ServiceNowSide,
}
CREATE = {
    ZendeskDesk: "POST /api/v2/requests",
    JsmDesk: "POST /rest/servicedeskapi/request$",
    ServiceNowDesk: "POST /api/now/table/incident",
}
DRAFT = Draft("DS-WILD-1", "Printer prints nothing", "Nothing comes out.", agent_part="printer.paused: found")
NOON = 1_800_000_000.0

WHILE_MAKING = {
    "no answer, not made": faults.lost,
    "no answer, made": faults.made_but_no_answer,
    "half an answer, made": faults.made_but_broken_off,
    "500, made": faults.says(500, made=True),
    "500, not made": faults.says(500),
    "502 page, made": faults.says(502, b"<html>Bad gateway</html>", made=True, Content_Type="text/html"),
    "503, made": faults.says(503, made=True, Retry_After="30"),
    "429, not made": faults.says(429, Retry_After="30"),
    "a page, not made": faults.sign_in_page,
    "an empty object, made": faults.says(201, {}, made=True),
    "an endless answer, made": faults.endless,
}


@pytest.fixture(params=LEDGERS, ids=lambda ledger: ledger.name)
def ledger(request: pytest.FixtureRequest) -> Ledger:
    found: Ledger = request.param
    return found


@pytest.fixture
def desk(ledger: Ledger) -> Iterator[Any]:
    with ledger.desk() as desk:
        if isinstance(desk, ZendeskDesk):
            desk.keyed = False
        yield desk


@pytest.mark.parametrize("fault", WHILE_MAKING)
def test_whatever_becomes_of_the_answer_there_is_one_ticket_with_its_files(
    ledger: Ledger, desk: StandIn, tmp_path: Path, fault: str
) -> None:
    backend = SIDES[ledger.desk](desk).backend()
    desk.plan(CREATE[ledger.desk], WHILE_MAKING[fault])
    outbox = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
    files = (enclose("facts.json", b"{}"), enclose("screen.png", PNG))
    outbox.enqueue(DRAFT, ledger.name, NOON, files)
    for hour in range(6):
        outbox.drain(backend, lambda now=NOON + 3600 * hour: now)
    assert outbox.rows.waiting() == ()
    assert Counter(desk.references()) == {DRAFT.reference: 1}
    (there,) = ledger.there(desk)
    assert sorted(there.files) == ["facts.json", "screen.png"]


def test_what_is_listed_late_is_not_sent_again_while_it_is_looked_for(
    ledger: Ledger, desk: StandIn, tmp_path: Path
) -> None:
    """Before the settling time is over an empty list means nothing."""
    backend = SIDES[ledger.desk](desk).backend()
    desk.slow_index = True
    desk.plan(CREATE[ledger.desk], faults.made_but_no_answer)
    outbox = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
    outbox.enqueue(DRAFT, ledger.name, NOON)
    for second in range(0, int(backend.settle_seconds), 10):
        outbox.drain(backend, lambda now=NOON + second: now)
    assert Counter(desk.references()) == {DRAFT.reference: 1}
    desk.indexed()
    for hour in range(1, 4):
        outbox.drain(backend, lambda now=NOON + 3600 * hour: now)
    assert (outbox.rows.waiting(), Counter(desk.references())) == ((), {DRAFT.reference: 1})


def test_a_redirect_takes_no_sign_in_along_and_holds_the_ticket(ledger: Ledger, desk: StandIn, tmp_path: Path) -> None:
    with ledger.desk() as elsewhere:
        desk.plan(CREATE[ledger.desk], faults.redirect(307, f"{elsewhere.url}/elsewhere"))
        outbox = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files")
        outbox.enqueue(DRAFT, ledger.name, NOON)
        (row,) = outbox.drain(SIDES[ledger.desk](desk).backend(), lambda: NOON)
        assert (row.state, elsewhere.requests, list(desk.references())) == (SendState.HELD, [], [])


@pytest.mark.parametrize("status", [400, 401, 403, 422])
def test_a_sign_in_that_a_refusal_repeats_is_told_to_nobody(ledger: Ledger, desk: StandIn, status: int) -> None:
    backend = SIDES[ledger.desk](desk).backend()
    words = f"you said {ledger.secret}"
    body = {"error": words, "errorMessage": words, "details": {"base": [{"description": words}]}}
    desk.plan(CREATE[ledger.desk], faults.says(status, body))
    with pytest.raises(errors.SendProblem) as problem:
        backend.create(DRAFT)
    assert ledger.secret not in f"{problem.value} {problem.value.words()}"


# --- they are strict -------------------------------------------------------------------------------------------------

ASKED = [
    ("an unknown field", "POST", "", {"surprise": 1}, {}),
    ("a number for a text", "POST", "", {"short_description": 7, "subject": 7, "summary": 7}, {}),
    ("an unknown parameter", "GET", "?surprise=1", None, {}),
    ("an unknown header", "GET", "", None, {"X-Surprise": "1"}),
    ("a form where JSON belongs", "POST", "", b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}),
    ("nobody", "GET", "", None, {"Authorization": "Bearer nobody"}),
]
LISTS = {
    ZendeskDesk: ("/api/v2/requests.json", "Bearer employee"),
    JsmDesk: ("/rest/servicedeskapi/request", "Bearer token-employee"),
    ServiceNowDesk: ("/api/now/table/incident", "Bearer secret-employee"),
}


@pytest.mark.parametrize(
    ("method", "query", "body", "headers"), [case[1:] for case in ASKED], ids=[c[0] for c in ASKED]
)
def test_a_stand_in_takes_nothing_that_the_published_interface_has_not(
    ledger: Ledger, desk: StandIn, method: str, query: str, body: Any, headers: dict[str, str]
) -> None:
    path, sign_in = LISTS[ledger.desk]
    sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    told = {"Authorization": sign_in, "Accept": "application/json", "Content-Type": "application/json", **headers}
    request = urllib.request.Request(f"{desk.url}{path}{query}", sent, told, method=method)
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with pytest.raises(urllib.error.HTTPError) as refused:
        straight.open(request, timeout=30)
    with refused.value as answer:
        assert 400 <= answer.code < 500
        assert json.loads(answer.read())
    assert len(desk.refusals) == 1
    assert list(desk.references()) == []
