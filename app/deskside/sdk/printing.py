"""Printing, as a troubleshooter sees it: queues, the jobs in them, and the device behind one."""

from __future__ import annotations

from deskside.sdk.problems import CouldNotCheck

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from deskside.sdk.system import Answers


_TO_A_FILE = ("cups-pdf:", "portprompt:", "nul:", "shrfax:", "xpsport:", "file:")
"""Where "printers" print to that make a file and no paper."""


class Queue:
    """One printer as the system lists it. ``state`` is "idle", "printing" or "stopped" (paused)."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.name: str = told["name"]
        self.state: str = told.get("state", "")
        self.accepting: bool = told.get("accepting", True)
        self.default: bool = told.get("default", False)
        self.device: str = told.get("device", "")
        self.reasons: list[str] = told.get("reasons", [])
        self.message: str = told.get("message", "")
        self.waiting: int = told.get("waiting", 0)
        self.driver: str = told.get("driver", "")
        self.set_offline: bool = told.get("set_offline", False)

    @property
    def paused(self) -> bool:
        return self.state == "stopped"

    @property
    def makes_files(self) -> bool:
        """Whether pages sent there become a file, and no paper."""
        return self.device.lower().startswith(_TO_A_FILE)


class Job:
    """One print job. ``state`` is "waiting", "held", "printing" or "stopped".

    ``name`` is what the document is called: for the person alone, and only of
    their own. ``age`` is in seconds, and so is ``printing``: since that began.
    ``until`` is "indefinite" when someone holds it until it is released.
    ``sheets`` were printed of it, as far as is known.
    """

    def __init__(self, told: dict[str, Any]) -> None:
        self.id: int = told["id"]
        self.name: str = told.get("name", "")
        self.state: str = told.get("state", "")
        self.reasons: list[str] = told.get("reasons", [])
        self.message: str = told.get("message", "")
        self.until: str = told.get("until", "")
        self.age: float = told.get("age", 0)
        self.printing: float = told.get("printing", 0)
        self.sheets: int = told.get("sheets", 0)
        self.mine: bool = told.get("mine", False)


class Device:
    """The printer itself, asked directly: the system's own list says "ok" while a printer is off."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.reachable: bool | None = told.get("reachable")
        self.networked: bool = told.get("networked", False)
        self.state: str = told.get("state", "")
        self.reasons: list[str] = told.get("reasons", [])
        self.accepting: bool | None = told.get("accepting")
        self.why: str = told.get("why", "")
        self.silent: bool = told.get("silent", False)
        """Whether it takes a connection and then says nothing."""


def meant_name(answers: Answers, expected: Sequence[str]) -> str:
    """The printer people mean by name: the one they said, else the first that IT expects here, else ""."""
    return answers["which"] or (expected[0] if expected else "")


def meant_queue(queues: Iterable[Queue], answers: Answers, expected: Sequence[str]) -> Queue | None:
    """The queue people mean: by name, else the default one, else the only one. None when there is none."""
    there, name = list(queues), meant_name(answers, expected)
    if name:
        return next((queue for queue in there if queue.name == name), None)
    default = next((queue for queue in there if queue.default), None)
    return default or (there[0] if len(there) == 1 else None)


class Printing:
    """``pc.printing``."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def queues(self) -> list[Queue]:
        return [Queue(told) for told in self._ask("printing.queues")]

    def expected(self) -> list[str]:
        """The printers IT says should be here; the first is the one people mean."""
        return list(self._ask("printing.expected"))

    def meant(self, answers: Answers) -> Queue | None:
        """The queue people mean: the one they chose, else the first expected, else the default."""
        return meant_queue(self.queues(), answers, [] if answers["which"] else self.expected())

    def queue(self, name: str) -> Queue:
        for queue in self.queues():
            if queue.name == name:
                return queue
        raise CouldNotCheck(f"the queue {name} is gone")

    def default(self) -> str:
        """The name of the default queue; "" when there is none."""
        return next((queue.name for queue in self.queues() if queue.default), "")

    def jobs(self, queue: str) -> list[Job]:
        return [Job(told) for told in self._ask("printing.jobs", queue=queue)]

    def device(self, queue: str) -> Device:
        return Device(self._ask("printing.device", queue=queue))

    def resume(self, queue: str) -> None:
        self._ask("printing.resume", queue=queue)

    def pause(self, queue: str) -> None:
        self._ask("printing.pause", queue=queue)

    def accept(self, queue: str) -> None:
        self._ask("printing.accept", queue=queue)

    def reject(self, queue: str) -> None:
        self._ask("printing.reject", queue=queue)

    def set_default(self, queue: str) -> None:
        self._ask("printing.set_default", queue=queue)

    def release(self, job: int) -> None:
        self._ask("printing.release", job=job)

    def hold(self, job: int) -> None:
        self._ask("printing.hold", job=job)

    def remove(self, job: int) -> bool:
        """Takes one document out of the list. True when ``put_back`` can bring it back."""
        return bool(self._ask("printing.remove", job=job)["kept"])

    def put_back(self, job: int) -> None:
        self._ask("printing.put_back", job=job)

    def set_online(self, queue: str) -> None:
        """Switches "Use Printer Offline" of Windows off."""
        self._ask("printing.set_online", queue=queue)

    def set_offline(self, queue: str) -> None:
        self._ask("printing.set_offline", queue=queue)
