"""Three ways to use the same window: the mouse, the keyboard alone, and the accessibility bus of assistive tools.

All three read the screen through that bus. Only ``Mouse`` knows places, only
``Keyboard`` presses keys, only ``Reader`` calls actions.
"""

from __future__ import annotations

from typing import Protocol

from desktop.desk import Desk, Missed, Thing, inside

MOST_TABS = 60
MOST_TURNS = 60
FIELDS = ("text", "entry", "password text")
PRESSED = {"push button": "Press", "radio button": "Toggle", "check box": "Toggle"}
"""What can be pressed, and the action that does it."""
WHEEL_UP, WHEEL_DOWN = 4, 5
MOST_CLICKS, CURSOR_SECONDS = 4, 4.0


class Way(Protocol):
    """What every way can do. A name is the accessible name, which is what is written on the thing."""

    desk: Desk

    def bring_up(self) -> None:
        """Brings the window of the running Deskside up."""

    def press(self, name: str) -> None:
        """Presses a button or card, chooses an answer, turns a switch."""

    def write(self, field: str, words: str) -> None:
        """Puts words into an empty field."""


def find(desk: Desk, name: str, *, fields: bool = False) -> Thing:
    """The thing of that name that can be used, once it is there; the topmost where there are several."""

    wanted = desk.tongue(name)

    def found() -> Thing | None:
        for thing in desk.look():
            if thing.name == wanted and thing.usable and thing.role in (FIELDS if fields else PRESSED):
                return thing
        return None

    thing: Thing = desk.until(found, f"{'a field' if fields else 'something to press'} called {wanted!r}")
    return thing


def type_into(desk: Desk, field: str, words: str) -> None:
    """Types where the cursor is, and waits until the field holds just that: each key came, once and in its order."""
    desk.ask("type", words)
    desk.until(lambda: find(desk, field, fields=True).text == words, f"{words!r} in {field!r}, and nothing else")


class Mouse:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def bring_up(self) -> None:
        self.desk.ask("click", *self.desk.until(self._icon_at_rest, "the icon in the panel, standing still"))
        self.desk.until(self.desk.heading, "the window")

    def _icon_at_rest(self) -> tuple[int, int] | None:
        """Panels move their icons when one comes or goes."""
        first, second = self.desk.tray_icon(), self.desk.tray_icon()
        return second if first == second else None

    def press(self, name: str) -> None:
        self._to(find(self.desk, name))

    def write(self, field: str, words: str) -> None:
        for _click in range(MOST_CLICKS):
            self._to(find(self.desk, field, fields=True))
            if self._cursor_comes_to(field):
                type_into(self.desk, field, words)
                return
        raise Missed(f"{MOST_CLICKS} clicks, and no cursor in {field!r}: {self.desk.in_words()}")

    def _cursor_comes_to(self, field: str) -> bool:
        """Something may have moved in between, so that the click went beside it."""
        try:
            self.desk.until(
                lambda: "focused" in find(self.desk, field, fields=True).states, "the cursor", CURSOR_SECONDS
            )
        except Missed:
            return False
        return True

    def _to(self, thing: Thing) -> None:
        """Turns the wheel until the thing can be seen, then clicks its middle."""
        for _turn in range(MOST_TURNS):
            at = self.at_rest(thing)
            page = self._page_around(thing)
            if page is None or page.top <= at.middle[1] < page.top + page.height:
                self.desk.ask("click", *at.middle)
                return
            self.desk.ask("click", *page.middle, WHEEL_DOWN if at.middle[1] > page.top else WHEEL_UP)
        raise Missed(f"{thing.name!r} can't be scrolled to")

    def at_rest(self, thing: Thing) -> Thing:
        """Where the thing is, once two looks find it at the same place: nobody clicks what is on its way."""
        last: list[Thing] = []

        def rests() -> Thing | None:
            same = (one for one in self.desk.look() if (one.name, one.role) == (thing.name, thing.role))
            now = next(same, thing)
            last.append(now)
            return now if len(last) > 1 and last[-2].middle == now.middle else None

        at: Thing = self.desk.until(rests, f"{thing.name!r} to stand still")
        return at

    def _page_around(self, thing: Thing) -> Thing | None:
        """The part of the window that scrolls, between its head and its bar, if the thing is in it."""
        things = self.desk.look()
        window = self.desk.window()
        parts = [one for one in things if window and one.depth == window.depth + 1]
        body = next((one for one in parts[1:2]), None)
        if body is None or not any((one.name, one.role) == (thing.name, thing.role) for one in inside(things, body)):
            return None
        return body


class Keyboard:
    """Opens the window as a launcher's shortcut does: by starting Deskside a second time."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def bring_up(self) -> None:
        self.desk.run("deskside")
        self.desk.until(self.desk.focused, "the window, with the focus in it")

    def press(self, name: str) -> None:
        wanted = find(self.desk, name)
        self._tab_to(wanted)
        self.desk.ask("key", "space")

    def write(self, field: str, words: str) -> None:
        self._tab_to(find(self.desk, field, fields=True))
        type_into(self.desk, field, words)

    def _tab_to(self, wanted: Thing) -> None:
        """Tab from thing to thing; arrows within a group of answers, of which Tab visits only one."""
        for _step in range(MOST_TABS):
            here = self.desk.focused()
            if here and (here.name, here.role) == (wanted.name, wanted.role):
                return
            self.desk.ask("key", (here and self._arrow(here, wanted)) or "Tab")
            self.desk.until(lambda here=here: _moved(here, self.desk.focused()), "the focus to move on", limit=30)
        raise Missed(f"Tab never comes to {wanted.name!r}: {self.desk.in_words()}")

    def _arrow(self, here: Thing, wanted: Thing) -> str:
        """The key that leads from one answer to another of the same question; "" where they are not. They stand
        next to each other, with nothing between, in one column or two.
        """
        first, last = sorted((here.at, wanted.at))
        group = [one for one in self.desk.look() if first <= one.at <= last]
        there = next((one for one in group if (one.name, one.role) == (wanted.name, wanted.role)), None)
        if there is None or any(one.role != "radio button" for one in group):
            return ""
        if abs(there.top - here.top) < here.height // 2:
            return "Right" if there.left > here.left else "Left"
        return "Down" if there.top > here.top else "Up"


def _moved(before: Thing | None, now: Thing | None) -> bool:
    return now is not None and (before is None or (now.name, now.role, now.at) != (before.name, before.role, before.at))


class Reader:
    """What a screen reader or voice control does; the window comes up as by a launcher."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def bring_up(self) -> None:
        self.desk.run("deskside")
        self.desk.until(self.desk.focused, "the window, with the focus in it")

    def press(self, name: str) -> None:
        thing = find(self.desk, name)
        self.desk.ask("do", thing.at, PRESSED[thing.role])

    def write(self, field: str, words: str) -> None:
        self.desk.ask("set_text", find(self.desk, field, fields=True).at, words)


WAYS: dict[str, type[Mouse] | type[Keyboard] | type[Reader]] = {
    "mouse": Mouse,
    "keyboard": Keyboard,
    "accessibility bus": Reader,
}
