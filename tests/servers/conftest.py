"""The real servers of this tier, started once for all its tests. Without one they fail; none is skipped."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .djangohelpdesk.server import HelpdeskServer
from .mail.server import MailServer
from .redmine.server import RedmineServer
from .roundup.server import RoundupServer
from .rt.server import NoRequestTracker, RequestTrackerServer
from .running import NoServer
from .webhook.server import WebhookServer


@pytest.fixture(scope="session")
def rt_server() -> Iterator[RequestTrackerServer]:
    with tempfile.TemporaryDirectory(prefix="rt") as folder:  # short: sockets have short names
        server = RequestTrackerServer(Path(folder))
        try:
            server.start()
        except NoRequestTracker as problem:
            pytest.fail(f"Request Tracker does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def roundup_server() -> Iterator[RoundupServer]:
    with tempfile.TemporaryDirectory(prefix="roundup") as folder:
        server = RoundupServer(Path(folder))
        try:
            server.start()
        except NoServer as problem:
            pytest.fail(f"Roundup does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def redmine_server() -> Iterator[RedmineServer]:
    with tempfile.TemporaryDirectory(prefix="redmine") as folder:
        server = RedmineServer(Path(folder))
        try:
            server.start()
        except NoServer as problem:
            pytest.fail(f"Redmine does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def helpdesk_server() -> Iterator[HelpdeskServer]:
    yield from _django_helpdesk()


@pytest.fixture(scope="session")
def bare_helpdesk_server() -> Iterator[HelpdeskServer]:
    """django-helpdesk as it comes, and with a limit on what an account may ask."""
    yield from _django_helpdesk(HELPDESK_AS_IT_COMES="1", HELPDESK_RATE="5/min")


def _django_helpdesk(**settings: str) -> Iterator[HelpdeskServer]:
    with tempfile.TemporaryDirectory(prefix="django") as folder:
        server = HelpdeskServer(Path(folder), **settings)
        try:
            server.start()
        except NoServer as problem:
            pytest.fail(f"django-helpdesk does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def mail_server() -> Iterator[MailServer]:
    """Its mail to rt@ goes to nobody; ``test_mail_rt.py`` starts one that is bound to a Request Tracker."""
    with tempfile.TemporaryDirectory(prefix="m") as folder:  # short: sockets have short names
        server = MailServer(Path(folder))
        try:
            server.start()
        except NoServer as problem:
            pytest.fail(f"the mail server does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def webhook_server() -> Iterator[WebhookServer]:
    with tempfile.TemporaryDirectory(prefix="webhook") as folder, WebhookServer(Path(folder)) as server:
        yield server
