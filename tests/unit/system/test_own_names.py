"""A person's full name, Wi-Fi networks and the serials of their computer are known on each system, to be hidden.

The answers of macOS are as its makers and captures on the web show them; they never came from a Mac of ours.
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Mapping, Sequence

import pytest
from tests.unit.system.windows_computer import PlayedRegistry

from deskside.errors import TookTooLong, Unavailable
from deskside.system.commands import Ran
from deskside.system.own_names import OwnNames, own_names
from deskside.system.windows import own_names as of_windows

PORTS = """
Hardware Port: Ethernet Adapter (en4)
Device: en4
Ethernet Address: 1e:00:2a:11:22:33

Hardware Port: Wi-Fi
Device: en0
Ethernet Address: 3c:22:fb:11:22:33

VLAN Configurations
===================
"""
PREFERRED = "Preferred networks on en0:\n\tFritz at Sea\n\tGuest: 2nd floor\n"
EXPERT = """+-o MacBookPro18,3  <class IOPlatformExpertDevice, id 0x100000220, registered, matched, active, busy 0>
    {
      "IOPlatformUUID" = "0AC7D2E1-5B3F-5D14-9C83-2B1F7E6A9D10"
      "manufacturer" = <"Apple Inc.">
      "IOPlatformSerialNumber" = "FVFXK0QZ1WFV"
    }
"""


class Answers:
    """Programs that answer as they were recorded; others are not there."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = told

    def __call__(self, argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
        command = " ".join(argv)
        for start, out in self._told.items():
            if command.startswith(start):
                return Ran(0, out, "")
        raise Unavailable(argv[0], "not here")


def hangs(argv: Sequence[str], limit: float, words: Mapping[str, str] | None = None) -> Ran:
    raise TookTooLong(argv[0])


def test_a_linux_computer_tells_the_accounts_name_and_its_wireless_connections_only() -> None:
    told = "802-3-ethernet:Wired connection 1\n802-11-wireless:Sea\\:side 5G\n802-11-wireless:tea\n"
    names = own_names(Answers({"nmcli --terse": told}), "linux")
    assert names.wifi == ("Sea:side 5G", "tea")
    assert names.person == pwd.getpwuid(os.geteuid()).pw_gecos.split(",")[0]


def test_a_mac_tells_the_networks_of_its_wireless_port_and_who_it_is() -> None:
    told = {
        "/usr/sbin/networksetup -listallhardwareports": PORTS,
        "/usr/sbin/networksetup -listpreferredwirelessnetworks en0": PREFERRED,
        "/usr/sbin/ioreg -rd1 -c IOPlatformExpertDevice": EXPERT,
    }
    names = own_names(Answers(told), "macos")
    assert names.wifi == ("Fritz at Sea", "Guest: 2nd floor")
    assert names.serials == ("0AC7D2E1-5B3F-5D14-9C83-2B1F7E6A9D10", "FVFXK0QZ1WFV")


def test_windows_tells_wireless_networks_and_leaves_cabled_ones_alone() -> None:
    profiles = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\NetworkList\Profiles"
    registry = PlayedRegistry(
        {
            (rf"{profiles}\{{1}}", "ProfileName"): "Fritz at Sea",
            (rf"{profiles}\{{1}}", "NameType"): 71,
            (rf"{profiles}\{{2}}", "ProfileName"): "Network",
            (rf"{profiles}\{{2}}", "NameType"): 6,
            (r"HKLM\SOFTWARE\Microsoft\Cryptography", "MachineGuid"): "6f1c2d9e-0b7a-4a55-9f3e-1f2d3c4b5a69",
        }
    )
    names = of_windows.of(hangs, registry, lambda: "Lee, Ann")
    assert names == OwnNames("Lee, Ann", ("Fritz at Sea",), ("6f1c2d9e-0b7a-4a55-9f3e-1f2d3c4b5a69",))


@pytest.mark.parametrize("system", ["linux", "macos"])
def test_a_program_that_hangs_or_is_missing_costs_only_its_own_names(system: str) -> None:
    for run in (Answers({}), hangs):
        assert own_names(run, system).wifi == ()


def test_a_system_nobody_knows_tells_nothing() -> None:
    assert own_names(hangs, "other") == OwnNames()
