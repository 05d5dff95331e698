"""One language at one screen scale: every page that is wanted, in every look that is wanted, as PNG files.

``./dev gallery`` starts one of these for each language and scale, since both are settled when a process begins.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtWidgets import QApplication

from ..everyone.checks import objections
from ..walk import Walk
from .contact import make_sheets
from .languages import LANGUAGES, SHIPPED, pseudo_bundle, speak
from .looks import THEMES, Appearance, Wardrobe, covering, every
from .scenes import TOURS, Tour

FADED_MS = 170
"""A page change fades that long."""


def main() -> int:
    said = _options()
    if said.sheets:
        made = make_sheets(said.out)
        print(f"{made} contact sheets")  # noqa: T201
        return 0
    began = time.monotonic()
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    app.setEffectEnabled(Qt.UIEffect.UI_General, False)
    with tempfile.TemporaryDirectory() as folder:
        bundle = None if said.language in SHIPPED else pseudo_bundle(Path(folder, "bundle"))
        speak(said.language, bundle)
        camera = Camera(app, said, Path(folder), bundle)
        for tour in TOURS:
            camera.take(tour)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    seconds = time.monotonic() - began
    print(f"{said.language} at {scale}: {camera.taken} pictures of {camera.pages} pages in {seconds:.0f} s")  # noqa: T201
    for breach in camera.breaches:
        print(breach)  # noqa: T201
    return 1 if camera.breaches else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="en", choices=LANGUAGES)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--look", default="", choices=("", *THEMES))
    parser.add_argument("--most", type=int, default=12, help="looks a page; 0 is all there are")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sheets", action="store_true", help="only puts what is there onto contact sheets")
    return parser.parse_args()


class Camera:
    """Takes tours, and pictures of what is wanted on the way."""

    def __init__(self, app: QApplication, said: argparse.Namespace, folder: Path, bundle: Path | None) -> None:
        self._app, self._said, self._folder, self._bundle = app, said, folder, bundle
        self._wardrobe = Wardrobe(app)
        looks = covering(said.language, said.most) if said.most else every(said.language)
        self._looks = tuple(look for look in looks if said.look in ("", look.theme)) or (
            Appearance(said.look, mirrored=looks[0].mirrored),
        )
        self._scale = os.environ.get("QT_SCALE_FACTOR", "1")
        self.taken = self.pages = 0
        self.breaches: list[str] = []

    def take(self, tour: Tour) -> None:
        home = self._folder / tour.name
        walk = tour.begin(self._app, home, self._bundle)
        try:
            for name in tour.scenes(walk):
                if not self._said.only or any(name.startswith(only) for only in self._said.only):
                    self.pages += 1
                    self._shoot(walk, name)
        except Exception as problem:  # noqa: BLE001 - the other walks go on; what stopped this one is told
            self.breaches.append(f"{tour.name}: the walk stopped: {type(problem).__name__} {str(problem)[:200]}")
        finally:
            self._wardrobe.undress()
            walk.end()

    def _shoot(self, walk: Walk, name: str) -> None:
        faded = QDeadlineTimer(FADED_MS)
        walk.until(faded.hasExpired)
        folder = self._said.out / name
        folder.mkdir(parents=True, exist_ok=True)
        for look in self._looks:
            self._wardrobe.dress(walk, look)
            walk.window.grab().save(str(folder / f"{self._said.language}-x{self._scale}-{look}.png"))
            self.taken += 1
            if self._said.check:
                self.breaches += [f"{name}: {one}" for one in objections(walk, self._wardrobe, look)]
        self._wardrobe.dress(walk, Appearance(mirrored=self._looks[0].mirrored))


if __name__ == "__main__":
    sys.exit(main())
