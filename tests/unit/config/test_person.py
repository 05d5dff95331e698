"""Under whose address a ticket goes."""

from __future__ import annotations

import pytest

from deskside.config import requester

from .conftest import Desk


@pytest.mark.parametrize(
    ("setting", "user", "address"),
    [
        ("", "ana", ""),
        ("ana.maria@example.org", "root", "ana.maria@example.org"),
        ("{user}@example.org", "ana", "ana@example.org"),
        ("staff.{user}@mail.example.org", "ana", "staff.ana@mail.example.org"),
        ("{user}@example.org", "CONTOSO\\ana", "ana@example.org"),
        ("{user}@example.org", "ana maria", ""),
        ("{user}@example.org", "ana@evil.org,b", ""),
        ("{user}@example.org", "", ""),
        ("{user}@example.org", "ana..m", ""),
    ],
)
def test_the_address_is_the_persons_own_or_asked_for(desk: Desk, setting: str, user: str, address: str) -> None:
    desk.it(f'[person]\nemail = "{setting}"\n')
    assert requester(desk.load(), user) == address


def test_without_a_name_the_account_of_this_process_asks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "someone-else")
    monkeypatch.setenv("USER", "someone-else")
    desk.it('[person]\nemail = "{user}@example.org"\n')
    assert requester(desk.load()) not in ("", "someone-else@example.org")
