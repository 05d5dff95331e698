"""A check that asks several things at once waits for the last answer, however long the others have been there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from deskside.children import Children, Limits
from deskside.children.loop import Loop
from deskside.children.recording import Replay
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json

from .bench import PAUSED, cause, described, written

THINKING = 4.0
LATE = {"printing.expected": 0.1, "printing.queues": 6.0}
"""Seconds until each is answered: both are asked by then, and the later takes longer than a check may think."""

AT_ONCE = """
told = {}
def ask(name):
    told[name] = pc.call(name)
threads = [threading.Thread(target=ask, args=(name,)) for name in ("printing.expected", "printing.queues")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
return Finding("Both were told.", {"told": sorted(told)})
"""


class LateAnswers(Replay):
    """A computer that takes its time."""

    def begin(self, loop: Loop, known: Mapping[str, Json], limits: Limits) -> None:
        super().begin(loop, known, limits)
        self._loop = loop

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        self._loop.after(LATE[call.name], lambda: super(LateAnswers, self).ask(call, done))


def test_a_late_answer_beside_an_early_one_costs_no_check(tmp_path: Path) -> None:
    code = cause("Together", AT_ONCE, before="import threading")
    troubleshooter = written(tmp_path / "printer", code)
    with Children({}, Limits(thinking=THINKING), source=LateAnswers(PAUSED)) as host:
        causes = described(host, troubleshooter)
        (told,) = host.detect((troubleshooter,), causes, {}, lambda _detected: None, 60)
    assert (told.problem, told.found) == ("", True)
    assert told.evidence == {"told": ["printing.expected", "printing.queues"]}
