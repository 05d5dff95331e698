#!/usr/bin/env python3
"""A small office PC with one thing in it really broken; a command runs inside.

::

    world.py FAULT [--person] [--policy cups|user-may] [--share-net] [--report FILE] -- COMMAND…
    world.py --prove SUITE [FAULT…]
    world.py --list

FAULT is one of ``--list``, several of a suite joined by "+", or "SUITE/none"
for a healthy world ("none" alone: of printing). Only what the fault's suite
needs comes up: printers, a network, or a disk. ``--person`` runs the command as
the ordinary account "ann" instead of root; ``--policy user-may`` lets her pause
and resume queues, ``cups`` is CUPS' own default, which does not. ``--share-net``
keeps the machine's network (printing and disk only), so that the command reaches
what listens on loopback. The checkout is also seen at /run/deskside-checkout,
which the person can always read. ``--report`` writes, as JSON, what the truth
probe said before and after, and the end of what the world's programs said.
``--prove`` breaks and repairs one fault after the other, and prints what the
probe says each time. Needs root; nothing outlives it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
sys.dont_write_bytecode = True

from lab.door import listen  # noqa: E402
from lab.machine import Machine  # noqa: E402
from lab.namespaces import INSIDE, PERSON, as_person, become_init, enter, make_private  # noqa: E402
from lab.programs import LabProblem  # noqa: E402
from lab.proof import Present, prove  # noqa: E402
from lab.suite import HEALTHY, NAMES, World, all_faults, find, suite  # noqa: E402

POLICIES = ("cups", "user-may")
PUT_RIGHT, STILL_BROKEN = ["put-right"], ["still-broken"]
"""Orders: someone from outside repairs what is broken, and what the truth is now. Both are in ``bin``."""


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
    parser.add_argument("fault", nargs="?", metavar="FAULT")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--prove", nargs="+", metavar="SUITE")
    parser.add_argument("--person", action="store_true")
    parser.add_argument("--policy", choices=POLICIES, default="cups")
    parser.add_argument("--share-net", action="store_true")
    parser.add_argument("--report", type=Path)
    choices = parser.parse_args(own)
    if choices.list:
        sys.stdout.writelines(f"{where}/{name}\t{fault.says}\n" for where, name, fault in all_faults())
        sys.exit(0)
    if choices.prove:
        choices.fault = f"{choices.prove[0]}/{HEALTHY}"
    elif not choices.fault or not command:
        parser.error("wants FAULT -- COMMAND")
    try:
        choices.suite, choices.faults = find(choices.fault)
    except KeyError:
        parser.error(f"no fault {choices.fault}; --list says all, and the suites are {', '.join(NAMES)}")
    choices.command = command
    return choices


def _live(choices: argparse.Namespace, folder: Path) -> int:
    home = make_private(folder, share_net=choices.share_net, person=choices.person)
    world: World = choices.suite.make(Machine(folder, home, choices.person, choices.policy))
    try:
        return _lived(choices, home, world)
    except LabProblem:
        sys.stderr.write(world.told())
        raise


def _lived(choices: argparse.Namespace, home: Path, world: World) -> int:
    world.bring_up()
    if choices.prove:
        for line in prove(world, suite(choices.prove[0]).faults, choices.prove[1:]):
            sys.stdout.write(f"{json.dumps(line)}\n")
            sys.stdout.flush()
        return 0
    present = Present(world, choices.faults)

    def answer(words: list[str], uid: int) -> int:
        if words == PUT_RIGHT:
            return present.put_right()
        return int(present.still_broken()) if words == STILL_BROKEN else world.answer(words, uid)

    listen(answer)
    present.inject()
    before = present.all_broken()
    code = _run(choices, home, world)
    if choices.report:
        after = present.still_broken()
        told = {"before": before, "after": after, "exit": code, "told": world.told()}
        choices.report.write_text(json.dumps(told))
    return code


def _run(choices: argparse.Namespace, home: Path, world: World) -> int:
    environ = {
        **os.environ,
        "PATH": f"{HERE / 'bin'}:{os.environ.get('PATH', '/usr/bin:/bin')}:/usr/sbin:/sbin",
        "HOME": str(home),
    }
    for name in [name for name in environ if name.startswith("XDG_")]:
        del environ[name]
    environ |= world.environ()
    command = choices.command
    if choices.person:
        command = as_person(command)
        environ |= {"USER": PERSON, "LOGNAME": PERSON}
    return subprocess.call(command, env=environ)


if __name__ == "__main__":
    sys.exit(main())
