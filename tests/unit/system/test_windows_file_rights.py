"""Who may change a file on Windows, read from what Windows writes about its owner and rights.

The lists are those of Windows 10 and 11 as they come: the drive, ProgramData, Program Files, and what files in new
folders there inherit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.system.windows.file_rights import changed_by_others, may_be_changed, put_right

INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
ANA = "S-1-5-21-1004336348-1177238915-682003330-1001"
DRIVE = f"O:{INSTALLER}D:PAI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1200a9;;;BU)(A;OICIIO;SDGXGWGR;;;AU)(A;;LC;;;AU)"
PROGRAM_DATA = "O:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)"
IN_PROGRAM_DATA = (
    "O:BAD:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)"
)
FILE_THERE = "O:BAD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)"
MADE_BY_ANA = FILE_THERE.replace("O:BA", f"O:{ANA}")
ON_THE_DRIVE = "O:BAD:AI(A;ID;FA;;;BA)(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)(A;ID;0x1301bf;;;AU)"
"""A file right in a folder that somebody made on the drive itself: everyone who is signed in may change it."""


@pytest.mark.parametrize("told", [FILE_THERE, f"O:{INSTALLER}D:PAI(A;;FA;;;{INSTALLER})(A;;0x1200a9;;;BU)"])
def test_a_file_that_people_may_only_read_is_its(told: str) -> None:
    assert not may_be_changed(told, folder=False)


@pytest.mark.parametrize(
    "told",
    [
        MADE_BY_ANA,
        ON_THE_DRIVE,
        "O:BAD:(A;;FW;;;BU)",
        "O:BAD:(A;;0x1200a9;;;BU)(A;;SD;;;WD)",
        "O:BAD:(A;;WD;;;BU)",
        "O:BAD:(A;;GA;;;WD)",
        f"O:BAD:(A;ID;0x2;;;{ANA})",
        "O:BAD:(XA;;FA;;;AU;(Member_of {SID(BA)}))",
        "O:BAD:NO_ACCESS_CONTROL",
        "O:BA",
        "D:(A;;FA;;;BA)",
        "O:BAD:(A;;QQ;;;BU)",
        "O:BAD:(D;;FA;;;BU)(A;;FA;;;BU)",
    ],
)
def test_a_file_that_somebody_else_may_change_remove_or_take_is_not(told: str) -> None:
    assert may_be_changed(told, folder=False)


@pytest.mark.parametrize("told", [DRIVE, PROGRAM_DATA, IN_PROGRAM_DATA])
def test_a_folder_into_which_people_may_only_put_more_keeps_what_is_its(told: str) -> None:
    assert not may_be_changed(told, folder=True)


@pytest.mark.parametrize(
    "told", [IN_PROGRAM_DATA.replace("O:BA", f"O:{ANA}"), "O:BAD:(A;;DT;;;BU)", "O:BAD:(A;OICI;0x1301bf;;;AU)"]
)
def test_a_folder_that_is_somebody_elses_or_lets_them_remove_what_is_there_does_not(told: str) -> None:
    assert may_be_changed(told, folder=True)


class Disk:
    """What Windows says of each place; nothing of what is not there."""

    def __init__(self, file: str, folder: str) -> None:
        self._file, self._folder = file, folder

    def told(self, path: str) -> str | None:
        return self._file if path.endswith("root.json") else self._folder if path.endswith("Deskside") else None


def test_the_file_is_named_or_else_the_folder_that_gives_it_away(tmp_path: Path) -> None:
    file = tmp_path / "Deskside" / "root.json"
    assert changed_by_others(file, Disk(FILE_THERE, IN_PROGRAM_DATA).told) is None
    assert changed_by_others(file, Disk(MADE_BY_ANA, IN_PROGRAM_DATA).told) == file
    made_before = IN_PROGRAM_DATA.replace("O:BA", f"O:{ANA}")
    assert changed_by_others(file, Disk(FILE_THERE, made_before).told) == file.parent


def test_no_command_is_proposed_for_a_whole_drive() -> None:
    assert put_right(Path("/")) == ""
    assert "icacls" in put_right(Path("Deskside/root.json"))
