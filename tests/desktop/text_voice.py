"""A voice for Orca that writes what it would say: a JSON line for each saying, and for each time it is silenced.

Orca loads it as it loads any of its voices (the setting ``speechServerFactory``,
from the person's own folder for Orca). No sound is made, and nothing is left out:
what is cut short by a stop is seen by the stop that follows.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from orca import speechserver

LOG = Path.home() / "spoken.jsonl"


class SpeechServer(speechserver.SpeechServer):  # type: ignore[misc]
    """The names are Orca's."""

    _one: SpeechServer | None = None

    @staticmethod
    def getFactoryName() -> str:  # noqa: N802
        return "Text"

    @staticmethod
    def getSpeechServers() -> list[Any]:  # noqa: N802
        return [SpeechServer.getSpeechServer()]

    @staticmethod
    def getSpeechServer(info: Any = None) -> Any:  # noqa: N802
        if SpeechServer._one is None:
            SpeechServer._one = SpeechServer()
        return SpeechServer._one

    @staticmethod
    def shutdownActiveServers() -> None:  # noqa: N802
        SpeechServer._one = None

    def getInfo(self) -> list[str]:  # noqa: N802
        return ["Text", "text"]

    def getVoiceFamilies(self) -> list[Any]:  # noqa: N802
        return []

    def speak(self, text: str | None = None, acss: Any = None, interrupt: bool = True) -> None:
        _write(says=text or "", interrupts=interrupt)

    def speakCharacter(self, character: str, acss: Any = None) -> None:  # noqa: N802
        _write(says=character, kind="character")

    def speakKeyEvent(self, event: Any, acss: Any = None) -> None:  # noqa: N802
        _write(says=event.getKeyName(), kind="key")

    def sayAll(self, utteranceIterator: Any, progressCallback: Any) -> None:  # noqa: N802, N803
        for context, _acss in utteranceIterator:
            _write(says=context.utterance, kind="all")

    def stop(self) -> None:
        _write(kind="stop")


def _write(says: str = "", kind: str = "saying", **more: Any) -> None:
    line = {"at": round(time.monotonic(), 3), "kind": kind, "says": says, **more}
    with LOG.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
