"""Ready-made checks and fixes a manifest may name instead of code: their arguments, and the calls they need.

What each of them does is in ``deskside.children.ready``; the catalogue reads
this table to check a manifest without running anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from deskside.model.troubleshooter import Ready


class ReadyMade(Struct, frozen=True):
    """``needs`` are written as in a manifest; "{service}" stands for that argument's value. Arguments are all text."""

    name: str
    arguments: tuple[str, ...]
    needs: tuple[str, ...]
    undo: bool = True
    """A fix: whether it can be taken back. Where not, the manifest says so, and why."""


CHECKS = {
    check.name: check
    for check in (
        ReadyMade("service-stopped", ("service",), ("services.state:{service}",)),
        ReadyMade("printer-missing", (), ("printing.queues", "printing.expected")),
        ReadyMade("printer-rejecting", (), ("printing.queues", "printing.expected")),
        ReadyMade("printer-wrong-default", (), ("printing.queues", "printing.expected")),
        ReadyMade("cable-unplugged", (), ("network.links", "network.routes")),
        ReadyMade("name-unknown", ("name",), ("reach.resolve:{name}",)),
        ReadyMade("port-closed", ("host", "port"), ("reach.connect:{host}",)),
        ReadyMade("page-unreachable", ("address",), ("reach.fetch:{address}",)),
        ReadyMade("disk-nearly-full", ("free",), ("disk.volumes", "disk.write")),
        ReadyMade("home-not-writable", (), ("disk.write",)),
        ReadyMade("cache-large", ("cache", "size"), ("disk.caches",)),
        ReadyMade("trash-large", ("size",), ("disk.trash",)),
    )
}

FIXES = {
    fix.name: fix
    for fix in (
        ReadyMade(
            "start-service",
            ("service",),
            ("services.state:{service}", "services.start:{service}", "services.stop:{service}"),
        ),
        ReadyMade("accept-jobs", (), ("printing.queues", "printing.accept", "printing.reject")),
        ReadyMade("set-default-printer", (), ("printing.queues", "printing.set_default")),
        ReadyMade("clear-cache", ("cache",), ("disk.caches", "disk.clear_cache:{cache}"), undo=False),
        ReadyMade("empty-trash", (), ("disk.trash", "disk.empty_trash"), undo=False),
    )
}

OPENS = {place: ReadyMade(f"open-{place}", (place,), (f"open.{place}",)) for place in ("link", "folder", "settings")}
"""What a hands-on step's button may open, by the key that names it."""


def needs_of(ready: Ready, table: Mapping[str, ReadyMade]) -> tuple[str, ...]:
    """The calls this use makes, as a manifest's ``needs`` would name them most narrowly."""
    return tuple(need.format(**ready.arguments) for need in table[ready.name].needs)


def covered(need: str, needs: tuple[str, ...]) -> bool:
    """Whether a manifest's ``needs`` cover this one: by itself, or by the call as a whole."""
    return need in needs or need.partition(":")[0] in needs
