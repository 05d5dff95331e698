"""``deskside update``: looks into the organisation's catalogue, and says what came, what went and what was refused."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from deskside.casework import Casework
from deskside.catalogue.client.last import FIRST_AGAIN
from deskside.cli.output import print_json, say_all, tell
from deskside.errors import StorageProblem
from deskside.language import _
from deskside.model.arrived import Gone, Look, Refusal, State

WELL = (State.NEW, State.SAME, State.NOT_DUE, State.BUSY)


def update(casework: Casework, arguments: argparse.Namespace) -> int:
    """0 when the catalogue was read and everything in it was taken."""
    look = _look(casework, due=arguments.due)
    if arguments.json:
        print_json(look)
    else:
        say_all(_in_words(look))
        for one in look.refused:
            tell(
                one.says
                if one.what == "catalogue"
                else _("{name} was not taken: {why}").format(name=one.what, why=one.says)
            )
            tell(f"    {one.why}")
    return 0 if look.state in WELL and not look.refused else 1


def _look(casework: Casework, *, due: bool) -> Look:
    """What it brought; where nothing can be kept on this computer, that as the reason."""
    try:
        return casework.look_for_new(due=due)
    except StorageProblem as problem:
        why = Refusal("catalogue", problem.words(), str(problem))
        return Look(State.REFUSED, refused=(why,), next=FIRST_AGAIN)


def _in_words(look: Look) -> Iterator[str]:
    for one in look.came:
        says = _("{title} has a new version: {version}.") if one.before else _("{title} is new here ({version}).")
        yield says.format(title=one.title or one.id, version=one.version)
    yield from map(_gone, look.gone)
    match look.state:
        case State.SAME:
            yield _("There is nothing new.")
        case State.OFF:
            yield _("No catalogue is set. IT can set one.")
        case State.NOT_DUE:
            yield _("It is not time yet to look for something new.")
        case State.BUSY:
            yield _("Deskside is looking for something new already.")
        case State.NOT_REACHED | State.REFUSED:
            yield _("Nothing was taken. What was here before stays.")
        case State.NEW if not (look.came or look.gone):
            yield _("Everything is up to date now.")


def _gone(one: Gone) -> str:
    if one.why != "withdrawn":
        return _("{name} is no longer offered here.").format(name=one.id)
    if one.in_use:
        return _("{name} was withdrawn and is gone. What you began with it can't go on.").format(name=one.id)
    return _("{name} was withdrawn and is gone.").format(name=one.id)
