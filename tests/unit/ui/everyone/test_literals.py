"""Only the tokens say how things look; everything else names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.ui import tokens

from .literals import literals

UI = Path(tokens.__file__).parent
SOURCES = sorted(path for path in UI.rglob("*.py") if path.name != "tokens.py")
SETS_LINES = "text.py"
"""Lays out lines itself and so has to say which side a direction begins on."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(UI)))
def test_no_page_says_how_it_looks(path: Path) -> None:
    found = [f"{path.name}:{line} {what}" for line, what in literals(path.read_text("utf-8"))]
    assert [one for one in found if not (path.name == SETS_LINES and "leading or trailing" in one)] == []


@pytest.mark.parametrize(
    "line",
    [
        "box.setContentsMargins(5, 0, 0, 0)",
        "box.setContentsMargins(0, 0, 0, GRID + 3)",
        "self.setFixedSize(30, TARGET)",
        "self.setMinimumWidth(max(30, wide))",
        "self.setFixedHeight(round(44))",
        'ink = QColor("#123456")',
        'ink = QColor("red")',
        "ink = QColor(1, 2, 3)",
        "ink.setAlpha(40)",
        "fill.darker(112)",
        "column.addSpacing(7)",
        "column.setSpacing(-6)",
        "font.setPixelSize(15)",
        "font.setPointSizeF(11.5)",
        'font = QFont("Sans", 12)',
        "pen = QPen(ink, 3)",
        "painter.drawRoundedRect(area, 6, 6)",
        "return QSize(320, 200)",
        "timer.setInterval(300)",
        "window.resize(440, 680)",
        "Qt.GlobalColor.white",
        'bar.setStyleSheet("QScrollBar { width: 12px; }")',
        'STYLE = "color: #fff"',
        "row.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)",
        "text = metrics.elidedText(text, mode, width)",
    ],
)
def test_a_look_of_its_own_is_found(line: str) -> None:
    assert list(literals(line))


@pytest.mark.parametrize(
    "line",
    [
        "box.setContentsMargins(0, 0, 0, MARGIN)",
        "return QSize(6 * TARGET, self.heightForWidth(2 * TARGET))",
        "self.setFixedHeight(max(TARGET, high + 2 * PAD))",
        'ink = look.colour("text")',
        "pen = QPen(ink, HAIRLINE)",
        "row.addWidget(part, 1, Qt.AlignmentFlag.AlignLeading)",
        "column.setStretch(1, 1)",
        "fill = Qt.GlobalColor.transparent",
        "painter.drawRoundedRect(area, CARD_RADIUS, CARD_RADIUS)",
        'path = Path(f"#{number}")',
    ],
)
def test_what_names_tokens_is_let_be(line: str) -> None:
    assert not list(literals(line))
