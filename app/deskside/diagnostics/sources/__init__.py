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
    about_us = partial(own.deskside, version, tuple(settings), log)
    says = _("How Deskside is set up and what it did. It shows what was tried.")
    return (
        *(Source(group, label, partial(collect, ask), _LIMIT, says) for group, label, collect, says in _asking()),
        Source("deskside", _("Deskside itself"), about_us, says=says),
    )


def _asking() -> Iterator[tuple[str, str, Callable[[Ask], Iterable[Fact]], str]]:
    """Group, label, who collects, and the sentence of the preview."""
    says = _("What computer this is. Some troubles belong to one model.")
    yield "computer", _("This computer"), computer.computer, says
    says = _("Which system runs here, and since when. A restart ends many troubles.")
    yield "system", _("System"), computer.system, says
    says = _("How much memory is free. Too little makes programs slow.")
    yield "memory", _("Memory"), lambda _ask: computer.memory(), says
    says = _("How full your disks are. Full ones cause odd troubles.")
    yield "disks", _("Disks"), disks, says
    says = _("How this computer is connected, without addresses. Much depends on it.")
    yield "network", _("Network"), network.network, says
    says = _("Your printers and how they are doing. It shows what is stuck.")
    yield "printers", _("Printers"), devices.printers, says
    says = _("Speakers and microphones in use. A silent one is easily overlooked.")
    yield "sound", _("Sound"), devices.sound, says
    says = _("Your screens and their sizes. It helps IT to see what you see.")
    yield "screen", _("Screens"), devices.screens, says
    says = _("Battery and power plan. Both can slow a computer down.")
    yield "power", _("Power"), devices.power, says
    says = _("Versions of common work programs. Known troubles belong to certain ones.")
    yield "programs", _("Programs"), programs.programs, says
    says = _("Which programs crashed lately, by name. It shows where to look.")
    yield "crashes", _("Crashed programs"), programs.crashes, says
