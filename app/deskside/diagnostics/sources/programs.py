"""Facts about programs: the versions of those a help desk asks after, and which programs crashed."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator

from deskside.diagnostics.sources.asking import Ask, rows, some, told
from deskside.diagnostics.sources.computer import iso
from deskside.language import _
from deskside.model.report import Fact

_LIKE_AN_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}")


def programs(ask: Ask) -> Iterator[Fact]:
    installed = rows(told(ask, "programs.installed"))
    seen: Counter[str] = Counter()
    for program in installed:
        id_ = str(program.get("id"))
        seen[id_] += 1
        key = id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}"
        value = {"version": _version(str(program.get("version") or "")), **some(program, "kind", "by")}
        yield Fact("programs", key, str(program.get("name")), value)
    if not installed:
        yield Fact("programs", "none", _("Programs"), _("none of the programs that help desks ask after"))


def _version(told: str) -> str:
    """One like "6.2.11.0" gets a "v", or it would be hidden as an address."""
    return f"v{told}" if _LIKE_AN_ADDRESS.fullmatch(told) else told


def crashes(ask: Ask) -> Iterator[Fact]:
    recent = rows(told(ask, "crashes.recent"))
    for number, crash in enumerate(recent, 1):
        last = iso(time.time() - float(crash.get("last") or 0))
        label = _("Program that crashed, {number}").format(number=number)
        yield Fact("crashes", f"crash-{number}", label, {**some(crash, "program", "kind", "count"), "last": last})
    if not recent:
        yield Fact("crashes", "none", _("Crashed programs"), _("none in the last 14 days"))
