"""IT's settings where this person may not look: said, never taken for settings that are not there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deskside.config.settings import Settings

from .conftest import Desk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows knows no modes")
SOMEBODY = 65534


@contextmanager
def somebody() -> Iterator[None]:
    """Without root's rights, also where the tests are run by root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(SOMEBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_desk() -> Iterator[Desk]:
    """One that everyone may enter, with a policy in it."""
    top = Path(tempfile.mkdtemp())
    top.chmod(0o755)
    desk = Desk(top)
    desk.it("[organisation]\nphone = '1'\n", "policy.toml")
    desk.it("[organisation]\nname = 'Contoso'\n", "policy.d/10-name.toml")
    yield desk
    for place in (desk.policy, desk.policy / "policy.d"):
        place.chmod(0o755)
    shutil.rmtree(top)


def seen_by_somebody(desk: Desk) -> Settings:
    with somebody():
        return desk.load()


@pytest.mark.parametrize("mode", [0o700, 0o711, 0o744], ids=oct)
def test_a_closed_folder_of_policies_is_said_and_what_lies_elsewhere_counts(open_desk: Desk, mode: int) -> None:
    (open_desk.policy / "policy.d").chmod(mode)
    settings = seen_by_somebody(open_desk)
    (problem,) = settings.problems
    assert "may not read" in problem.says
    assert Path(problem.file).is_relative_to(open_desk.policy / "policy.d")
    assert (settings.text("organisation.phone"), settings.locked("organisation.phone")) == ("1", True)


def test_where_all_of_it_s_folder_is_closed_deskside_works_and_says_so(open_desk: Desk) -> None:
    open_desk.policy.chmod(0o700)
    assert {"may not read" in problem.says for problem in seen_by_somebody(open_desk).problems} == {True}


def test_a_file_that_may_not_be_read_is_said(open_desk: Desk) -> None:
    (open_desk.policy / "policy.toml").chmod(0o600)
    (problem,) = seen_by_somebody(open_desk).problems
    assert ("may not read" in problem.says, problem.file) == (True, str(open_desk.policy / "policy.toml"))


def test_a_link_that_leads_nowhere_is_said(open_desk: Desk) -> None:
    link = open_desk.policy / "policy.d" / "20-elsewhere.toml"
    link.symlink_to(open_desk.policy / "not-mounted.toml")
    (problem,) = open_desk.load().problems
    assert problem.file == str(link)
