#!/usr/bin/python3
"""The eyes and hands of a person in a private desktop: does what it is told on standard input, a JSON line each way.

Runs inside the desktop, as its person, by Debian's Python (which has the
bindings of the accessibility bus). What to do with hands is said elsewhere:
``desk.py`` asks, ``ways.py`` knows mouse, keyboard and screen reader.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore", DeprecationWarning)

import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

APPLICATION = "Deskside"
STATES = ("FOCUSABLE", "FOCUSED", "SHOWING", "ENABLED", "CHECKED", "EDITABLE", "ACTIVE", "MODAL")
RUN_SECONDS = 120
PATIENCE_MS = 30_000
"""By itself the bus takes an application that is busy for 0.8 s for one that shows nothing."""


class Hands:
    """One method a wish; each gives plain data."""

    def __init__(self, python: str, top: str, program: str = "") -> None:
        self._deskside = [program] if program else [python, "-m", "deskside"]
        told = {"PYTHONFAULTHANDLER": "1"}  # a crash in C is a complaint, too
        self._environ = {**os.environ, **told, **({} if program else {"PYTHONPATH": str(Path(top, "app"))})}
        self._started: dict[int, subprocess.Popen[bytes]] = {}
        self._heard: list[dict[str, str]] = []
        self._objects: list[Atspi.Accessible] = []
        Atspi.set_timeout(PATIENCE_MS, PATIENCE_MS)
        self._listen()

    # programs

    def start(self, words: list[str]) -> int:
        """Starts Deskside and leaves it running."""
        with Path(self._environ["HOME"], "deskside.err").open("ab") as log:
            process = subprocess.Popen(
                [*self._deskside, *words], env=self._environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._started[process.pid] = process
        return process.pid

    def launch(self, words: list[str]) -> int:
        """Starts another program of this desktop and leaves it running; it ends with the desktop."""
        with Path(self._environ["HOME"], f"{Path(words[0]).name}.log").open("ab") as log:
            process = subprocess.Popen(words, env=self._environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._started[process.pid] = process
        return process.pid

    def complaints(self) -> str:
        """What the started ones wrote to standard error."""
        log = Path(self._environ["HOME"], "deskside.err")
        return log.read_text("utf-8", "replace") if log.exists() else ""

    def ended(self, process: int) -> int | None:
        """The exit code of one that was started, None while it runs."""
        return self._started[process].poll()

    def kill(self, process: int, sign: int, after: float) -> None:
        """Sends a signal after so many seconds."""
        time.sleep(after)
        self._started[process].send_signal(sign)
        self._started[process].wait(RUN_SECONDS)

    def run(self, words: list[str], stdin: str = "") -> list[Any]:
        """Runs a command to its end; "deskside" is the one under test. Gives exit code, output and complaints."""
        command = [*self._deskside, *words[1:]] if words[0] == "deskside" else words
        done = subprocess.run(
            command,
            env=self._environ,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=RUN_SECONDS,
            check=False,
        )
        return [done.returncode, done.stdout, done.stderr]

    def write(self, path: str, text: str) -> None:
        """A file of the person's own, under their home."""
        file = Path(self._environ["HOME"], path)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_text(text)

    def read(self, path: str) -> str:
        """A file of the person's own, "" when it is not there."""
        file = Path(self._environ["HOME"], path)
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def exists(self, path: str) -> bool:
        return Path(self._environ["HOME"], path).exists()

    # what is to be seen

    def look(self, application: str = APPLICATION) -> list[dict[str, Any]]:
        """Everything that an application shows now, in its own order; [] when it is not there."""
        self._objects = []
        seen_now = []
        for app, name in self._applications():
            if application.lower() in name.lower():
                for depth, thing in self._walk(app, 0):
                    described = self._describe(thing)
                    if described is not None:
                        self._objects.append(thing)
                        seen_now.append({**described, "at": len(self._objects) - 1, "depth": depth})
        return seen_now

    def _applications(self) -> Iterator[tuple[Atspi.Accessible, str]]:
        """Each with its name."""
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            try:
                app = desktop.get_child_at_index(index)
                if app is None:
                    continue
                app.clear_cache()
                name = app.get_name() or ""
            except GLib.Error:
                continue  # it left while we looked
            yield app, name

    def _walk(self, thing: Atspi.Accessible, depth: int) -> Iterator[tuple[int, Atspi.Accessible]]:
        yield depth, thing
        try:
            children = [thing.get_child_at_index(index) for index in range(thing.get_child_count())]
        except GLib.Error:
            return
        for child in children:
            if child is not None:
                yield from self._walk(child, depth + 1)

    def _describe(self, thing: Atspi.Accessible) -> dict[str, Any] | None:
        """Plain data about what is shown; None about what is hidden or has just gone."""
        try:
            held = thing.get_state_set()
            states = [name.lower() for name in STATES if held.contains(getattr(Atspi.StateType, name))]
            if "showing" not in states:
                return None
            place = thing.get_extents(Atspi.CoordType.SCREEN)
            text = thing.get_text_iface()
            return {
                "role": thing.get_role_name(),
                "name": thing.get_name() or "",
                "says": thing.get_description() or "",
                "states": states,
                "place": [place.x, place.y, place.width, place.height],
                "text": Atspi.Text.get_text(text, 0, -1) if text else "",
                "actions": self._actions(thing),
            }
        except GLib.Error:
            return None

    def _actions(self, thing: Atspi.Accessible) -> list[str]:
        actions = thing.get_action_iface()
        count = Atspi.Action.get_n_actions(actions) if actions else 0
        return [Atspi.Action.get_action_name(actions, index) for index in range(count)]

    def screen(self) -> list[int]:
        width, height = self._xdotool("getdisplaygeometry").split()
        return [int(width), int(height)]

    def windows(self) -> list[list[Any]]:
        """Every window with a name or class on the screen: both, and its place."""
        found = []
        for line in self._tree().splitlines():
            words = line.split()
            if words and words[0].startswith("0x") and "(" in line:
                size, corner = words[-2].partition("+")[0].split("x"), words[-1].lstrip("+").split("+")
                if len(size) == 2 and len(corner) == 2 and "-" not in words[-1]:
                    head = line.strip().partition("  ")[0]
                    found.append([words[0], head, int(corner[0]), int(corner[1]), int(size[0]), int(size[1])])
        return found

    def _tree(self) -> str:
        """All windows, as xwininfo lists them. It gives up where one of them closes while it looks: then once more."""
        command = ["xwininfo", "-root", "-tree"]
        for _again in range(5):
            told = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
            if told.returncode == 0:
                return told.stdout
        raise RuntimeError(told.stderr)

    def picture(self, window: str) -> str:
        """A window, or "root", as it is on the screen: a PNG in base64."""
        png = subprocess.check_output(["import", "-window", window, "-strip", "png:-"], timeout=60)
        return base64.b64encode(png).decode()

    def heard(self) -> list[dict[str, str]]:
        """Every notification that was asked for on the session bus, oldest first."""
        while GLib.MainContext.default().iteration(False):
            pass
        return self._heard

    def _listen(self) -> None:
        """A connection of its own that is shown what is sent to the notification service."""
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._monitor = Gio.DBusConnection.new_for_address_sync(
            os.environ["DBUS_SESSION_BUS_ADDRESS"], flags, None, None
        )
        self._monitor.add_filter(self._on_message)
        rule = "type='method_call',interface='org.freedesktop.Notifications',member='Notify'"
        self._monitor.call_sync(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.Monitoring",
            "BecomeMonitor",
            GLib.Variant("(asu)", ([rule], 0)),
            None,
            Gio.DBusCallFlags.NONE,
            30_000,
            None,
        )

    def _on_message(self, _bus: Any, message: Gio.DBusMessage, _incoming: bool) -> Gio.DBusMessage | None:
        """Takes what is for the notification service out of the connection: one who only watches must not answer."""
        if message.get_member() != "Notify":
            return message
        body = message.get_body().unpack()
        self._heard.append({"title": body[3], "says": body[4]})
        return None

    # what can be done

    def do(self, at: int, action: str) -> bool:
        """An action of something that the last look showed."""
        actions = self._objects[at].get_action_iface()
        return bool(Atspi.Action.do_action(actions, self._actions(self._objects[at]).index(action)))

    def set_text(self, at: int, text: str) -> bool:
        return bool(Atspi.EditableText.set_text_contents(self._objects[at].get_editable_text_iface(), text))

    def select(self, at: int, words: str) -> bool:
        """Selects the first such words of a text, as a screen reader does."""
        text = self._objects[at].get_text_iface()
        start = Atspi.Text.get_text(text, 0, -1).index(words)
        for old in reversed(range(Atspi.Text.get_n_selections(text))):
            Atspi.Text.remove_selection(text, old)
        return bool(Atspi.Text.add_selection(text, start, start + len(words)))

    def place_of(self, at: int, words: str) -> list[int]:
        """Where the first such words of a text stand on the screen."""
        text = self._objects[at].get_text_iface()
        start = Atspi.Text.get_text(text, 0, -1).index(words)
        place = Atspi.Text.get_range_extents(text, start, start + len(words), Atspi.CoordType.SCREEN)
        return [place.x, place.y, place.width, place.height]

    def grab_focus(self, at: int) -> bool:
        return bool(self._objects[at].get_component_iface().grab_focus())

    def click(self, x: int, y: int, button: int = 1) -> None:
        """1 is the left button; 4 and 5 turn the wheel up and down."""
        self._xdotool("mousemove", str(x), str(y), "click", str(button))

    def drag(self, x: int, y: int, to_x: int, to_y: int) -> None:
        """With the left button held; halfway there is a stop, as a hand makes many."""
        halfway = (str((x + to_x) // 2), str((y + to_y) // 2))
        self._xdotool("mousemove", str(x), str(y), "mousedown", "1", "mousemove", *halfway)
        self._xdotool("mousemove", str(to_x), str(to_y), "mouseup", "1")

    def point(self, x: int, y: int) -> None:
        self._xdotool("mousemove", str(x), str(y))

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "12", text)

    def key(self, keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", keys)

    def _xdotool(self, *words: str) -> str:
        return subprocess.check_output(["xdotool", *words], text=True, timeout=60)

    def call(self, name: str, path: str, method: str) -> None:
        """A method of the session bus that takes two numbers, as a panel's click does."""
        interface, _, member = method.rpartition(".")
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        bus.call_sync(
            name,
            path,
            interface,
            member,
            GLib.Variant("(ii)", (0, 0)),
            None,
            Gio.DBusCallFlags.NONE,
            30_000,
            None,
        )

    def tray_items(self) -> list[str]:
        """The items of the panel's StatusNotifierItem host, as "name/path"."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        watcher, path = "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"
        ask = GLib.Variant("(ss)", (watcher, "RegisteredStatusNotifierItems"))
        reply = bus.call_sync(
            watcher, path, "org.freedesktop.DBus.Properties", "Get", ask, None, Gio.DBusCallFlags.NONE, 30_000, None
        )
        return list(reply.unpack()[0])


def main() -> None:
    hands = Hands(*sys.argv[1:4])
    for line in sys.stdin:
        wish = json.loads(line)
        method: Callable[..., Any] = getattr(hands, wish["do"])
        began = time.monotonic()
        try:
            answer = {"gives": method(*wish["with"])}
        except (OSError, subprocess.SubprocessError, GLib.Error, LookupError, ValueError, AttributeError) as problem:
            answer = {"problem": f"{type(problem).__name__}: {problem}"}
        answer["seconds"] = round(time.monotonic() - began, 3)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
