"""A printer that answers again before anything was done to its documents: nothing is done to them."""

from __future__ import annotations

from pathlib import Path

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Orders
from deskside.children.recording import Replay
from deskside.children.scenario import load_scenario
from deskside.model.call import Answer, Call
from deskside.model.case import FixState
from deskside.paths import find_paths

STUCK = Path(__file__).parents[3] / "troubleshooters/printer/scenarios/linux-job-stuck.toml"


class Recovering(Replay):
    """The printer is silent when it is asked first, and prints from then on."""

    asked = 0
    changed: tuple[str, ...] = ()

    def answer(self, call: Call) -> Answer:
        if call.name == "printing.remove":
            self.changed += (call.name,)
        if call.name == "printing.device":
            self.asked += 1
        if call.name == "printing.device" and self.asked > 1:
            return Answer({"reachable": True, "networked": True, "state": "printing"})
        return super().answer(call)


def test_a_document_that_gets_through_after_all_is_left_alone(tmp_path: Path) -> None:
    paths = find_paths(policy_root=tmp_path / "no-policy")
    source = Recovering(load_scenario(STUCK))
    report = compose(paths, load(paths), source).run_unattended("printer", Orders(fix=True, irreversible=True))
    assert source.asked > 1
    assert source.changed == ()
    assert [(one.cause, one.state) for one in report.findings] == [("printer.job-stuck", FixState.FIXED)]
