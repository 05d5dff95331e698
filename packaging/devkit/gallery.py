"""``dev gallery``: a picture of every page in every look. One process for each language and screen scale."""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from devkit.basics import MINUTE, PYTHON, TOP, quietly, say
from devkit.setting_up import set_up

LANGUAGES = ("en", "de", "fr", "es", "en_XA", "ar")
LOOKS = ("light", "dark", "contrast-light", "contrast-dark")
SCALES = ("1", "1.25", "1.5", "2")
USUAL, FEW, ALL = 12, 4, 0
_TOLD = re.compile(r": (\d+) pictures of (\d+) pages")


class Part(NamedTuple):
    """What one process does: ``most`` looks a page."""

    language: str
    scale: str
    most: int


def parts(options: argparse.Namespace) -> list[Part]:
    """Each language and each scale, not all of both; all with ``--full``, and few with ``--quick``."""
    if options.full:
        wanted = [Part(language, scale, ALL) for language in LANGUAGES for scale in SCALES]
    elif options.quick:
        wanted = [Part("en", "1", FEW), Part("en_XA", "1", FEW), Part("ar", "1", FEW)]
    else:
        wanted = [Part(language, "1", USUAL) for language in LANGUAGES]
        wanted += [Part(language, scale, FEW) for language, scale in zip(LANGUAGES, (*SCALES[1:],) * 2, strict=True)]
    chosen = [part for part in wanted if options.language in ("", part.language)]
    return chosen or [Part(options.language, "1", FEW)]


def add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", metavar="DIR", type=Path, help="where the pictures go")
    command.add_argument("--only", metavar="PAGE", action="append", default=[], help="pages whose name begins so")
    command.add_argument("--look", choices=LOOKS, default="")
    command.add_argument("--language", choices=LANGUAGES, default="")
    command.add_argument("--quick", action="store_true", help="three languages, four looks each")
    command.add_argument("--full", action="store_true", help="every look in every language at every scale; takes long")
    command.add_argument("--check", action="store_true", help="looks at each page by machine too")


def gallery(options: argparse.Namespace) -> int:
    set_up()
    began, folder = time.monotonic(), options.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [word for only in options.only for word in ("--only", only)]
    wanted += ["--look", options.look] if options.look else []
    wanted += ["--check"] if options.check else []
    limit = MINUTE * (60 if options.full else 15)

    def take(part: Part) -> tuple[int, str]:
        more = ["--language", part.language, "--most", str(part.most), *wanted]
        status, told = _run(folder, more, part.scale, limit)
        say(told)
        return status, told

    with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as pool:
        done = list(pool.map(take, parts(options)))
    _status, sheets = _run(folder, ["--sheets"], "1", limit)
    counts = [found for _state, told in done if (found := _TOLD.search(told))]
    pictures, pages = sum(int(one[1]) for one in counts), max((int(one[2]) for one in counts), default=0)
    seconds = time.monotonic() - began
    say(f"gallery: {pictures} pictures of {pages} pages and {sheets.strip()} in {seconds:.0f} s, in {folder}")
    return max((status for status, _told in done), default=0)


def _run(folder: Path, more: list[str], scale: str, seconds: float) -> tuple[int, str]:
    """One process with a home of its own; gives how it ended and what it said."""
    with tempfile.TemporaryDirectory() as home:
        env = {
            "PYTHONPATH": os.pathsep.join((str(TOP / "app"), str(TOP / "tests" / "unit"))),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "LC_ALL": "C.UTF-8",
            "DESKSIDE_HOME": home,
        }
        words = [str(PYTHON), "-m", "ui.gallery", str(folder), *more]
        done = quietly(words, seconds=seconds, env=env)
    noise = "This plugin does not support"  # what Qt's offscreen platform says of itself
    said = [line for line in done.stderr.splitlines() if noise not in line]
    return done.returncode, "\n".join([done.stdout.strip(), *said]).strip()
