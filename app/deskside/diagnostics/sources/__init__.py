"""The groups of facts: what each is called, what it says of itself in the preview, and who collects it.

psutil answers on every system for what it knows; the rest is asked of the
computer through calls of the table, all at once (``asking``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from deskside.diagnostics.facts import Source, groups_of
from deskside.diagnostics.sources import computer, devices, network, own, programs
from deskside.diagnostics.sources.asking import Ask, Asked, AtOnce
from deskside.diagnostics.sources.disks import disks
from deskside.language import _
from deskside.model.call import Answer, Call
from deskside.model.report import Fact, FactGroup, SettingRow
from deskside.system import platform

_ASKED = (
    "computer.about",
    "disk.volumes",
    "network.links",
    "network.routes",
    "network.name_servers",
    "network.proxy",
    "printing.queues",
    "sound.devices",
    "screens.connected",
    "power.state",
    "programs.installed",
    "crashes.recent",
)
_LIMIT = {"windows": 9.0, "macos": 6.0}.get(platform.current(), 4.0)
"""For what is asked. Windows starts PowerShell first, which answers one after the other; a Mac has a slow inventory."""


@contextmanager
def sources_here(
    asked: Asked, version: str, settings: Iterable[SettingRow] = (), log: Path | None = None
) -> Iterator[tuple[Source, ...]]:
    """All sources, at work on this computer; to be collected within the ``with``. ``asked`` is a ``Children``."""
    with AtOnce(asked, map(Call, _ASKED)) as ask:
        yield every(ask, version, settings, log)


def groups() -> tuple[FactGroup, ...]:
    """What there will be, before anything is collected: for the preview and the contents page."""
    return groups_of(every(lambda call: Answer(), ""))  # noqa: ARG005 - nothing is asked of it


def every(ask: Ask, version: str, settings: Iterable[SettingRow] = (), log: Path | None = None) -> tuple[Source, ...]:
    """All sources, in the order in which people are shown them."""
    own_rows = tuple(settings)
    return (
        _asking(ask, "computer", _("This computer"), computer.computer, _("What kind of computer this is.")),
        _asking(ask, "system", _("System"), computer.system, _("Its system, and when it was last restarted.")),
        Source(
            "memory", _("Memory"), computer.memory, says=_("How much memory is free. Too little makes programs slow.")
        ),
        _asking(ask, "disks", _("Disks"), disks, _("How full your disks are. Full ones cause odd troubles.")),
        _asking(ask, "network", _("Network"), network.network, _("How this computer is connected, without addresses.")),
        _asking(ask, "printers", _("Printers"), devices.printers, _("Your printers and how they are doing.")),
        _asking(ask, "sound", _("Sound"), devices.sound, _("Speakers and microphones, and which of them are in use.")),
        _asking(ask, "screen", _("Screens"), devices.screens, _("How many screens there are, and their sizes.")),
        _asking(ask, "power", _("Power"), devices.power, _("Battery and power plan. Both can slow a computer down.")),
        _asking(
            ask, "programs", _("Programs"), programs.programs, _("Versions of common work programs, nothing else.")
        ),
        _asking(ask, "crashes", _("Crashed programs"), programs.crashes, _("Which programs crashed lately, by name.")),
        Source(
            "deskside",
            _("Deskside itself"),
            partial(own.deskside, version, own_rows, log),
            says=_("How Deskside is set up and what it did last."),
        ),
    )


def _asking(ask: Ask, group: str, label: str, collect: Callable[[Ask], Iterable[Fact]], says: str) -> Source:
    return Source(group, label, partial(collect, ask), _LIMIT, says)
