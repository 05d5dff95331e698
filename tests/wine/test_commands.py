"""The command line on Windows, as IT's scripts call it."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import PureWindowsPath

import pytest

from .computer import WindowsComputer


def test_every_module_can_be_loaded(windows: WindowsComputer) -> None:
    """All that is installed; the kit wants tools that only developers have."""
    code = (
        "import importlib, pkgutil, deskside\n"
        "names = [one.name for one in pkgutil.walk_packages(deskside.__path__, 'deskside.', onerror=print)]\n"
        "for name in names:\n"
        "    if not name.startswith(('deskside.kit.', 'deskside.__main__')): importlib.import_module(name)\n"
        "print(len(names))"
    )
    done = windows.python("-W", "error", "-c", code, seconds=400)
    assert done.err == "", done.err[-1500:]
    assert int(done.out) > 200


def order_spooler(windows: WindowsComputer, order: str) -> str:
    """Starts it, stops it or only looks at it; how it is then, as psutil says."""
    code = (
        "import psutil, sys\nfrom deskside.system.windows import services\n"
        "if sys.argv[1] != 'look': getattr(services.of(None), sys.argv[1])('print')\n"
        "print(psutil.win_service_get('Spooler').status())"
    )
    done = windows.python("-c", code, order)
    assert done.code == 0, done.err
    return done.out.strip()


def test_printing_that_cannot_be_looked_at_is_said_and_never_called_healthy(
    windows: WindowsComputer, home: str
) -> None:
    """Wine has no PowerShell: its place is taken by a program that ends at once."""
    assert order_spooler(windows, "start") == "running"
    done = windows.deskside("run", "printer", "--json", home=home)
    said = done.json
    results = {one["cause"]: one["result"] for one in said["checks"]}
    assert (done.code, said["outcome"], said["findings"]) == (3, "could-not-check", [])
    assert results["printer.service-stopped"] == "clear"
    assert results["printer.paused"] == "could-not-check"
    assert all(one["why"] for one in said["checks"] if one["result"] == "could-not-check")


def test_a_print_service_that_stopped_is_started_and_that_is_taken_back(windows: WindowsComputer, home: str) -> None:
    assert order_spooler(windows, "stop") == "stopped"
    only = ("--only", "printer.service-stopped")
    (found,) = windows.deskside("run", "printer", "--json", *only, home=home).json["findings"]
    assert (found["cause"], found["state"]) == ("printer.service-stopped", "offered")
    assert order_spooler(windows, "look") == "stopped"
    done = windows.deskside("run", "printer", "--json", "--yes", *only, home=home)
    (found,) = done.json["findings"]
    assert (done.code, found["state"], found["verified"]) == (0, "fixed", True)
    assert order_spooler(windows, "look") == "running"
    assert windows.deskside("undo", done.json["case"], home=home).code == 0
    assert order_spooler(windows, "look") == "stopped"


def test_a_disk_with_room_is_found_healthy_by_doing(windows: WindowsComputer, home: str) -> None:
    done = windows.deskside("run", "disk-full", "--json", home=home)
    said = done.json
    results = {one["cause"]: one["result"] for one in said["checks"]}
    assert (said["findings"], said["unnamed"]) == ([], [])
    assert results.pop("disk-full.trash-big") in ("clear", "could-not-check")  # Wine has none before its first use
    assert set(results.values()) == {"clear"}
    assert {"disk-full.disk-full", "disk-full.read-only"} <= set(results)


def test_an_installation_is_looked_over_and_open_walls_are_said(windows: WindowsComputer, home: str) -> None:
    done = windows.deskside("check", "--json", home=home)
    rows: dict[str, list[bool]] = {}
    for row in done.json["checks"]:
        rows.setdefault(row["name"], []).append(row["ok"])
    assert done.code == 1
    assert rows["settings"] == rows["data"] == rows["tickets"] == [True]
    assert all(rows["troubleshooters"])
    assert [name for name, good in rows.items() if name.startswith("walls.") and any(good)] == []


def test_a_problem_is_found_by_the_persons_own_words(windows: WindowsComputer, home: str) -> None:
    words = "der Drucker druckt nicht für mich"
    said = windows.deskside("find", "-", "--lang", "de", "--json", home=home, said=f"{words}\n").json
    assert said["query"] == words
    assert said["results"][0]["id"] == "printer"


def test_what_a_person_sets_is_kept_in_every_letter(windows: WindowsComputer, home: str) -> None:
    assert windows.deskside("settings", "set", "organisation.name", "Łódź → 東京", home=home).code == 0
    done = windows.deskside("settings", "show", "--json", home=home)
    rows = {row["key"]: row for row in done.json["settings"]}
    assert rows["organisation.name"]["value"] == "Łódź → 東京"
    assert rows["organisation.name"]["origin"] == "user"
    assert rows["interface.start_with_computer"]["origin"] == "default"
    plain = windows.deskside("settings", "show", home=home)
    assert plain.code == 0
    assert "Łódź → 東京" in plain.out


def test_a_secret_is_kept_by_windows_and_by_no_file(windows: WindowsComputer, home: str) -> None:
    secret = "s3cret für 東京"
    done = windows.deskside("settings", "secret", "set", "tickets.rt.token", home=home, said=f"{secret}\n")
    assert done.code == 0, done.err
    code = (
        "from deskside.config.secrets import Secrets; import os\n"
        "print(ascii(Secrets(os.environ).get('tickets.rt.token')))"
    )
    assert windows.python("-c", code, env={"DESKSIDE_HOME": home}).out.strip() == ascii(secret)
    other = windows.python("-c", code, env={"DESKSIDE_HOME": home + "-another"})
    assert "SecretProblem" in other.err
    files = [file for file in windows.here(home).rglob("*") if file.is_file()]
    assert not [file for file in files if secret.encode() in file.read_bytes()]


def one_grey_dot() -> bytes:
    """The smallest whole PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = chunk(b"IDAT", zlib.compress(b"\x00\x7f"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + dot + chunk(b"IEND", b"")


def test_a_ticket_reaches_the_desk_on_this_computer_and_is_told_back(windows: WindowsComputer, home: str) -> None:
    picture = windows.drive / "users" / "picture.png"
    picture.write_bytes(one_grey_dot())
    words = ("--title", "Kein Drück", "--story", "Nichts kommt heraus.", "--attach", r"C:\users\picture.png")
    done = windows.deskside("ticket", "send", *words, "--json", home=home)
    assert done.code == 0, done.err
    (ticket,) = json.loads(windows.deskside("ticket", "list", "--json", home=home).out)["tickets"]
    assert ticket["title"] == "Kein Drück"
    kept = [file.read_bytes() for file in windows.here(home).rglob("*") if file.is_file()]
    assert any(picture.read_bytes() in content for content in kept)


def test_the_persons_things_lie_where_windows_wants_them(windows: WindowsComputer) -> None:
    code = (
        "from deskside.paths import find_paths; p = find_paths(); print(p.settings, p.data, p.cache, p.log, sep='\\n')"
    )
    env = windows.python("-c", "import os; print(os.environ['LOCALAPPDATA'], os.environ['APPDATA'], sep='\\n')")
    local, roaming = (PureWindowsPath(line) for line in env.out.splitlines())
    told = [PureWindowsPath(line) for line in windows.python("-c", code).out.splitlines()]
    assert len(told) == 4
    assert all(path.is_relative_to(local) and "deskside" in path.parts for path in told)
    assert not [path for path in told if path.is_relative_to(roaming)]


@pytest.fixture
def policy(windows: WindowsComputer) -> None:
    key = r"HKLM\SOFTWARE\Policies\Deskside"
    windows.order("reg", "add", rf"{key}\organisation", "/v", "name", "/d", "Contoso Köln", "/f")
    windows.order("reg", "add", rf"{key}\printing\expected", "/v", "1", "/d", "Office", "/f")
    windows.order("reg", "add", rf"{key}\printing\expected", "/v", "2", "/d", "Colour", "/f")
    windows.order("reg", "add", key, "/v", "interface.start_with_computer", "/t", "REG_DWORD", "/d", "0", "/f")


def test_what_it_sets_by_group_policy_counts_and_is_locked(windows: WindowsComputer, home: str, policy: None) -> None:
    try:
        rows = {row["key"]: row for row in windows.deskside("settings", "show", "--json", home=home).json["settings"]}
        refused = windows.deskside("settings", "set", "organisation.name", "Mine", home=home)
    finally:
        windows.order("reg", "delete", r"HKLM\SOFTWARE\Policies\Deskside", "/f")
    told = {key: (rows[key]["value"], rows[key]["origin"], rows[key]["locked"]) for key in rows}
    assert told["organisation.name"] == ("Contoso Köln", "IT", True)
    assert told["printing.expected"] == (["Office", "Colour"], "IT", True)
    assert told["interface.start_with_computer"] == (False, "IT", True)
    assert refused.code != 0
