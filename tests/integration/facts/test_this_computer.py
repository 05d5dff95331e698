"""Facts of this computer through a real system child, beside what its tools say; and programs that hang or break."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from msgspec.structs import replace

from deskside.children import Children
from deskside.children.computer import ThisComputer
from deskside.diagnostics.facts import collect_facts
from deskside.diagnostics.redact import Redactor
from deskside.diagnostics.sources import sources_here

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux and its tools")

GIB = 1024**3
GROUPS = {
    "computer", "system", "memory", "disks", "network", "printers", "sound", "screen", "power", "programs", "crashes",
    "deskside",
}  # fmt: skip


def collected(redactor: Redactor | None = None, **environ: str) -> dict[tuple[str, str], Any]:
    words = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **environ}
    with Children({}, source=ThisComputer(words)) as children, sources_here(children, "1.2.3") as sources:
        patient = [replace(source, limit=60.0) for source in sources]  # this computer may be busy
        return {(fact.group, fact.key): fact.value for fact in collect_facts(patient, redactor or Redactor())}


@pytest.fixture(scope="module")
def facts() -> dict[tuple[str, str], Any]:
    return collected()


def said(*argv: str) -> str:
    """What a tool says beside us. Its package is listed in ../packages.txt, so its absence is no reason to skip."""
    assert shutil.which(argv[0]), f"{argv[0]} is missing here; ./dev setup integration installs what these tests need"
    return subprocess.run(
        argv, capture_output=True, text=True, check=True, timeout=60, env=os.environ | {"LC_ALL": "C", "TZ": "UTC"}
    ).stdout


def test_every_group_is_there(facts: dict[tuple[str, str], Any]) -> None:
    assert {group for group, _ in facts} == GROUPS


def test_memory_and_restart_are_those_of_free_and_uptime(facts: dict[tuple[str, str], Any]) -> None:
    total, swap = (int(line.split()[1]) for line in said("free", "-b").splitlines()[1:3])
    assert facts["memory", "total_gib"] == pytest.approx(total / GIB, abs=0.06)
    assert facts["memory", "swap_gib"] == pytest.approx(swap / GIB, abs=0.06)
    began = datetime.fromisoformat(f"{said('uptime', '-s').strip()}Z")
    assert abs(datetime.fromisoformat(facts["system", "restarted"]) - began) < timedelta(minutes=10)
    assert facts["system", "since_restart"] == pytest.approx(
        float(Path("/proc/uptime").read_text().split()[0]) / 3600, abs=0.2
    )


def test_the_disk_is_as_full_as_df_says() -> None:
    def df() -> list[int]:
        words = said("df", "-B1", "--output=size,avail,pcent", "/").splitlines()[1].split()
        return [int(word.rstrip("%")) for word in words]

    before, disk, after = df(), collected()["disks", "/"], df()  # others fill and clear it meanwhile
    (size, _), avail, percent = (sorted(both) for both in zip(before, after, strict=True))
    assert disk["total_gib"] == pytest.approx(size / GIB, rel=0.01)
    assert avail[0] / GIB - 1 <= disk["free_gib"] <= avail[1] / GIB + 1
    assert percent[0] - 1 <= disk["full_percent"] <= percent[1] + 1


def test_the_network_is_that_of_ip(facts: dict[tuple[str, str], Any]) -> None:
    links = {link["ifname"]: link for link in json.loads(said("ip", "-j", "addr"))}
    told = {key: value for (group, key), value in facts.items() if group == "network" and isinstance(value, dict)}
    for name in set(links) & set(told):
        assert told[name]["enabled"] == ("UP" in links[name]["flags"])
        assert bool(told[name]["ipv4"]) == any(one["family"] == "inet" for one in links[name]["addr_info"])
    ways = json.loads(said("ip", "-j", "route", "show", "default") or "[]")
    assert facts["network", "gateway"]["ipv4"] == bool(ways)
    assert set(told) >= set(links) - {"lo"}


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="no Debian, Ubuntu or the like: another package list")
def test_the_programs_are_those_of_the_package_list(facts: dict[tuple[str, str], Any]) -> None:
    listed = dict(line.split(" ", 1) for line in said("dpkg-query", "-W", "-f", "${Package} ${Version}\n").splitlines())
    for (group, key), value in facts.items():
        if group == "programs" and key != "none" and value["by"] == "package":
            assert value["version"].removeprefix("v") in listed.values()


class Open(Redactor):
    """Hides nothing: so it shows what would be there if the rules missed it."""

    def redact_value(self, key: str, value: str) -> str:
        return value


def test_no_address_no_serial_and_no_machine_id_is_even_collected() -> None:
    facts = collected(Open())
    text = repr(facts).lower()
    for addresses in psutil.net_if_addrs().values():
        for address in addresses:
            if address.family == psutil.AF_LINK and address.address.strip("0:"):
                assert address.address.lower() not in text
            elif address.family == socket.AF_INET:
                assert address.address not in text
    machine = Path("/etc/machine-id")
    assert not machine.exists() or machine.read_text().strip() not in text


@pytest.fixture
def session(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Somebody's session in which the sound's own program hangs, and the screens' one breaks."""
    programs, runtime = tmp_path / "bin", tmp_path / "run"
    (runtime / "pulse").mkdir(parents=True)
    (runtime / "pulse/native").touch()
    programs.mkdir()
    (programs / "pactl").write_text("#!/bin/sh\ntrap '' TERM\nsleep 60 & wait\n")
    (programs / "xrandr").write_text("#!/bin/sh\necho 'X Error of failed request' >&2\nkill -SEGV $$\n")
    for program in programs.iterdir():
        program.chmod(0o755)
    yield {"PATH": f"{programs}:{os.environ['PATH']}", "XDG_RUNTIME_DIR": str(runtime), "DISPLAY": ":77"}
    assert not [one for one in psutil.process_iter(["cmdline"]) if str(programs) in " ".join(one.info["cmdline"] or [])]


def test_a_program_that_hangs_and_one_that_breaks_cost_their_own_groups(session: dict[str, str]) -> None:
    facts = collected(**session)
    assert {group for group, _ in facts} == GROUPS
    unread = {group: value for (group, key), value in facts.items() if key == "unread"}
    assert "no end after" in unread["sound"]
    assert "xrandr" in unread["screen"]
    assert facts["memory", "total_gib"] > 0
    assert ("disks", "/") in facts
