"""A computer on which every text of every answer is a canary, unless it is a word that our own code says.

Made from the shapes that are decided, so that no field is forgotten. A canary contains "canary" in some spelling; an
address is one of 10.77.0.0/16 or fd77::/16.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from deskside.children.scenario import Says
from deskside.kit.hiding.kinds import (
    CACHE,
    DEVICE,
    DOCUMENT,
    FILE,
    FOLDER,
    HOST,
    PAGE,
    PROXY,
    REASON,
    TEXT,
    Only,
    Shape,
)
from deskside.kit.hiding.private_fields import DECIDED
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS, FLAG
from deskside.system.table import TEXT as TEXT_ARGUMENT

TELLS = re.compile(r"canary|\b10\.77\.|fd77:|77-5e-5e", re.IGNORECASE)
"""What must not stand in a recording."""

_NUMBERS: dict[str, Json] = {
    "size": 50_000_000_000,
    "free": 1_000_000,
    "items": 3,
    "age": 5.0,
    "id": 7,
    "prefix": 24,
    "family": 4,
    "status": 503,
    "seconds": 0.1,
    "cookies": 3,
    "waiting": 2,
    "count": 1,
    "last": 4.0,
    "percent": 50,
    "metric": 1,
    "folder": False,
    "home": True,
    "system": True,
    "complete": True,
    "default": True,
    "accepting": True,
    "enabled": True,
    "carrier": True,
    "automatic": True,
    "known": True,
    "running": True,
    "reachable": True,
    "networked": True,
    "mine": True,
    "answered": True,
    "open": False,
    "ok": False,
    "may": None,
    "kept": True,
}
"""Beside the texts, in every record: what checks cannot do without."""
_FORMS = {
    FILE: ("Projects/Canary {n}/canary’s plan {n}.xlsx", 'canary"{n}.tar.gz', "Çanary canary\n{n}", "canary.{n}canary"),
    FOLDER: ("/home/canary{n}/Downloads", "C:\\Users\\Canary {n}\\Documents", "/media/canary{n}/CANARY STICK {n}"),
    DOCUMENT: ("Canary {n} – salaries.pdf", "canary\t{n}", "Microsoft Word - canary{n}.docx"),
    HOST: ("10.77.5.{n}", "canary{n}.canary-corp.de", "canary{n}", "fd77::5e:{n}", "fe80::77:5e5e:{n}%canary{n}"),
    PROXY: ("canary{n}.canary.lan:3128", "http://canary{n}:canary@canary.lan:80", "10.77.6.{n}:8080"),
    PAGE: (
        "https://canary{n}.lan/canary/{n}.html?canary={n}#canary",
        "canary/{n}?canary",
        "file:///home/canary{n}/x.pac",
    ),
    DEVICE: (
        "ipp://canary{n}.local:631/printers/Canary%20{n}",
        "usb://Canary/Canary{n}?serial=CANARY{n}",
        "dnssd://Canary%20{n}._ipp._tcp.local/?uuid=canary",
        "\\\\canary{n}\\canary",
        "CANARY_10.77.8.{n}",
    ),
    REASON: ("com.canary{n}.room-error", "canary{n}"),
    CACHE: ("cache/canary{n}", "canary{n}"),
    TEXT: (
        "held by canary{n}@canary.de for Canary Canaryson in room canary{n}",
        'File "/home/canary{n}/canary.ppd" at 10.77.9.{n}: canary-{n} CANARY{n} canary\'s',
        "<html><title>canary{n}</title>",
    ),
}
_OTHER = ("Canary's {n}", "canary-{n}", "CANARY\u00a0{n} №")


class Canaries:
    """``variant`` decides about forms and words: every one of them comes up in some variant."""

    def __init__(self, variant: int) -> None:
        self._variant, self._numbers = variant, count(1)

    def rows(self) -> Iterator[Says]:
        """What the computer says to each call, whatever it is asked by."""
        for name, entry in CALLS.items():
            gives = self._of(DECIDED[name].gives)
            yield Says(name, gives=True if entry.changes and name != "printing.remove" else gives)

    def asked_for(self) -> Iterator[Says]:
        """The same, each with arguments, after a change, and with a reason."""
        for name, entry in CALLS.items():
            kinds = DECIDED[name].arguments
            values = {"text": "", "number": 5, "whole": 7, FLAG: True}
            arguments: dict[str, Json] = {
                argument: self._of(kinds[argument]) if kind == TEXT_ARGUMENT else values[kind]
                for argument, kind in entry.arguments.items()
            }
            if name == "rights.may":
                arguments = {"call": "printing.resume", "first": self._text("printer")}
            after = f"network.renew:{self._text('link')}"
            why = self._text(TEXT)
            yield Says(name, arguments, self._of(DECIDED[name].gives), after=after, why=why)

    def _of(self, shape: Shape) -> Any:
        if isinstance(shape, Only):
            words = sorted(shape.words)
            return words[self._variant % len(words)] if words else self._text(shape.kind)
        if isinstance(shape, str):
            return self._text(shape)
        if isinstance(shape, list):
            return [self._of(inner) for inner in shape for _again in range(2)]
        return {**_NUMBERS, **{name: self._of(inner) for name, inner in (shape or {}).items()}}

    def _text(self, kind: str) -> str:
        number = next(self._numbers)
        forms = _FORMS.get(kind, _OTHER)
        return forms[(self._variant + number // 7) % len(forms)].replace("{n}", str(number % 250))
