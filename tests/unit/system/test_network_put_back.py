"""Taking a renewal back on Linux: what is refused before anything is changed, and whose resolv.conf is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.errors import Unavailable
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux.network_put_back import put_back

NOWHERE = 2_000_000_000
"""The number of no link there is."""
OLD = "# by hand\nnameserver 192.0.2.1\nsearch example.org\noptions timeout:2\n"


def nowhere() -> kernel.Link:
    told = dict.fromkeys(kernel.Link._fields, 0)
    return kernel.Link(**{**told, "number": NOWHERE})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "gateway", "servers"),
    [
        ("192.0.2.7/99", "192.0.2.1", ["192.0.2.1"]),
        ("nonsense", "", []),
        ("", "$(reboot)", []),
        ("", "", ["192.0.2.1\nnameserver 203.0.113.9"]),
    ],
)
def test_what_is_no_address_changes_nothing(tmp_path: Path, address: str, gateway: str, servers: list[str]) -> None:
    resolv = tmp_path / "resolv.conf"
    resolv.write_text(OLD, "utf-8")
    with pytest.raises(Unavailable):
        put_back(nowhere(), address, gateway, servers, resolv)
    assert resolv.read_text("utf-8") == OLD


def test_the_name_servers_of_before_stand_in_the_file_again_and_the_rest_stays(tmp_path: Path) -> None:
    resolv = tmp_path / "resolv.conf"
    resolv.write_text(OLD, "utf-8")
    put_back(nowhere(), "", "", ["192.0.2.9", "192.0.2.1"], resolv)
    told = resolv.read_text("utf-8").splitlines()
    assert told[:2] == ["nameserver 192.0.2.9", "nameserver 192.0.2.1"]
    assert told[2:] == ["# by hand", "search example.org", "options timeout:2"]


def test_a_file_that_a_program_writes_is_left_to_it(tmp_path: Path) -> None:
    theirs = tmp_path / "stub-resolv.conf"
    theirs.write_text(OLD, "utf-8")
    (tmp_path / "resolv.conf").symlink_to(theirs)
    put_back(nowhere(), "", "", ["192.0.2.9"], tmp_path / "resolv.conf")
    assert theirs.read_text("utf-8") == OLD
