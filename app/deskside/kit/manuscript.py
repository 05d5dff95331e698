"""An author's own files as they are read: what can't be read is named with its line, and nothing is waited for.

Elsewhere a file that is no text is told without a line: nobody at a computer of staff could mend it.
"""

from __future__ import annotations

from pathlib import Path

from deskside.catalogue import read_manifest
from deskside.catalogue.source import MAX_MANIFEST
from deskside.children.scenario import Scenario, load_scenario
from deskside.config.files import Unreadable, read_bytes, read_text
from deskside.errors import ManifestProblem
from deskside.model.catalogue import MOST_OF_ONE
from deskside.model.troubleshooter import Troubleshooter

_WHY = {
    "missing": "There is no such file.",
    "not-a-file": "This is not a file of its own.",
    "no-right": "This file may not be read.",
    "too-large": f"This file is larger than {MOST_OF_ONE >> 20} MiB.",
    "not-text": "This line is not UTF-8.",
}


def line_of_no_text(file: Path, limit: int = MOST_OF_ONE) -> int:
    """The first line that is not UTF-8; 1 when there is none, or the file can't be read at all."""
    try:
        content = read_bytes(file, limit, links=False)
        content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return problem.object.count(b"\n", 0, problem.start) + 1
    except Unreadable:
        pass
    return 1


def read_own(folder: Path) -> Troubleshooter:
    """The troubleshooter of a folder. A ManifestProblem always has a line."""
    try:
        return read_manifest(folder)
    except ManifestProblem as problem:
        if problem.line:
            raise
        line = line_of_no_text(Path(problem.file), MAX_MANIFEST)
        raise ManifestProblem(problem.says, file=problem.file, line=line) from problem


def scenario_files(folder: Path) -> list[Path]:
    """By name; what an editor hides beside them is none."""
    return sorted(file for file in (folder / "scenarios").glob("*.toml") if file.name[0] != ".")


def read_scenario(file: Path) -> Scenario:
    """A scenario's file. A ManifestProblem always has a line."""
    try:
        read_text(file, MOST_OF_ONE, links=False)  # a pipe would never be read to its end
        return load_scenario(file)
    except Unreadable as problem:
        says = _WHY.get(problem.why, "This file can't be read.")
        raise ManifestProblem(says, file=str(file), line=line_of_no_text(file)) from problem
    except ManifestProblem as problem:
        if problem.line:
            raise
        raise ManifestProblem(problem.says, file=str(file), line=1, suggestion=problem.suggestion) from problem
