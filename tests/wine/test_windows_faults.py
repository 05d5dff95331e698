"""Faults of a Windows computer made real in its own settings: found, fixed, proven by the registry, taken back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .computer import NoWine, WindowsComputer
from .island import IslandComputer
from .windows_python import NoWindowsPython, windows_python

SETTINGS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings"
TCP = r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"
NOBODY = "127.0.0.1:9"
SET = (
    "import sys\n"
    "from deskside.system.windows import network\n"
    "network.of(None).set_proxy('manual' if sys.argv[1] else 'none', sys.argv[1], '')\n"
)


@pytest.fixture(scope="module")
def windows() -> Iterator[IslandComputer]:
    """Not the computer of the other tests: what is tried on this one must not leave it."""
    folder = Path(tempfile.mkdtemp(prefix="wine-"))
    try:
        computer = IslandComputer(folder, windows_python())
        try:
            computer.start()
            yield computer
        finally:
            computer.end()
    except (NoWine, NoWindowsPython) as problem:
        pytest.fail(f"There is no Windows here: {problem}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def set_proxy(windows: WindowsComputer, address: str) -> None:
    done = windows.python("-c", SET, address)
    assert done.code == 0, done.err


def proxy(windows: WindowsComputer) -> tuple[bool, str]:
    """Whether Windows uses one, and which, as the registry says."""
    words = windows.order("reg", "query", SETTINGS).split()
    used = words[words.index("ProxyEnable") + 2] == "0x1"
    return used, words[words.index("ProxyServer") + 2] if "ProxyServer" in words else ""


def test_a_proxy_that_is_gone_is_found_switched_off_and_comes_back(windows: WindowsComputer, home: str) -> None:
    set_proxy(windows, NOBODY)
    assert proxy(windows) == (True, NOBODY)
    told = windows.deskside("run", "internet", "--json", "--yes", home=home).json
    assert [(found["cause"], found["state"], found["verified"]) for found in told["findings"]] == [
        ("internet.proxy-dead", "fixed", True)
    ]
    assert proxy(windows) == (False, NOBODY)
    undone = windows.deskside("undo", told["case"], home=home)
    assert undone.code == 0, undone.out + undone.err
    assert proxy(windows) == (True, NOBODY)
    set_proxy(windows, "")


@pytest.mark.parametrize("troubleshooter", ["internet", "disk-full"])
def test_a_windows_on_which_nothing_is_wrong_is_left_alone(
    windows: WindowsComputer, home: str, troubleshooter: str
) -> None:
    set_proxy(windows, "")
    told = windows.deskside("run", troubleshooter, "--json", "--yes", home=home).json
    assert told["findings"] == []
    clear = {check["cause"] for check in told["checks"] if check["result"] == "clear"}
    assert {
        "internet": {
            "internet.proxy-dead",
            "internet.adapter-disabled",
            "internet.no-address",
            "internet.hosts-override",
        },
        "disk-full": {"disk-full.disk-full", "disk-full.read-only", "disk-full.temp-big"},
    }[troubleshooter] <= clear


def test_a_name_server_that_does_not_answer_is_found(windows: IslandComputer, home: str) -> None:
    windows.name_server("quiet")
    try:
        told = windows.deskside("run", "internet", "--json", home=home).json
    finally:
        windows.name_server("speak")
    assert [found["cause"] for found in told["findings"]] == ["internet.dns-dead"]
    assert told["findings"][0]["evidence"]["servers"][0]["server"] == "127.0.0.1"


ROUTE = ("route", "replace", "default", "via", "192.0.2.1")
ADDRESS = ("addr", "add", "192.0.2.2/24", "dev", "eth0")
NO_ADDRESS = ("addr", "flush", "dev", "eth0")


@pytest.mark.parametrize(
    ("cause", "broken", "repaired"),
    [
        ("internet.cable-unplugged", [("link", "set", "eth0", "down")], [("link", "set", "eth0", "up"), ROUTE]),
        ("internet.no-address", [NO_ADDRESS], [ADDRESS, ROUTE]),
        (
            "internet.no-address",
            [NO_ADDRESS, ("addr", "add", "169.254.7.7/16", "dev", "eth0")],
            [NO_ADDRESS, ADDRESS, ROUTE],
        ),
        ("internet.no-gateway", [("route", "del", "default")], [ROUTE]),
        ("internet.no-internet", [], []),
    ],
    ids=["cable out", "no address", "an address it made up", "no way out", "nothing beyond"],
)
def test_what_is_wrong_with_the_connection_is_found(
    windows: IslandComputer,
    home: str,
    cause: str,
    broken: list[tuple[str, ...]],
    repaired: list[tuple[str, ...]],
) -> None:
    """To Wine a cable is out when its link is down. The page that would show the internet is beyond the island."""
    saved = windows.deskside("settings", "set", "network.check_url", "http://intranet.example/", home=home)
    assert saved.code == 0, saved.out + saved.err
    for words in broken:
        windows.ip(*words)
    try:
        told = windows.deskside("run", "internet", "--json", home=home).json
    finally:
        for words in repaired:
            windows.ip(*words)
    assert [found["cause"] for found in told["findings"]] == [cause]


def test_a_hosts_file_that_sends_a_work_name_elsewhere_is_found_put_right_and_comes_back(
    windows: IslandComputer, home: str
) -> None:
    wrong = b"127.0.0.1 localhost\r\n192.0.2.99\tintranet.example\r\n"
    hosts = windows.here(r"C:\etc\hosts")
    hosts.parent.mkdir(exist_ok=True)
    hosts.write_bytes(wrong)
    windows.order("reg", "add", TCP, "/v", "DataBasePath", "/d", r"C:\etc", "/f")
    saved = windows.deskside("settings", "set", "network.work_names", '["intranet.example"]', home=home)
    assert saved.code == 0, saved.out + saved.err
    told = windows.deskside("run", "internet", "--json", "--yes", home=home).json
    assert [(found["cause"], found["state"], found["verified"]) for found in told["findings"]] == [
        ("internet.hosts-override", "fixed", True)
    ]
    assert b"\r\n192.0.2.99" not in hosts.read_bytes()
    undone = windows.deskside("undo", told["case"], home=home)
    assert undone.code == 0, undone.out + undone.err
    assert hosts.read_bytes() == wrong
    windows.order("reg", "delete", TCP, "/v", "DataBasePath", "/f")


def test_a_print_service_that_was_stopped_is_started_again(windows: IslandComputer, home: str) -> None:
    done = windows.python("-c", "from deskside.system.windows import services; services.of(None).stop('print')")
    assert done.code == 0, done.err
    told = windows.deskside("run", "printer", "--json", "--yes", home=home).json
    assert ("printer.service-stopped", "fixed", True) in [
        (found["cause"], found["state"], found["verified"]) for found in told["findings"]
    ]
    assert "STATE : 4" in " ".join(windows.order("sc", "query", "Spooler").split())
