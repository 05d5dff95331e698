"""The whole house but the face, on a recorded computer: the real troubleshooter, children, database and desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework
from deskside.children.recording import Replay
from deskside.children.scenario import Says, Scenario
from deskside.paths import find_paths

Make = Callable[..., Casework]

_OFFICE = {
    "name": "Office",
    "state": "idle",
    "accepting": True,
    "default": True,
    "device": "ipp://printer.example/ipp/print",
    "reasons": [],
    "message": "",
    "waiting": 0,
}
_DEVICE = {"reachable": True, "networked": True, "state": "idle", "reasons": [], "accepting": True, "why": ""}


def office(**differs: object) -> list[dict[str, object]]:
    """One queue, Office, with what differs from a healthy one."""
    return [{**_OFFICE, **differs}]


def healthy(**rows: Says) -> Scenario:
    """A computer whose printing works; ``rows`` are put in beside, by any name."""
    return Scenario(
        says=(
            Says("services.state", gives={"known": True, "running": True}),
            Says("printing.queues", gives=office()),
            Says("printing.expected", gives=["Office"]),
            Says("printing.choices", gives=["Office"]),
            Says("printing.jobs", gives=[]),
            Says("printing.device", gives=_DEVICE),
            Says("rights.may", gives={"may": True, "why": ""}),
            *rows.values(),
        )
    )


def paused(*, may: bool = True, helps: bool = True) -> Scenario:
    """Office is paused. ``may``: this person may switch it on. ``helps``: then it runs."""
    resume = Says("printing.resume", gives=True) if may else Says("printing.resume", problem="not-permitted", why="401")
    after = office() if helps else office(state="stopped", reasons=["paused"])
    return healthy(
        queues=Says("printing.queues", gives=office(state="stopped", reasons=["paused"])),
        may=Says("rights.may", gives={"may": may, "why": ""}),
        resume=resume,
        after=Says("printing.queues", gives=after, after="printing.resume"),
        pause=Says("printing.pause", gives=True),
        again=Says("printing.queues", gives=office(state="stopped", reasons=["paused"]), after="printing.pause"),
    )


def switched_off() -> Scenario:
    """Office's printer does not answer."""
    gone = {**_DEVICE, "reachable": False, "state": "", "why": "no answer"}
    return healthy(device=Says("printing.device", gives=gone))


@pytest.fixture
def house(deskside_home: Path, tmp_path: Path) -> Make:
    """Makes a front desk on a recorded computer; each call is a new process's, on the same person's data."""

    def make(scenario: Scenario, settings: str = "", troubleshooters: Path | None = None) -> Casework:
        paths = find_paths(policy_root=tmp_path / "no-policy")
        if troubleshooters is not None:
            paths = replace(paths, troubleshooters=troubleshooters)
        paths.settings.parent.mkdir(parents=True, exist_ok=True)
        if settings:
            paths.settings.write_text(settings, encoding="utf-8")
        return compose(paths, load(paths), Replay(scenario))

    return make
