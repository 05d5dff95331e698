"""The .rpm in a root of its own, with a data base of its own: what dnf would do with it, by rpm itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from deploy.conftest import NEWER, Built, make

SECONDS = 300
POLICY, AUTOSTART = "etc/deskside/policy.d/10-helpdesk.toml", "etc/xdg/autostart/deskside.desktop"


class Root:
    """A computer that knows packages by rpm alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rpm("--initdb")

    def rpm(self, *words: str | Path, fine: tuple[int, ...] = (0,)) -> list[str]:
        """What it prints, by lines. Debian's has no other package there, so what one needs is looked at apart."""
        command = ["rpm", "--root", self.folder, "--dbpath", "/var/lib/rpm", *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        assert done.returncode in fine, done.stdout + done.stderr
        return done.stdout.splitlines()

    def files(self) -> set[str]:
        """All but its data base, in which transactions leave their traces."""
        found = {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if not path.is_dir()}
        return {name for name in found if not name.startswith("var/lib/rpm")}


@pytest.fixture(scope="module")
def newer(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("newer")
    make(out, "rpm", "--from", str(built.folder), "--version", NEWER)
    (rpm,) = out.glob("*.rpm")
    return rpm


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


def test_it_says_what_it_needs_by_names_that_every_distribution_has(root: Root, built: Built) -> None:
    needs = root.rpm("-q", "--requires", "-p", built.rpm)
    assert "libxcb-cursor.so.0()(64bit)" in needs
    assert [need for need in needs if need.startswith("libc.so.6(GLIBC_")]
    told = {need for need in needs if not need.startswith(("rpmlib(", "config(", "lib"))}
    assert told == set()
    assert not [need for need in needs if "Qt6" in need or "python" in need]


def test_it_runs_nothing_when_it_is_installed(root: Root, built: Built) -> None:
    assert root.rpm("-q", "--scripts", "-p", built.rpm) == []


def test_from_the_first_installation_to_the_last_trace(root: Root, built: Built, newer: Path) -> None:
    before = root.files()
    root.rpm("-i", "--nodeps", built.rpm)
    assert root.rpm("-q", "deskside") == [f"deskside-{built.version}-1.x86_64"]
    assert root.rpm("-V", "--nodeps", "deskside") == []
    assert root.rpm("-qc", "deskside") == ["/etc/deskside/policy.d/README", f"/{AUTOSTART}"]
    program = root.folder / "usr/lib/deskside/deskside"
    told = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert told.stdout == f"deskside {built.version}\n"
    assert (root.folder / "usr/bin/deskside").readlink() == Path("../lib/deskside/deskside")

    (root.folder / POLICY).write_text('[organisation]\nname = "Example Library"\n')
    with (root.folder / AUTOSTART).open("a") as entry:
        entry.write("Hidden=true\n")
    root.rpm("-U", "--nodeps", newer)
    assert root.rpm("-q", "deskside") == [f"deskside-{NEWER}-1.x86_64"]
    assert (root.folder / AUTOSTART).read_text().endswith("Hidden=true\n")
    assert root.rpm("-V", "--nodeps", "deskside", fine=(0, 1)) == [f"S.5....T.  c /{AUTOSTART}"]
    root.rpm("-U", "--nodeps", built.rpm, fine=(1, 2))
    assert root.rpm("-q", "deskside") == [f"deskside-{NEWER}-1.x86_64"], "it went down by itself"

    root.rpm("-e", "--nodeps", "deskside")
    assert root.files() - before == {POLICY, f"{AUTOSTART}.rpmsave"}
    assert not (root.folder / "usr/lib/deskside").exists()
