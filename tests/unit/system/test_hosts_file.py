"""The hosts file: what it says is read as the system reads it, and hiding a name touches nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system.hosts_file import HostsFile

OFFICE = (
    b"\xef\xbb\xbf127.0.0.1\tlocalhost\r\n"
    b"# 10.0.0.9 old.example\r\n"
    b"10.0.0.5  Intranet.example  intranet # put there in 2019, Gr\xfc\xdfe\r\n"
    b"10.0.0.5\twiki.example.\r\n"
    b"nonsense wiki.example\r\n"
    b"fd00::5 wiki.example"
)


@pytest.fixture
def hosts(tmp_path: Path) -> Path:
    path = tmp_path / "hosts"
    path.write_bytes(OFFICE)
    return path


@pytest.mark.parametrize(
    ("name", "addresses"),
    [
        ("localhost", ["127.0.0.1"]),
        ("INTRANET.example.", ["10.0.0.5"]),
        ("wiki.example", ["10.0.0.5", "fd00::5"]),
        ("old.example", []),
        ("10.0.0.5", []),
    ],
)
def test_a_name_is_found_as_the_system_finds_it(hosts: Path, name: str, addresses: list[str]) -> None:
    assert HostsFile(hosts).addresses(name) == addresses


def test_a_computer_without_the_file_sends_no_name_anywhere(tmp_path: Path) -> None:
    assert HostsFile(tmp_path / "none").addresses("localhost") == []


@pytest.mark.parametrize("name", ["localhost", "intranet.example", "intranet", "wiki.example"])
def test_a_hidden_name_is_gone_until_it_is_shown_again(hosts: Path, name: str) -> None:
    before = HostsFile(hosts).addresses(name)
    HostsFile(hosts).hide(name.upper())
    assert HostsFile(hosts).addresses(name) == []
    assert b"Gr\xfc\xdfe" in hosts.read_bytes()
    HostsFile(hosts).show(name)
    assert HostsFile(hosts).addresses(name) == before
    assert hosts.read_bytes() == OFFICE


def test_the_other_names_of_a_hidden_line_stay_in_force(hosts: Path) -> None:
    HostsFile(hosts).hide("intranet")
    assert HostsFile(hosts).addresses("intranet.example") == ["10.0.0.5"]


def test_what_others_changed_in_the_meantime_stays(hosts: Path) -> None:
    HostsFile(hosts).hide("intranet")
    HostsFile(hosts).hide("intranet.example")
    HostsFile(hosts).show("intranet")
    assert HostsFile(hosts).addresses("intranet") == ["10.0.0.5"]
    assert HostsFile(hosts).addresses("intranet.example") == []
    HostsFile(hosts).show("intranet.example")
    assert HostsFile(hosts).addresses("intranet.example") == ["10.0.0.5"]


@pytest.mark.parametrize("data", [b"10.0.0.5 a", b"10.0.0.5 a b", b"10.0.0.5 a\n10.0.0.6 b a # c"])
def test_a_last_line_without_an_end_comes_back_as_it_was(hosts: Path, data: bytes) -> None:
    hosts.write_bytes(data)
    HostsFile(hosts).hide("a")
    assert HostsFile(hosts).addresses("a") == []
    HostsFile(hosts).show("a")
    assert hosts.read_bytes() == data


@pytest.mark.parametrize("act", ["hide", "show"])
def test_a_name_that_is_not_there_changes_nothing(hosts: Path, act: str) -> None:
    with pytest.raises(Unavailable):
        getattr(HostsFile(hosts), act)("elsewhere.example")
    assert hosts.read_bytes() == OFFICE


def test_the_file_stays_the_same_file_with_the_same_rights(hosts: Path) -> None:
    hosts.chmod(0o640)
    before = hosts.stat()
    HostsFile(hosts).hide("localhost")
    after = hosts.stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


def test_a_person_without_the_right_is_told_so(hosts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> int:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "write", refused)
    with pytest.raises(NotPermitted):
        HostsFile(hosts).hide("localhost")


def test_a_full_disk_leaves_the_file_as_it_was(hosts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really, wrote = os.write, list[int]()

    def full_for_once(number: int, data: memoryview) -> int:
        wrote.append(len(data))
        if len(wrote) == 2:
            raise OSError(28, "No space left on device")
        return really(number, data[:20] if len(wrote) == 1 else data)

    monkeypatch.setattr(os, "write", full_for_once)
    with pytest.raises(CallProblem, match="No space left"):
        HostsFile(hosts).hide("localhost")
    assert hosts.read_bytes() == OFFICE


_words = st.sampled_from([b"10.0.0.1", b"::1", b"a", b"b", b"A.", b"#", b"", b"a b", b"\xff", b"c#d"])
_file = st.lists(st.lists(_words, max_size=4).map(b" ".join), max_size=6).map(b"\n".join)


@given(_file)
def test_hiding_and_showing_is_as_if_nothing_had_been(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "hosts-of-any-kind"
    path.write_bytes(data)
    said = HostsFile(path).addresses("a")
    if not said:
        return
    HostsFile(path).hide("a")
    assert HostsFile(path).addresses("a") == []
    HostsFile(path).show("a")
    assert (HostsFile(path).addresses("a"), path.read_bytes()) == (said, data)
