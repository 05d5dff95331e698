"""The entry point, and the order of a start.

1. Where things lie, and the log.
2. Children of ours (a plugin child, the system child) go straight to their
   work: they are told apart by their first word and load nothing else.
3. Settings, and with them the language.
4. A command runs and ends; no command, or ``open``, is the tray application.

A crash anywhere is told in plain words, logged without anything of the
person's, and ends with exit code 70.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from deskside import language
from deskside.log import start_log
from deskside.paths import find_paths


def main(argv: Sequence[str] | None = None) -> int:
    """Runs Deskside with ``argv`` (without the program's name); the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    os.umask(0o077)
    paths = find_paths()
    start_log(paths.log)
    from deskside.application.compose import compose, load  # after the log, so that a broken import is logged

    settings = load(paths)
    language.use(str(settings.value("interface.language") or language.of_this_person()), paths.resources / "locale")
    if _wants_window(arguments):
        from deskside.application.tray import start_tray

        return start_tray(compose(paths, settings), settings, paths, arguments[1:])
    from deskside.cli import run_cli

    return run_cli(arguments, lambda: compose(paths, settings))


def _wants_window(arguments: list[str]) -> bool:
    return not arguments or (arguments[0] == "open" and not any(word.startswith("-") for word in arguments))
