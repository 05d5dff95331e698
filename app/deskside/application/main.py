"""The entry point, and the order of a start.

1. Where things lie, and the log.
2. Children of ours (a plugin child, the system child) go straight to their
   work: they are told apart by their first word and load nothing else.
3. No command, or ``open``, is the tray application: first its icon, then the settings.
4. For a command, settings, and with them the language; it runs and ends.

A crash anywhere is told in plain words, logged without anything of the
person's, and ends with exit code 70.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from deskside import language
from deskside.errors import DesksideError
from deskside.log import log_crash, log_what_nobody_catches, start_log
from deskside.paths import AT_SIGN_IN, Paths, find_paths
from deskside.system import platform

if TYPE_CHECKING:
    from deskside.casework import Casework
    from deskside.kit.workshop import Workshop

OUR_CRASH = 70


def main(argv: Sequence[str] | None = None) -> int:
    """Runs Deskside with ``argv`` (without the program's name); the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:  # this process is ours alone
        _leave_no_picture_of_memory()
        log_what_nobody_catches()
    if arguments[:1] == ["child"]:
        from deskside.application.child import run_child

        return run_child(arguments[1:])
    os.umask(0o077)
    _speak_utf8()
    paths = find_paths()
    start_log(paths.log)
    try:
        return _start(arguments, paths)
    except Exception as crash:  # noqa: BLE001  # the last door: it becomes words and exit code 70
        log_crash(crash)
        sys.stderr.write(DesksideError().words() + "\n")
        return OUR_CRASH


def _leave_no_picture_of_memory() -> None:
    """A crash in C writes no core file: not of this process, nor of any that it starts.

    One byte, not none: then Linux gives the picture to no collecting program either, whatever that makes of limits.
    """
    if platform.current() != "windows":
        import resource  # not on Windows, where nobody keeps one unless told to

        most = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (min(1, most) if most >= 0 else 1, most))


def _speak_utf8() -> None:
    """Windows would read and print through pipes and files in a code page of old, which has not every letter."""
    for stream in (sys.stdin, sys.stdout, sys.stderr) if platform.current() == "windows" else ():
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _start(arguments: list[str], paths: Paths) -> int:
    if arguments == [AT_SIGN_IN] or _wants_window(arguments):
        return _start_tray(arguments, paths)
    from deskside.application.settings import load  # after the log, so that a broken import is logged

    def casework() -> Casework:
        from deskside.application.compose import compose

        return compose(paths, settings)

    def workshop() -> Workshop:
        from deskside.application.workshop import make_workshop

        return make_workshop(paths, settings)

    settings = load(paths)
    language.use(settings.text("interface.language") or language.of_this_person(), paths.resources / "locale")
    language.tell_times_as(language.times_of_this_person())
    if settings.problems:
        settings = load(paths)  # once more, so that what is wrong is told in the person's language
    from deskside.cli import run_cli

    return run_cli(arguments, casework, workshop)


def _start_tray(arguments: list[str], paths: Paths) -> int:
    from deskside.application.early import Early
    from deskside.application.standing import Standing
    from deskside.application.tray import start_tray

    def casework() -> Casework:
        from deskside.application.compose import compose  # 80 ms that the tray puts off

        return compose(paths, early.now())

    at_sign_in = arguments == [AT_SIGN_IN]
    early = Early(paths, at_sign_in=at_sign_in)
    if not early.begin():
        return 0
    words = [] if at_sign_in else arguments
    return start_tray(casework, early.settings, paths, words, Standing(paths, early.settle_soon), quiet=at_sign_in)


def _wants_window(arguments: list[str]) -> bool:
    return not arguments or (arguments[0] == "open" and not any(word.startswith("-") for word in arguments))
