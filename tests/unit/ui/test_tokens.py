"""What can be read, and that nothing but the tokens says how things look."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.ui import tokens
from deskside.ui.tokens import Colours, colours, contrast_of, tint_of, with_accent

UI = Path(tokens.__file__).parent
LOOKS = {
    "light": tokens.LIGHT,
    "dark": tokens.DARK,
    "contrast-light": tokens.CONTRAST_LIGHT,
    "contrast-dark": tokens.CONTRAST_DARK,
}
BODY, OTHER, CONTROL = 7.0, 4.5, 3.0


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_everything_can_be_read_on_everything_it_lies_on(look: Colours) -> None:
    for ground in (look.ground, look.surface, look.raised):
        assert contrast_of(look.text, ground) >= BODY
        for ink in (look.text_quiet, look.accent, look.good, look.notice, look.bad):
            assert contrast_of(ink, ground) >= OTHER
    assert contrast_of(look.accent_text, look.accent) >= OTHER
    for ground in (look.ground, look.surface):
        assert contrast_of(look.line, ground) >= CONTROL


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_icons_and_words_can_be_read_on_their_soft_shade(look: Colours) -> None:
    _legible_on_tints(look)


def _legible_on_tints(look: Colours) -> None:
    for face in (look.accent_lit, look.accent_pressed):
        assert contrast_of(look.accent_text, face) >= OTHER
    for ink in (look.text, look.text_quiet, look.accent):
        assert contrast_of(ink, look.pressed) >= OTHER
    for ink in ("accent", "good", "notice", "bad", "text_quiet"):
        soft = getattr(look, tint_of(ink))
        assert contrast_of(getattr(look, ink), soft) >= OTHER
        assert contrast_of(look.text, soft) >= BODY
        assert soft != look.surface


def test_high_contrast_is_higher_still() -> None:
    for dark in (False, True):
        look = colours(dark=dark, contrast=True, accent="#123456")
        assert contrast_of(look.text, look.ground) >= 15
        assert look.accent in (tokens.CONTRAST_LIGHT.accent, tokens.CONTRAST_DARK.accent)
        assert look.edges


@given(st.integers(0, 0xFFFFFF), st.booleans())
def test_any_accent_of_an_organisation_ends_legible(number: int, dark: bool) -> None:
    look = with_accent(tokens.DARK if dark else tokens.LIGHT, f"#{number:06x}")
    for ground in (look.ground, look.surface, look.raised):
        assert contrast_of(look.accent, ground) >= OTHER
    assert contrast_of(look.accent_text, look.accent) >= OTHER
    _legible_on_tints(look)


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    assert colours(dark=False, contrast=False, accent="#004488").accent == "#004488"


@pytest.mark.parametrize("accent", ["", "red", "#12345", "#12345g", "#1234567"])
def test_an_accent_that_is_no_colour_is_left_out(accent: str) -> None:
    assert colours(dark=False, contrast=False, accent=accent) == tokens.LIGHT


def test_the_tray_icon_shows_on_light_and_on_dark_panels() -> None:
    for state, ink in tokens.TRAY_INK.items():
        if state != "template":
            assert contrast_of(ink, "#ffffff") >= CONTROL
            assert contrast_of(ink, "#202020") >= CONTROL


def _sources() -> list[Path]:
    return [path for path in UI.rglob("*.py") if path.name != "tokens.py"]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a colour", r"#[0-9a-fA-F]{6}\b|QColor\(\d|Qt\.GlobalColor\.(?!transparent)"),
        ("a distance", r"setSpacing\([1-9]|setContentsMargins\([^)]*\b[1-9]\d*|addSpacing\([1-9]"),
        ("a size", r"set(?:Minimum|Maximum|Fixed)(?:Size|Width|Height)\(\d|setP(?:ixel|oint)Size\(\d"),
        ("rich text", r"RichText|MarkdownText|setHtml|appendHtml|<b>|<br"),
    ],
)
def test_no_page_says_how_it_looks(what: str, pattern: str) -> None:
    for path in _sources():
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            assert not re.search(pattern, line), f"{path.name}:{number} has {what} of its own: {line.strip()}"
