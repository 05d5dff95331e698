"""Every colour, size, distance and time of the window, without Qt. Widgets name a token, never a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

GRID = 8
"""Everything lies on this grid; half of it inside controls."""
INSIDE = GRID // 2
MARGIN = 3 * GRID
BLOCK = 3 * GRID
"""Between blocks."""
LINE = GRID
"""Between lines of one thought."""
PAD = 12
"""Between a control's edge and its text."""
TARGET = 44
"""The least height and width of anything that can be pressed."""
CARD_RADIUS = 12
CONTROL_RADIUS = 8
HAIRLINE = 1
RING = 2
"""The focus ring's width."""
ICON = 24
SMALL_ICON = 16
DISC = 5 * GRID
"""The soft disc that an icon lies on where it stands for a thing."""
STAMP = 7 * GRID
"""The disc above a heading that says at a glance how things stand."""
STAMP_ICON = 4 * GRID
MOST_DISC_SCALE = 1.5
"""Discs grow with the text, but leave the words their room."""
STROKE = 1.75
OUTSET = GRID
"""The shade and the ring of a quiet button stand this far out into the margin, so that its words begin at the edge."""
MOST_OUTSET = 2 * GRID
BODY_LEADING, HEADING_LEADING = 1.35, 1.2
SCROLL, SCROLL_THUMB = 12, 4
"""The room of a scroll bar, half of a page's margin, and its thumb in it."""
COLUMN = 60
"""The most characters in a line of text."""
LOGO = (120, 32)
"""The room for the organisation's mark beside its name."""
PICTURE = (320, 180)
PAINTED_OVER, BESIDE_IT = "#000000", "#ffffff"
"""What hides a part of a picture, and what shows its edge; the same in every appearance, for it is in the picture."""
QR_INK, QR_GROUND = "#000000", "#ffffff"
"""A code for a phone's camera is dark on white in every appearance."""
QR_QUIET = 4
"""Modules of nothing round it."""
QR_LEAST = 132
"""Its least side: a camera reads it from an arm's length."""
DRAGGED_SHADE, BOX_SHADE = 120, 60
"""How dark a part is while it is being chosen, of 255."""
WINDOW = (440, 680)
SMALLEST = (400, 480)
SCREEN_SHARE = 0.9
"""The window never takes more than this part of the free screen."""
MOTION_MS = 150
GOING_MS, GOING_STEPS = 1_600, 32
"""How long the mark of something that goes on takes to pass once, and in how many steps."""
LIT = 16
"""How much the main button changes under the pointer, of 100; twice as much under the finger."""
MOST_TINT, BRIGHT = 16, 217
"""The most of an ink in its soft shade, of 100, and how bright the ink is there, of 255."""
NORMAL_TEXT_PX = 13.4
"""The system's text size at which the sizes below hold as they are; larger text scales them."""
MOST_WINDOW_SCALE = 1.6
TRAY_SIZES = (16, 22, 24, 32, 48, 64)
CLEAR = "transparent"

TRAY_INK = {
    "fine": "#2f80d8",
    "working": "#2f80d8",
    "waits": "#c06c00",
    "trouble": "#dc3c32",
    "template": "#000000",
}
"""Mid tones, legible on a light and on a dark panel; ``template`` is for systems that tint the icon themselves."""


class Role(Enum):
    """The four sizes of text and their weight."""

    TITLE = (28, 600)
    HEADING = (20, 600)
    STRONG = (15, 600)
    BODY = (15, 400)
    SMALL = (13, 400)

    @property
    def px(self) -> int:
        return self.value[0]

    @property
    def weight(self) -> int:
        return self.value[1]

    @property
    def leading(self) -> float:
        """From one line to the next, of the size."""
        return HEADING_LEADING if self.px >= Role.HEADING.px else BODY_LEADING


@dataclass(frozen=True)
class Colours:
    """One appearance. ``edges``: cards get a line of their own, as high contrast needs."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    text_quiet: str
    accent: str
    accent_text: str
    good: str
    notice: str
    bad: str
    edges: bool = False

    @property
    def tint(self) -> str:
        """The accent, so soft that the accent itself can be read on it."""
        return self._soft(self.accent)

    @property
    def tint_good(self) -> str:
        return self._soft(self.good)

    @property
    def tint_notice(self) -> str:
        return self._soft(self.notice)

    @property
    def tint_bad(self) -> str:
        return self._soft(self.bad)

    @property
    def pressed(self) -> str:
        """Under the finger: a step on from ``raised``."""
        for percent in range(MOST_TINT // 2, 0, -1):
            shade = mixed(self.raised, self.text, percent / 100)
            inks = (self.text_quiet, self.accent, self.good, self.notice, self.bad)
            if all(contrast_of(ink, shade) >= 4.5 for ink in inks):
                return shade
        return self.raised

    @property
    def accent_lit(self) -> str:
        """The main button under the pointer."""
        return self._away_from_its_text(LIT)

    @property
    def accent_pressed(self) -> str:
        """The main button under the finger."""
        return self._away_from_its_text(2 * LIT)

    def _away_from_its_text(self, percent: int) -> str:
        towards = "#000000" if luminance(self.accent_text) > luminance(self.accent) else "#ffffff"
        return mixed(self.accent, towards, percent / 100)

    def _soft(self, ink: str) -> str:
        """As much of ``ink`` in the surface as leaves ink and text legible; high contrast has greys only."""
        if self.edges:
            return self.raised
        for percent in range(MOST_TINT, 0, -1):
            soft = mixed(self.surface, bright(ink), percent / 100)
            if contrast_of(ink, soft) >= 4.5 and contrast_of(self.text, soft) >= 7:
                return soft
        return self.raised


def tint_of(ink: str) -> str:
    """The token of the soft shade that belongs to a token of ink."""
    return {"accent": "tint", "good": "tint_good", "notice": "tint_notice", "bad": "tint_bad"}.get(ink, "raised")


LIGHT = Colours(
    ground="#f3f4f7",
    surface="#ffffff",
    raised="#e0e6ef",
    line="#7b8695",
    text="#18212d",
    text_quiet="#465161",
    accent="#0b57a4",
    accent_text="#ffffff",
    good="#17653a",
    notice="#7d4b00",
    bad="#a8201a",
)
DARK = Colours(
    ground="#14181e",
    surface="#1f252e",
    raised="#2c3440",
    line="#7f8ca0",
    text="#eff2f6",
    text_quiet="#bac4d1",
    accent="#8fbcf8",
    accent_text="#0a1a2f",
    good="#82d49e",
    notice="#f1c172",
    bad="#ffaba3",
)
CONTRAST_LIGHT = Colours(
    ground="#ffffff",
    surface="#ffffff",
    raised="#e8e8e8",
    line="#000000",
    text="#000000",
    text_quiet="#1c1c1c",
    accent="#002f86",
    accent_text="#ffffff",
    good="#004a1d",
    notice="#542e00",
    bad="#7d0000",
    edges=True,
)
CONTRAST_DARK = Colours(
    ground="#000000",
    surface="#000000",
    raised="#242424",
    line="#ffffff",
    text="#ffffff",
    text_quiet="#ededed",
    accent="#ffe14d",
    accent_text="#000000",
    good="#8dffb0",
    notice="#ffd27a",
    bad="#ffb9b3",
    edges=True,
)


def colours(*, dark: bool, contrast: bool, accent: str = "") -> Colours:
    """The appearance to use, with the organisation's accent made legible on it."""
    if contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    chosen = DARK if dark else LIGHT
    return with_accent(chosen, accent) if is_colour(accent) else chosen


def is_colour(text: str) -> bool:
    """Whether this is #rrggbb."""
    return len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in text[1:])


def with_accent(chosen: Colours, accent: str) -> Colours:
    """``accent`` darkened or lightened until it can be read as text, and a text colour that can be read on it."""
    grounds = (chosen.ground, chosen.surface, chosen.raised)
    towards = "#000000" if luminance(chosen.ground) > 0.5 else "#ffffff"
    fitted = accent
    for step in range(101):
        fitted = mixed(accent, towards, step / 100)
        if min(contrast_of(fitted, ground) for ground in grounds) >= 4.5:
            break
    text = max((chosen.surface, chosen.text), key=lambda one: contrast_of(one, fitted))
    return replace(chosen, accent=fitted, accent_text=text)


def contrast_of(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 computes it, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 black to 1 white."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def bright(colour: str) -> str:
    """The same hue, not darker than a soft shade needs so as not to turn grey."""
    most = max(_parts(colour))
    return "#" + "".join(f"{part * max(most, BRIGHT) // max(most, 1):02x}" for part in _parts(colour))


def mixed(colour: str, other: str, share: float) -> str:
    """``colour`` with this share of ``other`` in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(part + (towards - part) * share):02x}" for part, towards in pairs)
