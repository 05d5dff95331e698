"""Runs one command and turns every problem into plain words and a stable exit code."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from deskside.casework import Casework
from deskside.cli import (
    case_commands,
    catalogue_commands,
    computer_commands,
    plugin_commands,
    reading_commands,
    ticket_commands,
    update_command,
)
from deskside.cli.output import tell
from deskside.cli.parser import make_parser
from deskside.errors import DesksideError, WrongUsage
from deskside.language import _
from deskside.log import log_crash

if TYPE_CHECKING:
    from deskside.kit.workshop import Workshop

WRONG_USAGE, OUR_CRASH = 2, 70

Command = Callable[[Casework, argparse.Namespace], int]

_log = logging.getLogger(__name__)


def run_cli(argv: Sequence[str], casework: Callable[[], Casework], workshop: Callable[[], Workshop]) -> int:
    """The exit code of ``deskside ARGV``. ``casework`` is made only for a command that was understood.

    Publishers' commands get the ``workshop`` instead: they have nothing to do with the cases of who types them.
    """
    arguments = argparse.Namespace(command="")
    try:
        arguments = make_parser().parse_args(argv)
        if arguments.command is None:
            raise WrongUsage("Which command? See: deskside --help")
        if arguments.command in _PUBLISHERS:
            return _PUBLISHERS[arguments.command](workshop(), arguments)
        return _at_the_desk(casework(), arguments)
    except WrongUsage as problem:
        tell(problem.words())
        return WRONG_USAGE
    except DesksideError as problem:
        _log.warning("%s in %s", type(problem).__name__, arguments.command)
        tell(problem.words())
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as crash:  # noqa: BLE001  # the last door: it becomes words and exit code 70
        log_crash(crash)
        tell(_("Something went wrong inside Deskside. Nothing of yours is lost."))
        tell(f"({type(crash).__name__})")
        return OUR_CRASH


def _at_the_desk(desk: Casework, arguments: argparse.Namespace) -> int:
    for problem in desk.settings.problems:
        tell(problem.words())
    if arguments.command in _WITH_DATA and (trouble := desk.data_problem()) is not None:
        tell(trouble.words())
    status = _COMMANDS[arguments.command](desk, arguments)
    if (trouble := desk.forget_old(time.time())) is not None:
        tell(trouble.words())
    return status


_WITH_DATA = frozenset(("run", "undo", "history", "ticket", "outbox", "post", "desk"))
"""Commands that read or keep the person's data."""

_PUBLISHERS: dict[str, Callable[[Workshop, argparse.Namespace], int]] = {
    "catalogue": catalogue_commands.catalogue,
    "plugin": plugin_commands.plugin,
}

_COMMANDS: dict[str, Command] = {
    "find": case_commands.find,
    "read": reading_commands.read,
    "run": case_commands.run,
    "undo": case_commands.undo,
    "history": case_commands.history,
    "ticket": ticket_commands.ticket,
    "outbox": ticket_commands.outbox,
    "post": ticket_commands.post,
    "desk": ticket_commands.desk,
    "facts": computer_commands.facts,
    "redact": computer_commands.redact,
    "update": update_command.update,
    "check": computer_commands.check,
    "settings": computer_commands.settings,
}
