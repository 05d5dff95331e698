"""Crashes on Linux: as systemd keeps them, as Ubuntu's apport does, else as the kernel told them to the journal."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from deskside.errors import Unavailable
from deskside.system.commands import Run
from deskside.system.crashes import DAYS, Crash, together
from deskside.system.looking import Crashes
from deskside.system.printing import Record

_SINCE = f"--since=-{DAYS}days"
_APPORT = re.compile(r"_(.+)\.\d+\.crash")
_NONE_KEPT = "No coredumps found"
_NOT_ALL = "not seeing messages"
_FALL = r"segfault at|general protection|traps: .* trap "
_KERNELS = re.compile(r"(?:traps: )?(.+?)\[\d+\]:? (?:segfault at|general protection|trap )")
_MICRO = 1_000_000


class LinuxCrashes(Crashes):
    def __init__(self, run: Run, root: Path = Path("/"), clock: Callable[[], float] = time.time) -> None:
        self._run, self._root, self._clock = run, root, clock

    def recent(self) -> list[Record]:
        """The kernel itself says to whom it gives what crashed; who is given all of it is asked."""
        try:
            given = (self._root / "proc/sys/kernel/core_pattern").read_text("utf-8", "replace")
        except OSError:
            given = ""
        if "systemd-coredump" in given:
            return together(self._of_systemd())
        return together(self._of_apport() if "apport" in given else self._of_journal())

    def _of_systemd(self) -> Iterator[Crash]:
        ran = self._run(["coredumpctl", "list", "--json=short", "--no-pager", "--quiet", _SINCE], 2.5)
        if ran.code != 0 and not (_NONE_KEPT in ran.err or not ran.err.strip()):
            raise Unavailable("crashes", f"coredumpctl ended with {ran.code}: {ran.err.strip()[:200]}")
        return (
            Crash(PurePosixPath(str(row.get("exe") or "")).name, self._ago(row.get("time"))) for row in _listed(ran.out)
        )

    def _of_apport(self) -> Iterator[Crash]:
        """Its reports are named after the program's path: _usr_bin_gedit.1000.crash."""
        for path in (self._root / "var/crash").iterdir():
            if told := _APPORT.fullmatch(path.name):
                yield Crash(told[1].rpartition("_")[2], self._clock() - path.stat().st_mtime)

    def _of_journal(self) -> Iterator[Crash]:
        if not any(self._root.glob("*/log/journal/*/*.journal")):
            raise Unavailable("crashes", "no journal")
        words = ["-o", "json", "--output-fields=MESSAGE", "--no-pager", _SINCE, f"--grep={_FALL}"]
        ran = self._run(["journalctl", "_TRANSPORT=kernel", *words], 2.5)
        if ran.code not in (0, 1) or _NOT_ALL in ran.err or (ran.code and ran.err.strip()):
            raise Unavailable("crashes", f"journalctl ended with {ran.code}: {ran.err.strip()[:200]}")
        rows = (json.loads(line) for line in ran.out.splitlines() if line.startswith("{"))
        return (
            Crash(told[1], self._ago(row.get("__REALTIME_TIMESTAMP")))
            for row in rows
            if (told := _KERNELS.match(str(row.get("MESSAGE"))))
        )

    def _ago(self, microseconds: Any) -> float:
        return self._clock() - int(microseconds or 0) / _MICRO


def _listed(out: str) -> list[dict[str, Any]]:
    try:
        rows = json.loads(out or "[]")
    except ValueError as problem:
        raise Unavailable("crashes", "coredumpctl: an answer that cannot be read") from problem
    return [row for row in rows if isinstance(row, dict)]


def of(run: Run) -> Crashes:
    return LinuxCrashes(run)
