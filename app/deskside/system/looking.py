"""The faces of the rooms that only look: computer, sound, screens, power, programs, crashes.

By themselves they are those of a system where nothing is known. One method per
call of the table, answers as described there.
"""

from __future__ import annotations

from typing import NoReturn

from deskside.errors import Unavailable
from deskside.system.printing import Record


class Computer:
    def about(self) -> Record:
        _unknown("computer")


class Sound:
    def devices(self) -> Record:
        _unknown("sound")


class Screens:
    def connected(self) -> list[Record]:
        _unknown("screens")


class Power:
    def state(self) -> Record:
        _unknown("power")


class Programs:
    def installed(self) -> list[Record]:
        _unknown("programs")


class Crashes:
    def recent(self) -> list[Record]:
        _unknown("crashes")


def _unknown(room: str) -> NoReturn:
    raise Unavailable(room, "not known on this operating system")
