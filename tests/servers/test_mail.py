"""A real postfix and a real dovecot: the contract of every backend, and what mail alone has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from deskside.kit.backend_contract import BackendContract
from deskside.model.ticket import Draft, Stage
from deskside.tickets.backend import Backend

from .mail.agent import MailSide
from .mail.server import MailServer


@pytest.fixture
def desk(mail_server: MailServer) -> Iterator[MailSide]:
    with closing(MailSide(mail_server)) as side:
        yield side


class TestMail(BackendContract):
    stages = (Stage.SEEN, Stage.WORKING)

    def test_a_ticket_that_was_deleted_is_over(self, desk: MailSide, backend: Backend, draft: Draft) -> None:
        """By mail nobody hears of it: what is shown stays as it was, and nothing is made up."""
        backend_id = backend.create(draft)
        desk.delete(backend_id)
        assert desk.letters(backend_id) == []
        assert backend.look(backend_id).stage is Stage.SENT
