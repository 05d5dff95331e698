"""The .rpm as dnf and zypper themselves take it: Debian has both programs, and each keeps a root of its own.

What the package needs of the system comes from a repository in a folder, with one package that provides those
names: no distribution's own repository is asked.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deploy.conftest import NEWER, Built, make

SECONDS = 300
AUTOSTART = "etc/xdg/autostart/deskside.desktop"
OF_RPM_ITSELF = ("rpmlib(", "config(")
_SYSTEM = """\
Name: system
Version: 1
Release: 1
Summary: What a distribution's own packages provide
License: Apache-2.0
BuildArch: noarch
{provides}
%description
Names that the package under test needs.
%files
"""


def run(*command: str | Path, fine: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode in fine, done.stdout + done.stderr
    return done.stdout


class Manager:
    """A program that manages packages, and the computer (a folder) that it does so for."""

    def __init__(self, root: Path, command: Sequence[str | Path], data: str, install: Sequence[str]) -> None:
        self.root, self._command, self._data, self._install = root, command, data, install

    def install(self, package: Path) -> None:
        run(*self._command, *self._install, package)

    def remove(self, name: str) -> None:
        run(*self._command, "remove", *(word for word in self._install if word == "-y"), name)

    def installed(self, name: str) -> str:
        """Name and version; "" when it is not there."""
        told = run("rpm", "--root", self.root, "--dbpath", self._data, "-q", name, fine=(0, 1)).strip()
        return "" if "not installed" in told else told

    def files(self) -> set[str]:
        """What lies in the places that a package writes to."""
        there = (path for top in ("etc", "usr/bin", "usr/lib", "usr/share") for path in (self.root / top).rglob("*"))
        found = {str(path.relative_to(self.root)) for path in there if not path.is_dir()}
        return {name for name in found if "deskside" in name.lower()}


def dnf(folder: Path, repository: Path) -> Manager:
    root = folder / "root"
    root.mkdir()
    own = {"reposdir": folder / "none", "cachedir": folder / "cache", "logdir": folder / "log"}
    for place in own.values():
        place.mkdir()
    options = [f"--setopt={name}={value}" for name, value in own.items()]
    places = [f"--installroot={root}", f"--repofrompath=system,{repository}", "--releasever=1"]
    command = ["dnf", "--noplugins", "--nogpgcheck", *places, *options]
    return Manager(root, command, "/root/.rpmdb", ["install", "-y"])  # where Debian's rpm keeps its data


def zypper(folder: Path, repository: Path) -> Manager:
    root = folder / "root"
    root.mkdir()
    command = ["zypper", "--root", root, "--non-interactive"]
    run(*command, "addrepo", "--no-gpgcheck", f"dir:{repository}", "system")
    return Manager(root, command, "/var/lib/rpm", ["install", "--allow-unsigned-rpm"])


@pytest.fixture(scope="module")
def repository(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package that provides what ours needs."""
    folder = tmp_path_factory.mktemp("repository")
    needs = [need for need in run("rpm", "-qp", "--requires", built.rpm).splitlines() if need]
    provides = "\n".join(f"Provides: {need}" for need in needs if not need.startswith(OF_RPM_ITSELF))
    told = folder / "system.spec"
    told.write_text(_SYSTEM.format(provides=provides))
    run("rpmbuild", "-bb", "--define", f"_topdir {folder / 'making'}", "--define", f"_rpmdir {folder}", told)
    run("createrepo_c", "--quiet", folder)
    return folder


@pytest.fixture(scope="module")
def newer(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("newer")
    make(out, "rpm", "--from", str(built.folder), "--version", NEWER)
    (rpm,) = out.glob("*.rpm")
    return rpm


@pytest.mark.parametrize("manager", [dnf, zypper])
def test_it_comes_with_what_it_needs_is_renewed_and_goes_without_a_trace(
    manager: Callable[[Path, Path], Manager], built: Built, newer: Path, repository: Path, tmp_path: Path
) -> None:
    computer = manager(tmp_path, repository)
    computer.install(built.rpm)
    assert computer.installed("system"), "what it needs was not asked for"
    told = run(computer.root / "usr/lib/deskside/deskside", "--version")
    assert told == f"deskside {built.version}\n"

    with (computer.root / AUTOSTART).open("a") as entry:
        entry.write("Hidden=true\n")
    computer.install(newer)
    assert computer.installed("deskside") == f"deskside-{NEWER}-1.x86_64"
    assert (computer.root / AUTOSTART).read_text().endswith("Hidden=true\n")

    computer.remove("deskside")
    assert computer.installed("deskside") == ""
    assert computer.files() == {f"{AUTOSTART}.rpmsave"}


def test_an_older_file_that_is_named_is_taken_by_dnf_and_not_by_zypper(
    built: Built, newer: Path, repository: Path, tmp_path: Path
) -> None:
    """docs/deploying.md says so: rpm and zypper refuse it, and to dnf the file's name is the wish."""
    now = {}
    for manager in (dnf, zypper):
        (tmp_path / manager.__name__).mkdir()
        computer = manager(tmp_path / manager.__name__, repository)
        computer.install(newer)
        computer.install(built.rpm)
        now[manager.__name__] = computer.installed("deskside")
    assert now == {"dnf": f"deskside-{built.version}-1.x86_64", "zypper": f"deskside-{NEWER}-1.x86_64"}
