"""``pc``: this computer as a troubleshooter sees it. Each question is a typed call that the manifest must name."""

from __future__ import annotations

from deskside.sdk.browsers import Browsers, Opening
from deskside.sdk.disk import Disk
from deskside.sdk.looking import Computer, Crashes, Power, Programs, Screens, Sound
from deskside.sdk.network import Network
from deskside.sdk.printing import Printing
from deskside.sdk.problems import ChangedSince
from deskside.sdk.reach import Reach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


class Answers(dict[str, str]):
    """What the person answered, by question id; "" where they were not sure or not asked."""

    def __missing__(self, question: str) -> str:
        return ""


class ServiceState:
    """A part of the system that runs in the background, such as "print"."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.known: bool = told.get("known", False)
        self.running: bool = told.get("running", False)


class Services:
    """``pc.services``."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    def state(self, service: str) -> ServiceState:
        return ServiceState(self._ask("services.state", service=service))

    def start(self, service: str) -> None:
        self._ask("services.start", service=service)

    def stop(self, service: str) -> None:
        self._ask("services.stop", service=service)


class System:
    """Asks the computer; ``name`` is "linux", "windows" or "macos"."""

    def __init__(
        self, name: str, ask: Callable[[str, dict[str, Any]], Any], answers: Mapping[str, str], *, anyway: bool = False
    ) -> None:
        self.name, self._ask, self._anyway = name, ask, anyway
        self.answers = Answers(answers)
        self.unnamed_seen: list[tuple[str, dict[str, Any]]] = []
        self.printing = Printing(self.call)
        self.services = Services(self.call)
        self.network = Network(self.call)
        self.reach = Reach(self.call)
        self.disk = Disk(self.call)
        self.browsers = Browsers(self.call)
        self.open = Opening(self.call)
        self.computer = Computer(self.call)
        self.sound = Sound(self.call)
        self.screens = Screens(self.call)
        self.power = Power(self.call)
        self.programs = Programs(self.call)
        self.crashes = Crashes(self.call)

    def call(self, name: str, /, **arguments: Any) -> Any:
        """Any call of the table by its name: ``pc.call("printing.jobs", queue="Office")``."""
        return self._ask(name, arguments)

    def may(self, call: str, first: str = "") -> bool | None:
        """Whether this person may do that now; None when only trying would tell."""
        told = self.call("rights.may", call=call, first=first)
        return told.get("may") if isinstance(told, dict) else None

    def unnamed(self, says: str, evidence: Mapping[str, Any] | None = None) -> None:
        """Tells of trouble that was seen and fits no cause, so that nobody says "all is well" beside it."""
        self.unnamed_seen.append((says, dict(evidence or {})))

    def unless_changed(self, seen: Any, ours: Any) -> None:
        """For ``undo``: goes on only when the setting still has the value we set, or the person said to go on."""
        if seen != ours and not self._anyway:
            raise ChangedSince(f"it is {seen!r} now, we had set {ours!r}")
