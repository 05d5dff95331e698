"""The real casework on a recorded computer and the built-in help desk; for tests and for looking.

By hand, in a desktop session:
``PYTHONPATH=app:tests/unit python -m ui.prepared [paused|denied|off|healthy] [--tickets] [--open ID] [--locked]``
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from deskside import language
from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework
from deskside.children.recording import Replay
from deskside.children.scenario import Says, Scenario, load_scenario
from deskside.model.parcel import Choices
from deskside.paths import Paths, find_paths

OFFICE = {
    "name": "Office",
    "state": "idle",
    "accepting": True,
    "default": True,
    "device": "ipp://office.example.org/ipp/print",
    "reasons": [],
    "message": "",
    "waiting": 1,
}
WELL = {"reachable": True, "networked": True, "state": "idle", "reasons": [], "accepting": True, "why": ""}
JOBS = [{"id": 7, "state": "waiting", "reasons": [], "age": 20, "mine": True}]
SETTINGS = """
[organisation]
name = "Example Library"
phone = "030 1234 567"
hours = { days = "Mon-Fri", from = "08:00", to = "17:00", zone = "Europe/Berlin" }

[tickets]
link_hosts = ["help.example.org"]
"""
NOTICE = """\
title = "The mail is slow today"
says = "New messages come late. None is lost."
since = 2026-11-22T09:30:00+01:00
troubleshooter = "printer"
keywords = ["mail"]
"""


def computer(kind: str) -> Scenario:
    """A recorded computer: "paused", "denied" (paused, without the right), "off" (the printer), "healthy".

    "fine" is healthy in everything, "printerless" too, but without a printer; of a "lonely" one no call is answered.
    """
    if kind == "lonely":
        return Scenario()
    if kind == "printerless":
        none = tuple(Says(f"printing.{one}", gives=[]) for one in ("queues", "choices", "expected", "jobs"))
        others = (one for one in computer("fine").says if not one.call.startswith("printing."))
        return Scenario(says=(*none, *others))
    if kind == "fine":
        return Scenario(says=(*computer("healthy").says, *_recorded("disk-full"), *_recorded("internet")))
    queue = {**OFFICE, "state": "stopped", "reasons": ["paused"]} if kind in ("paused", "denied") else OFFICE
    device = {**WELL, "reachable": False, "why": "no answer"} if kind == "off" else WELL
    refused = kind == "denied"
    return Scenario(
        says=(
            Says("printing.queues", gives=[queue]),
            Says("printing.choices", gives=[{"name": "Office"}, {"name": "Second floor"}]),
            Says("printing.expected", gives=["Office"]),
            Says("printing.jobs", gives=JOBS),
            Says("printing.device", gives=device),
            Says("services.state", gives={"known": True, "running": True}),
            Says("rights.may", gives={"may": not refused, "why": ""}),
            Says("printing.resume", gives=None if refused else True, problem="not-permitted" if refused else ""),
            Says("printing.queues", gives=[OFFICE], after="printing.resume"),
            Says("printing.jobs", gives=[], after="printing.resume"),
            Says("printing.pause", gives=True),
            Says("printing.queues", gives=[queue], after="printing.pause"),
        )
    )


def _recorded(troubleshooter: str) -> tuple[Says, ...]:
    """What a healthy computer answers to this one's checks."""
    folder = Path(__file__).parents[3] / "troubleshooters" / troubleshooter / "scenarios"
    return load_scenario(next(folder.glob("linux-healthy*.toml"))).says


class Prepared:
    """One person's Deskside on a recorded computer. ``close`` leaves no process behind."""

    def __init__(
        self,
        home: Path,
        kind: str = "paused",
        settings: str = SETTINGS,
        policy: str = "",
        bundle: Path | None = None,
    ) -> None:
        """``bundle``: a folder with other ``resources`` and ``troubleshooters`` than those of the checkout."""
        home.mkdir(parents=True, exist_ok=True)
        it = home / "it"
        it.mkdir(exist_ok=True)
        (it / "policy.toml").write_text(policy, "utf-8")
        if not (home / "settings.toml").exists():
            (home / "settings.toml").write_text(settings, "utf-8")
        self.paths: Paths = find_paths({"DESKSIDE_HOME": str(home)}, it)
        if bundle is not None:
            ours = {name: bundle / name for name in ("resources", "troubleshooters")}
            self.paths = replace(self.paths, **ours)
        self.settings = load(self.paths)
        self.casework: Casework = compose(self.paths, self.settings, Replay(computer(kind)))

    def write(self, story: str, email: str = "anna@example.org") -> str:
        """A message to the help desk, sent; its reference."""
        handover = self.casework.handover(None, story)
        everything = handover.show(Choices(story=story)).items
        choices = Choices(story=story, email=email, left_out=frozenset(item.id for item in everything))
        ticket = handover.send(handover.parcel(choices))
        self.casework.mail.post(now=True)
        return ticket.reference

    def tell(self, notice: str = NOTICE, name: str = "mail") -> Path:
        """The organisation says that a problem is known."""
        folder = self.paths.notices
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}.toml"
        file.write_text(notice, "utf-8")
        return file

    def agent_says(self, reference: str, text: str, status: str = "") -> None:
        """What an agent at the built-in desk does; it is fetched at once."""
        desk = self.casework.mail.desk()
        desk.reply(reference, text)
        if status:
            desk.status(reference, status)
        self.casework.mail.post(now=True)


def with_tickets(prepared: Prepared) -> None:
    """A few requests in different stages."""
    first = prepared.write("My screen flickers since this morning.")
    prepared.agent_says(first, "Hello Anna, that is the cable. We bring a new one at two o'clock.", "open")
    second = prepared.write("The big printer on the second floor prints stripes.")
    prepared.agent_says(
        second,
        "Please look whether the printer is paused: deskside://open/printer\n"
        "How to change the toner is shown here: https://help.example.org/toner. Thank you!",
        "waiting",
    )
    third = prepared.write("I need a new keyboard.")
    prepared.agent_says(third, "It is on your desk.", "resolved")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", nargs="?", default="paused")
    parser.add_argument("--tickets", action="store_true")
    parser.add_argument("--open", default=None)
    parser.add_argument("--locked", action="store_true")
    parser.add_argument("--language", default="en")
    parser.add_argument("--home", type=Path, default=None)
    parser.add_argument("--no-show", action="store_true")
    said = parser.parse_args()
    policy = '[person]\nemail = "anna@example.org"\n' if said.locked else ""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Prepared(said.home or Path(folder), said.kind, policy=policy)
        language.use(said.language, prepared.paths.resources / "locale")
        if said.tickets:
            with_tickets(prepared)
        from deskside.ui import run_tray

        return run_tray(
            lambda: prepared.casework, prepared.settings, prepared.paths, open_id=said.open, show=not said.no_show
        )


if __name__ == "__main__":
    sys.exit(main())
