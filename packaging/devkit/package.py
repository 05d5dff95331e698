"""``dev package``: what IT rolls out. A frozen application in a folder, and packages of it for Linux and Windows."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from devkit.basics import TOP, say, stop
from devkit.setting_up import set_up

KINDS = ("folder", "deb", "rpm", "msi")
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,5}")


def add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("kinds", nargs="*", metavar="KIND", choices=[*KINDS, []], help=", ".join(KINDS))
    command.add_argument("--out", metavar="DIR", type=Path, default=TOP / "dist", help="where it goes; ./dist")
    command.add_argument("--version", default="", help="packs under another version, as a site does that adds files")
    command.add_argument("--from", dest="folder", metavar="FOLDER", type=Path, help="packs this frozen application")


def package(options: argparse.Namespace) -> int:
    """Freezes once, and makes each package of that. Says where everything lies."""
    out, version = options.out.absolute(), options.version or app_version()
    if not _VERSION.fullmatch(version):
        stop(f"{version!r} is no version such as 1.2.3")
    out.mkdir(parents=True, exist_ok=True)
    kinds = options.kinds or (["folder", "deb", "rpm"] if sys.platform.startswith("linux") else ["folder"])
    set_up()
    folder = options.folder.absolute() if options.folder else None
    if folder is None and set(kinds) - {"msi"}:
        from devkit.package_freeze import freeze

        folder = freeze(out)
    for kind in kinds:
        if kind in ("deb", "rpm") and folder is not None:
            from devkit.package_linux import pack

            say(f"dev: {pack(folder, kind, version, out)}")
        elif kind == "msi":
            from devkit.package_msi import make_msi, product_code

            if folder is None:
                stop("an MSI is made of a frozen application for Windows: --from FOLDER")
            msi = make_msi(folder, version, out)
            say(f"dev: {msi} (product code {product_code(msi)})")
    return 0


def app_version() -> str:
    """The application's own."""
    text = (TOP / "app/deskside/__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    return found[1] if found else stop("app/deskside/__init__.py names no version")


def clock() -> dict[str, str]:
    """A time for what is packed: that of the last commit, so that the same commit makes the same package."""
    from devkit.basics import quietly

    told = os.environ.get("SOURCE_DATE_EPOCH") or quietly(["git", "log", "-1", "--format=%ct"]).stdout.strip()
    return {"SOURCE_DATE_EPOCH": told or "1700000000"}
