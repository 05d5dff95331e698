"""The real Redmine: the contract of every backend, its traps, and who can read what with which key."""

from __future__ import annotations

from typing import ClassVar

import pytest

from deskside.kit.backend_contract import BackendContract

from .redmine.agent import RealSide
from .redmine.server import RedmineServer


@pytest.fixture
def desk(redmine_server: RedmineServer) -> RealSide:
    return RealSide(redmine_server)


class TestRedmine(BackendContract):
    exact: ClassVar[bool] = False
