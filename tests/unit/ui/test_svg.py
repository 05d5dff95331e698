"""A publisher's drawing shows what is drawn in it, and opens no other file."""

from __future__ import annotations

import base64
import gzip
import struct
import time
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from deskside.catalogue.pictures import MAX_PICTURE
from deskside.ui.icons import Icons
from deskside.ui.parts.logo import read_logo

FORM = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40">{}</svg>'
)
IMAGE = '<image {}="{}" x="0" y="0" width="40" height="40"/>'


ZIGZAG = " ".join(f"{n * 7919 % 40},{n * 104729 % 41}" for n in range(2_000))
SOME = " ".join(f"{n * 7919 % 40},{n * 104729 % 41}" for n in range(900))
LARGE = " ".join(f"{n * 7919 % 4000},{n * 104729 % 4100}" for n in range(2_000))
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def drawn(folder: Path, content: bytes) -> QPixmap:
    file = folder / "step.svg"
    file.write_bytes(content)
    return Icons(folder).picture(file, "#000000", "#ffffff", QSize(40, 40), 1.0)


def svg(inside: str) -> bytes:
    return FORM.format(inside).encode()


@pytest.fixture
def secret(qapp: QApplication, tmp_path: Path) -> Path:
    """A picture of the person's."""
    picture = QPixmap(40, 40)
    picture.fill(QColor("red"))
    file = tmp_path / "red.png"
    assert picture.save(str(file))
    return file


@pytest.mark.parametrize("link", ["xlink:href", "href", "xlink:href\n "])
@pytest.mark.parametrize("name", ["{file}", "red.png", "file://{file}", "//server/share/x.png", "http://127.0.0.1/x"])
def test_a_drawing_that_names_another_file_is_not_drawn(tmp_path: Path, secret: Path, name: str, link: str) -> None:
    assert drawn(tmp_path, svg(IMAGE.format(link, name.format(file=secret)))).isNull()


def test_neither_is_one_that_hides_the_name(tmp_path: Path, secret: Path) -> None:
    plain = svg(IMAGE.format("xlink:href", secret)).decode()
    inner = base64.b64encode(plain.encode()).decode()
    for content in (
        plain.encode("utf-16"),
        gzip.compress(plain.encode()),
        f'<?xml version="1.0" encoding="utf-7"?>{plain}'.encode(),
        svg(IMAGE.format("xlink:href", f"data:image/png;base64,{inner}")),
        f'<!DOCTYPE svg [<!ENTITY file "{secret}">]>{svg(IMAGE.format("xlink:href", "&file;")).decode()}'.encode(),
    ):
        assert drawn(tmp_path, content).isNull()


def test_what_is_all_in_it_is_drawn(tmp_path: Path, secret: Path) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QPixmap(str(secret)).save(buffer, "PNG")
    inner = base64.b64encode(bytes(buffer.data().data())).decode()
    image = drawn(tmp_path, svg(IMAGE.format("xlink:href", f"data:image/png;base64,{inner}"))).toImage()
    assert image.pixelColor(20, 20).name() == "#ff0000"
    used = '<defs><rect id="a" width="40" height="40" fill="#00ff00"/></defs><use xlink:href="#a"/>'
    assert drawn(tmp_path, svg(used)).toImage().pixelColor(20, 20).name() == "#00ff00"


def nested(levels: int) -> str:
    uses = "".join(
        f'<g id="a{n}"><use xlink:href="#a{n - 1}"/><use xlink:href="#a{n - 1}"/></g>' for n in range(1, levels)
    )
    return f'<defs><rect id="a0" width="1" height="1"/>{uses}</defs><use xlink:href="#a{levels - 1}"/>'


@pytest.mark.parametrize(
    "inside",
    [
        nested(30),
        '<g id="a"><use xlink:href="#a"/></g>',
        '<use xlink:href="#nowhere"/>',
        f'<g id="a">{"<path/>" * 900}</g>{"""<use xlink:href="#a"/>""" * 20}',
        "<path/>" * 6_000,
        "<g>" * 200 + "</g>" * 200,
        f'<polygon points="{ZIGZAG}"/>',
        f'<polyline fill="none" stroke="#000" points="{ZIGZAG}"/>',
        f'<path d="M{ZIGZAG}"/>',
        f'<g transform="scale(0.01) rotate(9)"><path d="M{LARGE}"/></g>',
        f'<g transform="matrix(0 .01 .01 0 0 0)"><path d="M{LARGE}"/></g>',
        '<path d="M0 0' + "Q9 40 40 0T0 0 9 9 0 40" * 600 + '"/>',
        '<path d="M20 20' + "a9 9 0 1 1 .1 0" * 4000 + '"/>',
        f'<defs><path id="z" d="M{SOME}"/></defs>' + '<use xlink:href="#z"/>' * 60,
        '<path d="M0 0L40 40" stroke="#000" stroke-dasharray="1e-6"/>',
        '<path d="M0 0' + "L40 40L0 0" * 99 + '" stroke="#000" stroke-width="9" stroke-dasharray=".1"/>',
        '<g style="stroke:#000;stroke-dasharray:0.0001"><circle r="20"/></g>',
        "<style>.a{stroke:#000;stroke-dasharray:1e-5}</style>" + '<path class="a" d="M0 0L40 40"/>',
        "<style>" + "".join(f"g g .a{n}{{fill:red}}" for n in range(9_000)) + "</style>" + "<g/>" * 900,
        '<rect width="40" height="40" fill="url(#g)"/>' * 2_000,
        '<text font-size="40">Wxyz</text>' * 1_500,
        f'<image width="40" height="40" xlink:href="{DOT}"/>' * 100,
        f'<image id="i" width="40" height="40" xlink:href="{DOT}"/>' + '<use xlink:href="#i"/>' * 100,
        '<font id="f"><glyph d="M0 0"/></font>',
        '<pattern id="p"/>',
        '<filter id="f"/>',
    ],
    ids=lambda inside: inside[:40],
)
def test_a_drawing_that_would_hold_the_window_for_hours_is_not_drawn(
    qapp: QApplication, tmp_path: Path, inside: str
) -> None:
    assert drawn(tmp_path, svg(inside)).isNull()


@pytest.mark.parametrize(("side", "seen"), [(2_000, True), (60_000, False), (20_000, False)])
def test_a_picture_of_a_few_bytes_that_unpacks_to_gigabytes_is_not_unpacked(
    qapp: QApplication, tmp_path: Path, side: int, seen: bool
) -> None:
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(bytes(1 + side // 8)) for _ in range(side)) + rows.flush()
    parts = ((b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b""))
    file = tmp_path / "step.png"
    chunks = [struct.pack(">I", len(data)) + kind + data for kind, data in parts]
    sums = [struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts]
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(a + b for a, b in zip(chunks, sums, strict=True)))
    assert file.stat().st_size < 600_000
    began = time.monotonic()
    picture = Icons(tmp_path).picture(file, "#000000", "#ffffff", QSize(40, 40), 1.0)
    assert picture.isNull() is not seen
    if not seen:
        assert time.monotonic() - began < 0.1


def test_a_picture_as_large_as_lint_lets_it_be_is_shown(qapp: QApplication, tmp_path: Path) -> None:
    assert not drawn(tmp_path, svg('<rect width="40" height="40"/>' + " " * (MAX_PICTURE - 1000))).isNull()


@pytest.mark.parametrize(
    "inside",
    [
        '<rect x="2" y="2" width="36" height="36" fill="none" stroke="#000" stroke-dasharray="2 1"/>' * 9,
        "".join(f'<circle cx="{n % 40}" cy="{n // 40}" r=".5" fill="#123"/>' for n in range(1_600)),
        '<path d="M0 0' + "l.01.02.02.01-.01-.02" * 2_000 + '"/>',
        "<style>.a{fill:none;stroke:#000;stroke-width:.5px}</style>" + '<path class="a" d="M1 1H39V39H1z"/>' * 200,
        "".join(f'<text y="{n}" font-size="1">Press the button at the back until it clicks.</text>' for n in range(40)),
        f'<image width="40" height="40" xlink:href="{DOT}"/>' * 9,
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        + '<rect width="9" height="9" fill="url(#g)"/>' * 90,
    ],
    ids=lambda inside: inside[:40],
)
def test_what_an_honest_author_draws_is_shown(qapp: QApplication, tmp_path: Path, inside: str) -> None:
    began = time.monotonic()
    assert not drawn(tmp_path, svg(inside)).isNull()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(("side", "seen"), [(900, True), (4_000, False)])
def test_a_picture_in_a_drawing_may_be_no_larger_than_one_of_its_own(
    qapp: QApplication, tmp_path: Path, side: int, seen: bool
) -> None:
    for kind in ("PNG", "JPG"):
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert image.save(buffer, kind)  # type: ignore[call-overload]
        link = f"data:image/{kind.lower()};base64,{base64.b64encode(bytes(buffer.data().data())).decode()}"
        picture = drawn(tmp_path, svg(f'<image width="40" height="40" xlink:href="{link}"/>'))
        assert picture.isNull() is not seen
        if seen:
            assert picture.toImage().pixelColor(20, 20).red() > 250


def test_an_organisations_mark_opens_no_other_file_either(tmp_path: Path, secret: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_bytes(svg(IMAGE.format("href", secret) + IMAGE.format("xlink:href", secret)))
    assert read_logo(str(file)) is None
    file.write_bytes(svg('<rect width="40" height="40"/>'))
    assert read_logo(str(file)) is not None
