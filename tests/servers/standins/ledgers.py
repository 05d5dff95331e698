"""What lies at the stand-ins, and the settings by which a person's computer reaches each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from deskside.tickets.composing.tail import without_token
from deskside.tickets.markup.jira import unescaped, without_files

from ..sender import Way
from ..storm import There
from .jsm import JsmDesk
from .jsm_shapes import FIELD as JSM_FIELD
from .kit import StandIn
from .servicenow import ServiceNowDesk
from .zendesk import FIELD as ZENDESK_FIELD
from .zendesk import ZendeskDesk

SOLVED_IN_WORDS = "It is solved. Nobody needs to look at it any more."


@dataclass(frozen=True)
class Ledger:
    """``settings`` beside the address; ``there`` reads all tickets."""

    desk: type[StandIn]
    name: str
    secret: str
    settings: dict[str, Any]
    there: Callable[[Any], Iterator[There]]

    def way(self, url: str, settle: float) -> Way:
        options = {"url": url, "settle_seconds": settle, **self.settings}
        return Way(self.name, {f"tickets.{self.name}.{key}": value for key, value in options.items()}, self.secret)


def _told(reference: str, said: list[str], files: list[str]) -> There:
    """A file that follows comes under its own name; that it is solved may be said in words."""
    words = (without_token(text).strip() for text in said)
    return There(reference, tuple(files), tuple(text for text in words if text not in (*files, SOLVED_IN_WORDS)))


def _zendesk(desk: ZendeskDesk) -> Iterator[There]:
    for ticket in desk.tickets.values():
        files = [file.name for comment in ticket.comments for file in comment.files]
        yield _told(ticket.values[ZENDESK_FIELD], [comment.body for comment in ticket.comments[1:]], files)


def _jsm(desk: JsmDesk) -> Iterator[There]:
    for request in desk.tickets.values():
        files = [file.name for comment in request.comments for file in comment.files]
        said = [unescaped(without_files(comment.body)) for comment in request.comments]
        yield _told(request.values[JSM_FIELD], said, files)


def _servicenow(desk: ServiceNowDesk) -> Iterator[There]:
    for incident in desk.tickets.values():
        said = [entry.value for entry in incident.journal]
        yield _told(incident["correlation_id"], said, [file.name for file in incident.files])


LEDGERS = (
    Ledger(ZendeskDesk, "zendesk", "employee", {"reference_field": str(ZENDESK_FIELD)}, _zendesk),
    Ledger(
        JsmDesk,
        "jsm",
        "token-employee",
        {
            "service_desk": "10",
            "request_type": "25",
            "reference_field": JSM_FIELD,
            "email": "employee@helptest.invalid",
            "solve": "Mark as done",
            "reopen": "Reopen",
        },
        _jsm,
    ),
    Ledger(
        ServiceNowDesk,
        "servicenow",
        "secret-employee",
        {"user": "employee", "callers_set_state": True},
        _servicenow,
    ),
)
