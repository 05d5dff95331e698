"""The print service of this Windows, asked and ordered through its own library; psutil says whether that is right."""

from __future__ import annotations

import psutil
import pytest

from deskside.errors import Unavailable
from deskside.system.windows import services
from deskside.system.windows.services_library import NO_SUCH, WindowsLibrary


def spooler() -> str:
    return str(psutil.win_service_get("Spooler").status())  # type: ignore[attr-defined,unused-ignore]


def test_the_spooler_is_stopped_and_started_and_told_as_it_is() -> None:
    room = services.of(None)  # type: ignore[arg-type]
    room.start("print")
    assert (spooler(), room.state("print")) == ("running", {"known": True, "running": True})
    room.stop("print")
    assert (spooler(), room.state("print")) == ("stopped", {"known": True, "running": False})
    room.stop("print")
    room.start("print")
    room.start("print")
    assert spooler() == "running"


def test_a_service_that_is_not_there_is_told_by_its_number() -> None:
    assert WindowsLibrary().state("NoSuchService")[1] == NO_SUCH
    assert WindowsLibrary().start("NoSuchService") == NO_SUCH
    with pytest.raises(Unavailable):
        services.of(None).state("NoSuchService")  # type: ignore[arg-type]
