"""Inside the system child: ours, not a publisher's. Does the calls of the table, several at once, and nothing else.

The host speaks first: ``{"path", "known"}``. Each ``{"call", "name",
"arguments"}`` is answered with ``{"answer", "gives"}`` or ``{"answer",
"problem", "why"}``. Time limits are the host's: it ends this process when a
call hangs.
"""

from __future__ import annotations

import _thread
import os
import sys

from deskside.children.wire import Wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def run() -> None:
    """The whole life of the system child."""
    wire = Wire()
    lines = wire.lines()
    start = next(lines)
    sys.path[:] = start["path"]
    for told in lines:
        _thread.start_new_thread(_work, (wire, start["known"], told))
    os._exit(0)


def _work(wire: Wire, known: dict[str, Any], told: dict[str, Any]) -> None:
    from deskside.errors import CallProblem  # found only now that ``path`` was told
    from deskside.system.calls import perform

    said: dict[str, Any]
    try:
        said = {"gives": perform(told["name"], told["arguments"], known)}
    except CallProblem as problem:
        said = {"problem": problem.kind, "why": problem.why}
    except Exception as problem:  # noqa: BLE001 - translated: a fault of ours must cost one call, not the child
        said = {"problem": CallProblem.kind, "why": f"{type(problem).__name__}: {problem}"}
    wire.send({"answer": told["call"], **said})
