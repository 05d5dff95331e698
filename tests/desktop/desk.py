"""A person's desk: a world with something broken, a private desktop in it, and the person's hands and eyes."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from desktop.tongue import tongue_of

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
WORLD = HERE.parent / "faults/lab/world.py"
DEBIANS_PYTHON = "/usr/bin/python3"
ANSWER_SECONDS, SEEN_SECONDS, UP_SECONDS, END_SECONDS = 150.0, 90.0, 120.0, 30.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 0.2
NOT_FOR_THE_DESK = ("DESKSIDE_HOME", "PYTHONPATH", "QT_QPA_PLATFORM", "LANGUAGE")

SEEN = "[welcome]\nseen=true\n"


class Missed(AssertionError):
    """What was to be seen did not come; the message says what was there instead."""


class Thing(NamedTuple):
    """One thing on the screen, as a screen reader is told of it."""

    at: int
    depth: int
    role: str
    name: str
    says: str
    states: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    text: str
    actions: tuple[str, ...]

    @property
    def middle(self) -> tuple[int, int]:
        return self.left + self.width // 2, self.top + self.height // 2

    @property
    def usable(self) -> bool:
        return "enabled" in self.states

    @property
    def is_heading(self) -> bool:
        """A page's first words take the focus although nothing can be pressed there."""
        return self.role in ("heading", "label") and "focusable" in self.states


class Desk:
    """``fault``, ``policy`` and ``near`` (the machine's own loopback): of the world; ``more``: options of ./session.

    ``first``: Deskside was never opened here before, so that it says welcome. ``top``: the checkout, or a copy of it.
    ``within``: a command that runs the desk on a machine that is changed before; ``program``: an installed Deskside.
    """

    def __init__(
        self,
        *,
        tray: str = "xfce4-panel",
        fault: str = "none",
        policy: str = "cups",
        near: bool = False,
        more: str = "",
        first: bool = False,
        language: str = "en",
        top: Path = TOP,
        within: Sequence[str | Path] = (),
        program: str = "",
    ) -> None:
        self.tray, self._first, self.language = tray, first, language
        self.tongue = tongue_of(language, top)
        """Things are named in English; what is looked for on the screen is this."""
        inside = [sys.executable, "-B", str(HERE / "session"), "--tray", tray, *more.split()]
        hands = ["--", DEBIANS_PYTHON, "-B", str(HERE / "hands.py"), sys.executable, str(top), program]
        command = [*inside, *hands]
        if os.geteuid() == 0:
            world = [sys.executable, "-B", str(WORLD), fault, "--policy", policy, *(["--share-net"] if near else [])]
            command = [*world, "--", *inside, "--person", "ann", *hands]
        environ = {key: value for key, value in os.environ.items() if key not in NOT_FOR_THE_DESK}
        self._process = subprocess.Popen(
            [*(str(word) for word in within), *command],
            env={**environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._said = b""
        self.app = 0
        """The process that was started last."""
        self.machine = self._process.pid
        """A process that sees the machine as ``within`` has made it."""
        self.excused: list[str] = []
        """How complaints begin that are about another program of this desktop."""

    def __enter__(self) -> Self:
        try:
            self.ask("screen", limit=UP_SECONDS)
            if self.language != "en":
                self.ask("write", ".config/deskside/settings.toml", f'[interface]\nlanguage = "{self.language}"\n')
            if not self._first:
                self.ask("write", ".local/share/deskside/window.ini", SEEN)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the desktop and its world, and with them everything in it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(END_SECONDS)

    def ask(self, wish: str, *arguments: Any, limit: float = ANSWER_SECONDS) -> Any:
        """One wish to the hands (hands.py), and what it gives."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": wish, "with": arguments}).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._line(limit))
        if "problem" in answer:
            raise Missed(f"{wish} {arguments}: {answer['problem']}")
        return answer["gives"]

    def _line(self, limit: float) -> bytes:
        assert self._process.stdout is not None
        end = time.monotonic() + limit
        while b"\n" not in self._said:
            if not select.select([self._process.stdout], [], [], max(0.0, end - time.monotonic()))[0]:
                raise Missed(f"the desktop did not answer in {limit:.0f} s")
            read = os.read(self._process.stdout.fileno(), 1 << 16)
            if not read:
                raise Missed(f"the desktop is gone (exit code {self._process.wait(END_SECONDS)}), see above")
            self._said += read
        line, _, self._said = self._said.partition(b"\n")
        return line

    def until(self, condition: Callable[[], Any], what: str, limit: float = SEEN_SECONDS) -> Any:
        """What ``condition`` gives once it is true. Who waits long looks less often: each look keeps the app busy."""
        end, pause = time.monotonic() + limit, SHORTEST_PAUSE
        while not (given := condition()):
            if time.monotonic() > end:
                raise Missed(f"waited {limit:.0f} s for {what}. There is: {self.in_words()}{self.complaints()}")
            time.sleep(pause)
            pause = min(1.1 * pause, LONGEST_PAUSE)
        return given

    # programs

    def start(self, *words: str) -> int:
        """Starts Deskside as this person and leaves it running."""
        self.app = int(self.ask("start", list(words)))
        return self.app

    def kill(self, after: float = 0.0) -> None:
        """Ends Deskside as a power cut would, so many seconds from now."""
        self.ask("kill", self.app, int(signal.SIGKILL), after)

    def run(self, *words: str, stdin: str = "", fine: tuple[int, ...] = (0,)) -> str:
        """Runs a command as this person; "deskside" is the one under test."""
        code, out, err = self.ask("run", list(words), stdin)
        if code not in fine:
            raise Missed(f"{' '.join(words)} ended with {code}: {out}{err}")
        return str(out)

    def complaints(self) -> str:
        """What Deskside itself wrote to standard error; what Qt says about a bare desktop is none."""
        lines = str(self.ask("complaints")).splitlines()
        mine = [line for line in lines if line and not line.startswith(("qt.qpa.", "qt.accessibility.", *self.excused))]
        return "".join(f"\ncomplaint: {line}" for line in mine)

    # the screen

    def look(self) -> list[Thing]:
        """What the window shows now, top to bottom; [] when it is closed."""
        return [_thing(one) for one in self.ask("look")]

    def all_called(self, name: str, role: str = "") -> list[Thing]:
        name = self.tongue(name)
        return [thing for thing in self.look() if thing.name == name and role in thing.role]

    def heading(self) -> str:
        """The page's own words at its top, "" when no window is open."""
        return next((thing.name for thing in self.look() if thing.is_heading), "")

    def focused(self) -> Thing | None:
        """What keys go to; None while no window of ours has the focus."""
        return next((thing for thing in self.look() if {"focused", "focusable"} <= {*thing.states}), None)

    def close_window(self) -> None:
        """As a person does who sees it in front of them: a key that is pressed before goes nowhere."""
        self.until(self.focused, "the window, with the focus in it")
        self.ask("key", "alt+F4")
        self.until(lambda: not self.heading(), "the window to close")

    def wait_for_heading(self, *words: str, limit: float = SEEN_SECONDS) -> str:
        """The heading, once it holds one of ``words``."""
        words = tuple(self.tongue(one) for one in words)

        def found() -> str:
            heading = self.heading()
            return heading if any(word in heading for word in words) else ""

        return str(self.until(found, f"a page headed {' or '.join(map(repr, words))}", limit))

    def wait_for(self, words: str, limit: float = SEEN_SECONDS) -> Thing:
        """The first thing that says ``words`` in its name or text."""
        words = self.tongue(words)

        def found() -> Thing | None:
            return next((thing for thing in self.look() if words in thing.name or words in thing.text), None)

        thing: Thing = self.until(found, repr(words), limit)
        return thing

    def shows(self, words: str) -> bool:
        words = self.tongue(words)
        return any(words in thing.name or words in thing.text for thing in self.look())

    def in_words(self) -> str:
        """Everything on the screen, for a person who reads why a test failed."""
        return " | ".join(f"{thing.role} {thing.name or thing.text!r}" for thing in self.look()) or "no window"

    def window(self) -> Thing | None:
        return next((thing for thing in self.look() if thing.depth == 1), None)

    def tray_icon(self) -> tuple[int, int] | None:
        """The middle of the icon in the panel, wherever this panel has put it."""
        for _id, head, left, top, width, height in self.ask("windows"):
            xfce = "wrapper-2.0" in head and width > 16 and top > 100
            tint = self.tray == "tint2" and width == height == 24 and top > 100
            if xfce or tint:
                return left + width // 2, top + height // 2
        return None

    def picture(self, path: Path, window: str = "root") -> None:
        """Saves what is to be seen once it stands still."""

        def still() -> str:
            first, second = (str(self.ask("picture", window)) for _ in range(2))
            return second if first == second else ""

        path.write_bytes(base64.b64decode(self.until(still, "a picture that stands still")))

    def window_id(self) -> str:
        """The window's number on the screen, for pictures."""
        place = self.window()
        for number, _head, left, top, width, height in self.ask("windows"):
            if place and (left, top, width, height) == (place.left, place.top, place.width, place.height):
                return str(number)
        return "root"


def _thing(data: dict[str, Any]) -> Thing:
    left, top, width, height = data["place"]
    states, actions = tuple(data["states"]), tuple(data["actions"])
    role, name, says, text = data["role"], data["name"], data["says"], data["text"]
    return Thing(data["at"], data["depth"], role, name, says, states, left, top, width, height, text, actions)


def inside(things: list[Thing], outer: Thing) -> Iterator[Thing]:
    """What lies in ``outer``."""
    for thing in things[things.index(outer) + 1 :]:
        if thing.depth <= outer.depth:
            return
        yield thing
