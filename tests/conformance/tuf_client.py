#!/usr/bin/env python3
"""Deskside's client of the catalogue, as the TUF project's conformance tests call it: init, refresh and download.

::

    tuf_client.py --metadata-dir DIR init ROOT
    tuf_client.py --metadata-dir DIR --metadata-url URL refresh
    tuf_client.py --metadata-dir DIR --metadata-url URL --target-base-url URL --target-name T --target-dir DIR download

It is the same ``Trusted`` and the same fetcher that ``deskside update`` uses, with the lock and the highest time seen.
Two things the tests want otherwise: their server speaks plain HTTP on loopback, which the settings would refuse, and
the trusted root lies beside the metadata. See README.md here.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "app"))

from deskside.catalogue.client.clock import Clock
from deskside.catalogue.client.fetching import WebFetcher
from deskside.catalogue.client.trusted import Trusted
from deskside.catalogue.client.unpacking import MOST_PACKED
from deskside.errors import DesksideError
from deskside.system.file_lock import FileLock
from deskside.system.web.network import Network

ROOT = "trusted-root"
"""Not ``*.json``: those are what the tests count as trusted roles."""


def main() -> int:
    words = _words()
    metadata = Path(words.metadata_dir)
    place = metadata.parent / "deskside"
    place.mkdir(exist_ok=True)
    if words.command == "init":
        (place / ROOT).write_bytes(Path(words.root).read_bytes())
        return 0
    with FileLock(place / "lock") as lock:
        if not lock.take(30.0):
            return 1
        fetcher = WebFetcher(Network())
        try:
            clock = Clock(place, time.time())
            root = (place / ROOT).read_bytes()
            trusted = Trusted(metadata, root, fetcher, words.metadata_url, words.target_base_url, clock)
            trusted.refresh()
            return _download(trusted, words) if words.command == "download" else 0
        except DesksideError as problem:
            sys.stderr.write(f"{problem.words()}\n    {problem}\n")
            return 1
        finally:
            fetcher.close()


def _download(trusted: Trusted, words: argparse.Namespace) -> int:
    target = trusted.look_up(words.target_name)
    if target is None:
        sys.stderr.write(f"{words.target_name} is signed by nobody who may\n")
        return 1
    trusted.fetch(target, Path(words.target_dir) / quote(words.target_name, ""), MOST_PACKED)
    return 0


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("metadata-dir", "metadata-url", "target-name", "target-dir", "target-base-url"):
        parser.add_argument(f"--{name}", default="")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("init").add_argument("root")
    commands.add_parser("refresh")
    commands.add_parser("download")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
