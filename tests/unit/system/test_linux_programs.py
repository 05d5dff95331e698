"""Programs and computer on Linux: read from the files that each family keeps, and only what is asked after."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.system.commands import Ran
from deskside.system.known_programs import PROGRAMS
from deskside.system.linux import program_names
from deskside.system.linux.computer import LinuxComputer
from deskside.system.linux.programs import LinuxPrograms
from deskside.system.macos import program_names as macos_names
from deskside.system.windows import program_names as windows_names

from .commands import NO_PROGRAMS, PlayedPrograms

DPKG = """\
Package: firefox-esr
Status: install ok installed
Priority: optional
Version: 128.5.0esr-1~deb12u1
Description: Mozilla Firefox web browser
 Version: of another kind

Package: thunderbird
Status: deinstall ok config-files
Version: 1:115.14.0esr-1~deb12u1

Package: anki
Status: install ok installed
Version: 2.1.15

Package: openjdk-17-jre-headless
Status: install ok installed
Version: 17.0.15+6-1~deb12u1
"""


def write(root: Path, place: str, text: str = "") -> None:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def told(root: Path, run: PlayedPrograms = NO_PROGRAMS) -> list[tuple[object, ...]]:
    rows = LinuxPrograms(run, root, root / "home/ann").installed()
    return [(row["id"], row["version"], row["by"]) for row in rows]


def test_debian_tells_what_is_installed_now_and_nothing_private(tmp_path: Path) -> None:
    write(tmp_path, "var/lib/dpkg/status", DPKG)
    assert told(tmp_path) == [
        ("firefox", "128.5.0esr-1~deb12u1", "package"),
        ("java", "17.0.15+6-1~deb12u1", "package"),
    ]


def test_fedora_is_asked_once_for_all(tmp_path: Path) -> None:
    write(tmp_path, "usr/lib/sysimage/rpm/rpmdb.sqlite")
    rpm = PlayedPrograms(
        {("rpm", "-qa", "--qf", "%{NAME} %{VERSION}-%{RELEASE}\\n"): Ran(0, "firefox 133.0-1.fc41\nbash 5.2-1\n", "")}
    )
    assert told(tmp_path, rpm) == [("firefox", "133.0-1.fc41", "package")]
    assert told(tmp_path, NO_PROGRAMS) == []


def test_arch_alpine_snaps_flatpaks_and_opt_are_looked_at(tmp_path: Path) -> None:
    write(tmp_path, "var/lib/pacman/local/libreoffice-fresh-24.8.3-2/desc")
    write(tmp_path, "lib/apk/db/installed", "C:Q1\nP:evince\nV:46.1-r0\n\nP:busybox\nV:1\n")
    write(tmp_path, "snap/slack/current/meta/snap.yaml", "name: slack\nversion: '4.41.98'\nsummary: x\n")
    flatpak = "var/lib/flatpak/app/us.zoom.Zoom/current/active/files/share/metainfo/us.zoom.Zoom.metainfo.xml"
    write(
        tmp_path,
        flatpak,
        '<component><releases><release date="2024-11-25" version="6.2.11.5069"/></releases></component>',
    )
    write(tmp_path, "home/ann/.local/share/flatpak/app/org.signal.Signal/current/active/metadata")
    write(tmp_path, "opt/cisco/secureclient/bin/vpn")
    assert told(tmp_path) == [
        ("libreoffice", "24.8.3-2", "package"),
        ("zoom", "6.2.11.5069", "flatpak"),
        ("slack", "4.41.98", "snap"),
        ("signal", "", "flatpak"),
        ("anyconnect", "", ""),
        ("evince", "46.1-r0", "package"),
    ]


@pytest.mark.parametrize("names", [program_names.NAMES, windows_names.NAMES, macos_names.NAMES])
def test_every_name_belongs_to_a_program_that_is_asked_after(names: program_names.Names) -> None:
    assert names.ids <= set(PROGRAMS)
    assert len(names.ids) > 30
    assert {kind for _, kind in PROGRAMS.values()} >= {
        "browser",
        "office",
        "mail",
        "meeting",
        "vpn",
        "remote",
        "pdf",
        "java",
        "security",
    }


def test_a_notebook_says_what_it_is(tmp_path: Path) -> None:
    for name, text in (
        ("sys_vendor", "LENOVO"),
        ("product_name", "21AH00C9GE"),
        ("product_version", "ThinkPad T14 Gen 3"),
        ("chassis_type", "10"),
        ("product_serial", "PF4711"),
    ):
        write(tmp_path, f"sys/class/dmi/id/{name}", f"{text}\n")
    write(
        tmp_path,
        "proc/cpuinfo",
        "processor\t: 0\nmodel name\t: AMD Ryzen 5 PRO 6650U\nflags\t\t: fpu vme\n\nprocessor\t: 1\n",
    )
    write(tmp_path, "etc/os-release", 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n')
    write(tmp_path, "etc/debian_version", "12.8\n")
    (tmp_path / "etc/localtime").symlink_to("../usr/share/zoneinfo/Europe/Berlin")
    about = LinuxComputer(tmp_path, {"XDG_CURRENT_DESKTOP": "GNOME", "XDG_SESSION_TYPE": "wayland"}).about()
    assert "PF4711" not in str(about)
    assert {key: about[key] for key in about if key != "build"} == {
        "maker": "LENOVO", "model": "ThinkPad T14 Gen 3", "kind": "notebook", "processor": "AMD Ryzen 5 PRO 6650U",
        "release": "Debian GNU/Linux 12 (bookworm)", "desktop": "GNOME, wayland", "zone": "Europe/Berlin",
        "restart_waits": False,
    }  # fmt: skip
    write(tmp_path, "run/reboot-required")
    assert LinuxComputer(tmp_path, {"TZ": ":Asia/Tokyo"}).about()["restart_waits"] is True
    assert LinuxComputer(tmp_path, {"TZ": ":Asia/Tokyo"}).about()["zone"] == "Asia/Tokyo"


def test_a_computer_in_a_computer_and_one_that_says_nothing_are_told_as_such(tmp_path: Path) -> None:
    write(tmp_path, "proc/cpuinfo", "model name\t: AMD EPYC\nflags\t\t: fpu hypervisor lahf_lm\n")
    about = LinuxComputer(tmp_path, {}).about()
    assert (about["kind"], about["maker"], about["zone"], about["restart_waits"]) == ("virtual", "", "", None)
