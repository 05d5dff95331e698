"""Whether the walls round troubleshooters stand on this computer: a probe in a real plugin child tries each."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from deskside.children.host import Children
from deskside.errors import ChildProblem, ManifestProblem
from deskside.language import _
from deskside.model.call import Detected
from deskside.model.report import CheckRow
from deskside.model.troubleshooter import Troubleshooter

_PROBE = Troubleshooter("probe", "1", "probe", Path(__file__).resolve().parent / "probe", has_code=True)
_SECONDS = 10.0


def check_walls() -> tuple[CheckRow, ...]:
    """A row for each wall: whether it holds here."""
    with Children({}) as children:
        try:
            causes = tuple(replace(cause, id=f"probe.{cause.id}") for cause in children.describe(_PROBE))
            told = children.detect((_PROBE,), causes, {}, lambda _detected: None, _SECONDS)
        except (ChildProblem, ManifestProblem) as problem:
            says = _("Troubleshooters can't run on this computer: {why}").format(why=problem)
            return (CheckRow("walls", False, says, _("Ask the people who look after Deskside.")),)
    words = _words()
    return tuple(_row(detected, *words[detected.cause.rpartition(".")[2]]) for detected in told)


def _row(detected: Detected, holds: str, open_: str) -> CheckRow:
    name = detected.cause.replace("probe.", "walls.")
    if detected.problem:
        says = _("This could not be tried: {why}").format(why=detected.problem)
        return CheckRow(name, False, says, _("Use only troubleshooters from people you trust."))
    if detected.found:
        return CheckRow(name, False, open_, _("Use only troubleshooters from people you trust."))
    return CheckRow(name, True, holds)


def _words() -> dict[str, tuple[str, str]]:
    """What is said when a wall holds, and when it does not."""
    return {
        "files": (
            _("Troubleshooters can't open your files."),
            _("Nothing on this computer keeps a troubleshooter from opening your files."),
        ),
        "network": (
            _("Troubleshooters can't use the network or talk to other programs."),
            _("Nothing on this computer keeps a troubleshooter from the network or other programs."),
        ),
        "programs": (
            _("Troubleshooters can't start programs."),
            _("Nothing on this computer keeps a troubleshooter from starting programs."),
        ),
        "others": (
            _("Troubleshooters can't end other programs."),
            _("Nothing on this computer keeps a troubleshooter from ending other programs."),
        ),
        "memory": (
            _("Troubleshooters can't use up the memory."),
            _("Nothing on this computer keeps a troubleshooter from using up the memory."),
        ),
    }
