#!/usr/bin/env python3
"""Walks through the whole window in real desktops and saves a picture of every page: ``pictures.py FOLDER [LOOK…]``.

A LOOK is light, dark, light-200, dark-200 (200 % text), small (a window of 400x480), scaled (everything at 150 %);
without one, all six.
Needs root, for the worlds in which printing is really broken.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desktop.desk import Desk
from desktop.steps import using
from desktop.walk import WALKS, for_the_first_time, settle

LOOKS = {
    "light": "",
    "dark": "--dark",
    "light-200": "--text 200 --size 1920x1080",
    "dark-200": "--dark --text 200 --size 1920x1080",
    "small": "--size 400x512",
    "scaled": "--scale 150 --size 1920x1080",
}
COLOURS = 128
"""Enough for a calm window; the files stay small."""


def save(desk: Desk, path: Path) -> None:
    desk.picture(path, desk.window_id())
    command = ["convert", str(path), "-strip", "+dither", "-colors", str(COLOURS), f"PNG8:{path}"]
    subprocess.run(command, check=True, timeout=60)
    print(path, flush=True)  # noqa: T201


def main(arguments: list[str]) -> int:
    folder, looks = Path(arguments[0]), arguments[1:] or list(LOOKS)
    for look in looks:
        (folder / look).mkdir(parents=True, exist_ok=True)
        for walk, fault, policy in WALKS:
            with Desk(fault=fault, policy=policy, more=LOOKS[look], first=walk is for_the_first_time) as desk:
                settle(desk)
                desk.ask("point", 0, 0)
                for page in walk(using("accessibility bus", desk)):
                    save(desk, folder / look / f"{page}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
