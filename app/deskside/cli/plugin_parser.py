"""The words of ``deskside plugin …``, as argparse has them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any


def plugin_verbs(
    verbs: argparse._SubParsersAction[Any],
    command: Callable[..., argparse.ArgumentParser],
    pair: Callable[[str], tuple[str, str]],
) -> None:
    """Every verb for those who write troubleshooters. ``command`` makes one, with ``--json`` where it is wished."""
    new = command(verbs, "new", "make a troubleshooter to begin with: no code, with comments that explain", json=True)
    new.add_argument("id", metavar="ID", help='what it is called, such as "badge-reader": small letters and dashes')
    new.add_argument("--python", action="store_true", help="with a cause in Python")
    new.add_argument("--folder", default=".", metavar="DIR", help="where the folder ID is made; here when left out")
    new.add_argument("--title", default="", metavar="TEXT", help='how a person would say it: "My badge is not read"')
    lint = command(verbs, "lint", "what is wrong with troubleshooters: file, line, and what to do", json=True)
    lint.add_argument("folders", nargs="+", metavar="DIR")
    test = command(verbs, "test", "try troubleshooters on the simulated computers of their scenarios", json=True)
    test.add_argument("folders", nargs="+", metavar="DIR")
    pack = command(verbs, "pack", "pack a troubleshooter that lints: same files, same bytes", json=True)
    pack.add_argument("folder", metavar="DIR")
    pack.add_argument("--out", default=".", metavar="FILE|DIR", help="ID-VERSION.zip here when left out")
    record = command(verbs, "record", "what this computer says to a troubleshooter, as a scenario", json=True)
    record.add_argument("folder", metavar="DIR")
    record.add_argument("name", metavar="NAME", help="of the file scenarios/NAME.toml")
    record.add_argument("--title", default="", metavar="TEXT", help="what is wrong with this computer")
    record.add_argument("--answer", action="append", default=[], metavar="QUESTION=VALUE", type=pair)
    record.add_argument("--yes", action="store_true", help="make the fixes that can be undone, and record what follows")
    preview = command(verbs, "preview", "see it as staff will, on a simulated computer")
    preview.add_argument("folder", metavar="DIR")
    preview.add_argument("scenario", nargs="?", default="", metavar="SCENARIO", help="the one to begin with")
    preview.add_argument("--language", default="", metavar="LANGUAGE", help="such as de; English when left out")
    preview.add_argument("--pictures", default="", metavar="DIR", help="draw every page into this folder instead")
