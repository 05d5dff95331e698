"""``deskside plugin record``: this computer's answers, private things hidden, into a scenario. Read by IT only."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from deskside.casework import Orders
from deskside.children.scenario import Expect, write_scenario
from deskside.cli.output import print_json, say, tell
from deskside.errors import NotWritten, WrongUsage

if TYPE_CHECKING:
    from deskside.kit.workshop import Workshop

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,80}")


class _Recorded(Struct):
    file: str
    system: str
    answers: int
    """How many answers of this computer it holds."""
    expect: Expect
    same: bool
    hidden: dict[str, int]
    """How many values of each kind have a stand-in."""


def record(workshop: Workshop, arguments: argparse.Namespace) -> int:
    """0 when the recording, played again, comes out as this computer did."""
    from deskside.kit.hiding import in_words
    from deskside.kit.recording import record as recorded  # here: 60 ms for what hides private things

    folder = Path(arguments.folder).resolve()
    if not _NAME.fullmatch(arguments.name):
        raise WrongUsage(f"{arguments.name!r} can't be a scenario's name: letters, digits and dashes.")
    file = folder / "scenarios" / f"{arguments.name}.toml"
    if file.exists() or file.is_symlink():
        raise WrongUsage(f"{file} is there already. Nothing was changed.")
    title = arguments.title or arguments.name.replace("-", " ").capitalize()
    made = recorded(workshop, folder, title, Orders(answers=dict(arguments.answer), fix=arguments.yes))
    try:
        file.parent.mkdir(exist_ok=True)
        write_new(file, write_scenario(made.scenario))
    except OSError as problem:
        raise NotWritten(str(file), problem.strerror or str(problem)) from problem
    expect = made.scenario.expect
    if arguments.json:
        print_json(_Recorded(str(file), made.scenario.system, len(made.scenario.says), expect, made.same, made.hidden))
    else:
        count = len(made.scenario.says)
        say(f"{file}: {count} {'answer' if count == 1 else 'answers'} of this computer.")
        say(in_words(made.hidden))
        found = ", ".join(expect.findings) or "nothing"
        say(f"Found: {found}. Outcome: {expect.outcome}.")
        say("Please read the file before anyone else does.")
    if not made.same:
        tell("Played again, it comes out differently: a value that was hidden matters to a check.")
        tell("Compare what the file says with what the check reads, and mend it by hand.")
    return 0 if made.same else 1


def write_new(file: Path, text: str) -> None:
    """A new file, whole or not at all."""
    out = file.open("x", encoding="utf-8", newline="\n")
    try:
        with out:
            out.write(text)
    except OSError:
        file.unlink(missing_ok=True)
        raise
