#!/usr/bin/env python3
"""A small office with a real print system and two real printers, one thing in it broken; a command runs inside.

::

    world.py FAULT [--person] [--policy cups|user-may] [--share-net] [--report FILE] -- COMMAND…
    world.py --list

FAULT is "none" or one of ``--list``. The queues are Office (the default) and
Lobby. ``--person`` runs the command as the ordinary account "ann" instead of
root; ``user-may`` lets her pause and resume queues, ``cups`` is CUPS' own
default, which does not. ``--share-net`` keeps the machine's network, so that
the command reaches what listens on loopback. The checkout is also seen at
/run/deskside-checkout, which the person can always read. ``--report`` writes, as JSON, what
the truth probe said before and after. Needs root; nothing outlives it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

from lab.daemons import CUPS_SOCKET, POLICIES, PRINTER_HOST, Daemons, LabProblem, order, until  # noqa: E402
from lab.faults import FAULTS, Fault  # noqa: E402
from lab.namespaces import INSIDE, PERSON, as_person, become_init, enter, make_private  # noqa: E402
from lab.orders import listen  # noqa: E402

PRINTERS = ("Office", "Lobby")


def main() -> int:
    choices = _read(sys.argv[1:])
    if INSIDE not in os.environ:
        return enter([str(HERE / "world.py"), *sys.argv[1:]], share_net=choices.share_net)
    become_init()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _live(choices, Path(os.environ[INSIDE]))
    except LabProblem as problem:
        sys.stderr.write(f"world: {problem}\n")
        return 70


def _read(arguments: list[str]) -> argparse.Namespace:
    at = arguments.index("--") if "--" in arguments else len(arguments)
    own, command = arguments[:at], arguments[at + 1 :]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fault", nargs="?", choices=sorted(FAULTS), metavar="FAULT")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--person", action="store_true")
    parser.add_argument("--policy", choices=sorted(POLICIES), default="cups")
    parser.add_argument("--share-net", action="store_true")
    parser.add_argument("--report", type=Path)
    choices = parser.parse_args(own)
    if choices.list:
        sys.stdout.writelines(f"{name}\t{fault.says}\n" for name, fault in FAULTS.items())
        sys.exit(0)
    if not choices.fault or not command:
        parser.error("wants FAULT -- COMMAND")
    choices.command = command
    return choices


def _live(choices: argparse.Namespace, folder: Path) -> int:
    home = make_private(folder, share_net=choices.share_net, person=choices.person)
    daemons = Daemons(folder, home, choices.policy)
    _bring_up(daemons)
    listen(daemons)
    fault = FAULTS[choices.fault]
    fault.inject(daemons)
    before = fault.broken(daemons)
    code = _run(choices, home)
    if choices.report:
        truth = {"before": before, "after": _still(fault, daemons), "exit": code}
        choices.report.write_text(json.dumps(truth))
    return code


def _still(fault: Fault, daemons: Daemons) -> bool:
    """Whether it is broken still, once what the fix set in motion has come to its end."""
    if fault.settles:
        with contextlib.suppress(LabProblem):
            until(lambda: not fault.broken(daemons), "the end of it", fault.settles)
    return fault.broken(daemons)


def _bring_up(daemons: Daemons) -> None:
    with Path("/etc/hosts").open("a") as hosts:
        hosts.write(f"\n127.0.0.1 {PRINTER_HOST}\n::1 {PRINTER_HOST}\n")
    daemons.start_announcing()
    for name in PRINTERS:
        daemons.start_printer(name)
    daemons.write_cups_settings()
    daemons.start_cups()
    for name in PRINTERS:
        daemons.add_queue(name)
    order("lpadmin", "-d", "Office")


def _run(choices: argparse.Namespace, home: Path) -> int:
    environ = {
        **os.environ,
        "PATH": f"{HERE / 'bin'}:{os.environ.get('PATH', '/usr/bin:/bin')}:/usr/sbin:/sbin",
        "CUPS_SERVER": CUPS_SOCKET,
        "HOME": str(home),
    }
    for name in [name for name in environ if name.startswith("XDG_")]:
        del environ[name]
    command = choices.command
    if choices.person:
        command = as_person(command)
        environ |= {"USER": PERSON, "LOGNAME": PERSON}
    return subprocess.call(command, env=environ)


if __name__ == "__main__":
    sys.exit(main())
