"""A new Windows computer made by Wine, with Deskside on it in a folder whose name has a space and an umlaut."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path, PureWindowsPath
from typing import Any, NamedTuple

TOP = Path(__file__).resolve().parents[2]
PLACE = PureWindowsPath(r"C:\Program Files\Jörgs Deskside")
_NOT_COPIED = ("__pycache__", "*.pyc", "wine")
_QUIET = "winemenubuilder.exe=d;winedbg.exe=d;mscoree=;mshtml="
"""No menu entries, no debugger at a crash, and no question whether .NET and a browser are wanted."""


_STAYS = "import sys\nprint('awake', flush=True)\nsys.stdin.read()"


class NoWine(Exception):
    """Why there is no such computer."""


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.out, self.err
        return json.loads(self.out)


class WindowsComputer:
    """Lives in ``folder``, with everything that Wine writes, and ends with ``end``."""

    def __init__(self, folder: Path, python: Path) -> None:
        self.drive = folder / "prefix" / "drive_c"
        self._python = python / "python.exe"
        self._awake: subprocess.Popen[bytes] | None = None
        """Keeps this computer running: Wine would start its services anew for each command, which takes a second."""
        home = folder / "home"
        home.mkdir()
        self._environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _QUIET,
            "PYTHONPATH": f"{PLACE / 'app'};{PLACE}",
            "PYTHONPYCACHEPREFIX": r"C:\compiled",
        }

    def start(self) -> None:
        self._wine("wineboot", "--init", seconds=300)
        self._awake = subprocess.Popen(
            [*self._way(), "wine", str(self._python), "-c", _STAYS],
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if self._awake.stdout is None or not self._awake.stdout.readline():
            raise NoWine("no Python starts in Wine")
        self.order("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
        self._bring_deskside()

    def _way(self) -> Sequence[str]:
        """What leads a command to this computer."""
        return ()

    def _bring_deskside(self) -> None:
        place = self.here(PLACE)
        for part in ("app", "resources", "troubleshooters", "tests", "docs"):
            shutil.copytree(TOP / part, place / part, ignore=shutil.ignore_patterns(*_NOT_COPIED))
        shutil.copytree(TOP / "tests" / "wine" / "inside", place / "inside")

    def here(self, path: PureWindowsPath | str) -> Path:
        """Where a path of this Windows' drive C: lies for us."""
        return self.drive.joinpath(*PureWindowsPath(path).parts[1:])

    def order(self, *command: str, seconds: float = 180) -> str:
        """Has a program of Windows do something that must work."""
        done = self._wine("wine", *command, seconds=seconds)
        if done.code:
            raise NoWine(f"{command} ended with {done.code}: {done.out}{done.err}")
        return done.out

    def python(
        self,
        *words: str,
        env: Mapping[str, str] | None = None,
        said: str = "",
        where: PureWindowsPath | None = None,
        seconds: float = 180,
    ) -> Done:
        """Runs Python with these words in the folder ``where``; ``said`` is its standard input."""
        words = (str(self._python), *words)
        return self._wine("wine", *words, env=env or {}, said=said, where=self.here(where or "C:/"), seconds=seconds)

    def deskside(self, *words: str, home: str, said: str = "", seconds: float = 180) -> Done:
        """Runs ``deskside`` with everything of the person's under ``home``."""
        return self.python("-m", "deskside", *words, env={"DESKSIDE_HOME": home}, said=said, seconds=seconds)

    def _wine(
        self,
        *command: str,
        env: Mapping[str, str] | None = None,
        said: str = "",
        where: Path | None = None,
        seconds: float,
    ) -> Done:
        """Pipes on all sides: a Windows Python under Wine 8 does not start with files there."""
        try:
            done = subprocess.run(
                [*self._way(), *command],
                env={**self._environ, **(env or {})},
                cwd=where,
                input=said.encode(),
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise NoWine(f"{' '.join(command)}: {problem}") from problem
        out, err = (part.decode("utf-8", "replace").replace("\r\n", "\n") for part in (done.stdout, done.stderr))
        return Done(done.returncode, out, err)

    def end(self) -> None:
        """Ends every process of this computer, and of no other."""
        if self._awake is not None:
            with self._awake:
                self._awake.kill()
        self._wine("wineserver", "-k", seconds=180)
        self._wine("wineserver", "-w", seconds=180)
        note = self.drive.parent / "wineserver"
        name = note.read_text("ascii").strip() if note.is_file() else ""
        if name.startswith("wine-"):  # Debian's Wine keeps a folder of this name in /tmp, and never removes it
            shutil.rmtree(Path("/tmp", name), ignore_errors=True)
