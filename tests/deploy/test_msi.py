"""The MSI on a Windows made by Wine: installed by IT's words alone, used, upgraded, and gone without a trace.

What is in it is a stand-in for what PyInstaller makes on Windows (windows_payload.py); the MSI itself is the real one.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from deploy.conftest import make
from deploy.windows_computer import PLACE, BareComputer
from deploy.windows_payload import make_payload
from wine.windows_python import windows_python

POLICY, DEFAULTS = r"HKLM\Software\Policies\Deskside", r"HKLM\Software\Deskside\Defaults"
RUN = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Run"
ROOT = r"C:\ProgramData\Deskside site\root.json"
PERSONS = "users/root/AppData/Local/deskside"
ONLY_BEFORE, ONLY_AFTER = PLACE / "_internal/only-in-1.0.0.txt", PLACE / "_internal/only-in-1.0.1.txt"


class Installers(NamedTuple):
    first: str
    second: str


@pytest.fixture(scope="module")
def installers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installers]:
    """Two versions, as ``./dev package`` makes them."""
    folder = tmp_path_factory.mktemp("msi")
    payload = make_payload(folder / "payload")
    for version in ("1.0.0", "1.0.1"):
        note = payload / f"_internal/only-in-{version}.txt"
        note.write_text(version)
        make(folder, "msi", "--from", str(payload), "--version", version)
        note.unlink()
    shutil.rmtree(payload)
    yield Installers(*(f"Z:{folder}/deskside-{version}-x64.msi" for version in ("1.0.0", "1.0.1")))
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def started() -> Iterator[BareComputer]:
    folder = Path(tempfile.mkdtemp(prefix="wine-"))
    computer = BareComputer(folder, windows_python())
    try:
        computer.start()
        yield computer
    finally:
        computer.end()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def computer(started: BareComputer, installers: Installers) -> Iterator[BareComputer]:
    """A computer without Deskside, before and after."""
    assert not started.here(PLACE).exists()
    yield started
    for msi in installers:
        if started.here(PLACE).exists():
            started.msiexec("/x", msi)


def settings(computer: BareComputer) -> dict[str, tuple[Any, str, bool]]:
    """What the installed program goes by, who set it, and whether it is locked."""
    rows = computer.installed("settings", "show", "--origin", "--json").json["settings"]
    return {row["key"]: (row["value"], row["origin"], row["locked"]) for row in rows}


def test_it_is_installed_with_everything_locked_works_is_repaired_and_goes_without_a_trace(
    computer: BareComputer, installers: Installers
) -> None:
    files, registry = computer.files(), computer.registry()
    words = ["BACKEND=rt", "CATALOGUE_URL=https://files.example.org/catalogue", f"CATALOGUE_ROOT={ROOT}"]
    words += ["RING=early", "LANGUAGE=de", "AUTOSTART=1", "LOCKED=1"]
    assert computer.msiexec("/i", installers.first, *words) == 0
    assert computer.values(RUN)["Deskside"] == rf'"{PLACE}\deskside-tray.exe" --at-sign-in'
    assert computer.values(POLICY) == {
        "tickets.backend": "rt",
        "catalogue.url": "https://files.example.org/catalogue",
        "catalogue.root": ROOT,
        "catalogue.ring": "early",
        "interface.language": "de",
        "interface.start_with_computer": "0x1",
    }
    assert computer.values(DEFAULTS) == {}
    opens = computer.values(r"HKLM\Software\Classes\deskside\shell\open\command")
    assert list(opens.values()) == [rf'"{PLACE}\deskside-tray.exe" open "%1"']
    assert "URL Protocol" in computer.values(r"HKLM\Software\Classes\deskside")
    assert [name for name in computer.files() - files if name.endswith("Start Menu/Programs/Deskside.lnk")]

    set_by_it = settings(computer)
    assert set_by_it["tickets.backend"] == ("rt", "IT", True)
    assert set_by_it["catalogue.url"] == ("https://files.example.org/catalogue", "IT", True)
    assert set_by_it["catalogue.ring"] == ("early", "IT", True)
    assert set_by_it["interface.start_with_computer"] == (True, "IT", True)
    assert computer.installed("settings", "set", "catalogue.ring", "pilot").code != 0
    rows = {row["name"]: row for row in computer.installed("check", "--json").json["checks"]}
    assert rows["troubleshooters"]["ok"]
    # Wine's files belong to who runs it, and not to administrators: that is all it objects to
    assert all(word in rows["settings"]["says"] for word in (r" C:\ProgramData ", "catalogue.root"))
    report = computer.installed("run", "disk-full", "--json").json
    assert {check["cause"]: check["result"] for check in report["checks"]}["disk-full.disk-full"] == "clear"

    manifest = computer.here(PLACE / "_internal/deskside/_bundled/troubleshooters/printer/manifest.toml")
    whole = manifest.read_bytes()
    manifest.unlink()
    assert computer.msiexec("/i", installers.first, "REINSTALL=ALL", "REINSTALLMODE=amus") == 0
    assert manifest.read_bytes() == whole
    assert computer.values(POLICY)["catalogue.ring"] == "early"

    assert computer.msiexec("/x", installers.first) == 0
    left = {path for path in computer.files() - files if not path.startswith(PERSONS)}
    assert left == set()
    assert computer.registry() - registry == set()
    assert computer.here(rf"C:\{PERSONS}").is_dir(), "what is the person's stays"


def test_an_upgrade_keeps_what_the_first_installation_was_told_and_never_goes_back(
    computer: BareComputer, installers: Installers
) -> None:
    assert computer.msiexec("/i", installers.first, "RING=pilot", "LANGUAGE=fr") == 0
    assert "Deskside" not in computer.values(RUN)
    assert settings(computer)["catalogue.ring"] == ("pilot", "IT", False)
    assert computer.installed("settings", "set", "interface.language", "es").code == 0
    assert computer.here(ONLY_BEFORE).is_file()

    assert computer.msiexec("/i", installers.second) == 0
    assert computer.values(r"HKLM\Software\Deskside")["Version"] == "1.0.1"
    assert (computer.here(ONLY_BEFORE).exists(), computer.here(ONLY_AFTER).exists()) == (False, True)
    kept = settings(computer)
    assert kept["catalogue.ring"] == ("pilot", "IT", False)
    assert kept["interface.language"] == ("es", "user", False)

    assert computer.msiexec("/i", installers.first) != 0
    assert computer.values(r"HKLM\Software\Deskside")["Version"] == "1.0.1"
    assert computer.here(ONLY_AFTER).is_file()

    assert computer.msiexec("/x", installers.second) == 0
    assert computer.values(r"HKLM\Software\Deskside") == {}


def test_a_word_that_means_nothing_is_refused_before_anything_is_changed(
    computer: BareComputer, installers: Installers
) -> None:
    before = computer.registry()
    for word in ("RING=beta", "LANGUAGE=#5"):  # the second would be written as a number
        assert computer.msiexec("/i", installers.first, word) != 0
    assert not computer.here(PLACE).exists()
    assert computer.registry() == before


def test_only_the_documented_words_reach_an_installation_with_rights(installers: Installers) -> None:
    secure = next(row[1] for row in table(installers.first, "Property") if row[0] == "SecureCustomProperties")
    ours = {name for name in secure.split(";") if not name.startswith(("OLD_", "WIX_"))}
    assert ours == {"BACKEND", "CATALOGUE_URL", "CATALOGUE_ROOT", "RING", "LANGUAGE", "AUTOSTART", "LOCKED"}


def test_a_refusal_says_what_to_do(installers: Installers) -> None:
    """Read in the MSI: Wine writes it into no log."""
    said = {row[1] for row in table(installers.first, "LaunchCondition")}
    newer = "A newer Deskside is on this computer already. Nothing was changed."
    assert f"{newer} To go back to version 1.0.0, remove the newer one first." in said
    assert "RING must be one of: pilot, early, all. Nothing was changed." in said


def table(msi: str, name: str) -> list[list[str]]:
    command = ["msiinfo", "export", msi.removeprefix("Z:"), name]
    told = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True).stdout
    return [line.split("\t") for line in told.splitlines()[3:]]
