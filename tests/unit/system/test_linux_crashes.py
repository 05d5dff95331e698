"""Crashes on Linux: each is told once, by its program's name, from whoever the kernel gives them to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskside.errors import Unavailable
from deskside.system.commands import Ran
from deskside.system.linux.crashes import LinuxCrashes

from .commands import NO_PROGRAMS, PlayedPrograms

NOW = 1795352210.0
DAY = 86400
COREDUMPCTL = ("coredumpctl", "list", "--json=short", "--no-pager", "--quiet", "--since=-14days")
JOURNAL = (
    "journalctl", "_TRANSPORT=kernel", "-o", "json", "--output-fields=MESSAGE", "--no-pager", "--since=-14days",
    "--grep=segfault at|general protection|traps: .* trap ",
)  # fmt: skip
TOLD_BY_SYSTEMD = (
    '[{"time":1795351924571717,"pid":16682,"uid":0,"gid":0,"sig":11,"corefile":"present","exe":"/usr/bin/sleep","size":21},'
    '{"time":1795265524571717,"pid":9,"uid":1000,"gid":1000,"sig":6,"corefile":"missing","exe":"/home/ann/bin/plan","size":null},'
    '{"time":1795265500000000,"pid":8,"uid":1000,"gid":1000,"sig":6,"corefile":"none","exe":"/usr/bin/sleep","size":null}]\n'
)
"""The first row as coredumpctl 252 gave it."""
TOLD_BY_JOURNAL = (
    '{"__REALTIME_TIMESTAMP":"1795352205940384","MESSAGE":"python3[18309]: segfault at 0 ip '
    '00007fc33c985ad8 sp 00007ffcc6056d88 error 4 in libc.so.6[167ad8,7fc33c844000+156000] likely on CPU 1"}\n'
    '{"__REALTIME_TIMESTAMP":"1795352206076387","MESSAGE":"traps: falling-program[18356] trap invalid '
    'opcode ip:5579c5fa212d sp:7ffe0bbc1290 error:0 in falling-program-with-long-name[112d,5579c5fa2000+1000]"}\n'
)
"""As journalctl 252 gave it on Linux 6.18, with the fields that are read."""


def computer(folder: Path, pattern: str, programs: PlayedPrograms) -> LinuxCrashes:
    (folder / "proc/sys/kernel").mkdir(parents=True)
    (folder / "proc/sys/kernel/core_pattern").write_text(pattern + "\n")
    return LinuxCrashes(programs, folder, lambda: NOW)


def journal(folder: Path) -> None:
    place = folder / "var/log/journal/4c1d"
    place.mkdir(parents=True)
    (place / "system.journal").touch()


def test_what_systemd_keeps_is_counted_by_program_without_its_path(tmp_path: Path) -> None:
    systemd = "|/lib/systemd/systemd-coredump %P %u %g %s %t 9223372036854775808 %h %d"
    told = computer(tmp_path, systemd, PlayedPrograms({COREDUMPCTL: Ran(0, TOLD_BY_SYSTEMD, "")})).recent()
    assert told == [
        {"program": "sleep", "kind": "crash", "count": 2, "last": 285},
        {"program": "plan", "kind": "crash", "count": 1, "last": 86685},
    ]


@pytest.mark.parametrize("said", [Ran(1, "", ""), Ran(1, "", "No coredumps found.\n")])
def test_none_kept_by_systemd_is_none(tmp_path: Path, said: Ran) -> None:
    assert computer(tmp_path, "|/lib/systemd/systemd-coredump", PlayedPrograms({COREDUMPCTL: said})).recent() == []


def test_ubuntus_reports_are_counted_by_name_and_never_opened(tmp_path: Path) -> None:
    there = computer(tmp_path, "|/usr/share/apport/apport -p%p -s%s", NO_PROGRAMS)
    folder = tmp_path / "var/crash"
    folder.mkdir(parents=True)
    for name, days in (
        ("_usr_bin_gedit.1000.crash", 1),
        ("_opt_old_tool.1000.crash", 20),
        ("_usr_bin_gedit.1000.upload", 1),
    ):
        (folder / name).touch(mode=0)
        os.utime(folder / name, (NOW - days * DAY,) * 2)
    assert there.recent() == [{"program": "gedit", "kind": "crash", "count": 1, "last": DAY}]


def test_where_nobody_keeps_crashes_the_kernel_has_told_the_journal(tmp_path: Path) -> None:
    there = computer(tmp_path, "core", PlayedPrograms({JOURNAL: Ran(0, TOLD_BY_JOURNAL, "")}))
    journal(tmp_path)
    assert there.recent() == [
        {"program": "falling-program", "kind": "crash", "count": 1, "last": 4},
        {"program": "python3", "kind": "crash", "count": 1, "last": 4},
    ]


def test_a_journal_without_crashes_is_none(tmp_path: Path) -> None:
    there = computer(tmp_path, "core", PlayedPrograms({JOURNAL: Ran(1, "", "")}))
    journal(tmp_path)
    assert there.recent() == []


HINT = "Hint: You are currently not seeing messages from other users and the system.\n"


def test_a_journal_that_may_not_be_read_is_not_told_as_no_crashes(tmp_path: Path) -> None:
    there = computer(tmp_path, "core", PlayedPrograms({JOURNAL: Ran(0, "", HINT)}))
    with pytest.raises(Unavailable, match="no journal"):
        there.recent()
    journal(tmp_path)
    with pytest.raises(Unavailable, match="not seeing"):
        there.recent()
