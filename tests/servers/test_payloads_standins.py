"""Whatever a person writes arrives at the stand-ins as text, and what draws pages draws exactly it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deskside import errors
from deskside.model.ticket import Draft, Sender
from deskside.tickets.words.plain import plain, same_words

from .payloads import PAYLOADS, STORY
from .standins.jsm_agent import JsmSide
from .standins.ledgers import LEDGERS
from .standins.wiki import read, tags
from .test_standins import SIDES


@pytest.fixture(params=LEDGERS, ids=lambda ledger: ledger.name)
def side(request: pytest.FixtureRequest) -> Iterator[Any]:
    with request.param.desk() as desk:
        yield SIDES[request.param.desk](desk)


@pytest.mark.parametrize("name", PAYLOADS)
def test_what_a_person_writes_is_what_agents_read_and_what_they_read_again_themselves(side: Any, name: str) -> None:
    text, backend = plain(PAYLOADS[name]), side.backend()
    backend_id = backend.create(Draft("DS-PAY-1", "Printer", f"It is dead. {text}"))
    assert same_words(side.body(backend_id), f"It is dead. {text}")
    backend.reply(backend_id, f"Still dead. {text}", "t0ken1")
    assert backend.find_reply(backend_id, "t0ken1", "")
    (message,) = backend.look(backend_id).messages
    assert (message.sender, same_words(message.text, f"Still dead. {text}")) == (Sender.PERSON, True)
    said = side.said(backend_id)[-1]
    if isinstance(side, JsmSide):
        assert tags(side.page(backend_id)) | tags(said) <= {"p", "br"}
        assert same_words(read(said), f"Still dead. {text} [t0ken1]")


def test_a_megabyte_of_words_is_refused_before_anything_is_sent(side: Any) -> None:
    backend = side.backend()
    with pytest.raises(errors.NeedsEdit):
        backend.create(Draft("DS-PAY-2", "Printer", STORY))
    assert list(side.desk.references()) == []
