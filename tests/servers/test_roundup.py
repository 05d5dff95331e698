"""The real Roundup: the contract of every backend, its own traps, and who can read what with which sign-in."""

from __future__ import annotations

import pytest

from deskside.kit.backend_contract import BackendContract

from .roundup.agent import RoundupSide
from .roundup.server import RoundupServer


@pytest.fixture
def desk(roundup_server: RoundupServer) -> RoundupSide:
    return RoundupSide(roundup_server)


class TestRoundup(BackendContract):
    pass
