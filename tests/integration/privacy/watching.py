"""Looks at everything a process of ours leaves behind, and at what anybody can see of it while it runs."""

from __future__ import annotations

import io
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from tests.integration.redaction.canaries import Canary


class Watch(threading.Thread):
    """Samples the command lines, environments and limits of a process and all below it, again and again."""

    def __init__(self, top: int) -> None:
        super().__init__(daemon=True)
        self._top, self._over = top, threading.Event()
        self.seen: dict[int, tuple[bytes, bytes, str]] = {}
        """By process: command line, environment, limits."""

    def run(self) -> None:
        while not self._over.wait(0.02):
            self.look()

    def look(self) -> None:
        parents: dict[int, int] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, IndexError, ValueError):
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        for pid in parents:
            if self._is_ours(pid, parents):
                with suppress(OSError):
                    folder = Path("/proc", str(pid))
                    told = [(folder / name).read_bytes() for name in ("cmdline", "environ", "limits")]
                    if told[0]:
                        self.seen[pid] = (told[0], told[1], told[2].decode())

    def _is_ours(self, pid: int, parents: dict[int, int]) -> bool:
        while pid and pid != self._top:
            pid = parents.get(pid, 0)
        return pid == self._top

    def end(self) -> None:
        self._over.set()
        self.join()


def files(*folders: Path) -> dict[str, bytes]:
    """Every file there with its bytes, and what lies in archives under the archive's name and its own."""
    found: dict[str, bytes] = {}
    for path in (path for folder in folders for path in folder.rglob("*")):
        if path.is_file():
            found[path.name] = found.get(path.name, b"") + path.read_bytes()
            found.update(unpacked(path.name, path.read_bytes()))
    return found


def rows(database: Path) -> dict[str, bytes]:
    """Every table of a database with all it holds, archives opened."""
    told: dict[str, bytes] = {}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f"SELECT * FROM {table}").fetchall():
                for value in row:
                    data = value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
                    told[table] = told.get(table, b"") + data
                    told.update(unpacked(table, data))
    return told


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inside in archive.namelist():
                yield f"{name}/{inside}", archive.read(inside)


def stands_in(canary: Canary, data: bytes) -> bool:
    """Whether a canary, or any telling line of a long one, stands there as it is or as JSON writes it."""
    lines = [line for line in canary.value.split("\n") if len(line) >= 16 and "---" not in line] or [canary.value]
    forms = {form for line in lines for form in (line, line.replace("/", "\\/"), line.replace('"', '\\"'))}
    return any(form.encode() in data for form in forms)
