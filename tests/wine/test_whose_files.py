"""Whose word a file on Windows is: what anyone may make on the drive is nobody's policy; owners and rights are read."""

from __future__ import annotations

import plistlib
import shutil
from collections.abc import Iterator

import pytest

from .computer import WindowsComputer

NAME = "organisation.name"


@pytest.fixture
def made_by_anyone(windows: WindowsComputer) -> Iterator[None]:
    """Folders right on the drive, which Windows lets every person make."""
    policy = windows.drive / "etc" / "deskside" / "policy.d"
    preferences = windows.drive / "Library" / "Managed Preferences"
    for folder in (policy, preferences):
        folder.mkdir(parents=True)
    (policy.parent / "policy.toml").write_text(f"{NAME} = 'Mallory'\n")
    (policy / "10.toml").write_text(f"{NAME} = 'Mallory'\n")
    (preferences / "org.deskside.Deskside.plist").write_bytes(plistlib.dumps({NAME: "Mallory"}))
    yield
    for top in ("etc", "Library"):
        shutil.rmtree(windows.drive / top)


def test_one_persons_folder_on_the_drive_is_no_policy_for_all(
    windows: WindowsComputer, home: str, made_by_anyone: None
) -> None:
    rows = {row["key"]: row for row in windows.deskside("settings", "show", "--json", home=home).json["settings"]}
    assert (rows[NAME]["value"], rows[NAME]["origin"], rows[NAME]["locked"]) == ("", "default", False)


def test_owner_and_rights_of_a_file_are_told_by_windows_own_library(windows: WindowsComputer) -> None:
    """Wine's files are those of the person who runs it, so they are somebody else's than the administrators'."""
    code = (
        "from pathlib import Path\nfrom deskside.system.windows import file_rights as it\n"
        "place = Path(r'C:\\users\\root.json'); place.write_text('{}')\n"
        "print(it.told_of(str(place)))\nprint(it.told_of(r'C:\\nothing\\here'))\n"
        "print(it.changed_by_others(place) is not None)\nplace.unlink()"
    )
    told, nothing, others = windows.python("-c", code).out.splitlines()
    assert told.startswith("O:")
    assert "D:" in told
    assert "(A;" in told
    assert (nothing, others) == ("None", "True")
