"""Starts the lab's web sites, in whichever place they are to stand."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from lab.network.place import Place
from lab.programs import Programs

SITES = Path(__file__).with_name("sites.py")


def start_sites(
    programs: Programs,
    place: Place,
    name: str,
    sites: Sequence[Mapping[str, object]],
    certificates: Path | None = None,
) -> None:
    """One program called ``name`` that serves all these; see sites.py for what a site is."""
    programs.end(name)
    file = programs.folder / f"{name}.json"
    file.write_text(json.dumps({"certificates": str(certificates or ""), "sites": list(sites)}))
    programs.start(name, *place.inside, sys.executable, str(SITES), str(file))
    programs.ready(name, "ready")
