"""The .deb on a clean Debian: what IT types, and what must be so afterwards."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from deploy.chroot import Chroot
from deploy.conftest import NEWER, PERSON, Built

POLICY = """\
[organisation]
name = "Example Library"
phone = "+44 20 7946 0000"
"""
AUTOSTART = "/etc/xdg/autostart/deskside.desktop"
NOT_THE_PACKAGES = ("/home/", "/var/lib/apt", "/var/cache", "/var/log", "/var/lib/dpkg", "/etc/ld.so.cache", "/run")


def said(*command: str | Path) -> str:
    """What a checker on this machine prints; nothing when it has nothing to object to."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return done.stdout + done.stderr if done.returncode else done.stderr


def test_debians_own_checker_has_no_objection(built: Built) -> None:
    assert said("lintian", "--allow-root", "--fail-on", "error,warning", built.deb) == ""


def test_every_library_it_needs_comes_with_it(computer: Chroot) -> None:
    """But for GTK's, without which Qt looks a little less like the desktop around it."""
    look = """
        cd /usr/lib/deskside/_internal
        export LD_LIBRARY_PATH=$PWD:$PWD/PySide6/Qt/lib:$PWD/shiboken6:$PWD/PySide6
        find . -name '*.so*' ! -name 'libqgtk3*' -exec ldd {} + 2>&1 | grep 'not found' | sort -u
    """
    assert computer.run("sh", "-c", look).stdout == ""


def test_it_is_among_the_programs(computer: Chroot) -> None:
    entry = computer.path("/usr/share/applications/deskside.desktop")
    assert "MimeType=x-scheme-handler/deskside;" in entry.read_text()
    assert said("desktop-file-validate", "--no-hints", entry, computer.path(AUTOSTART)) == ""
    about = computer.path("/usr/share/metainfo/org.deskside.Deskside.metainfo.xml")
    assert said("appstreamcli", "validate", "--no-net", about) == ""


def test_its_manual_and_the_tab_key_know_every_command(computer: Chroot) -> None:
    page = computer.path("/usr/share/man/man1/deskside.1.gz")
    assert said("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page) == ""
    text = gzip.decompress(page.read_bytes()).decode()
    for command in ("run", "update", "plugin lint", "settings set"):
        assert f"\\fBdeskside {command}\\fR" in text
    completed = "COMP_WORDS=(deskside settings '') COMP_CWORD=2; . $0; _deskside; echo ${COMPREPLY[@]}"
    place = "/usr/share/bash-completion/completions/deskside"
    assert computer.run("bash", "-c", completed, place).stdout.split()[:3] == ["show", "set", "secret"]


def test_what_it_sets_holds_for_everyone(computer: Chroot) -> None:
    policy = computer.path("/etc/deskside/policy.d/10-helpdesk.toml")
    policy.write_text(POLICY)
    try:
        told = computer.run("deskside", "settings", "show", "--origin", "--json", user=PERSON)
        rows = {row["key"]: row for row in json.loads(told.stdout)["settings"]}
        phone = rows["organisation.phone"]
        assert (phone["value"], phone["locked"]) == ("+44 20 7946 0000", True)
        changed = computer.run("deskside", "settings", "set", "organisation.phone", "0", user=PERSON)
        assert changed.returncode == 1
        assert "organisation" in changed.stderr
        assert computer.run("deskside", "check", user=PERSON).returncode == 0
    finally:
        policy.unlink()


def test_from_the_first_installation_to_the_last_trace(built: Built, newer_deb: Path, tmp_path: Path) -> None:
    computer = Chroot.made(tmp_path, PERSON)
    before = _disk(computer)
    done = computer.install(built.deb)
    assert done.returncode == 0, done.stdout + done.stderr
    assert computer.run("deskside", "check", user=PERSON).returncode == 0
    sent = _json(computer, "ticket", "send", "--title", "The door is stuck", "--story", "It does not open.")

    _edit(computer)
    _upgrade(computer, newer_deb)
    assert _version(computer) == f"{NEWER}-1"
    _still_edited(computer)
    (ticket,) = _json(computer, "ticket", "list")["tickets"]
    assert ticket["title"] == "The door is stuck", sent

    refused = computer.install(built.deb)
    assert refused.returncode != 0
    assert "downgraded" in refused.stdout + refused.stderr
    assert computer.install(built.deb, "--allow-downgrades").returncode == 0
    assert _version(computer) == f"{built.version}-1"
    _still_edited(computer)

    assert computer.run("apt-get", "remove", "-qq", "-y", "deskside").returncode == 0
    assert not computer.path("/usr/lib/deskside").exists()
    assert not computer.path("/usr/bin/deskside").is_symlink()
    _still_edited(computer)
    assert computer.run("apt-get", "autopurge", "-qq", "-y", "deskside").returncode == 0
    assert _disk(computer) == before


def _disk(computer: Chroot) -> set[str]:
    """What lies on it, but for the people's own and what a package manager writes whatever it installs."""
    return {name for name in computer.files() if not name.startswith(NOT_THE_PACKAGES)}


def _json(computer: Chroot, *words: str) -> dict[str, Any]:
    done = computer.run("deskside", *words, "--json", user=PERSON)
    assert done.returncode == 0, done.stderr
    given: dict[str, Any] = json.loads(done.stdout)
    return given


def _edit(computer: Chroot) -> None:
    """What IT does on a computer beside installing: a policy, and no start with the computer."""
    computer.path("/etc/deskside/policy.d/10-helpdesk.toml").write_text(POLICY)
    with computer.path(AUTOSTART).open("a") as entry:
        entry.write("Hidden=true\n")


def _still_edited(computer: Chroot) -> None:
    assert computer.path("/etc/deskside/policy.d/10-helpdesk.toml").read_text() == POLICY
    assert computer.path(AUTOSTART).read_text().endswith("Hidden=true\n")


def _upgrade(computer: Chroot, package: Path) -> None:
    """While nobody is there to be asked about the edited file."""
    place = computer.path(f"/tmp/{package.name}")
    shutil.copyfile(package, place)
    done = computer.run("dpkg", "-i", f"/tmp/{package.name}")
    place.unlink()
    assert done.returncode == 0, done.stdout + done.stderr


def _version(computer: Chroot) -> str:
    return computer.run("dpkg-query", "-W", "-f", "${Version}", "deskside").stdout
