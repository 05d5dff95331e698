"""A fix that needs a program closed first: it is said why it could not be made, and made once the program is closed."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.children.recording import Replay
from deskside.children.scenario import Says, Scenario, load_scenario
from deskside.model.case import FixState, Stand
from deskside.model.page import Verb
from deskside.paths import find_paths

SCENARIOS = Path(__file__).parents[3] / "troubleshooters" / "website" / "scenarios"
EDGE = {"browser": "Edge", "profile": "Default", "lock": "", "running": False}
PROXY = {"kind": "manual", "address": "127.0.0.1:8888"}


class Browser(Replay):
    """A computer on which the person closes the browser at some time."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self._closed = (
            Says("browsers.profiles", gives=[{**EDGE, "proxy": PROXY}]),
            Says("browsers.set_proxy", gives=True),
            Says("browsers.profiles", gives=[EDGE], after="browsers.set_proxy"),
        )

    def close_it(self) -> None:
        self._scenario = replace(self._scenario, says=(*self._scenario.says, *self._closed))


def test_after_closing_the_browser_the_fix_can_be_tried_again(tmp_path: Path) -> None:
    computer = Browser(load_scenario(SCENARIOS / "windows-browser-open.toml"))
    paths = find_paths(policy_root=tmp_path / "no-policy")
    run = compose(paths, load(paths), computer).open("website", answers={"address": "www.example.com"})
    try:
        run.act(Verb.BEGIN)
        run.act(Verb.FIX)
        assert run.case.stand is Stand.NOT_FIXED
        assert "Please close the browser first. Then I can switch this off. You can have it back." in run.page.lines
        run.act(Verb.FIX)
        assert run.case.stand is Stand.NOT_FIXED
        computer.close_it()
        assert "Try again" in [action.label for action in run.page.actions]
        run.act(Verb.FIX)
        assert (run.case.stand, run.case.findings[0].state) == (Stand.FIXED, FixState.FIXED)
        assert run.page.takes(Verb.UNDO)
    finally:
        run.close()
