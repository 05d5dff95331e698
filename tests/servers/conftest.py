"""The real servers of this tier, started once for all its tests. Without one they fail; none is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from .djangohelpdesk.server import HelpdeskServer
from .mail.server import MailServer
from .redmine.server import RedmineServer
from .roundup.server import RoundupServer
from .rt.server import RequestTrackerServer
from .running import kept
from .webhook.server import WebhookServer


@pytest.fixture(scope="session")
def rt_server() -> Iterator[RequestTrackerServer]:
    with kept(RequestTrackerServer, "rt") as server:
        yield server


@pytest.fixture(scope="session")
def roundup_server() -> Iterator[RoundupServer]:
    with kept(RoundupServer, "roundup") as server:
        yield server


@pytest.fixture(scope="session")
def redmine_server() -> Iterator[RedmineServer]:
    with kept(RedmineServer, "redmine") as server:
        yield server


@pytest.fixture(scope="session")
def helpdesk_server() -> Iterator[HelpdeskServer]:
    with kept(HelpdeskServer, "django") as server:
        yield server


@pytest.fixture(scope="session")
def bare_helpdesk_server() -> Iterator[HelpdeskServer]:
    """django-helpdesk as it comes, and with a limit on what an account may ask."""
    with kept(partial(HelpdeskServer, HELPDESK_AS_IT_COMES="1", HELPDESK_RATE="5/min"), "django") as server:
        yield server


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    """Its mail to rt@ goes to nobody; ``test_mail_rt.py`` starts one that is bound to a Request Tracker."""
    with kept(MailServer, "m") as server:
        yield server


@pytest.fixture(scope="session")
def webhook_server() -> Iterator[WebhookServer]:
    with kept(WebhookServer, "webhook") as server:
        yield server
