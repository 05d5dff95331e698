"""A person's whole afternoon with Deskside, as a process: ``python -m tests.integration.privacy.person FOLDER``.

The process begins at the real entry point, on a simulated computer that
``computer`` wrote into FOLDER. The person looks for help, types a secret, lets
a fix be made, looks at the preview, sends the message or thinks better of it;
then a thread crashes, and in the end the application does. At "look" the
process waits to be looked at.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from deskside.application import main
from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework, Handover
from deskside.casework.added import read_added
from deskside.children import Children
from deskside.children.recording import Replay, load_scenario
from deskside.model.call import Call
from deskside.model.case import Stand
from deskside.model.page import Verb
from deskside.model.parcel import Choices
from deskside.paths import Paths

Plan = dict[str, Any]


def afternoon(words: list[str], paths: Paths) -> int:
    folder = Path(words[0])
    plan: Plan = json.loads((folder / "plan.json").read_text("utf-8"))
    source = Replay(load_scenario(folder / "scenario.toml"))
    casework = compose(replace(paths, troubleshooters=folder / "troubleshooters"), load(paths), source)
    crashed = threading.Thread(target=crash, args=(plan["crash"],))
    crashed.start()
    crashed.join()
    with Children({}) as real:
        real.call(Call("computer.about"))
        case_and_message(casework, plan, folder)
    crash(plan["crash"])
    return 0


def case_and_message(casework: Casework, plan: Plan, folder: Path) -> None:
    casework.find(plan["looked_for"])
    casework.handover(None, plan["looked_for"])
    run = casework.open("canary", plan["words"])
    run.act(Verb.BEGIN)
    for answer in (plan["secret"], plan["answer"]):
        run.act(Verb.ANSWER, answer)
    look()
    while run.page.stand is Stand.FINDING and run.page.takes(Verb.FIX):
        run.act(Verb.FIX)
    run.act(Verb.PEOPLE)
    handover = casework.handover(run.case)
    choices = chosen(handover, plan, folder)
    parcel = handover.show(choices).parcel
    if plan["sends"]:
        handover.keep(choices)
        ticket = handover.send(parcel)
        casework.mail.post()
        run.sent(ticket.reference)
        casework.mail.desk().reply(ticket.reference, "We look into it.")
        casework.mail.post()
    else:
        run.act(Verb.STOP)
    assert run.case.stand is Stand.DONE
    look()
    run.close()


def chosen(handover: Handover, plan: Plan, folder: Path) -> Choices:
    """Half of everything stays here."""
    added = tuple(read_added(folder / name, number) for number, name in enumerate(plan["files"], 1))
    choices = Choices(story=plan["story"], email=plan["email"], added=added)
    every = [item.id for item in handover.show(choices).items if item.id not in ("story", "agent")]
    out = {"file-1", "evidence", *[item for item in every if item.startswith("facts:")][:: plan["leaves_out"]]}
    return Choices(
        story=plan["story"], email=plan["email"], left_out=frozenset(out), hidden=tuple(plan["hidden"]), added=added
    )


def look() -> None:
    sys.stdout.write("look\n")
    sys.stdout.flush()
    sys.stdin.readline()


def crash(text: str) -> None:
    raise ValueError(text)


if __name__ == "__main__":
    main._start = afternoon
    sys.exit(main.main())
