"""What each group of facts tells of a computer: numbers as numbers, nothing that names somebody, never silence."""

from __future__ import annotations

import calendar
import os
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from deskside.diagnostics.facts import collect_facts
from deskside.diagnostics.redact import Known, Redactor
from deskside.diagnostics.sources import every, groups
from deskside.diagnostics.sources.own import deskside
from deskside.model.call import Answer
from deskside.model.report import SettingRow
from deskside.system.table import CALLS

from .told_computer import GB, ToldComputer, facts_of

REFUSED = Answer(problem="unavailable", why="not here")


def test_every_group_says_in_one_short_sentence_what_it_is() -> None:
    told = groups()
    assert [group.id for group in told] == [
        "computer", "system", "memory", "disks", "network", "printers", "sound", "screen", "power", "programs",
        "crashes", "deskside",
    ]  # fmt: skip
    for group in told:
        assert group.label
        assert 3 <= len(group.says.split()) <= 14, group.says
        assert group.says.endswith(".")


def test_only_calls_that_look_are_asked_and_no_group_is_silent_when_nothing_answers() -> None:
    refusing = ToldComputer(dict.fromkeys(ToldComputer().said, REFUSED))
    facts = collect_facts(every(refusing, "1"), Redactor())
    assert not [name for name in refusing.asked if CALLS[name].changes]
    assert {fact.group for fact in facts} == {group.id for group in groups()}
    unread = {fact.group for fact in facts if "could not be read" in str(fact.value)}
    assert unread == {group.id for group in groups()} - {"memory", "deskside"}


def test_this_computer_tells_what_it_really_has() -> None:
    memory, system, computer = facts_of("memory"), facts_of("system"), facts_of("computer")
    assert memory["total_gib"] == pytest.approx(psutil.virtual_memory().total / GB, abs=0.1)
    assert computer["processors"] == os.cpu_count()
    assert computer["cores"] == psutil.cpu_count(logical=False)
    assert (computer["maker"], computer["kind"]) == ("LENOVO", "notebook")
    boot = time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(psutil.boot_time()))
    assert system["restarted"] == boot
    hours = system["since_restart"]
    assert isinstance(hours, float)
    assert (system["zone"], system["restart_waits"]) == ("Europe/Berlin", True)


def test_a_disk_is_told_by_kind_and_room_and_never_by_the_name_somebody_gave_it() -> None:
    stick = {"name": "/media/ann/ANNAS STICK", "kind": "removable", "size": 8 * GB, "free": 2 * GB, "read_only": True}
    full = {"name": "/srv", "kind": "network", "size": 0, "free": 0}
    facts = facts_of("disks", {"disk.volumes": [*ToldComputer().said["disk.volumes"], stick, full]})
    assert facts == {
        "C:": {"total_gib": 100.0, "free_gib": 25.0, "full_percent": 75, "kind": "removable", "system": True,
               "home": True, "read_only": False},
        "removable 1": {"total_gib": 8.0, "free_gib": 2.0, "full_percent": 75, "kind": "removable", "read_only": True},
        "/srv": {"total_gib": 0.0, "free_gib": 0.0, "full_percent": None, "kind": "network"},
    }  # fmt: skip


def test_how_full_the_disk_is_counts_as_df_does() -> None:
    usage = psutil.disk_usage("/")
    facts = facts_of(
        "disks", {"disk.volumes": [{"name": "/", "kind": "disk", "size": usage.total, "free": usage.free}]}
    )
    disk = facts["/"]
    assert isinstance(disk, dict)
    assert disk["full_percent"] == pytest.approx(usage.percent, abs=1)


def test_the_network_is_told_by_kinds_without_any_address_or_name() -> None:
    facts = facts_of("network")
    assert facts == {
        "wlan0": {"kind": "wifi", "enabled": True, "carrier": True, "automatic": True, "mbit": None, "mtu": 1500,
                  "ipv4": ["private, from the network"], "ipv6": ["public", "self-given"]},
        "vpn": False,
        "gateway": {"ipv4": True, "ipv6": False},
        "name_servers": 1,
        "names_by": "resolved",
        "proxy": {"kind": "manual", "where": "system", "managed": True},
    }  # fmt: skip


INSIDE = [{"address": "10.9.0.2", "family": 4}]


@pytest.mark.parametrize(
    ("addresses", "enabled", "vpn"), [(INSIDE, True, True), ([], True, False), (INSIDE, False, False)]
)
def test_a_vpn_counts_only_while_it_is_connected(addresses: list[Any], enabled: bool, vpn: bool) -> None:
    link = {"name": "wg0", "kind": "vpn", "enabled": enabled, "carrier": None, "addresses": addresses}
    assert facts_of("network", {"network.links": [link]})["vpn"] is vpn


def test_one_part_of_the_network_that_cannot_be_read_costs_its_own_row() -> None:
    facts = facts_of("network", {"network.routes": REFUSED})
    assert facts["unread_gateway"] == "could not be read (network.routes: not here)"
    assert facts["name_servers"] == 1


def test_only_known_fields_of_a_printer_are_kept_and_its_address_is_hidden() -> None:
    queue = {"name": "Office", "state": "stopped", "device": "ipp://prn9.firm.example/ipp", "jobs": ["secret.pdf"]}
    facts = facts_of("printers", {"printing.queues": [queue]})
    assert facts == {"Office": {"name": "Office", "state": "stopped", "device": "ipp://host-1/ipp"}}


@pytest.mark.parametrize(
    ("group", "says"),
    [
        ("printers", "no printer is set up"),
        ("sound", "no sound device was found"),
        ("screen", "no screen was found"),
        ("power", "no battery was found"),
        ("programs", "none of the programs that help desks ask after"),
        ("crashes", "none in the last 14 days"),
    ],
)
def test_where_there_is_nothing_that_is_said(group: str, says: str) -> None:
    assert facts_of(group)["none"] == says


def test_sound_screens_and_batteries_are_told_one_by_one() -> None:
    output = {"name": "Jabra Evolve2 65", "kind": "usb", "used": True, "muted": True, "volume": 40, "serial": "x"}
    screen = {"name": "eDP-1", "width": 1920, "height": 1080, "refresh": 60.0, "scale": 1.5, "main": True,
              "built_in": True, "turned": 0, "edid": "00ff"}  # fmt: skip
    battery = {"percent": 81, "state": "discharging", "health": 93, "cycles": 214, "serial": "x"}
    sound = facts_of("sound", {"sound.devices": {"by": "PipeWire", "outputs": [output], "inputs": []}})
    screens = facts_of("screen", {"screens.connected": [screen]})
    power = facts_of("power", {"power.state": {"mains": False, "plan": "saver", "batteries": [battery]}})
    assert (sound["outputs"], sound["inputs"]) == (1, 0)
    assert sound["output-1"] == {key: output[key] for key in output if key != "serial"}
    assert screens["screen-1"] == {"socket": "eDP-1"} | {
        key: screen[key] for key in screen if key not in ("name", "edid")
    }
    assert (power["mains"], power["plan"]) == (False, "saver")
    assert power["battery-1"] == {key: battery[key] for key in battery if key != "serial"}


VERSIONS = [
    "131.0.6778.85",
    "6.2.11.0",
    "24.2.0.0",
    "1.8.0_392",
    "1:115.14.0esr-1~deb12u1",
    "17.0.15+6-1~deb12u1",
    "5.1.1.1",
]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_version_is_never_taken_for_an_address(version: str) -> None:
    row = {"id": "chrome", "name": "Chrome", "kind": "browser", "version": version, "by": "package"}
    chrome = facts_of("programs", {"programs.installed": [row]})["chrome"]
    assert isinstance(chrome, dict)
    assert str(chrome["version"]).removeprefix("v") == version


def test_two_of_the_same_program_are_both_told() -> None:
    rows = [{"id": "java", "name": "Java", "version": version, "kind": "java", "by": ""} for version in ("8", "17")]
    assert list(facts_of("programs", {"programs.installed": rows})) == ["java", "java-2"]


def test_a_crash_is_told_by_name_count_and_time_and_a_persons_name_in_it_is_hidden() -> None:
    row = {"program": "zobel-timesheet.exe", "kind": "hang", "count": 3, "last": 0, "path": "/home/zobel"}
    facts = facts_of("crashes", {"crashes.recent": [row]}, (Known("person", "zobel"),))
    crash = facts["crash-1"]
    assert isinstance(crash, dict)
    when = crash.pop("last")
    assert crash == {"program": "person-1-timesheet.exe", "kind": "hang", "count": 3}
    assert abs(time.time() - calendar.timegm(time.strptime(when, "%Y-%m-%dT%H:%MZ"))) < 180


def test_our_own_facts_name_changed_settings_and_the_end_of_the_log(tmp_path: Path) -> None:
    log = tmp_path / "deskside.log"
    log.write_text("".join(f"line {number}\n" for number in range(5000)) + "from 10.1.1.1\n", encoding="utf-8")
    rows = [
        SettingRow("tickets.backend", "desk", "default", False),
        SettingRow("network.proxy", "http://u:pw1@px9:80", "IT", True),
    ]
    source = next(one for one in every(ToldComputer(), "1.2.3", rows, log) if one.group == "deskside")
    facts = {fact.key: fact.value for fact in collect_facts([source], Redactor())}
    assert facts["version"] == "1.2.3"
    assert facts["settings"] == {"network.proxy": {"value": "http://person-1:password-1@host-1:80", "origin": "IT"}}
    tail = facts["log"]
    assert isinstance(tail, list)
    assert len(tail) == 60
    assert tail[-2:] == ["line 4999", "from ip-1"]


def test_a_missing_log_is_no_row(tmp_path: Path) -> None:
    assert [fact.key for fact in deskside("1", (), tmp_path / "none.log")] == ["version", "settings"]
