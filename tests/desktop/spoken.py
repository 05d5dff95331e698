"""Orca, the real screen reader, on a desk: with a voice that writes instead of sounding, and ears for what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from desktop.desk import Desk, Missed

VOICE = Path(__file__).with_name("text_voice.py")
FOLDER, LOG = ".local/share/orca", "spoken.jsonl"
SETTINGS = {"speechServerFactory": "text_voice", "speechServerInfo": ["Text", "text"], "enableSound": False}
PATIENT = """
from gi.repository import Atspi
Atspi.set_timeout(30_000, 30_000)
"""
"""For Orca's own start: by itself it is silent about a window that does not answer it within 0.8 s."""
UP_SECONDS = 60.0
HELD_BACK = 'QSpiApplication::keyEventError  "org.freedesktop.DBus.Error.NoReply"'
"""Qt's complaint about a slow Orca, which it asks first whether a key is for it; after 0.1 s it takes the key."""
ANSWERED_AFTER_ALL = "QSpiApplication::notifyKeyboardListenerCallback with no queued key called"
"""What may follow: it then takes all keys that wait, the later ones too, and is surprised by Orca's answers to those.

Each was taken once and in its order, which ``type_into`` looks at.
"""


class Saying(NamedTuple):
    """``kind``: a saying, a key, a character; "stop" is silence before its time."""

    at: float
    kind: str
    says: str
    interrupts: bool


class Orca:
    """Starts before Deskside, as on the computer of anyone who needs it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._heard = 0
        desk.excused += [HELD_BACK, ANSWERED_AFTER_ALL]
        profile: dict[str, Any] = {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}}
        settings = {"general": SETTINGS, "profiles": {"default": {**profile, **SETTINGS}}}
        settings |= {"pronunciations": {}, "keybindings": {}}
        desk.ask("write", f"{FOLDER}/user-settings.conf", json.dumps(settings))
        desk.ask("write", f"{FOLDER}/{VOICE.name}", VOICE.read_text("utf-8"))
        desk.ask("write", f"{FOLDER}/orca-customizations.py", PATIENT)
        self._process = process = desk.ask("launch", ["orca"])
        up = desk.until(lambda: self.sayings() or desk.ask("ended", process) is not None, "Orca to speak", UP_SECONDS)
        if up is True:
            raise Missed(f"Orca ended: {desk.ask('read', 'orca.log')}")

    def sayings(self) -> list[Saying]:
        """Everything so far, oldest first; a line is read once it is whole."""
        lines = str(self.desk.ask("read", LOG)).rpartition("\n")[0].splitlines()
        return [_saying(json.loads(line)) for line in lines]

    def hear(self, *words: str) -> None:
        """Waits until each of these was said, one after the other, after what was heard before."""
        for one in words:
            try:
                self.desk.until(lambda one=one: self._comes_to(one), f"Orca to say {one!r}")
            except Missed as missed:
                raise Missed(f"{missed} It said {self._last()}") from None

    def _comes_to(self, words: str) -> bool:
        for place, saying in enumerate(self.sayings()[self._heard :], self._heard):
            if saying.kind == "saying" and words in saying.says:
                self._heard = place + 1
                return True
        return False

    def _last(self) -> str:
        """For people to read: what was said last, and how Orca itself is."""
        said = [one.says for one in self.sayings() if one.kind == "saying"][-12:]
        ended = self.desk.ask("ended", self._process)
        how = "runs" if ended is None else f"ended with {ended}"
        return f"{said} (Orca {how}: {self.desk.ask('read', 'orca.log')[-800:]!r})"


def in_lines(sayings: list[Saying]) -> list[str]:
    """For people to read: what was pressed or typed as "> ...", and under it what was said."""
    lines: list[str] = []
    typed = ""
    for number, one in enumerate(sayings):
        if one.kind == "stop":
            continue
        following = next((next_one for next_one in sayings[number + 1 :] if next_one.kind != "stop"), None)
        if one.kind == "key":
            letter = " " if one.says == "space" else one.says
            writes = len(letter) == 1 and (typed or (following is not None and following.kind == "key"))
            if writes:
                typed += letter
                continue
        if typed:
            lines.append(f"> types: {typed.strip()}")
            typed = ""
        if one.kind == "key":
            lines.append(f"> {one.says.capitalize()}")
        elif one.says:
            lines.extend(f"    {line}" for line in one.says.splitlines())
    return lines


def _saying(line: dict[str, Any]) -> Saying:
    return Saying(line["at"], line["kind"], line["says"], line.get("interrupts", False))
