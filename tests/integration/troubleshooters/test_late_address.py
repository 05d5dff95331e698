"""A network that takes its time once it is on again: what is only late is blamed on nobody."""

from __future__ import annotations

from pathlib import Path

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.children.recording import Replay
from deskside.children.scenario import Scenario, load_scenario
from deskside.model.call import Answer, Call
from deskside.model.case import Stand
from deskside.model.page import Verb
from deskside.paths import find_paths

SCENARIOS = Path(__file__).parents[3] / "troubleshooters" / "internet" / "scenarios"
WIRED = {"name": "enp3s0", "kind": "wired", "label": "enp3s0", "enabled": True, "carrier": True, "automatic": True}
NEWER = {"address": "2001:db8:77::57", "prefix": 64, "family": 6, "scope": "global", "origin": "auto"}
EARLY = {
    "network.links": [{**WIRED, "managed": False, "mtu": 1500, "addresses": [NEWER]}],
    "network.routes": [{"to": "default", "family": 6, "gateway": "fe80::1", "link": "enp3s0", "metric": 100}],
    "reach.query": {"answered": False, "problem": "unreachable"},
    "reach.resolve": {"addresses": [], "problem": "no-answer", "seconds": 0.1},
    "reach.connect": {"open": False, "problem": "unreachable", "seconds": 0.1},
    "reach.fetch": {"problem": "name"},
    "reach.line": {"sent": 30, "answered": 0, "by": "ping"},
}
"""The newer kind of address is there at once, and leads past every name server that is known."""
LOOKS = 6


class Late(Replay):
    """The adapters are looked at so many times before the older kind of address comes, and all works."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__(scenario)
        self.early = LOOKS

    def answer(self, call: Call) -> Answer:
        is_on = any(name.startswith("network.enable") for name in self._made)
        if not is_on or not self.early or call.name not in EARLY:
            return super().answer(call)
        if call.name == "network.links":
            self.early -= 1
        return Answer(EARLY[call.name])


def test_a_network_that_was_switched_on_has_its_time_before_anything_else_is_blamed(tmp_path: Path) -> None:
    computer = Late(load_scenario(SCENARIOS / "linux-adapter-off.toml"))
    paths = find_paths(policy_root=tmp_path / "no-policy")
    run = compose(paths, load(paths), computer).open("internet", answers={})
    try:
        run.act(Verb.BEGIN)
        assert [one.cause for one in run.case.findings] == ["internet.adapter-disabled"]
        run.act(Verb.FIX)
        assert run.case.stand is Stand.FIXED
        run.act(Verb.NO)
        assert [one.cause for one in run.case.findings] == ["internet.adapter-disabled"]
        assert not computer.early
    finally:
        run.close()
