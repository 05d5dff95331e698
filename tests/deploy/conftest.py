"""What is deployed, built once in a run, and a computer on which it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from deploy.chroot import Chroot

TOP = Path(__file__).resolve().parents[2]
BUILD_SECONDS = 900
PERSON = "ana"
NEWER = "199.0.0"


class Built(NamedTuple):
    """The frozen application in a folder, and its packages."""

    folder: Path
    deb: Path
    rpm: Path
    version: str


def make(out: Path, *options: str) -> None:
    """``./dev package``, with nothing of pytest's in its environment."""
    command = [sys.executable, TOP / "dev", "package", *options, "--out", out]
    done = subprocess.run(command, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Made now; with DESKSIDE_BUILT=FOLDER what ``./dev package --out FOLDER`` made before."""
    before = os.environ.get("DESKSIDE_BUILT", "")
    out = Path(before) if before else tmp_path_factory.mktemp("built")
    if not before:
        make(out, "folder", "deb", "rpm")
    (deb,), (rpm,) = out.glob("*.deb"), out.glob("*.rpm")
    return Built(out / "deskside", deb, rpm, deb.name.split("_")[1].partition("-")[0])


@pytest.fixture(scope="session")
def newer_deb(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same application, packed as a later version."""
    out = tmp_path_factory.mktemp("newer")
    make(out, "deb", "--from", str(built.folder), "--version", NEWER)
    (deb,) = out.glob("*.deb")
    return deb


@pytest.fixture(scope="session")
def computer(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Chroot:
    """A computer with Deskside installed, nothing configured, and Ana's account. Tests leave it as it was."""
    made = Chroot.made(tmp_path_factory.mktemp("computers"), PERSON)
    done = made.install(built.deb)
    assert done.returncode == 0, done.stdout + done.stderr
    return made
